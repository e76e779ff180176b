"""What stands beside a notice and is told in its summary."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models.change import Change
from models.changes.brief import in_short
from models.kinds import NoticeKind
from models.sector import MATCHED, Match, Sector
from models.source import Source
from nlp.stored import members_of
from nlp.summaries.facts import Name

FOLLOWING = "family"
Told = Mapping[str, Mapping[str, Any]]
Teller = Callable[[Told, str], str]
"""Says what changed, in zh or en; the pages and mails say it in the same words."""


class Beside:
    """What stands beside the notices: Members, publishers, sectors, changes."""

    def __init__(self) -> None:
        self.members: dict[int, list[str]] = {}
        self.publishers: dict[str, Name] = {}
        self.sectors: dict[int, dict[str, list[Name]]] = {}
        self.changes: dict[int, Name] = {}
        self.ended: dict[int, str] = {}
        """What a follow-up ends: ``void`` a document, ``withdrawn`` the measure."""


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
        changes = changes_of(session, rows)
        beside.changes = {
            key: Name(tell(one, "zh"), tell(one, "en")) for key, one in changes.items()
        }
        beside.ended = {
            key: str(one["status"].get("after") or "")
            for key, one in changes.items()
            if "status" in one
        }
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


def changes_of(session: Session, rows: Sequence[Row[Any]]) -> dict[int, Told]:
    """What follow-ups change in their family, by the names of fields.

    The comments on a national measure are no WTO comments, and are not called so.
    """
    kinds = {row.id: row.kind for row in rows}
    query = select(Change.notice_id, Change.fields).where(
        Change.notice_id.in_(kinds), Change.kind == FOLLOWING
    )
    found: dict[int, Told] = {}
    for notice_id, fields in session.execute(query):
        told = in_short(fields)
        if kinds[notice_id] != NoticeKind.NOTIFICATION:
            told = {name: {**one, "national": True} for name, one in told.items()}
        found[notice_id] = told
    return found
