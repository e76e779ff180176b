"""A text with the words that earned its tags, cut into pieces; pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.days import find_days

KINDS = {
    ("hs", "stated"): "product",
    ("ics", "stated"): "product",
    ("hs", "found"): "product",
    ("substance", "found"): "product",
    ("standard", "stated"): "standard",
    ("standard", "found"): "standard",
    ("measure", "found"): "measure",
}
"""Which mark a tag's words get, by scheme and origin; bare codes have their own."""
CODE = re.compile(r"[0-9][0-9.\s]*")


class Spotted(Protocol):
    """A tag with the place of its words."""

    scheme: str
    code: str
    origin: str
    field: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Piece:
    """Some words of a text; ``kind`` is empty for plain ones."""

    text: str
    kind: str = ""
    code: str = ""


@dataclass(frozen=True)
class Mark:
    """A place in a text, what it is, and the key of the tag it belongs to."""

    start: int
    end: int
    kind: str
    code: str


def cut(text: str, field: str, tags: Iterable[Spotted]) -> list[Piece]:
    """The text in pieces; where marks overlap, the earlier and longer one stands."""
    found = [*marks_of(tags, field, len(text)), *dates(text)]
    pieces, place = [], 0
    for mark in without_overlap(found):
        if mark.start > place:
            pieces.append(Piece(text[place : mark.start]))
        pieces.append(Piece(text[mark.start : mark.end], mark.kind, mark.code))
        place = mark.end
    if place < len(text):
        pieces.append(Piece(text[place:]))
    return pieces


def marks_of(tags: Iterable[Spotted], field: str, length: int) -> Iterator[Mark]:
    """The marks of the tags that have words in this field."""
    for tag in tags:
        kind = KINDS.get((tag.scheme, tag.origin))
        if kind and tag.field == field and 0 <= tag.start < tag.end <= length:
            shown = "code" if CODE.fullmatch(tag.words) else kind
            yield Mark(tag.start, tag.end, shown, f"{tag.scheme}-{tag.code}")


def dates(text: str) -> Iterator[Mark]:
    """The days in a text."""
    for day, start, end in find_days(text):
        yield Mark(start, end, "date", day.isoformat())


def without_overlap(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Marks in order, none inside another."""
    place = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= place:
            yield mark
            place = mark.end
