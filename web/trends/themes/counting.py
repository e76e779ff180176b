"""Counting the measures that name a term, now and before; copies of a text once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy.orm import Session

from models.facts import Facts, Many
from models.facts.columns import Column, Mask, Numbers, Places
from web.trends.themes.rising import LEAST, Rise
from web.trends.themes.titles import Terms, terms_of

USUAL = timedelta(days=90)
PAST = timedelta(days=365)
HEADING = 4
KINDS = ("substance", "standard", "product", "word")
"""What a theme may be; of equal rises the more telling kind stands first."""


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


def kinds_of(session: Session, facts: Facts, mask: Mask) -> Iterator[tuple[str, Terms]]:
    """The terms that are counted, by kind."""
    yield "substance", terms(facts.substances)
    yield "standard", terms(facts.standards)
    yield "product", terms(headings(facts))
    yield "word", terms_of(session, facts, mask)


def terms(many: Many) -> Terms:
    """The names of a column as terms."""
    return Terms(many.owners, many.codes, many.names, len(many.names))


def headings(facts: Facts) -> Many:
    """The HS headings of each notice."""
    return facts.once(headings, lambda: make_headings(facts))


def make_headings(facts: Facts) -> Many:
    """The same, made; whole chapters are left out."""
    hs = facts.hs
    deep = np.array([len(name) >= HEADING for name in hs.names], dtype=np.bool_)
    kept = deep[hs.codes]
    short = Column.of(name[:HEADING] for name in hs.names)
    codes = short.codes[hs.codes[kept]]
    return Many.of_codes(len(facts), hs.owners[kept], codes, short.names)


def themes_of(
    session: Session, facts: Facts, chosen: Mask, windows: Windows
) -> list[Theme]:
    """Every term that rises, the steepest first; ``chosen`` holds first documents."""
    now = chosen & within(facts, windows.since, windows.until)
    before = chosen & within(facts, *windows.before)
    own = units(facts)
    of_now, of_before = (len(np.unique(own[mask])) for mask in (now, before))
    found = []
    for kind, named in kinds_of(session, facts, now | before):
        counted, past = (count_units(named, own, mask) for mask in (now, before))
        rises = {}
        for code in np.flatnonzero(counted >= LEAST).tolist():
            rise = Rise(int(counted[code]), of_now, int(past[code]), of_before)
            if rise.rises:
                rises[code] = rise
        places = places_of(named, now, list(rises))
        found += [
            Theme(kind, named.names[code], rise, places[code])
            for code, rise in rises.items()
        ]
    found.sort(key=lambda one: (-one.rise.factor, KINDS.index(one.kind), one.term))
    return without_parts(found)


def places_of(named: Terms, mask: Mask, wanted: list[int]) -> dict[int, Places]:
    """Which of some notices name each of some terms."""
    good = np.zeros(named.width, dtype=np.bool_)
    good[wanted] = True
    kept = good[named.codes] & mask[named.owners]
    codes, owners = named.codes[kept], named.owners[kept]
    order = np.argsort(codes, kind="stable")
    codes, owners = codes[order], owners[order]
    ends = np.searchsorted(codes, wanted, side="right")
    firsts = np.searchsorted(codes, wanted)
    return {
        code: owners[first:end]
        for code, first, end in zip(wanted, firsts, ends, strict=True)
    }


def count_units(named: Terms, own: Numbers, mask: Mask) -> Numbers:
    """How many different measures name each term among some notices.

    A measure that one notice alone stands for counts once a pair; only where several
    share a text are pairs told apart, by one number for the term and the measure.
    """
    kept = mask[named.owners]
    codes, counted = named.codes[kept], own[named.owners[kept]]
    shared = counted < 0
    width = 1 - int(counted.min(initial=0))
    pairs = np.sort(codes[shared] * width - counted[shared])
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    many = np.bincount(codes[~shared], minlength=named.width)
    return many + np.bincount(pairs // width, minlength=named.width)


def without_parts(found: list[Theme]) -> list[Theme]:
    """Leave out a word that rises only as part of a pair of words."""
    pairs = [one for one in found if one.kind == "word" and " " in one.term]
    parts = {(word, one.rise.now) for one in pairs for word in one.term.split()}
    return [
        one
        for one in found
        if one.kind != "word" or (one.term, one.rise.now) not in parts
    ]
