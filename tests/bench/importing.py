"""The import of a workbook as large as the publisher's whole archive."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.book import made_book
from tests.bench.children import BenchError, Figures, Spent, cheapest, run, shown


def measure(rows: int, runs: int) -> Figures:
    """Import a made workbook, import it again, and read it bare; the cheapest runs.

    ``ratio`` is the import to the bare pass, ``again_ratio`` the second to the first.
    """
    book = str(made_book(rows))
    bare = cheapest([run("tests.bench.rivals", book) for _ in range(runs)])
    pairs = [import_twice(book) for _ in range(runs)]
    first = cheapest([one for one, _ in pairs])
    again = cheapest([other for _, other in pairs])
    return {
        "rows": rows,
        "rows_per_second": round(rows / first.seconds),
        **shown("", first),
        "bare_seconds": round(bare.seconds, 1),
        "bare_cpu_seconds": round(bare.cpu_seconds, 1),
        "ratio": round(first.seconds / bare.seconds, 2),
        **shown("again_", again),
        "again_ratio": round(again.seconds / first.seconds, 3),
    }


def import_twice(book: str) -> tuple[Spent, Spent]:
    """Import into a new database, then once more, when nothing may change."""
    with tempfile.TemporaryDirectory(prefix="chutong-") as folder:
        first = import_once(book, Path(folder))
        again = import_once(book, Path(folder))
    if " new=0 changed=0 " not in again.said:
        raise BenchError(f"The second import was not without effect: {again.said}")
    return first, again


def import_once(book: str, folder: Path) -> Spent:
    """One import by the crawler's own command."""
    return run("crawler", "import", book, "--data", str(folder))
