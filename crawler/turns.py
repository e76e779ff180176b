"""Whose turn it is, and by which way; a way that fails hands over to the next."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.card import Card, put_source
from crawler.crawling import JOB
from crawler.settings import Wishes
from crawler.sources import all_cards, usable_ways
from models.source import Run, RunState, Source

LONGEST = timedelta(hours=2)
"""After so long a crawl is ended; the next one goes on where it stood."""
Figures = dict[str, int]
Call = Callable[[str, str, str | None], Figures]


@dataclass(frozen=True)
class Turn:
    """A publisher to be called on, and the ways to do it, the best first."""

    slug: str
    ways: tuple[str, ...]


def due(sessions: sessionmaker[Session], wishes: Wishes, now: datetime) -> list[Turn]:
    """The publishers whose last call is long enough ago."""
    with sessions.begin() as session:
        for card in all_cards().values():
            put_source(session, card)
        return [
            Turn(card.slug, ways_now(session, card, wishes, now))
            for card in all_cards().values()
            if is_wanted(session, card, wishes) and is_due(session, card, now)
        ]


def is_wanted(session: Session, card: Card, wishes: Wishes) -> bool:
    """Whether the operator and the administrator let us call this publisher.

    One of which every way lacks something, such as a key, waits until it is given.
    """
    named = wishes.sources is None or card.slug in wishes.sources
    enabled = session.get_one(Source, card.slug).enabled
    return named and enabled and bool(usable_ways(card, wishes))


def is_due(session: Session, card: Card, now: datetime) -> bool:
    """Whether a publisher is to be called on, by its card and its last run."""
    last = last_start(session, card.slug)
    return last is None or last + card.every <= now


def last_start(session: Session, slug: str) -> datetime | None:
    """When the last crawl of a publisher began."""
    return session.scalar(
        select(Run.started_at)
        .where(Run.source_slug == slug, Run.job == JOB)
        .where(Run.state != RunState.SKIPPED)
        .order_by(Run.started_at.desc())
        .limit(1)
    )


def ways_now(
    session: Session, card: Card, wishes: Wishes, now: datetime
) -> tuple[str, ...]:
    """The usable ways; the whole of the source leads when it is its time."""
    usable = usable_ways(card, wishes) or [card.ways[0]]
    if card.whole in usable and is_whole_due(session, card, now):
        usable.remove(card.whole)
        usable.insert(0, card.whole)
    return tuple(usable)


def is_whole_due(session: Session, card: Card, now: datetime) -> bool:
    """Whether everything is to be read: at first, and then every so often.

    A reading of the whole that failed is not tried again for a day.
    """
    source = session.get_one(Source, card.slug)
    tried = session.scalar(
        select(Run.started_at)
        .where(Run.source_slug == card.slug, Run.way == card.whole)
        .where(Run.state != RunState.SKIPPED)
        .order_by(Run.started_at.desc())
        .limit(1)
    )
    if tried and now - tried < timedelta(days=1):
        return False
    if source.reconciled_at is None or card.reconcile is None:
        return source.reconciled_at is None
    return source.reconciled_at + card.reconcile <= now


def take(turns: Sequence[Turn], call: Call) -> Figures:
    """Call on each publisher, way after way until one does not fail.

    The figures of all together; ``failed`` counts the publishers that no way
    reached.
    """
    totals: Counter[str] = Counter()
    for turn in turns:
        totals.update(take_one(turn, call))
    return dict(totals)


def take_one(turn: Turn, call: Call) -> Counter[str]:
    """Call on one publisher."""
    totals: Counter[str] = Counter()
    before: str | None = None
    failed = 0
    for way in turn.ways:
        figures = call(turn.slug, way, before)
        failed = figures.pop("failed", 0)
        totals.update(figures)
        if not failed:
            break
        before = way
    if failed:
        totals["failed"] += 1
    return totals


def in_child(wishes: Wishes, since: date | None = None) -> Call:
    """Calls in processes of their own: one that breaks harms no other."""

    def call(slug: str, way: str, instead_of: str | None) -> Figures:
        options = ["--way", way, "--data", str(wishes.data)]
        options += ["--since", since.isoformat()] if since else []
        options += ["--instead-of", instead_of] if instead_of else []
        options += ["--offline"] if wishes.offline else []
        return run_child([slug, *options])

    return call


def run_child(arguments: Sequence[str]) -> Figures:
    """One crawl in a process of its own; its faults go on to our standard error."""
    command = [sys.executable, "-m", "crawler", *arguments]
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=LONGEST.total_seconds(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"failed": 1}
    figures = read_figures(done.stdout)
    if done.returncode:
        figures["failed"] = 1
    return figures


def read_figures(told: str) -> Figures:
    """The figures in the last line of what a crawl says."""
    last = (told.strip().splitlines() or [""])[-1]
    pairs = [word.partition("=") for word in last.split()]
    return {name: int(value) for name, _, value in pairs if value.isdecimal()}
