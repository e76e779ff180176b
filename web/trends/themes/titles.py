"""The words of the titles of first documents, read once for a state of the data."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import NamedTuple

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import Facts
from models.facts.columns import Mask, Numbers, Places
from models.notice import Notice
from web.trends.grains import FIRST_YEAR, MONTHS
from web.trends.themes.words import title_terms


class Terms(NamedTuple):
    """Which notices name which terms: an owner and a code for each, no pair twice.

    ``codes`` point into the first ``width`` of ``names``.
    """

    owners: Places
    codes: Numbers
    names: Sequence[str]
    width: int


class Year(NamedTuple):
    """The terms of the first documents of one year."""

    owners: Places
    codes: Numbers


@dataclass
class Titles:
    """The years that somebody asked for so far; all share the numbers of terms."""

    numbers: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    years: dict[int, Year] = field(default_factory=dict)
    reading: Lock = field(default_factory=Lock)

    def of(self, session: Session, facts: Facts, wanted: Sequence[int]) -> Terms:
        """The terms of some years; a year that nobody asked for yet is read."""
        with self.reading:
            for year in wanted:
                if year not in self.years:
                    self.years[year] = self.read(session, facts, year)
            parts = [Year(np.zeros(0, np.int64), np.zeros(0, np.int64))]
            parts += [self.years[year] for year in wanted]
            owners, codes = (np.concatenate(one) for one in zip(*parts, strict=True))
            return Terms(owners, codes, self.names, len(self.names))

    def read(self, session: Session, facts: Facts, year: int) -> Year:
        """The terms of a year."""
        owners, codes = array("q"), array("q")
        for place, title, language in read_titles(session, facts, year):
            found = [self.number(term) for term in title_terms(title, language)]
            owners.extend([place] * len(found))
            codes.extend(found)
        return Year(np.array(owners, np.int64), np.array(codes, np.int64))

    def number(self, term: str) -> int:
        """The number of a term; a new one is given the next."""
        found = self.numbers.setdefault(term, len(self.names))
        if found == len(self.names):
            self.names.append(term)
        return found


def read_titles(
    session: Session, facts: Facts, year: int
) -> Iterator[tuple[int, str, str]]:
    """The place, title and language of each first document of a year."""
    query = select(Notice.id, Notice.title, Notice.language).where(
        Notice.distributed.between(date(year, 1, 1), date(year, 12, 31))
    )
    for notice, title, language in session.execute(query.order_by(Notice.id)):
        place = facts.place.get(notice)
        if place is not None and facts.opening[place]:
            yield place, title, language


def terms_of(session: Session, facts: Facts, mask: Mask) -> Terms:
    """The words and pairs of words of the titles of all years that some first
    documents lie in."""
    titles = facts.once(Titles, Titles)
    years = np.unique(facts.month[mask] // MONTHS["year"] + FIRST_YEAR)
    return titles.of(session, facts, years.tolist())
