"""Bands of exposure of many notices at once, from their stored tags and the exports."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.export_tables import Counted, counted
from models.exposure import Exposure
from models.exposure_clues import Clues, read_clues
from models.exposures import (
    CHAPTER,
    HIGH,
    Bands,
    Hint,
    Share,
    Weight,
    bands,
    exports_to,
    weigh,
)
from models.reference import groups

EVERYTHING = 0.95
"""A measure on this share of all lines is horizontal, and told apart."""
ENOUGH = 100
"""Lines that a table must have to show how wide a measure is."""
UNION = "EU"
FEW = 200
"""Up to so many notices, only the exports of their chapters and markets are read."""
Exports = Mapping[str, Mapping[str, float]]
"""Value by product and market."""


@dataclass(frozen=True)
class Exposed:
    """The bands of a notice, and beside them what a horizontal measure covers.

    A horizontal measure has no bands: it is about everything that is sold to its
    markets, which is ``whole``, and would drown what others touch.
    """

    bands: Bands
    horizontal: bool = False
    whole: float = 0.0


NOTHING = Exposed(bands(()))


def exposed(session: Session, notice_ids: Collection[int]) -> dict[int, Exposed]:
    """The exposure of each notice; empty where no table of exports counts."""
    found = counted(session)
    if found is None or not notice_ids:
        return {}
    clues = read_clues(session, notice_ids)
    few = list(clues.values()) if len(clues) <= FEW else []
    lines = Lines(session, found, read_exports(session, found, few))
    return {one: lines.expose(clues[one]) for one in notice_ids}


class Lines:
    """The lines of the table that counts, by chapter, with their exports.

    ``count`` is how many there are in all, where ``exports`` are only some.
    """

    def __init__(
        self, session: Session, found: Counted, exports: Exports, count: int = 0
    ) -> None:
        self.session, self.found, self.exports = session, found, exports
        self.chapters: dict[str, list[str]] = defaultdict(list)
        for product in sorted(self.exports):
            self.chapters[product[:CHAPTER]].append(product)
        self.count = count or count_lines(session, found)
        self.union = union()
        self.weighed: dict[object, list[tuple[str, Weight]]] = {}

    def expose(self, clues: Clues) -> Exposed:
        """The bands of one notice."""
        kept = self.touched(clues)
        if kept is None:
            whole = self.whole(clues.markets)
            return Exposed(bands(()), horizontal=True, whole=whole)
        return Exposed(bands(self.shares(kept, clues.markets)))

    def touched(self, clues: Clues) -> list[tuple[str, Weight]] | None:
        """The products that count for a notice; None of a horizontal measure."""
        if clues.horizontal:
            return None
        kept = [(hs, one) for hs, one in self.weights(clues) if one.value > HIGH]
        return None if len(kept) >= max(ENOUGH, EVERYTHING * self.count) else kept

    def shares(
        self, weights: Iterable[tuple[str, Weight]], markets: Collection[str]
    ) -> Iterator[Share]:
        """What each product adds."""
        for product, weight in weights:
            values = exports_to(markets, self.exports[product], self.union)
            if values:
                yield Share(product, weight, values)

    def weights(self, clues: Clues) -> Iterator[tuple[str, Weight]]:
        """Each product that a notice may be about, and how surely."""
        for chapter in sorted(clues.chapters & self.chapters.keys()):
            hints = tuple(one for one in clues.hints if one.code.startswith(chapter))
            by_ics = {
                heading: ics
                for heading, ics in clues.by_ics.items()
                if heading.startswith(chapter)
            }
            yield from self.in_chapter(chapter, hints, by_ics)

    def in_chapter(
        self, chapter: str, hints: tuple[Hint, ...], by_ics: Mapping[str, str]
    ) -> list[tuple[str, Weight]]:
        """The weights in one chapter; notices that say the same share them."""
        key = (hints, tuple(by_ics.items()), chapter)
        if key not in self.weighed:
            found = ((hs, weigh(hs, hints, by_ics)) for hs in self.chapters[chapter])
            self.weighed[key] = [(hs, weight) for hs, weight in found if weight]
        return self.weighed[key]

    def whole(self, markets: Collection[str]) -> float:
        """All exports to some markets."""
        sums = read_sums(self.session, self.found)
        return sum(exports_to(markets, sums, self.union).values())


def union() -> tuple[str, ...]:
    """The European Union and its Members."""
    return next(one.members for one in groups() if one.id == "eu27")


def read_exports(
    session: Session, found: Counted, few: Sequence[Clues] = ()
) -> Exports:
    """The exports that count; of a few notices, only what they may touch."""
    query = select(Exposure.hs, Exposure.market, func.sum(Exposure.value))
    query = query.where(*counts(found)).group_by(Exposure.hs, Exposure.market)
    if few:
        chapters = set().union(*(one.chapters for one in few))
        markets = expanded(set().union(*(one.markets for one in few)))
        wanted = [Exposure.hs.between(one, f"{one}~") for one in sorted(chapters)]
        query = query.where(or_(False, *wanted), Exposure.market.in_(markets))
    exports: dict[str, dict[str, float]] = defaultdict(dict)
    for product, market, value in session.execute(query):
        exports[product][market] = value
    return exports


def expanded(markets: set[str]) -> set[str]:
    """Markets, the European Union with its Members."""
    return markets | set(union()) if UNION in markets else markets


def read_sums(session: Session, found: Counted) -> dict[str, float]:
    """All exports by market."""
    query = select(Exposure.market, func.sum(Exposure.value)).where(*counts(found))
    rows = session.execute(query.group_by(Exposure.market))
    return {market: float(value) for market, value in rows}


def count_lines(session: Session, found: Counted) -> int:
    """How many products the table that counts has."""
    query = select(func.count(func.distinct(Exposure.hs))).where(*counts(found))
    return session.scalar(query) or 0


def counts(found: Counted) -> tuple[ColumnElement[bool], ...]:
    """The condition of a row that counts."""
    return Exposure.table_id == found.table.id, Exposure.year == found.year
