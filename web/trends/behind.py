"""The rows behind a figure: the very notices that were counted, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import Facts
from models.notice import Notice
from models.notice_lines import COLUMNS, make_lines
from models.notice_lines import Line as NoticeLine
from models.refusal import Refusal
from web.marks import N_
from web.paging import Cut, cut
from web.refused import RefusedError
from web.trends.view import Counted, Line

PAGE = 50
TOLD = (
    Notice.id,
    Notice.symbol,
    Notice.title,
    Notice.distributed,
    Notice.deadline,
)
AT_ONCE = 5000
"""So many ids stand in one statement."""


@dataclass(frozen=True)
class Rows:
    """The notices behind a row of a view, one page of them."""

    line: Line
    total: int
    cut: Cut
    notices: Sequence[NoticeLine]


def find_line(counted: Counted, key: str) -> Line:
    """A row by its key; one that is not there, or none at all, is refused."""
    if not key:
        raise RefusedError(N_("地址中没有写明要看哪一行，请在图表或数据表中点开一行。"))
    for line in counted.lines:
        if line.key == key:
            return line
    raise RefusedError(
        N_("这张图里没有“%(key)s”这一行，可能筛选条件已改变，请从图表重新打开。"),
        key=key[:60],
    )


def read_rows(session: Session, facts: Facts, line: Line, page: int) -> Rows:
    """One page of the notices behind a row."""
    ids = newest_first(facts, line.behind())
    found = cut(len(ids), PAGE, page)
    first = (found.page - 1) * PAGE
    return Rows(line, len(ids), found, lines_of(session, ids[first : first + PAGE]))


def newest_first(facts: Facts, ids: Sequence[int]) -> list[int]:
    """Notices by their day of distribution, the newest first."""
    places = np.array([facts.place[one] for one in ids], dtype=np.int64)
    order = np.lexsort((-facts.ids[places], -facts.distributed[places]))
    return [int(one) for one in facts.ids[places[order]]]


def lines_of(session: Session, ids: Sequence[int]) -> list[NoticeLine]:
    """The lines of some notices, in the order of their ids."""
    rows = session.execute(select(*COLUMNS).where(Notice.id.in_(ids))).all()
    by_id = {one.id: one for one in make_lines(session, rows, {})}
    return [by_id[one] for one in ids if one in by_id]


def list_all(session: Session, facts: Facts, line: Line) -> Iterator[list[str]]:
    """All of them, for a spreadsheet: symbol, title, distribution, deadline."""
    ids = newest_first(facts, line.behind())
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        rows = session.execute(select(*TOLD).where(Notice.id.in_(some)))
        found = {row.id: row for row in rows}
        yield from ([said(cell) for cell in found[one][1:]] for one in some)
    for refusal in list_loaded(session, line):
        number = f"{refusal.source} {refusal.key}"
        yield [number, refusal.product, refusal.day.isoformat(), ""]


def list_loaded(session: Session, line: Line, most: int | None = None) -> list[Refusal]:
    """The imported refusals behind a row, the newest first; at most so many."""
    found: list[Refusal] = []
    for first in range(0, len(line.loaded), AT_ONCE):
        some = line.loaded[first : first + AT_ONCE]
        found.extend(session.scalars(select(Refusal).where(Refusal.id.in_(some))))
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)[:most]


def said(cell: str | date | None) -> str:
    """A cell as text."""
    return cell.isoformat() if isinstance(cell, date) else cell or ""
