"""What the stored tags of notices say of products, for the weighing of exports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from models.codes import ancestors
from models.exposures import CHAPTER, Hint
from models.notice import NoticeMember
from models.reference import is_low_signal, read_rows, split
from models.tag import Tag

SURE = 0.5
"""From this score on a word in title or products names the thing; a weaker one is
no more than a word in the description."""
TOLD = ("title", "products")
SLICE = 900
"""So many ids are asked for at a time."""
DOUBTFUL = "doubtful"
Found = tuple[int, str, str, str, str, float, str, str]
"""The columns of a tag that are read."""


@dataclass
class Clues:
    """What is known of a notice: its codes and words, its markets, its reach."""

    hints: list[Hint] = field(default_factory=list)
    by_ics: dict[str, str] = field(default_factory=dict)
    markets: set[str] = field(default_factory=set)
    horizontal: bool = False

    @property
    def chapters(self) -> set[str]:
        """The chapters in which any of its products lie."""
        codes = [*(one.code for one in self.hints), *self.by_ics]
        return {code[:CHAPTER] for code in codes}


def read_clues(session: Session, notice_ids: Collection[int]) -> dict[int, Clues]:
    """What the tags of notices say of their products, and who their markets are."""
    clues: dict[int, Clues] = {one: Clues() for one in notice_ids}
    ids = sorted(clues)
    for start in range(0, len(ids), SLICE):
        part = ids[start : start + SLICE]
        parties = select(NoticeMember.notice_id, NoticeMember.member_code)
        for notice, code in session.execute(
            parties.where(NoticeMember.notice_id.in_(part))
        ):
            clues[notice].markets.add(code)
        for row in session.execute(tags_of(part)):
            put_clue(clues[row.notice_id], row)
    return clues


def tags_of(ids: Sequence[int]) -> Select[*Found]:
    """The tags of some notices that tell of products."""
    return (
        select(
            Tag.notice_id,
            Tag.scheme,
            Tag.code,
            Tag.origin,
            Tag.field,
            Tag.score,
            Tag.note,
            Tag.words,
        )
        .where(Tag.notice_id.in_(ids), Tag.scheme.in_(("hs", "ics", "scope")))
        .order_by(Tag.id)
    )


def put_clue(clues: Clues, tag: Row[*Found]) -> None:
    """One tag among the clues; what was only predicted is none."""
    if tag.scheme == "scope":
        clues.horizontal = clues.horizontal or tag.code == "horizontal"
    elif tag.scheme == "ics" and tag.origin == "stated" and tag.note != DOUBTFUL:
        for heading in headings_of(tag.code):
            clues.by_ics.setdefault(heading, tag.code)
    elif tag.scheme == "hs" and tag.origin != "predicted":
        stated = tag.origin == "stated"
        told = tag.field in TOLD and tag.score >= SURE
        doubtful = tag.note == DOUBTFUL
        words = "" if stated else tag.words
        clues.hints.append(Hint(tag.code, stated, told, doubtful, words))


def headings_of(ics: str) -> tuple[str, ...]:
    """The headings that a person has laid beside an ICS code, or what it lies in."""
    if is_low_signal(ics):
        return ()
    near = (one for one in reversed(ancestors(ics)) if one in ics_headings())
    return ics_headings().get(next(near, ""), ())


@lru_cache(maxsize=1)
def ics_headings() -> dict[str, tuple[str, ...]]:
    """HS headings by ICS code, mapped by hand."""
    rows = read_rows("ics_headings")
    return {row["ics"]: tuple(split(row["hs"])) for row in rows}
