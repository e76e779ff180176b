"""How two wordings differ, word by word, for a reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""A letter of a script that puts blanks between words; others go sign by sign."""
WORD = re.compile(
    rf"\n|(?:{LETTER}+(?:['’-]{LETTER}+)*|\d[\d.,]*\d|\S)[^\S\n]*|[^\S\n]+"
)
SENTENCE = re.compile(r"[^.;。；\n]*(?:[.;。；\n]+\s*|$)")
SHORT_GAP = 2
MOST_WORK = 300_000
"""Pairs of equal pieces beyond which larger pieces are compared instead."""
ALIKE = 0.2
"""The share of equal letters under which two texts are shown one after the other."""


class Run(NamedTuple):
    """Text that is the same in both versions, or stands in one only."""

    kind: str
    """``same``, ``removed`` or ``added``."""
    text: str


def compare_words(old: str, new: str) -> list[Run]:
    """The runs in reading order, removed before added where they take turns.

    ``same`` and ``added`` together are the new text to the letter; ``same`` and
    ``removed`` are the old one but for its blanks. Texts with little in common come
    as one removed and one added run.
    """
    runs = list(merged(joined(smoothed(raw_runs(old, new)))))
    common = sum(len(one.text) for one in runs if one.kind == "same")
    if common < ALIKE * min(len(old), len(new)):
        return whole(old, new)
    return runs


def whole(old: str, new: str) -> list[Run]:
    """One text after the other."""
    return [run for run in (Run("removed", old), Run("added", new)) if run.text]


def raw_runs(old: str, new: str) -> Iterator[Run]:
    """The runs as the comparison gives them: of words, else of sentences."""
    one, other = WORD.findall(old), WORD.findall(new)
    if work(one, other) <= MOST_WORK:
        yield from matched(one, other, whole)
        return
    one, other = SENTENCE.findall(old), SENTENCE.findall(new)
    if work(one, other) <= MOST_WORK:
        yield from matched(one, other, words_within)
        return
    yield from whole(old, new)


def words_within(old: str, new: str) -> list[Run]:
    """The runs of words of some sentences that took each other's place."""
    one, other = WORD.findall(old), WORD.findall(new)
    if work(one, other) > MOST_WORK:
        return whole(old, new)
    return list(matched(one, other, whole))


def work(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal pieces a comparison may have to look at."""
    one, other = Counter(map(key, old)), Counter(map(key, new))
    return sum(count * other[piece] for piece, count in one.items())


def matched(
    old: Sequence[str],
    new: Sequence[str],
    differ: Callable[[str, str], list[Run]],
) -> Iterator[Run]:
    """The pieces of both in order; ``differ`` says what replaced ones are shown as."""
    one, other = [key(piece) for piece in old], [key(piece) for piece in new]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Run("same", "".join(new[c:d]))
        else:
            yield from differ("".join(old[a:b]), "".join(new[c:d]))


def key(piece: str) -> str:
    """A piece as it is compared: without the blanks behind it."""
    return piece.rstrip() or piece


def smoothed(runs: Iterable[Run]) -> list[Run]:
    """Let a scrap between two changes change with them: phrases, not letters."""
    kept = list(runs)
    found: list[Run] = []
    for place, run in enumerate(kept):
        inside = 0 < place < len(kept) - 1
        if run.kind == "same" and inside and is_scrap(run.text):
            found += [Run("removed", run.text), Run("added", run.text)]
        else:
            found.append(run)
    return found


def is_scrap(text: str) -> bool:
    """Whether text is too short to be worth keeping apart; a line's end is not."""
    return len(text.strip()) <= SHORT_GAP and "\n" not in text


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Put neighbouring changes together, all that went before all that came."""
    for same, group in groupby(runs, key=lambda run: run.kind == "same"):
        texts = {"same": "", "removed": "", "added": ""}
        for kind, text in group:
            texts[kind] += text
        yield from parts(texts) if not same else [Run("same", texts["same"])]


def parts(texts: dict[str, str]) -> Iterator[Run]:
    """What went and what came; the blank that ends both stands behind them."""
    removed, added = texts["removed"], texts["added"]
    end = len(added.rstrip(" "))
    tail = added[end:] if removed.endswith(" ") and removed.strip() and end else ""
    if removed:
        yield Run("removed", removed.rstrip(" ") if tail else removed)
    if added:
        yield Run("added", added[:end] if tail else added)
    if tail:
        yield Run("same", tail)


def merged(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with neighbours of one kind made one."""
    kept = (run for run in runs if run.text)
    for kind, group in groupby(kept, key=lambda run: run.kind):
        yield Run(kind, "".join(run.text for run in group))
