"""Keeps titles and summaries beside the notices they are made from.

One is made again when the notice was matched again, its deadline moved, its changes
were told, or the rules here changed. Nothing is committed here.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    String,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.orm import Session

from models.clock import now
from models.kinds import NoticeKind
from models.notice import Notice, Rendering
from nlp.keeping import mark_done
from nlp.rules import fingerprint
from nlp.stored import read_findings
from nlp.summaries.beside import Beside, Teller, look_beside
from nlp.summaries.chinese import summary_zh, title_zh
from nlp.summaries.english import summary_en, title_en
from nlp.summaries.facts import Facts, Name
from nlp.summaries.gathering import Record, gather

RULE = "rule"
COLUMNS = (
    Notice.id,
    Notice.kind,
    Notice.type,
    Notice.symbol,
    Notice.agreement,
    Notice.emergency,
    Notice.language,
    Notice.content,
    Notice.deadline,
    Notice.deadline_basis,
    Notice.version_number,
    Notice.matched_hash,
    Notice.source_slug,
)


@lru_cache(maxsize=1)
def summary_rules() -> str:
    """The version of the wording: it changes with any file beside this one."""
    paths = sorted(Path(__file__).parent.glob("*.[pc][ys]*"))
    return fingerprint(path.read_bytes() for path in paths)


def to_summarise(session: Session) -> list[int]:
    """The notices that were matched and whose summary is older, the newest first."""
    basis = Notice.matched_hash + f":{summary_rules()}:" + day_of_deadline()
    undone = or_(Notice.summarised_hash.is_(None), Notice.summarised_hash != basis)
    query = select(Notice.id).where(Notice.matched_hash.is_not(None), undone)
    query = query.order_by(Notice.distributed.desc(), Notice.id)
    return list(session.scalars(query))


def day_of_deadline() -> ColumnElement[str]:
    """The deadline as it stands in the basis of a summary."""
    return func.coalesce(cast(Notice.deadline, String), "") + Notice.deadline_basis


def summarise(
    session: Session, ids: Sequence[int], tell: Teller | None = None
) -> dict[int, str]:
    """Write titles and summaries of matched notices in both languages; say which.

    The caller marks and reindexes them. Texts of officers stay beside these.
    """
    made: list[dict[str, Any]] = []
    hashes: dict[int, str] = {}
    rows = session.execute(select(*COLUMNS).where(Notice.id.in_(ids))).all()
    beside = look_beside(session, rows, tell)
    found = read_findings(session, ids)
    for row in rows:
        if row.matched_hash:
            facts = gather(as_record(row, beside), found[row.id])
            made += renderings(row, facts)
            closes = f"{row.deadline or ''}{row.deadline_basis}"
            hashes[row.id] = f"{row.matched_hash}:{summary_rules()}:{closes}"
    session.execute(
        delete(Rendering).where(
            Rendering.notice_id.in_(hashes), Rendering.origin == RULE
        )
    )
    if made:
        session.connection().execute(insert(Rendering), made)
    mark_done(session, "summarised_hash", hashes)
    return hashes


def as_record(row: Row[Any], beside: Beside) -> Record:
    """A row with what stands beside it."""
    national = row.kind != NoticeKind.NOTIFICATION
    nobody = Name("", "")
    return Record(
        kind=row.kind,
        type=row.type,
        symbol=row.symbol,
        agreement=row.agreement or "",
        emergency=row.emergency,
        language=row.language,
        members=beside.members.get(row.id, []),
        publisher=beside.publishers.get(row.source_slug, nobody)
        if national
        else nobody,
        content=row.content,
        deadline=row.deadline,
        basis=row.deadline_basis,
        sectors=beside.sectors.get(row.id, {}),
        changes=beside.changes.get(row.id, nobody),
    )


def renderings(row: Row[Any], facts: Facts) -> list[dict[str, Any]]:
    """The rows of one notice; its own title stands in its own language."""
    texts = {("zh", "summary"): summary_zh(facts), ("en", "summary"): summary_en(facts)}
    if row.language != "zh":
        texts["zh", "title"] = title_zh(facts)
    if row.language != "en":
        texts["en", "title"] = title_en(facts)
    made = now()
    return [
        {
            "notice_id": row.id,
            "version_number": row.version_number,
            "language": language,
            "field": name,
            "origin": RULE,
            "text": text,
            "author": None,
            "created_at": made,
        }
        for (language, name), text in texts.items()
        if text
    ]
