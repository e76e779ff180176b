"""The crawl of the publisher's workbook, from a server on this machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from crawler.settings import WORKBOOK
from tests.bench.book import made_book
from tests.bench.children import BenchError, Figures, Spent, cheapest, run, shown

CRAWL = ("crawler", "wto_eping", "--way", "workbook", "--data")


def measure(rows: int, runs: int) -> Figures:
    """Crawl a made workbook, then once more when it is unchanged; the cheapest runs."""
    with served(made_book(rows)) as address:
        settings = {"CHUTONG_CRAWL_MIRROR": address, "CHUTONG_CRAWL_DELAY": "0"}
        with patch.dict(os.environ, settings):
            pairs = [crawl_twice() for _ in range(runs)]
    first = cheapest([one for one, _ in pairs])
    return {
        "rows": rows,
        "rows_per_second": round(rows / first.seconds),
        **shown("", first),
        **shown("again_", cheapest([other for _, other in pairs])),
    }


def crawl_twice() -> tuple[Spent, Spent]:
    """Crawl into a new database, then once more."""
    with tempfile.TemporaryDirectory(prefix="chutong-") as folder:
        first, again = run(*CRAWL, folder), run(*CRAWL, folder)
    if not again.said.startswith("rows=0 "):
        raise BenchError(f"The second crawl was not without effect: {again.said}")
    return first, again


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing about it."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(book: Path) -> Iterator[str]:
    """A mirror that holds nothing but the publisher's workbook."""
    with tempfile.TemporaryDirectory(prefix="chutong-") as folder:
        parts = urlsplit(WORKBOOK)
        place = Path(folder) / str(parts.hostname) / parts.path.lstrip("/")
        place.parent.mkdir(parents=True)
        place.symlink_to(book)
        maker = partial(Quiet, directory=folder)
        with ThreadingHTTPServer(("127.0.0.1", 0), maker) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
