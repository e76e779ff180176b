"""What the arguments of a case still lack before anybody may sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.case import Case, CaseItem, Standing
from models.evidence import Evidence
from web.arguments.carrying import carried
from web.arguments.proving import behind, is_cost_proven, is_proven
from web.arguments.wording import IN_BOTH, SIDES, says
from web.cases.contents import live_items
from web.evidence.sources import lacks_english
from web.marks import N_

WORDS = {
    "items": (N_("还没有意见条目"), "There is no argument yet"),
    "taken": (
        N_("机器提议，还没有人采用"),
        "A machine's proposal that nobody has taken over",
    ),
    "ground_id": (N_("没有评议依据"), "No ground"),
    "problem_zh": (N_("没有写中文问题"), "No problem in Chinese"),
    "problem_en": (N_("没有写英文问题"), "No problem in English"),
    "request_zh": (N_("没有写中文请求"), "No request in Chinese"),
    "request_en": (N_("没有写英文请求"), "No request in English"),
    "proof": (
        N_("没有可以对外的证据"),
        "No evidence that may leave the centre",
    ),
    "cost": (
        N_("写了影响，却只有文本引文，没有影响的证据"),
        "It speaks of an effect, and only the text is quoted, which proves no effect",
    ),
    "stale_zh": (
        N_("英文已改，中文尚未跟上或确认"),
        "The English was changed; the Chinese lags behind",
    ),
    "stale_en": (
        N_("中文已改，英文尚未跟上或确认"),
        "The Chinese was changed; the English lags behind",
    ),
    "changed": (
        N_("所引条款在最新文本中已改"),
        "The clause reads otherwise in the newest text",
    ),
    "gone": (
        N_("所引条款在最新文本中已删"),
        "The clause is gone from the newest text",
    ),
    "unchecked": (
        N_("引文未与通报文本核对"),
        "The quotation was not found in the notified text",
    ),
    "source_en": (
        N_("对外证据的来源只有中文，英文稿不会写出来源，请到“证据”页补英文来源"),
        "The source of its evidence is told in Chinese alone; the English leaves it"
        " out until an English source is entered under Evidence",
    ),
    "draft_outdated": (
        N_("文稿落后于意见条目，请在“文稿”页重新组稿"),
        "The draft lags behind the arguments; compose it again",
    ),
    "draft_conflict": (
        N_("文稿中手写文字与新组成的文字不同，请选定"),
        "In the draft a person's words differ from what would be composed now",
    ),
    "draft_stale": (
        N_("文稿中有一种语言落后，请核对"),
        "In the draft one language lags behind",
    ),
    "spanish": (
        N_("墨西哥的通报还缺西班牙文译本"),
        "The Spanish that a comment to Mexico needs is not there yet",
    ),
    "spanish_stale": (
        N_("中文或英文已改，西班牙文尚未跟上或确认"),
        "The Chinese or the English was changed; the Spanish lags behind",
    ),
    "draft_blanks": (
        N_("文稿中还有待填写或核对之处"),
        "The draft still has places to fill or check",
    ),
}
"""Each thing that may be missing, in both languages."""
ADVICE = frozenset({"unchecked", "source_en", "spanish", "spanish_stale"})
"""What is told, but does not stand in the way."""
PARTS = 6
"""What each argument needs: a person, problem, request, proof, languages, clause."""


@dataclass(frozen=True)
class Missing:
    """One thing that an argument (or the whole case) lacks."""

    item: CaseItem | None
    place: int
    what: str

    @property
    def zh(self) -> str:
        """What is missing, in Chinese."""
        return WORDS[self.what][0]

    @property
    def en(self) -> str:
        """What is missing, in English."""
        return WORDS[self.what][1]

    @property
    def blocks(self) -> bool:
        """Whether nobody may sign as long as it is so."""
        return self.what not in ADVICE


@dataclass(frozen=True)
class Meter:
    """How much of what the arguments need is there."""

    done: int
    of: int
    missing: Sequence[Missing]

    @property
    def is_complete(self) -> bool:
        """Whether nothing stands in the way of a signature."""
        return not any(one.blocks for one in self.missing)


def completeness(session: Session, case: Case) -> list[Missing]:
    """What is missing, in the order of the arguments; empty where all is there."""
    items = live_items(case)
    if not items:
        return [Missing(None, 0, "items")]
    proofs, fates = behind(session, items), carried(session, case)
    return [
        Missing(item, place, what)
        for place, item in enumerate(items, 1)
        for what in (
            *lacking(item, proofs.get(item.id, [])),
            *outdated(item, fates[item.id].standing if item.id in fates else ""),
        )
    ]


def lacking(item: CaseItem, proofs: Sequence[Evidence]) -> Iterator[str]:
    """What an argument lacks in itself and behind it."""
    if not item.taken:
        yield "taken"
    if not item.ground_id:
        yield "ground_id"
    for name in IN_BOTH[:2]:
        yield from (f"{name}_{side}" for side in SIDES if not says(item, name, side))
    if not is_proven(proofs):
        yield "proof"
    elif any(says(item, "impact", side) for side in SIDES):
        yield from () if is_cost_proven(proofs) else ("cost",)
    if item.stale:
        yield f"stale_{item.stale}"
    yield from unsaid(item, proofs)


def unsaid(item: CaseItem, proofs: Sequence[Evidence]) -> Iterator[str]:
    """What an argument and its proofs leave untold or unchecked; it blocks nothing."""
    if any(lacks_english(row) for row in proofs):
        yield "source_en"
    if item.quote and item.standing == Standing.UNPLACED:
        yield "unchecked"


def outdated(item: CaseItem, standing: str) -> Iterator[str]:
    """How the clause of an argument fares in the newest text, if badly."""
    fate = standing or item.standing
    if fate in {Standing.CHANGED, Standing.GONE}:
        yield str(fate)


def measure(missing: Sequence[Missing], items: int) -> Meter:
    """The meter of a case with so many arguments."""
    worst = {
        (one.place, kind_of(one.what)) for one in missing if one.blocks and one.item
    }
    total = items * PARTS
    return Meter(max(0, total - len(worst)), total, missing)


def kind_of(what: str) -> str:
    """The part of an argument in which something is missing."""
    head = what.partition("_")[0]
    return {"cost": "proof", "gone": "clause", "changed": "clause"}.get(head, head)
