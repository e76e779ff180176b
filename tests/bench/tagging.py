"""Tagging and matching of notices in one process, beside what spaCy does by itself."""

from __future__ import annotations

import json

from tests.bench.children import Figures, run


def measure(rows: int, runs: int) -> Figures:
    """The figures of the run that others disturbed least.

    All seconds are seconds of the processor. The rates are notices a second on one
    core; ``share_of_cutting`` is that of the cutting into words, ``ratio`` the whole
    to spaCy's cutting and its search for the names of goods.
    """
    found = [run("tests.bench.understanding", str(rows)).said for _ in range(runs)]
    best: Figures = max(map(json.loads, found), key=rate)
    return best


def rate(figures: Figures) -> float:
    """By what runs are compared."""
    return float(figures["notices_per_second"])
