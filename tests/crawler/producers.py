"""Works for a second process, and a first one that waits to be killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

from crawler.faults import CrawlError
from crawler.reading_apart import apart


def one_then(end: str) -> Iterator[int]:
    """The number of the process, and then its end, more without end, or silence."""
    yield os.getpid()
    if end == "fault":
        raise CrawlError("empty_file", file="a.xlsx")
    if end == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if end == "silence":
        signal.pause()
    while end == "endless":
        yield 0


if __name__ == "__main__":
    made = apart(one_then, sys.argv[1])
    sys.stdout.write(f"{next(made)}\n")
    sys.stdout.flush()
    signal.pause()
