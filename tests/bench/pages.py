"""Pages on a whole history: every view of the trends, the list, the search."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from sqlalchemy.engine import make_url

from models.database import make_engine, prepare
from tests import postgres
from tests.bench.audience import cluster
from tests.bench.children import Figures, run
from tests.bench.pages_exports import add_exports
from tests.bench.pages_made import COPIES, carry, make_history, repeat
from tests.lending import drop_database, make_database


def measure(rows: int, runs: int) -> Figures:
    """Figures of SQLite, and under ``postgres_`` those of PostgreSQL, where it is.

    Of several runs, the one whose search is quickest. All times are in milliseconds
    once the facts are read, on SQLite of the processor and on PostgreSQL of the clock;
    ``facts_seconds`` tells how long the reading takes.
    """
    with tempfile.TemporaryDirectory(prefix="chutong-") as folder:
        address = make_history(Path(folder), rows)
        told = {"rows": rows} | best(address, runs)
        told |= json.loads(run("tests.bench.pages_rival", address).said)
        return told | of_postgres(address, runs)


def best(address: str, runs: int) -> Figures:
    """The figures of the run that others on the machine disturbed least."""
    told = [
        json.loads(run("tests.bench.pages_work", address).said) for _ in range(runs)
    ]
    found: Figures = min(told, key=lambda one: float(one["search_p95_ms"]))
    return found


def of_postgres(address: str, runs: int) -> Figures:
    """The same notices in PostgreSQL."""
    with cluster():
        url = postgres.server_url() if postgres.CLUSTER in os.environ else None
        if url is None:
            return {"postgres": "not_here"}
        name = make_database(make_url(url))
        try:
            there = make_url(url).set(database=name)
            fill(address, there.render_as_string(hide_password=False))
            told = best(there.render_as_string(hide_password=False), runs)
        finally:
            drop_database(make_url(url), name)
    return {f"postgres_{key}": value for key, value in told.items()}


def fill(address: str, there: str) -> None:
    """Carry the first notices over, and repeat them there as here."""
    source, target = make_engine(address), make_engine(there)
    prepare(target)
    carry(source, target)
    repeat(target, COPIES)
    add_exports(target)
    source.dispose()
    target.dispose()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(of_postgres(sys.argv[1], 1)) + "\n")
