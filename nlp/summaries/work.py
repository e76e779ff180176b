"""Keeps titles and summaries beside the notices they are made from.

One is made again when the notice was matched again, its deadline moved, its changes
were told, or the rules here changed. Nothing is committed here.
"""

from collections.abc import Iterable, Sequence
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

from models.change import Change
from models.clock import now
from models.judgement import Judgement
from models.kinds import NoticeKind
from models.notice import Notice, Rendering
from nlp.keeping import mark_done
from nlp.rules import fingerprint
from nlp.stored import READ, Stored, read_findings
from nlp.summaries.beside import FOLLOWING, Beside, Teller, look_beside
from nlp.summaries.facts import Name
from nlp.summaries.gathering import Record, gather
from nlp.summaries.writing import Paper, Text, tell_of

RULE = "rule"
COLUMNS = (*READ, Notice.matched_hash)


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

    The caller reindexes them. Texts of officers stay beside these.
    """
    rows = session.execute(select(*COLUMNS).where(Notice.id.in_(ids))).all()
    rows = [row for row in rows if row.matched_hash]
    beside = look_beside(session, rows, tell)
    found = read_findings(session, ids)
    told = []
    for row in rows:
        facts = gather(as_record(row, beside), found[row.id])
        told.append((row.id, row.version_number, list(tell_of(facts))))
    keep_texts(session, told)
    hashes = {row.id: done_hash(row.matched_hash, row) for row in rows}
    mark_done(session, {key: {"summarised_hash": one} for key, one in hashes.items()})
    return hashes


def keep_texts(
    session: Session, told: Iterable[tuple[int, int, Iterable[Text]]]
) -> None:
    """Put texts in the place of those by our rules: notice, version and texts."""
    moment = now()
    made: list[dict[str, Any]] = []
    ids = []
    for notice_id, version, texts in told:
        ids.append(notice_id)
        made += [
            {
                "notice_id": notice_id,
                "version_number": version,
                "language": language,
                "field": name,
                "origin": RULE,
                "text": text,
                "author": None,
                "created_at": moment,
            }
            for language, name, text in texts
        ]
    ours = Rendering.notice_id.in_(ids), Rendering.origin == RULE
    session.execute(delete(Rendering).where(*ours))
    if made:
        session.connection().execute(insert(Rendering), made)


def done_hash(matched: str, row: Row[Any]) -> str:
    """What the summary of a notice is made from, beside the notice itself."""
    closes = f"{row.deadline or ''}{row.deadline_basis}"
    return f"{matched}:{summary_rules()}:{closes}"


def told_by_others(session: Session, ids: Sequence[int]) -> set[int]:
    """The notices that officers judged or wrote of, or whose changes are told.

    What is said of these cannot be written without another look.
    """
    written = Rendering.notice_id.in_(ids), Rendering.origin != RULE
    judged = select(Judgement.notice_id).where(Judgement.notice_id.in_(ids))
    changed = Change.notice_id.in_(ids), Change.kind == FOLLOWING
    return {
        *session.scalars(select(Rendering.notice_id).where(*written)),
        *session.scalars(judged),
        *session.scalars(select(Change.notice_id).where(*changed)),
    }


def write_papers(session: Session, notices: Sequence[Stored]) -> list[Paper]:
    """What it takes to tell of each notice once its sectors are known."""
    beside = look_beside(session, [one.row for one in notices], None)
    return [
        Paper(
            as_record(one.row, beside),
            [code for code, _ in one.copies],
            list(dict.fromkeys([one.row.symbol, *symbols_in(one)])),
        )
        for one in notices
    ]


def symbols_in(notice: Stored) -> list[str]:
    """The symbols of the copies of a notice."""
    return [symbol for _, symbol in notice.copies if symbol]


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
        distributed=row.distributed,
        deadline=row.deadline,
        basis=row.deadline_basis,
        sectors=beside.sectors.get(row.id, {}),
        changes=beside.changes.get(row.id, nobody),
        ended=beside.ended.get(row.id, ""),
    )
