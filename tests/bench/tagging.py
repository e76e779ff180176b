"""Tagging and matching of notices in one process, beside what spaCy does by itself."""

from __future__ import annotations

import json

from tests.bench.children import Figures, run


def measure(rows: int, runs: int) -> Figures:
    """The figures of the run that others disturbed least.

    All seconds are seconds of the processor. The rates are notices a second on one
    core: told in both languages, matched, and tagged alone. ``share_of_cutting`` is
    that of the cutting into words, ``ratio`` the whole to spaCy's cutting and its
    search for the names of goods. spaCy by itself is run apart, so that ready time and
    memory are the program's own.
    """
    best = fastest("tests.bench.understanding", rows, runs, "notices_per_second")
    plain = fastest("tests.bench.plain_spacy", rows, runs, "spacy_phrases_per_second")
    ratio = best["notices_per_second"] / plain["spacy_phrases_per_second"]
    return {**best, **plain, "ratio": round(ratio, 2)}


def fastest(module: str, rows: int, runs: int, rate: str) -> Figures:
    """The figures of the run of a module with the highest rate."""
    found = [run(module, str(rows)).said for _ in range(runs)]
    best: Figures = max(map(json.loads, found), key=lambda one: float(one[rate]))
    return best
