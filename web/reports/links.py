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
OPENS, CLOSES, COLON = "《", "》", ": "
"""How a Chinese title is quoted, and what stands before an English one."""
NOTIFICATION = "notification"


class Target(NamedTuple):
    """The page of a notice, and its official document; '' where none is known."""

    page: str
    official: str


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
        selectinload(Notice.members), selectinload(Notice.documents)
    ).order_by(Notice.id)
    return {
        one.symbol: Target(f"{base}/notices/{one.id}", official(one))
        for one in session.scalars(query)
    }


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
        first, last = title_in(line[done : found.start()])
        yield Piece(line[done : done + first])
        yield Piece(line[done + first : done + last], target.page)
        yield Piece(line[done + last : found.start(1)])
        yield Piece(found[1], target.official or target.page)
        done = found.end(1)
    yield Piece(line[done:])


def title_in(words: str) -> tuple[int, int]:
    """Where the title lies in the words before a symbol; nowhere is an empty place."""
    if words.endswith(CLOSES) and OPENS in words:
        return words.rindex(OPENS) + len(OPENS), len(words) - len(CLOSES)
    place = words.find(COLON)
    if place < 0:
        return len(words), len(words)
    return place + len(COLON), len(words.rstrip())
