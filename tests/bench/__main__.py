"""python -m tests.bench NAME [--rows N] [--runs N] [--json]"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from tests.bench import audience, crawling, history, importing, pages, tagging
from tests.bench.children import BenchError

BENCHES: dict[str, tuple[Callable[[int, int], dict[str, object]], int]] = {
    "audience": (audience.measure, 100_000),
    "crawl": (crawling.measure, 105_000),
    "history": (history.measure, 105_000),
    "import": (importing.measure, 105_000),
    "pages": (pages.measure, 105_000),
    "tag": (tagging.measure, 2_000),
}
"""Each by its name, with the size at which its goal is set."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one thing; the last line of output holds its figures."""
    asked = argparse.ArgumentParser(prog="chutong bench")
    asked.add_argument("name", choices=BENCHES)
    asked.add_argument("--rows", type=int)
    asked.add_argument("--runs", type=int, default=1)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args(arguments)
    measure, rows = BENCHES[given.name]
    try:
        figures = measure(given.rows or rows, given.runs)
    except BenchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    pairs = (f"{name}={value}" for name, value in figures.items())
    line = json.dumps(figures) if given.json else " ".join(pairs)
    sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
