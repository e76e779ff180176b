"""The words of one argument as a form gives them, and which language lags behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from models.case import CaseItem
from models.reference import Ground, grounds
from web.cases.paper_head import UNPRINTABLE
from web.cases.words import ASKS
from web.marks import N_
from web.refused import RefusedError

LONGEST, LONGEST_REF = 40_000, 500
"""Letters of a text, and of a reference to a clause or a standard."""
REFS = ("clause", "intl_ref", "gb_ref")
TEXTS = (
    "quote",
    "problem_zh",
    "problem_en",
    "request_zh",
    "request_en",
    "gap_zh",
    "gap_en",
    "impact_zh",
    "impact_en",
)
IN_BOTH = ("problem", "request", "gap", "impact")
"""What is said in both languages."""
POLICY = frozenset({"tbt-12", "sps-10"})
"""Grounds that touch on policy, and are off unless somebody asks for them."""
TOO_LONG = N_("“%(name)s”共%(n)d个字符，最多%(most)d个，请删减后再保存。")
NO_GROUND = N_("请选择一条主要评议依据。")
NO_ASK = N_("请选择请求的类别。")
EMPTY = N_("问题和请求都是空的，未保存。请至少填写一项。")
NAMES = {
    "clause": N_("条款"),
    "intl_ref": N_("国际标准"),
    "gb_ref": N_("我国标准"),
    "quote": N_("原文引文"),
    "problem_zh": N_("问题所在（中文）"),
    "problem_en": N_("问题所在（英文）"),
    "request_zh": N_("请求（中文）"),
    "request_en": N_("请求（英文）"),
    "gap_zh": N_("差异（中文）"),
    "gap_en": N_("差异（英文）"),
    "impact_zh": N_("影响（中文）"),
    "impact_en": N_("影响（英文）"),
}
ASKS_ZH = {
    "clarify": "澄清",
    "amend": "修改",
    "withdraw": "废止",
    "postpone": "推迟实施",
    "extend": "延长评议期",
    "supply_text": "提供文本",
    "accept_results": "承认结果",
}
"""The kinds of request in papers and tables, which are Chinese."""
ENDS = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Wording:
    """All that a person may say in an argument."""

    ground_id: str = ""
    further_grounds: list[str] = field(default_factory=list)
    clause: str = ""
    anchor: str = ""
    quote: str = ""
    problem_zh: str = ""
    problem_en: str = ""
    request_zh: str = ""
    request_en: str = ""
    ask: str = "clarify"
    intl_ref: str = ""
    gb_ref: str = ""
    gap_zh: str = ""
    gap_en: str = ""
    impact_zh: str = ""
    impact_en: str = ""
    priority: int = 2


FIELDS = tuple(one.name for one in fields(Wording))


def wording_of(item: CaseItem) -> Wording:
    """The words that an argument has now."""
    return Wording(**{name: getattr(item, name) for name in FIELDS})


def read_wording(form: Mapping[str, str], further: list[str]) -> Wording:
    """What was typed, tidied; nothing is judged yet."""
    given = {name: tidy(form.get(name, "")) for name in (*REFS, *TEXTS)}
    priority = form.get("priority", "")
    return Wording(
        ground_id=form.get("ground_id", ""),
        further_grounds=[
            one for one in dict.fromkeys(further) if one != form.get("ground_id")
        ],
        anchor=form.get("anchor", "")[:64],
        ask=form.get("ask", ""),
        priority=int(priority) if priority in {"1", "2", "3"} else 2,
        **given,
    )


def tidy(text: str) -> str:
    """A text with our line ends, without signs that no paper can hold."""
    return UNPRINTABLE.sub("", ENDS.sub("\n", text)).strip()


def check_wording(wording: Wording, agreement: str | None) -> None:
    """Refuse what cannot be kept, in one sentence."""
    for name in (*REFS, *TEXTS):
        length = len(getattr(wording, name))
        most = LONGEST_REF if name in REFS else LONGEST
        if length > most:
            raise RefusedError(TOO_LONG, name=NAMES[name], n=length, most=most)
    known = {one.id for one in grounds_for(agreement, policy=True)}
    if not {wording.ground_id, *wording.further_grounds} <= known:
        raise RefusedError(NO_GROUND)
    if wording.ask not in ASKS:
        raise RefusedError(NO_ASK)
    if not any(says(wording, name, side) for name in IN_BOTH[:2] for side in SIDES):
        raise RefusedError(EMPTY)


SIDES = ("zh", "en")


def grounds_for(agreement: str | None, *, policy: bool = False) -> list[Ground]:
    """The grounds of an agreement (of both, where none is known)."""
    return [
        one
        for one in grounds()
        if agreement in {None, "", one.agreement} and (policy or one.id not in POLICY)
    ]


def says(wording: Wording | CaseItem, name: str, side: str) -> str:
    """What is said of something in a language."""
    return str(getattr(wording, f"{name}_{side}")).strip()


def lacking_side(wording: Wording | CaseItem) -> str:
    """A language in which something is missing that the other says; '' if none."""
    for side, other in (("en", "zh"), ("zh", "en")):
        if any(
            says(wording, name, other) and not says(wording, name, side)
            for name in IN_BOTH
        ):
            return side
    return ""


def stale_side(old: Wording, new: Wording, was: str) -> str:
    """The language that lags behind after an edit; '' where both go together."""
    lacking = lacking_side(new)
    if lacking:
        return lacking
    changed = [
        side
        for side in SIDES
        if any(says(old, name, side) != says(new, name, side) for name in IN_BOTH)
    ]
    if len(changed) != 1:
        return "" if changed else was
    other = "en" if changed == ["zh"] else "zh"
    return "" if was == changed[0] else other
