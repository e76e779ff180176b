"""The whole history: from the publisher's workbook to matches that can be found."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.bench.book import made_book
from tests.bench.children import BenchError, Figures, Spent, cheapest, run, shown
from tests.bench.importing import import_once

ASKED = "汽车制造"


def measure(rows: int, runs: int) -> Figures:
    """Import a made workbook, tag and match it all, and ask for a sector's notices."""
    book = str(made_book(rows))
    pairs = [from_book_to_search(book) for _ in range(runs)]
    imported = cheapest([one for one, _ in pairs])
    understood = cheapest([other for _, other in pairs])
    seconds = imported.seconds + understood.seconds
    return {
        "rows": rows,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(imported.cpu_seconds + understood.cpu_seconds, 1),
        "rows_per_second": round(rows / seconds),
        "peak_mb": round(max(imported.peak_mb, understood.peak_mb)),
        **shown("import_", imported),
        **shown("understand_", understood),
        **json.loads(understood.said),
    }


def from_book_to_search(book: str) -> tuple[Spent, Spent]:
    """Both steps in a new database; BenchError if nothing is found in the end."""
    with tempfile.TemporaryDirectory(prefix="chutong-") as folder:
        imported = import_once(book, Path(folder))
        understood = run("tests.bench.history", f"sqlite:///{folder}/chutong.db")
    if not json.loads(understood.said)["found"]:
        raise BenchError(f"Nothing was found by {ASKED}.")
    return imported, understood


def understand(address: str) -> Figures:
    """Tag and match all notices of a database, then search it."""
    from sqlalchemy import func, select

    from models.database import open_database
    from models.notice import Notice
    from models.search_index import matches_search
    from nlp.rounds import understand_all

    sessions = open_database(address)
    counts = understand_all(sessions)
    with sessions() as session:
        wanted = matches_search(session.get_bind().dialect.name, ASKED)
        query = select(func.count()).select_from(Notice)
        found = session.scalar(query.where(wanted)) if wanted is not None else 0
    return {
        "notices": counts.notices,
        "tags": counts.tags,
        "matches": counts.matches,
        "found": found,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(understand(sys.argv[1])) + "\n")
