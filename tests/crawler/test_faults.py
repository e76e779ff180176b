"""Every fault: two sentences, and a place in the code that tells it."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from crawler.faults import (
    FAULTS,
    crawling,
    documents,
    exports,
    forms,
    national_others,
    national_us,
    rows,
)
from crawler.goods.deciding import KEEP

ROOM = Path(documents.__file__).parents[1]
TELLING = {
    "CrawlError",
    "BadRowError",
    "DroppedError",
    "UnreadableError",
    "DamagedError",
    "RefusedFileError",
    "BusyError",
    "drop",
}
"""What is called with the key of a fault before all else."""


def modules() -> Iterator[ast.AST]:
    """The code of the crawler without the sentences themselves."""
    for path in sorted(ROOM.rglob("*.py")):
        if path.parent.name != "faults":
            yield ast.parse(path.read_text(encoding="utf-8"))


def words_in(code: ast.AST) -> set[str]:
    """All texts in some code."""
    nodes = (node for node in ast.walk(code) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def told() -> set[str]:
    """The keys that the code writes where a fault is told."""
    found = set()
    for call in (node for module in modules() for node in ast.walk(module)):
        if isinstance(call, ast.Call) and call.args and name_of(call.func) in TELLING:
            found |= words_in(call.args[0])
    return found


def name_of(function: ast.expr) -> str:
    """The last name of what is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def verdicts() -> set[str]:
    """The reasons that the rules on goods name."""
    found = set()
    for path in (ROOM / "goods").glob("*.csv"):
        lines = path.read_text("utf-8-sig").splitlines()
        found |= {row["verdict"] for row in csv.DictReader(lines) if "verdict" in row}
    return found - {KEEP}


@pytest.mark.parametrize("key", FAULTS)
def test_every_fault_is_a_sentence_in_both_languages(key: str) -> None:
    english, chinese = FAULTS[key]
    assert named(chinese) <= named(english)
    assert english.endswith((".", "}"))
    assert chinese.endswith(("。", "}"))


def named(sentence: str) -> set[str]:
    """The values that a sentence asks for."""
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


def test_no_fault_is_told_in_two_files() -> None:
    parts = [crawling, documents, exports, forms]
    files = [*parts, national_others, national_us, rows]
    keys = [key for file in files for key in file.FAULTS]
    assert sorted(keys) == sorted(set(keys))
    assert set(keys) == set(FAULTS)


def test_every_key_that_is_told_has_its_sentences() -> None:
    keys = told() | verdicts()
    assert len(keys) > 100
    assert keys - set(FAULTS) == set()


def test_every_fault_is_told_somewhere() -> None:
    known = set().union(*map(words_in, modules()))
    assert set(FAULTS) - known - verdicts() == set()
