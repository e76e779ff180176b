"""The works that are measured: keys beside their rivals, growth, all history."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from itertools import islice

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from models import audience_query
from models.audience import Asked
from models.audience_query import fired
from models.tables import Base
from tests.bench.audience_rivals import COUNTING, lay_counting, loop, tests_of
from tests.bench.audience_writing import COUNT, WRITE, orderly
from tests.bench.children import BenchError, Figures
from tests.bench.crowd import (
    Happened,
    add_subscribers,
    lay_events,
    parts,
    tell_events,
)
from tests.bench.crowd_made import Kind, make_events, make_others, make_wishes

EVENTS, FEW = 500, 20
"""Events of a measurement, and those that suffice for what is slow."""
TOLD = "CREATE TABLE told (event_id INTEGER, subscription_id INTEGER,"
KEY = " PRIMARY KEY (event_id, subscription_id))"
ONE = "INSERT INTO told VALUES (:event, :one)"
HISTORY_PART = 2_000
GROWN = 10


def compare(engine: Engine, kind: Kind, rows: int) -> Figures:
    """Keys, a counting join and a loop over the same crowd; all must agree."""
    events = make_events(kind, EVENTS)
    few = dict(islice(events.items(), FEW))
    asks = make_wishes(kind, rows, events.values())
    keys = build(engine, asks)
    with engine.begin() as connection:
        lay_counting(connection, asks)
    analyze(engine)
    tests = tests_of(asks)
    query = fired(engine.dialect.name).text
    found, by_keys = spent(engine, events, writing(query, orderly(engine)))
    _, finding = spent(engine, events, writing(query, COUNT))
    ours, _ = spent(engine, few, writing(query, orderly(engine)))
    counted, by_count = spent(engine, few, writing(COUNTING), numbered=False)
    looped, by_loop = spent(engine, few, writing_loop(tests, few), numbered=False)
    if not ours == counted == looped:
        raise BenchError(f"Not the same alerts: {ours}, {counted}, {looped}.")
    return {
        "ms": round(by_keys * 1000, 3),
        "count_ms": round(by_count * 1000, 3),
        "loop_ms": round(by_loop * 1000, 3),
        "count_ratio": round(by_count / by_keys, 1),
        "loop_ratio": round(by_loop / by_keys, 1),
        "writing": round(max(0.0, 1 - finding / by_keys), 2),
        "alerts_per_event": round(found / EVENTS, 1),
        "keys": keys,
    }


def grow(engine: Engine, kind: Kind, rows: int) -> Figures:
    """The same alerts among ten times as many subscriptions."""
    events = make_events(kind, EVENTS)
    asks = make_wishes(kind, rows // GROWN, events.values())
    build(engine, asks)
    analyze(engine)
    query = fired(engine.dialect.name).text
    before, small = least(engine, events, query)
    with engine.begin() as connection:
        add_subscribers(connection, make_others(asks, GROWN - 1), person=2)
    analyze(engine)
    after, large = least(engine, events, query)
    if before != after:
        raise BenchError(f"Not the same alerts: {before}, then {after}.")
    return {
        "ms": round(large * 1000, 3),
        "small_ms": round(small * 1000, 3),
        "ratio": round(large / small, 2),
    }


def rematch(engine: Engine, kind: Kind, rows: int, notices: int) -> Figures:
    """The whole history anew; laying out the terms of its notices counts too."""
    events = make_events(kind, notices)
    build(engine, make_wishes(kind, rows, islice(events.values(), EVENTS)))
    query = fired(engine.dialect.name).text
    found, seconds = 0, 0.0
    waiting = iter(events.items())
    while part := dict(islice(waiting, HISTORY_PART)):
        begun = time.process_time()
        told, _ = spent(engine, part, writing(query, orderly(engine)))
        seconds += time.process_time() - begun
        found += told
    return {
        "ms": round(seconds * 1000 / notices, 3),
        "seconds": round(seconds, 1),
        "notices": notices,
        "alerts": found,
    }


def build(engine: Engine, asks: Mapping[int, Asked]) -> int:
    """The tables, the crowd, and the rows to be written; the number of its keys."""
    Base.metadata.create_all(engine)
    ending = " WITHOUT ROWID" if engine.dialect.name == "sqlite" else ""
    with engine.begin() as connection:
        add_subscribers(connection, asks)
        connection.execute(text(TOLD + KEY + ending))
        counted = connection.execute(text("SELECT count(*) FROM subscription_key"))
        return int(counted.scalar_one())


def analyze(engine: Engine) -> None:
    """Let the planner of the database know what lies in it.

    PostgreSQL also notes which pages all may see, as it would by itself after a
    minute; before, it looks up each row of an index.
    """
    work = "VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE"
    plain = engine.execution_options(isolation_level="AUTOCOMMIT")
    with plain.connect() as connection:
        connection.execute(text(work))


def least(
    engine: Engine, events: Mapping[int, Happened], query: str
) -> tuple[int, float]:
    """The alerts, and the least seconds for an event out of three times."""
    found = [spent(engine, events, writing(query, orderly(engine))) for _ in range(3)]
    return found[0][0], min(seconds for _, seconds in found)


Work = Callable[[Connection], None]


def writing(query: str, form: str = WRITE) -> Work:
    """A query whose rows are written, or only counted."""

    def work(connection: Connection) -> None:
        connection.execute(text(form.format(query=query)))

    return work


def writing_loop(
    tests: list[tuple[int, list[frozenset[str]], frozenset[str]]],
    events: Mapping[int, Happened],
) -> Work:
    """The loop, with its rows written a few thousand at a time."""

    def work(connection: Connection) -> None:
        rows = ({"event": event, "one": one} for event, one in loop(tests, events))
        for part in parts(rows):
            connection.execute(text(ONE), part)

    return work


def spent(
    engine: Engine,
    events: Mapping[int, Happened],
    work: Work,
    *,
    numbered: bool = True,
) -> tuple[int, float]:
    """The rows written, and the seconds for an event until they were committed.

    The events are there in words; where keys are used, numbering the words counts.
    """
    clock = time.process_time if engine.dialect.name == "sqlite" else time.perf_counter
    with Session(engine) as session:
        tell_events(session, events)
        audience_query.begin(session)
        begun = clock()
        if numbered:
            lay_events(session)
        work(session.connection())
        session.commit()
        seconds = clock() - begun
        counted = session.scalar(text("SELECT count(*) FROM told")) or 0
        session.execute(text("DELETE FROM told"))
        session.commit()
    return counted, seconds / len(events)
