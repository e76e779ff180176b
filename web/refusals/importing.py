"""Tables of refusals: proposed row by row, then stored; what is held is skipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.refusal import Refusal
from web.audit import note
from web.consultations.sheets import Bounds, read_plain, read_sheet
from web.marks import N_
from web.refusals.collected import RASFF, collected
from web.refusals.headings import own_headings, read_head
from web.refusals.lines import Read, read_line
from web.refused import RefusedError
from web.trends.tables import write_rows
from web.uploads.kinds import CSV, kind_of

MOST = Bounds(lines=20_000, cells=60)
CHUNK = 2000
NO_LINES = N_("表中没有内容，请从第2行起填写。")
TWICE = N_("与第%(line)d行的来源和编号相同，已跳过。")
HELD = N_("来源和编号与已有记录相同，已跳过。")
RACED = N_("同时有人存入了相同的记录，请重新上传核对。")


@dataclass(frozen=True)
class Left:
    """A row that is not stored: its number, its cells, and why."""

    number: int
    row: Sequence[str]
    why: RefusedError


@dataclass(frozen=True)
class Proposal:
    """What a table would bring: rows to store, those skipped, those refused."""

    head: Sequence[str]
    good: Sequence[Read]
    skipped: Sequence[Left]
    refused: Sequence[Left]

    @property
    def left(self) -> list[Left]:
        """All that is left out, in the order of the table."""
        return sorted((*self.skipped, *self.refused), key=lambda one: one.number)


@dataclass(frozen=True)
class Stock:
    """What is held of one source."""

    source: str
    many: int
    first: date
    last: date
    imported_at: datetime


def template(language: str) -> bytes:
    """The table to be filled in, in plain text."""
    return write_rows([own_headings(language)])


def read_rows(name: str, content: bytes) -> list[list[str]]:
    """The rows of a workbook or of a table in plain text."""
    plain = kind_of(content, name) == CSV
    return (read_plain if plain else read_sheet)(name, content, MOST)


def propose(session: Session, name: str, content: bytes, today: date) -> Proposal:
    """Read a table; nothing is stored."""
    rows = read_rows(name, content)
    head = rows[0] if rows else []
    layout = read_head(head)
    read: list[tuple[int, Sequence[str], Read]] = []
    refused = []
    for number, row in enumerate(rows[1:], 2):
        if any(row):
            try:
                read.append((number, row, read_line(layout, row, today)))
            except RefusedError as error:
                refused.append(Left(number, row, error))
    if not read and not refused:
        raise RefusedError(NO_LINES)
    good, skipped = part_held(session, read)
    return Proposal(head, good, skipped, refused)


def part_held(
    session: Session, read: Iterable[tuple[int, Sequence[str], Read]]
) -> tuple[list[Read], list[Left]]:
    """The rows that are new, and those that are held or stand twice."""
    read = list(read)
    known = held_keys(session, {one.source for _, _, one in read})
    seen: dict[tuple[str, str], int] = {}
    good, skipped = [], []
    for number, row, one in read:
        key = (one.source, one.key)
        if key in known:
            skipped.append(Left(number, row, RefusedError(HELD)))
        elif key in seen:
            skipped.append(Left(number, row, RefusedError(TWICE, line=seen[key])))
        else:
            seen[key] = number
            good.append(one)
    return good, skipped


def held_keys(session: Session, sources: set[str]) -> set[tuple[str, str]]:
    """Source and key of what is held, imported or collected."""
    query = select(Refusal.source, Refusal.key)
    if len(sources) <= CHUNK:
        query = query.where(Refusal.source.in_(sources))
    found = {(row.source, row.key) for row in session.execute(query)}
    symbols = session.scalars(collected()) if RASFF in sources else ()
    return found | {(RASFF, symbol) for symbol in symbols}


def store(session: Session, proposal: Proposal, actor: str, now: datetime) -> int:
    """Store the rows that are new; how many. All of them, or none and RefusedError."""
    stamp = {"imported_by": actor, "imported_at": now}
    rows = [{**asdict(one), **stamp} for one in proposal.good]
    try:
        with session.begin_nested():
            for start in range(0, len(rows), CHUNK):
                session.execute(insert(Refusal), rows[start : start + CHUNK])
    except IntegrityError as error:
        raise RefusedError(RACED) from error
    counts = {"stored": len(rows), "skipped": len(proposal.skipped)}
    told = {name: str(many) for name, many in counts.items()}
    note(session, actor, "refusals_imported", ("refusal", ""), **told)
    return len(rows)


def list_stock(session: Session) -> list[Stock]:
    """How much is held of each source, and of which days."""
    rows = session.execute(
        select(
            Refusal.source,
            func.count(),
            func.min(Refusal.day),
            func.max(Refusal.day),
            func.max(Refusal.imported_at),
        )
        .group_by(Refusal.source)
        .order_by(Refusal.source)
    ).all()
    return [Stock(*row) for row in rows]
