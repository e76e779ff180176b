"""Where the notices that a report names can be read: here, and at their publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.notice import Notice
from models.report import Report
from web.notices.publisher import first_address

BRACKETED = re.compile(r"[（(]([^（）()]{3,400})[)）]")
"""A symbol stands in brackets behind its title."""
CLOSES = "》"
"""What ends a Chinese title."""
NOTIFICATION = "notification"


class Target(NamedTuple):
    """The page of a notice, its official document ('' where none is known), and what
    it is called in any language."""

    page: str
    official: str
    titles: frozenset[str] = frozenset()


class Piece(NamedTuple):
    """Some words of a line, and where they lead; '' is nowhere."""

    words: str
    url: str = ""


Targets = Mapping[str, Target]


def targets_of(session: Session, report: Report, base: str = "") -> dict[str, Target]:
    """Where each notice that the texts of a report name can be read, by its symbol.

    ``base`` is put before the addresses of our pages.
    """
    texts = (text for block in report.blocks for text in (block.zh, block.en))
    named = {found for text in texts for found in BRACKETED.findall(text)}
    query = select(Notice).where(Notice.symbol.in_(sorted(named)))
    query = query.options(
        selectinload(Notice.members),
        selectinload(Notice.documents),
        selectinload(Notice.renderings),
    ).order_by(Notice.id)
    return {
        one.symbol: Target(f"{base}/notices/{one.id}", official(one), titles(one))
        for one in session.scalars(query)
    }


def titles(notice: Notice) -> frozenset[str]:
    """What a notice is called, by its publisher and by us."""
    ours = {one.text for one in notice.renderings if one.field == "title"}
    return frozenset({notice.title} | ours)


def official(notice: Notice) -> str:
    """The publisher's own document of a notice; else a file that came with it."""
    documents = sorted(notice.documents, key=lambda one: one.id)
    first = [one.url for one in documents if one.role == NOTIFICATION]
    links = [one.link or "" for one in sorted(notice.members, key=lambda one: one.id)]
    return first_address([*first, *links, *(one.url for one in documents)])


def pieces(line: str, targets: Targets) -> Sequence[Piece]:
    """A line in pieces: a title leads to the page, its symbol to the document."""
    return [one for one in cut(line, targets) if one.words]


def cut(line: str, targets: Targets) -> Iterator[Piece]:
    """The same, with empty pieces."""
    done = 0
    for found in BRACKETED.finditer(line):
        target = targets.get(found[1])
        if target is None:
            continue
        first, last = title_in(line[done : found.start()], target)
        yield Piece(line[done : done + first])
        yield Piece(line[done + first : done + last], target.page)
        yield Piece(line[done + last : found.start(1)])
        yield Piece(found[1], target.official or target.page)
        done = found.end(1)
    yield Piece(line[done:])


def title_in(words: str, target: Target) -> tuple[int, int]:
    """Where the title lies at the end of the words before a symbol, perhaps quoted;
    an empty place at their end where it is not there."""
    last = len(words.rstrip().removesuffix(CLOSES))
    longest = sorted(target.titles, key=len, reverse=True)
    title = next((one for one in longest if words[:last].endswith(one)), "")
    return (last - len(title), last) if title else (len(words), len(words))
