"""How two versions of a text differ, word by word, for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

WORD = re.compile(r"\n|[^\S\n]+|[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*|[\d.,]*\d|.")
SHORT_GAP = 2


class Piece(NamedTuple):
    """Text that is the same in both versions, or stands in one only."""

    kind: str
    """``same``, ``old`` or ``new``."""
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """The pieces in reading order, old before new where they take turns."""
    return list(joined(smoothed(raw_pieces(WORD.findall(old), WORD.findall(new)))))


def raw_pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    """The pieces as the comparison gives them."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        yield Piece("old", "".join(old[a:b]))
        yield Piece("new", "".join(new[c:d]))


def smoothed(pieces: Iterable[Piece]) -> list[Piece]:
    """Let a scrap between two changes change with them: phrases, not letters."""
    kept = [piece for piece in pieces if piece.text]
    found: list[Piece] = []
    for place, piece in enumerate(kept):
        inside = 0 < place < len(kept) - 1
        if piece.kind == "same" and inside and is_scrap(piece.text):
            found += [Piece("old", piece.text), Piece("new", piece.text)]
        else:
            found.append(piece)
    return found


def is_scrap(text: str) -> bool:
    """Whether text is too short to be worth keeping apart; a line's end is not."""
    return len(text.strip()) <= SHORT_GAP and "\n" not in text


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put neighbouring changes together, all that went before all that came."""
    for same, run in groupby(pieces, key=lambda piece: piece.kind == "same"):
        group = list(run)
        if same:
            yield Piece("same", "".join(piece.text for piece in group))
            continue
        for kind in ("old", "new"):
            text = "".join(piece.text for piece in group if piece.kind == kind)
            if text:
                yield Piece(kind, text)
