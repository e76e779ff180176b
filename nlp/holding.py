"""What kept a sector from being matched, though something speaks for it."""

from collections.abc import Iterator

from nlp.brakes import breadth, spread
from nlp.evidence import doubtful_codes
from nlp.findings import Finding
from nlp.reasons import Reason
from nlp.text import NoticeText

WIDE = frozenset({"hs2_only", "hs2_wide", "hs4_wide", "ics_field", "ics_wide"})
FAINT = frozenset({"prose", "ics_low"})


def what_held(
    found: list[Reason], findings: list[Finding], text: NoticeText
) -> list[Reason]:
    """What held the evidence for one sector back; there is always something."""
    return list(reasons_against(found, findings, text)) or [held("weak")]


def reasons_against(
    found: list[Reason], findings: list[Finding], text: NoticeText
) -> Iterator[Reason]:
    """Each thing that lowered or bounded the weight of the evidence."""
    kinds = {one.kind for one in found}
    if kinds <= FAINT:
        yield held("prose_only" if "prose" in kinds else "ics_only")
    elif all(one.kind in FAINT | WIDE or names_chapter(one) for one in found):
        yield held("wide_only")
    doubtful = {one.code: one for one in doubtful_codes(findings, text)}
    mine = [doubtful[one.code] for one in found if one.code in doubtful]
    if mine:
        kind = "doubtful" if mine[0].scheme == "hs" else "ics_doubtful"
        yield held(kind, mine[0].code)
    if spread(found, breadth(findings)) < 1:
        yield held("many")


def names_chapter(one: Reason) -> bool:
    """Whether a product's name says no more than a chapter does."""
    return one.kind == "product" and len(one.code) == 2


def held(kind: str, code: str = "") -> Reason:
    """A reason that weighs nothing by itself."""
    return Reason(kind, code, "", "", 0.0)
