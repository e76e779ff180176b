"""Whom events concern, beside a counting join and a loop; rows written durably."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from models.database import make_engine
from tests import postgres
from tests.bench.children import BenchError, Figures, run
from tests.bench.crowd_made import KINDS
from tests.lending import drop_database, make_database

REMATCHED = 105_000
"""Notices in the history."""
DATABASES = ("sqlite", "postgres")


def measure(rows: int, runs: int) -> Figures:
    """Figures of both kinds of crowd on both databases, of the pass that alerts them,
    of a crowd that grows, and of the whole history; of several runs, the one in which
    the keys cost least.

    ``*_count_ratio`` and ``*_loop_ratio`` tell how many times as much the rivals cost
    for an event; ``*_writing`` is the share of the time that goes into rows. On
    SQLite all are seconds of the processor; on PostgreSQL those of the clock.
    """
    figures: Figures = {"subscriptions": rows}
    with cluster():
        for database in DATABASES:
            for kind in KINDS:
                figures |= best(database, "compare", kind, rows, runs)
                figures |= best(database, "alert", kind, rows, runs)
            figures |= best(database, "grow", "sparse", rows, runs)
    history = max(1, REMATCHED * rows // 100_000)
    return figures | best("sqlite", "rematch", "sparse", rows, 1, str(history))


@contextmanager
def cluster() -> Iterator[None]:
    """A PostgreSQL to measure on, durable; one that others began stays theirs."""
    lent = postgres.CLUSTER in os.environ
    postgres.reserve()
    if not lent and postgres.CLUSTER in os.environ and postgres.programs():
        postgres.start(Path(os.environ[postgres.CLUSTER]), care="")
    try:
        yield
    finally:
        if not lent:
            postgres.release()


def best(
    database: str, work: str, kind: str, rows: int, runs: int, *more: str
) -> Figures:
    """The figures of one work, under its own names; none without the database."""
    if database == "postgres" and postgres.server_url() is None:
        return {}
    found = [
        run("tests.bench.audience", database, work, kind, str(rows), *more)
        for _ in range(runs)
    ]
    least = min(found, key=lambda one: float(json.loads(one.said)["ms"]))
    told: Figures = {**json.loads(least.said), "peak_mb": round(least.peak_mb)}
    return {f"{database}_{work}_{kind}_{name}": value for name, value in told.items()}


@contextmanager
def opened(database: str) -> Iterator[Engine]:
    """An empty database of a kind that is gone in the end; its rows are durable."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory(prefix="chutong-") as folder:
            engine = make_engine(f"sqlite:///{folder}/crowd.db")
            yield engine
            engine.dispose()
        return
    server = postgres.server_url()
    if server is None:
        raise BenchError("There is no PostgreSQL here.")
    address = make_url(server)
    name = make_database(address)
    engine = make_engine(address.set(database=name))
    try:
        yield engine
    finally:
        engine.dispose()
        drop_database(address, name)


def main(arguments: list[str]) -> None:
    """One work in a process of its own."""
    from tests.bench import alert_pass, audience_work

    database, work, kind, rows, *more = arguments
    works: dict[str, Any] = {
        "alert": alert_pass.alert,
        "compare": audience_work.compare,
        "grow": audience_work.grow,
        "rematch": audience_work.rematch,
    }
    with opened(database) as engine:
        figures = works[work](engine, KINDS[kind], int(rows), *map(int, more))
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
