"""Writes what was found in notices, many rows at a time; nothing is committed here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.orm import Session

from models.clock import now
from models.judgement import Judgement
from models.notice import Notice
from models.sector import MATCHED, Match
from models.tag import Tag
from nlp.crew import FOUND, Found, Told
from nlp.judging import verdicts_of, with_verdicts
from nlp.stored import FROM_BASE, Stored

Columns = dict[str, Any]
TAG = ("notice_id", "version_number", *FOUND, "rules")


def keep_tags(
    session: Session, found: Sequence[tuple[Stored, list[Found]]], rules: str
) -> int:
    """Put findings in the place of the tags of their notices; how many there are."""
    ids = [notice.id for notice, _ in found]
    session.execute(delete(Tag).where(Tag.notice_id.in_(ids)))
    rows = [
        tag_row(one, notice, rules) for notice, findings in found for one in findings
    ]
    insert_rows(session, Tag, TAG, rows)
    return len(rows)


def tag_row(one: Found, notice: Stored, rules: str) -> tuple[Any, ...]:
    """The values of TAG; words that stand in the base's text are marked so."""
    *_, field, _start, _end, _words, note = one
    if field == "products" and not note and not notice.states_products:
        one = (*one[:-1], FROM_BASE)
    return (notice.id, notice.row.version_number, *one, rules)


def keep_matches(
    session: Session, found: Sequence[tuple[Stored, list[Told]]], rules: str
) -> int:
    """Put matches in the place of those of their notices; how many there are.

    Officers' verdicts stand above what the rules say; near misses are kept and not
    counted.
    """
    ids = [notice.id for notice, _ in found]
    session.execute(delete(Match).where(Match.notice_id.in_(ids)))
    verdicts = verdicts_of(session, ids)
    rows: list[Columns] = []
    for notice, matches in found:
        own = [match_row(one, notice.id, rules) for one in matches]
        judged = verdicts.get(notice.id)
        rows += overruled(own, judged, rules) if judged else own
    if rows:
        session.connection().execute(insert(Match), rows)
    return sum(row["certainty"] in MATCHED for row in rows)


def match_row(told: Told, notice_id: int, rules: str) -> Columns:
    """A match as a row."""
    return {
        "notice_id": notice_id,
        "sector_id": told.sector,
        "score": told.score,
        "certainty": told.certainty,
        "machine": "",
        "reasons": told.reasons,
        "rules": rules,
        "created_at": now(),
    }


def overruled(
    rows: Iterable[Columns], verdicts: Iterable[Judgement], rules: str
) -> Iterator[Columns]:
    """The rows as officers' verdicts leave them."""
    for row in with_verdicts([Match(**row) for row in rows], verdicts, rules):
        names = (column.key for column in Match.__table__.columns if column.key != "id")
        yield {name: getattr(row, name) for name in names}


def insert_rows(
    session: Session,
    table: type[Tag],
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Insert very many rows of plain values, which no column type has to change.

    The driver takes them as they are, in the order of its own statement.
    """
    if not rows:
        return
    connection = session.connection()
    names = list(columns)
    made = insert(table).compile(dialect=connection.dialect, column_keys=names)
    given: Sequence[Any] = rows
    if made.positiontup != names:
        given = [dict(zip(names, row, strict=True)) for row in rows]
    connection.exec_driver_sql(str(made), given)


def mark_done(session: Session, marks: Mapping[int, Mapping[str, str]]) -> None:
    """Write down what was done with notices: the same columns of each."""
    given = [{"key": key, **values} for key, values in marks.items()]
    if not given:
        return
    columns = list(next(iter(marks.values())))
    statement = update(Notice).where(Notice.id == bindparam("key"))
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    session.connection().execute(statement.values(values), given)
    for held in session.identity_map.values():
        if isinstance(held, Notice) and held.id in marks:
            session.expire(held, columns)
