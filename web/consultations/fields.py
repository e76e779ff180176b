"""The fields of an answer: what a form may hold, and what must not be missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.consultation import AskedKind
from web.exposure.firm import RANGES
from web.marks import N_
from web.refused import RefusedError
from web.voices.words import AFFECTED, COSTS, MONTHS

LONGEST = {"product": 200, "contact": 100, "reach": 200, "certificate": 200}
TOO_LONG_IN = {
    "product": N_("涉及的产品超过%(most)d字，请精简后再提交。"),
    "contact": N_("联系人超过%(most)d字，请精简后再提交。"),
    "reach": N_("电话或邮箱超过%(most)d字，请精简后再提交。"),
    "certificate": N_("已有的认证或检测报告超过%(most)d字，请精简后再提交。"),
}
MOST_WORDS = 3000
MOST_CLAUSES = 12
LARGEST = 100_000
"""No firm has more models of a product."""
TOO_LONG = N_("意见超过3000字，请精简或改用附件。")
NO_PRODUCT = N_("请填写涉及的产品。")
NO_CONTACT = N_("请填写联系人。")
NO_OPINION = N_("请填写意见；没有意见的，请点“无意见”。")
NO_CONFLICT = N_("请说明与本案有无利益关系；没有的，填“无”。")
BAD_MODELS = N_("涉及型号数请填写整数，如12。")


@dataclass(frozen=True)
class Given:
    """An answer as its form gives it; all text, nothing checked yet."""

    no_opinion: bool = False
    affected: str = ""
    cost: str = ""
    months: str = ""
    exports: str = ""
    models: str = ""
    certificate: str = ""
    product: str = ""
    opinion: str = ""
    clauses: Sequence[tuple[str, str]] = ()
    conflict: str = ""
    contact: str = ""
    reach: str = ""


def check(given: Given) -> dict[str, Any]:
    """The fields as they are kept; a value of no list is nothing."""
    fields: dict[str, Any] = {name: short(given, name) for name in LONGEST}
    for text in (given.opinion, given.conflict, *(text for _, text in given.clauses)):
        if len(text) > MOST_WORDS:
            raise RefusedError(TOO_LONG)
    months = {str(number): number for number in MONTHS}
    return {
        **fields,
        "no_opinion": given.no_opinion,
        "affected": given.affected if given.affected in AFFECTED else "",
        "cost": given.cost if given.cost in COSTS else "",
        "exports": given.exports if given.exports in RANGES else "",
        "months": months.get(given.months),
        "models": read_models(given.models),
        "opinion": given.opinion.strip(),
        "clauses": list(clauses(given)),
        "conflict": given.conflict.strip(),
    }


def short(given: Given, name: str) -> str:
    """A field of one line; RefusedError if it is too long, for nothing is cut off."""
    words = " ".join(getattr(given, name).split())
    if len(words) > LONGEST[name]:
        raise RefusedError(TOO_LONG_IN[name], most=LONGEST[name])
    return words


def read_models(words: str) -> int | None:
    """A number of models; RefusedError if it is none."""
    plain = words.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal()) or int(plain[:9]) > LARGEST:
        raise RefusedError(BAD_MODELS)
    return int(plain[:9])


def clauses(given: Given) -> Sequence[dict[str, str]]:
    """What was said clause by clause, without empty lines."""
    told = [
        {"clause": " ".join(clause.split())[:100], "text": text.strip()}
        for clause, text in given.clauses[:MOST_CLAUSES]
    ]
    return [one for one in told if one["text"]]


def check_whole(kind: AskedKind, given: Given) -> None:
    """Refuse an answer that lacks what this kind of party must say."""
    if kind == AskedKind.DEPARTMENT:
        if not given.opinion.strip():
            raise RefusedError(NO_OPINION)
        return
    if kind == AskedKind.FIRM and not given.product.strip():
        raise RefusedError(NO_PRODUCT)
    if not given.contact.strip():
        raise RefusedError(NO_CONTACT)
    if kind == AskedKind.EXPERT:
        check_expert(given)


def check_expert(given: Given) -> None:
    """An expert says something, and says of their interests."""
    if not given.conflict.strip():
        raise RefusedError(NO_CONFLICT)
    if not given.opinion.strip() and not clauses(given):
        raise RefusedError(NO_OPINION)
