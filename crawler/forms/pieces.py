"""A document cut into the pieces that stand under its labels; pure."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.documents.blocks import Block
from crawler.forms.tables import LANGUAGES, Label, labels
from models.fold import fold_in_place
from models.text import UNSEEN

LONGEST = 300_000
"""Letters of a document: a form has some thousands, a notified text may have more."""
BLANK = re.compile(r"[^\S\n]+")
ITEM = re.compile(r"\(?(\d{1,2})[.)]?\s+")
COLON = re.compile(r"[^:]{3,200}:")
STRANGE = re.compile(r"[^\W\d_a-zà-ÿ][^\n:;.\d]{2,60}:")
"""The label of a row that has no number."""
ENDED = (".", ";", ")")
CLOSED = {
    "member",
    "articles",
    "regions",
    "adoption",
    "publication",
    "entry_into_force",
    "comments_close",
}
"""Fields under which no line has a label of its own; prose and addresses have some."""
MOST_ITEMS = 20
MOST_LABELS = 200
"""A document with more labels than this is no form."""
UNKNOWN = "unread"
"""The field of a piece whose label nobody knows."""


@dataclass(frozen=True)
class Piece:
    """The text under one label; ``number`` is the item's, where it has one."""

    field: str
    text: str
    number: int | None = None


@dataclass(frozen=True)
class Found:
    """A label in the text: from where to where it stands."""

    field: str
    start: int
    end: int
    number: int | None


@dataclass(frozen=True)
class Page:
    """The text of a document; ``starts`` are the places where its blocks begin.

    ``rows`` are those of them that are rows of a table.
    """

    text: str
    plain: str
    starts: tuple[int, ...]
    rows: frozenset[int] = frozenset()


def make_page(blocks: Iterable[Block]) -> Page:
    """One text of all blocks, a cell a line, with single blanks."""
    parts, starts, rows, place = [], [], set(), 0
    for block in blocks:
        cells = (tidy(cell) for cell in block.cells)
        text = "\n".join(cell for cell in cells if cell)
        if text and place < LONGEST:
            parts.append(text)
            starts.append(place)
            if len(block.cells) > 1:
                rows.add(place)
            place += len(text) + 1
    joined = "\n".join(parts)
    return Page(joined, fold_in_place(joined), tuple(starts), frozenset(rows))


def tidy(cell: str) -> str:
    """A cell without unseen letters, with single blanks and no empty lines."""
    text = UNSEEN.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (BLANK.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def language_of(page: Page, shapes: Sequence[str]) -> str | None:
    """The language whose labels cover most of the text; None without any."""
    cover: Counter[str] = Counter()
    for label in labels():
        if label.layout in shapes and not label.within:
            for start, end, _ in label.places(page.plain):
                cover[label.language] += end - start
    best = max(LANGUAGES, key=lambda one: cover[one])
    return best if cover[best] else None


def cut(page: Page, language: str, shapes: Sequence[str]) -> tuple[str, list[Piece]]:
    """What stands before the first label, and the pieces in their order."""
    inner = list(long_inner(page.plain, language, shapes))
    labelled = without_overlap(find(page.plain, language, shapes))
    found = [one for one in labelled if not any(is_part(one, of) for of in inner)]
    strange = [*strangers(page, found), *unnumbered(page, found, language, shapes)]
    found = sorted([*found, *strange], key=lambda one: one.start)
    if not 0 < len(found) <= MOST_LABELS:
        return page.text, []
    ends = [one.start for one in found[1:]] + [len(page.text)]
    pieces = [
        Piece(one.field, page.text[one.end : end].strip(), one.number)
        for one, end in zip(found, ends, strict=True)
    ]
    return page.text[: found[0].start].strip(), pieces


def find(
    plain: str, language: str, shapes: Sequence[str], within: str = ""
) -> Iterator[Found]:
    """Every label of a language in a folded text."""
    for label in labels():
        if counts(label, language, shapes) and label.within == within:
            for start, end, number in label.places(plain):
                yield Found(label.field, start, end, number)


def long_inner(plain: str, language: str, shapes: Sequence[str]) -> Iterator[Found]:
    """The long labels that stand within a row; they may quote a shorter one."""
    for label in labels():
        if label.within and label.long and counts(label, language, shapes):
            for start, end, number in label.places(plain):
                yield Found(label.field, start, end, number)


def is_part(one: Found, of: Found) -> bool:
    """Whether a label stands amid a longer one."""
    return of.start < one.start < of.end and of.field == one.field


def counts(label: Label, language: str, shapes: Sequence[str]) -> bool:
    """Whether a label is one of this language and this kind of form."""
    return label.language == language and label.layout in shapes


def without_overlap(found: Iterable[Found]) -> Iterator[Found]:
    """Of labels that overlap the earlier one, and of two the longer."""
    end = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def strangers(page: Page, found: Sequence[Found]) -> Iterator[Found]:
    """Rows that begin with the number of an item and a label that nobody knows.

    A number that a known label carries is none: there lists have numbers too.
    """
    if not any(one.number for one in found):
        return
    known = {one.number for one in found}
    labelled = {one.start for one in found}
    for start in page.starts:
        item = ITEM.match(page.text, start)
        if item is None or start in labelled or int(item[1]) in known:
            continue
        if int(item[1]) <= MOST_ITEMS and COLON.match(page.text, item.end()):
            yield Found(UNKNOWN, start, start, int(item[1]))


def unnumbered(
    page: Page, found: Sequence[Found], language: str, shapes: Sequence[str]
) -> Iterator[Found]:
    """Rows without a number that begin with a label that nobody knows.

    In a table that is a row; among lines only what stands, after the end of another,
    under a label whose field has no lines with labels.
    """
    if not any(one.number for one in found):
        return
    heads = sorted(found, key=lambda one: one.start)
    known = {one.start for one in heads} | set(inner_places(page, language, shapes))
    places = [one.start for one in heads]
    for start in page.starts:
        above = bisect(places, start)
        if start in known or not above or not STRANGE.match(page.text, start):
            continue
        apart = page.text.endswith(ENDED, 0, start - 1)
        if start in page.rows or (apart and heads[above - 1].field in CLOSED):
            yield Found(UNKNOWN, start, start, None)


def inner_places(page: Page, language: str, shapes: Sequence[str]) -> Iterator[int]:
    """Where the labels stand that belong within a row."""
    for label in labels():
        if label.within and counts(label, language, shapes):
            yield from (start for start, _, _ in label.places(page.plain))


def split(piece: Piece, language: str, shapes: Sequence[str]) -> list[Piece]:
    """A piece parted at the labels that stand within it; the first keeps its field."""
    plain = fold_in_place(piece.text)
    inner = list(without_overlap(find(plain, language, shapes, piece.field)))
    ends = [one.start for one in inner] + [len(piece.text)]
    parts = [Piece(piece.field, piece.text[: ends[0]].strip(), piece.number)]
    for one, end in zip(inner, ends[1:], strict=True):
        parts.append(Piece(one.field, piece.text[one.end : end].strip(), piece.number))
    return parts
