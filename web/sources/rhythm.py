"""How often a source has something new, and how soon that reaches us."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil
from statistics import median_low

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.deadlines import HERE
from models.notice import Notice
from models.source import Source

HISTORY = timedelta(days=60)
"""The days before the newest document by which a source's habit is told."""
RECENT = timedelta(days=30)
"""Documents that came within these days tell how long they take to reach us."""
FEWEST = 5
"""So many days, or documents, are needed before anything is called usual."""
GRACE = 1
"""A day more, for the publisher's day is not ours."""
OURS = Notice.provisional.is_(False)
NEWS = (OURS, Notice.baseline.is_(False))


@dataclass(frozen=True)
class Delay:
    """Days from publication to our store: half of the documents, and nine in ten."""

    half: int
    most: int
    count: int


@dataclass(frozen=True)
class Rhythm:
    """The days on which a source had something new, by its own dates.

    ``longest`` is the longest time in days from one such day to the next, and
    ``stretch`` the days since the newest. ``usual`` are the fewest, the middle and
    the most documents of nine in ten such days. Without enough days in the history
    both are None, and nobody can say what is usual. ``heard`` are the days since the
    first load: what was silent before that is no silence that we heard.
    """

    days: int
    stretch: int | None
    longest: int | None = None
    usual: tuple[int, int, int] | None = None
    lag: int = 0
    heard: int = 0

    @property
    def limit(self) -> int | None:
        """The stretch in days beyond which a source is quiet."""
        return None if self.longest is None else self.longest + self.lag + GRACE

    @property
    def is_quiet(self) -> bool:
        """Whether nothing came for longer than it ever usually takes."""
        if self.limit is None or self.stretch is None:
            return False
        return min(self.stretch, self.heard) > self.limit


def rhythm_of(
    counts: Mapping[date, int], today: date, *, lag: int = 0, heard: int = 0
) -> Rhythm:
    """The habit that the documents of each day of publication show."""
    days = sorted(day for day in counts if day <= today)
    if not days:
        return Rhythm(0, None)
    since = days[-1] - HISTORY
    days = [day for day in days if day > since]
    stretch = (today - days[-1]).days
    if len(days) < FEWEST:
        return Rhythm(len(days), stretch)
    steps = [(after - before).days for before, after in pairwise(days)]
    sizes = sorted(counts[day] for day in days)
    usual = (part_of(sizes, 0.1), median_low(sizes), part_of(sizes, 0.9))
    return Rhythm(len(days), stretch, max(steps), usual, lag, heard)


def part_of(sizes: Sequence[int], part: float) -> int:
    """The smallest of some sorted figures that this part of them does not exceed."""
    return sizes[max(0, ceil(len(sizes) * part) - 1)]


def delay_of(days: Sequence[int]) -> Delay | None:
    """The usual delay in days; None while too few documents came."""
    if len(days) < FEWEST:
        return None
    found = sorted(days)
    return Delay(median_low(found), part_of(found, 0.9), len(found))


def read_rhythms(
    session: Session, delays: Mapping[str, Delay], today: date
) -> dict[str, Rhythm]:
    """The habit of every source that has given something of its own."""
    newest = (
        select(Notice.source_slug, Source.baseline_at, func.max(Notice.distributed))
        .join(Source, Source.slug == Notice.source_slug)
        .where(OURS, Notice.distributed <= today)
        .group_by(Notice.source_slug, Source.baseline_at)
    )
    found = {}
    for slug, loaded, day in session.execute(newest).all():
        found[slug] = rhythm_of(
            read_days(session, slug, day),
            today,
            lag=delays[slug].most if slug in delays else 0,
            heard=(today - loaded.astimezone(HERE).date()).days if loaded else 0,
        )
    return found


def read_days(session: Session, slug: str, newest: date) -> dict[date, int]:
    """How many documents a source gave on each day up to the newest."""
    query = (
        select(Notice.distributed, func.count())
        .where(OURS, Notice.source_slug == slug)
        .where(Notice.distributed > newest - HISTORY, Notice.distributed <= newest)
        .group_by(Notice.distributed)
    )
    return dict(session.execute(query).all())


def read_delays(session: Session, now: datetime) -> dict[str, Delay]:
    """The usual delay of every source from which enough came lately.

    A document that is published before its day counts as none too late.
    """
    query = select(Notice.source_slug, Notice.created_at, Notice.distributed)
    found: dict[str, list[int]] = defaultdict(list)
    for slug, came, day in session.execute(
        query.where(*NEWS, Notice.created_at > now - RECENT)
    ):
        found[slug].append(max(0, (came.astimezone(HERE).date() - day).days))
    told = {slug: delay_of(days) for slug, days in found.items()}
    return {slug: delay for slug, delay in told.items() if delay}


def read_new(session: Session, today: date) -> dict[str, int]:
    """How many documents of each source came on this day; a first load is no news."""
    start = datetime.combine(today, datetime.min.time(), HERE)
    query = (
        select(Notice.source_slug, func.count())
        .where(*NEWS, Notice.created_at >= start)
        .where(Notice.created_at < start + timedelta(days=1))
        .group_by(Notice.source_slug)
    )
    return dict(session.execute(query).all())
