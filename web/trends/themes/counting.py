"""Counting the measures that name a term, now and before; copies of a text once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import Facts, Many
from models.facts.columns import Mask, Numbers, Places
from models.notice import Notice
from web.trends.themes.rising import Rise
from web.trends.themes.words import title_terms

USUAL = timedelta(days=90)
PAST = timedelta(days=365)
HEADING = 4
KINDS = ("substance", "standard", "product", "word")
"""What a theme may be; of equal rises the more telling kind stands first."""
AT_ONCE = 5000


@dataclass(frozen=True)
class Windows:
    """The days now, and the year before them; all ends included."""

    since: date
    until: date

    @property
    def before(self) -> tuple[date, date]:
        """The first and last day of the year before; none is before the calendar."""
        last = max(self.since.toordinal() - 1, 1)
        first = max(last - PAST.days + 1, 1)
        return date.fromordinal(first), date.fromordinal(last)


@dataclass(frozen=True)
class Theme:
    """A term that is counted: its kind, itself, its rise, and where it stands now."""

    kind: str
    term: str
    rise: Rise
    places: Places


def windows_of(since: date | None, until: date | None, today: date) -> Windows:
    """The days that are asked for; the last ninety where none are."""
    last = until or today
    usual = date.fromordinal(max(last.toordinal() - USUAL.days + 1, 1))
    return Windows(since or usual, last)


def within(facts: Facts, first: date, last: date) -> Mask:
    """The notices distributed in some days."""
    days = facts.distributed
    return (days >= first.toordinal()) & (days <= last.toordinal())


def units(facts: Facts) -> Numbers:
    """What a notice is counted as: its measure, or the text that several share."""
    return facts.once(units, lambda: make_units(facts))


def make_units(facts: Facts) -> Numbers:
    """The same, made: texts that are shared have numbers below 0."""
    shared = np.array([name != "" for name in facts.twin.names], dtype=np.bool_)
    is_shared = shared[facts.twin.codes] if len(facts) else np.zeros(0, np.bool_)
    return np.where(is_shared, -1 - facts.twin.codes, facts.measure)


def kinds_of(session: Session, facts: Facts, mask: Mask) -> Iterator[tuple[str, Many]]:
    """The columns whose names are counted, by kind."""
    yield "substance", facts.substances
    yield "standard", facts.standards
    yield "product", headings(facts)
    yield "word", words(session, facts, mask)


def headings(facts: Facts) -> Many:
    """The HS headings of each notice."""
    return facts.once(headings, lambda: make_headings(facts))


def make_headings(facts: Facts) -> Many:
    """The same, made; whole chapters are left out."""
    pairs = zip(facts.hs.owners, facts.hs.codes, strict=True)
    names = facts.hs.names
    deep = (
        (int(place), names[code][:HEADING])
        for place, code in pairs
        if len(names[code]) >= HEADING
    )
    return Many.of(len(facts), deep)


def words(session: Session, facts: Facts, mask: Mask) -> Many:
    """The words and pairs of words of the titles of some notices."""
    places = np.flatnonzero(mask)
    pairs: list[tuple[int, str]] = []
    for first in range(0, len(places), AT_ONCE):
        some = places[first : first + AT_ONCE]
        ids = [int(one) for one in facts.ids[some]]
        query = select(Notice.id, Notice.title, Notice.language)
        for notice, title, language in session.execute(query.where(Notice.id.in_(ids))):
            place = facts.place[notice]
            pairs += [(place, term) for term in title_terms(title, language)]
    return Many.of(len(facts), pairs)


def themes_of(
    session: Session, facts: Facts, chosen: Mask, windows: Windows
) -> list[Theme]:
    """Every term that rises, the steepest first; ``chosen`` holds first documents."""
    now = chosen & within(facts, windows.since, windows.until)
    before = chosen & within(facts, *windows.before)
    own = units(facts)
    of_now, of_before = (len(np.unique(own[mask])) for mask in (now, before))
    found = []
    for kind, many in kinds_of(session, facts, now | before):
        counted, past = count_units(many, own, now), count_units(many, own, before)
        for code in np.flatnonzero(counted):
            rise = Rise(int(counted[code]), of_now, int(past[code]), of_before)
            if rise.rises:
                places = many.owners[(many.codes == code) & now[many.owners]]
                found.append(Theme(kind, many.names[code], rise, places))
    found.sort(key=lambda one: (-one.rise.factor, KINDS.index(one.kind), one.term))
    return without_parts(found)


def count_units(many: Many, own: Numbers, mask: Mask) -> Numbers:
    """How many different measures name each term among some notices."""
    kept = mask[many.owners]
    pairs = np.stack([many.codes[kept], own[many.owners[kept]]], axis=1)
    names = np.unique(pairs, axis=0)[:, 0] if len(pairs) else pairs[:, 0]
    return np.bincount(names, minlength=len(many.names))


def without_parts(found: list[Theme]) -> list[Theme]:
    """Leave out a word that rises only as part of a pair of words."""
    pairs = [one for one in found if one.kind == "word" and " " in one.term]
    parts = {(word, one.rise.now) for one in pairs for word in one.term.split()}
    return [
        one
        for one in found
        if one.kind != "word" or (one.term, one.rise.now) not in parts
    ]
