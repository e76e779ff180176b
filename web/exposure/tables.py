"""The tables of exports: listed, switched off and on, and a new one taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.export_tables import counted
from models.exposure import ExportTable, Exposure
from models.source import Run
from web import audit, children
from web.config import Settings
from web.refused import RefusedError

ENDINGS = (".xlsx", ".csv")
LONGEST_NAME = 120
WAY = "exports"


@dataclass(frozen=True)
class Line:
    """A table in the list: its years, its rows, and whether it counts now."""

    table: ExportTable
    first: int
    last: int
    rows: int
    counts: bool


@dataclass(frozen=True)
class Taken:
    """What became of a file: its figures, or the sentence of what is wrong."""

    rows: int = 0
    stored: int = 0
    cut: int = 0
    unknown: int = 0
    fault: str = ""


def read_tables(session: Session) -> Sequence[Line]:
    """Every table, the latest first."""
    found = counted(session)
    sums = (
        select(
            Exposure.table_id,
            func.min(Exposure.year).label("first"),
            func.max(Exposure.year).label("last"),
            func.count().label("rows"),
        )
        .group_by(Exposure.table_id)
        .subquery()
    )
    rows = session.execute(
        select(ExportTable, sums.c.first, sums.c.last, sums.c.rows)
        .join(sums, sums.c.table_id == ExportTable.id)
        .order_by(ExportTable.imported_at.desc(), ExportTable.id.desc())
    )
    return [
        Line(table, first, last, count, bool(found and found.table.id == table.id))
        for table, first, last, count in rows
    ]


def switch(session: Session, table_id: int, *, on: bool, actor: str) -> ExportTable:
    """Let a table count, or not."""
    table = session.get(ExportTable, table_id)
    if table is None:
        raise RefusedError("没有这个出口数据表，请返回列表查看。")
    if table.active != on:
        table.active = on
        action = "exports.on" if on else "exports.off"
        audit.note(session, actor, action, ("export_table", table.id), name=table.name)
    return table


def take_in(
    session: Session,
    settings: Settings,
    upload: tuple[str, bytes],
    *,
    actor: str,
    language: str,
) -> Taken:
    """Import a file by a process of its own; ``upload`` is its name and its bytes."""
    name = clean_name(upload[0])
    before = session.scalar(select(func.max(Run.id))) or 0
    held = session.scalar(select(func.max(ExportTable.id))) or 0
    session.rollback()  # SQLite must not hold a reading while the other writes
    with TemporaryDirectory(dir=settings.data) as folder:
        path = Path(folder) / name
        path.write_bytes(upload[1])
        words = ["import", str(path), "--exports", "--by", actor]
        ended = children.run(children.CRAWLER, words, settings)
    if ended.code:
        return Taken(fault=fault_since(session, before, language))
    added = select(ExportTable).where(ExportTable.id > held)
    for table in session.scalars(added.where(ExportTable.imported_by == actor)):
        subject = ("export_table", table.id)
        audit.note(session, actor, "exports.imported", subject, name=table.name)
    rows, stored, cut, unknown = (
        int(ended.counts.get(name, 0)) for name in ("rows", "stored", "cut", "unknown")
    )
    return Taken(rows, stored, cut, unknown)


def clean_name(words: str) -> str:
    """The name of an uploaded file, without its folders; refused if it is no table."""
    last = words.replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in last if letter.isprintable())[-LONGEST_NAME:]
    if not name.lower().endswith(ENDINGS):
        raise RefusedError("请选择 .xlsx 或 .csv 文件。")
    return name.lstrip(".-") if name.lstrip(".-").lower() not in ENDINGS else f"_{name}"


def fault_since(session: Session, before: int, language: str) -> str:
    """What the import that began since then said was wrong; '' if it said nothing."""
    query = select(Run).where(Run.id > before, Run.job == "import", Run.way == WAY)
    run = session.scalars(query.order_by(Run.id.desc())).first()
    fault = run.counts.get("fault", {}) if run else {}
    return str(fault.get(language, ""))
