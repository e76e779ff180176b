"""Writes what was found in notices, many rows at a time; nothing is committed here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from models.clock import now
from models.judgement import Judgement
from models.notice import Notice
from models.sector import MATCHED, Match
from models.tag import Tag
from nlp.crew import Told
from nlp.findings import Finding
from nlp.judging import verdicts_of, with_verdicts
from nlp.stored import FROM_BASE, Stored

Columns = dict[str, Any]


def keep_tags(
    session: Session, found: Sequence[tuple[Stored, list[Finding]]], rules: str
) -> int:
    """Put findings in the place of the tags of their notices; how many there are."""
    ids = [notice.id for notice, _ in found]
    session.execute(delete(Tag).where(Tag.notice_id.in_(ids)))
    rows = [
        tag_row(one, notice, rules) for notice, findings in found for one in findings
    ]
    insert_all(session, Tag, rows)
    hashes = {one.id: f"{one.content_hash}:{rules}" for one, _ in found}
    mark_done(session, "tagged_hash", hashes)
    return len(rows)


def tag_row(one: Finding, notice: Stored, rules: str) -> Columns:
    """A finding as a row; words that stand in the base's text are marked so."""
    from_base = one.field == "products" and not notice.states_products
    return {
        "notice_id": notice.id,
        "version_number": notice.version_number,
        "scheme": one.scheme,
        "code": one.code,
        "score": one.score,
        "origin": one.origin,
        "field": one.field,
        "start": one.start,
        "end": one.end,
        "words": one.words,
        "note": one.note or (FROM_BASE if from_base else ""),
        "rules": rules,
    }


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
    insert_all(session, Match, rows)
    return sum(row["certainty"] in MATCHED for row in rows)


def match_row(told: Told, notice_id: int, rules: str) -> Columns:
    """A match as a row."""
    return {
        "notice_id": notice_id,
        "sector_id": told.match.sector,
        "score": told.match.score,
        "certainty": str(told.match.certainty),
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


def insert_all(
    session: Session, table: type[Tag | Match], rows: Sequence[Columns]
) -> None:
    """Insert rows with one statement for all."""
    if rows:
        session.connection().execute(insert(table), rows)


def mark_done(session: Session, column: str, hashes: Mapping[int, str]) -> None:
    """Write down on which text and by which rules notices were worked on."""
    given = [{"key": key, "value": value} for key, value in hashes.items()]
    if not given:
        return
    statement = update(Notice).where(Notice.id == bindparam("key"))
    values: dict[str, Any] = {column: bindparam("value")}
    session.connection().execute(statement.values(values), given)
    for held in session.identity_map.values():
        if isinstance(held, Notice) and held.id in hashes:
            session.expire(held, [column])


def unchanged(session: Session, notices: Iterable[Stored]) -> set[int]:
    """The notices that still have the text and the tags with which they were read."""
    read = {one.id: (one.content_hash, one.tagged_hash) for one in notices}
    query = select(Notice.id, Notice.content_hash, Notice.tagged_hash)
    now_held = session.execute(query.where(Notice.id.in_(read)))
    return {key for key, *hashes in now_held if tuple(hashes) == read[key]}
