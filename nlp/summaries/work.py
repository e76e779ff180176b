"""Keeps titles and summaries beside the notices they are made from.

One is made again when the notice was matched again, its deadline moved, its changes
were told, or the rules here changed. Nothing is committed here.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
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
from models.changes.brief import in_short
from models.clock import now
from models.kinds import NoticeKind
from models.notice import Notice, Rendering
from models.sector import MATCHED, Match, Sector
from models.source import Source
from nlp.keeping import mark_done
from nlp.rules import fingerprint
from nlp.stored import members_of, read_findings
from nlp.summaries.chinese import summary_zh, title_zh
from nlp.summaries.english import summary_en, title_en
from nlp.summaries.facts import Facts, Name
from nlp.summaries.gathering import Record, gather

RULE = "rule"
FOLLOWING = "family"
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
Told = Mapping[str, Mapping[str, Any]]
Teller = Callable[[Told, str], str]
"""Says what changed, in zh or en; the pages and mails say it in the same words."""


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


class Beside:
    """What stands beside the notices: Members, publishers, sectors, changes."""

    def __init__(self) -> None:
        self.members: dict[int, list[str]] = {}
        self.publishers: dict[str, Name] = {}
        self.sectors: dict[int, dict[str, list[Name]]] = {}
        self.changes: dict[int, Name] = {}


def look_beside(
    session: Session, rows: Sequence[Row[Any]], tell: Teller | None
) -> Beside:
    """Everything with one question a kind of thing."""
    ids = [row.id for row in rows]
    beside = Beside()
    beside.members = members_of(session, ids)
    beside.sectors = sectors_of(session, ids)
    if any(row.kind != NoticeKind.NOTIFICATION for row in rows):
        query = select(Source.slug, Source.title_zh, Source.title)
        sources = session.execute(query).all()
        beside.publishers = {slug: Name(zh, en) for slug, zh, en in sources}
    if tell is not None:
        beside.changes = changes_of(session, ids, tell)
    return beside


def sectors_of(
    session: Session, ids: Sequence[int]
) -> dict[int, dict[str, list[Name]]]:
    """The names of the sectors of each notice by certainty, the surest first."""
    found: dict[int, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    query = (
        select(Match.notice_id, Match.certainty, Sector.name_zh, Sector.name_en)
        .join(Sector, Sector.id == Match.sector_id)
        .where(Match.notice_id.in_(ids), Match.certainty.in_(MATCHED))
        .order_by(Match.score.desc(), Sector.position)
    )
    for notice_id, certainty, zh, en in session.execute(query):
        found[notice_id][certainty].append(Name(zh, en))
    return found


def changes_of(session: Session, ids: Sequence[int], tell: Teller) -> dict[int, Name]:
    """What follow-ups change in their family, told in both languages."""
    query = select(Change.notice_id, Change.fields).where(
        Change.notice_id.in_(ids), Change.kind == FOLLOWING
    )
    found = {}
    for notice_id, fields in session.execute(query):
        told = in_short(fields)
        found[notice_id] = Name(tell(told, "zh"), tell(told, "en"))
    return found


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
