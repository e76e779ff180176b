"""A store that is whole, with national measures that were notified and were not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.clock import fix_day
from models.counterpart import Counterpart
from models.database import session_factory
from models.notice import Notice
from nlp.counterparts.work import seek
from tests.web.abroad import add_national
from tests.web.centre import add_people
from tests.web.numbered import NOW, TODAY, check, hold, ran, source_of

OLD = TODAY - timedelta(days=45)
CLOSES = TODAY + timedelta(days=17)
TITLE = "Safety Standard for Lithium-Ion Batteries in Micromobility Products"
ALONE = "Labelling of Rechargeable Battery Packs for Drones"
NOTIFIED, OPEN = "2026-20001", "2026-20002"


def add_measure(
    session: Session, symbol: str, title: str, kind: str = "draft", **more: Any
) -> Notice:
    """A measure of the United States without a day for comments, unless told one."""
    given = {"distributed": OLD, "deadline": None, "deadline_basis": "none", **more}
    given.setdefault("source", "us_federal_register")
    return add_national(session, kind, symbol=symbol, title=title, **given)


def open_store(database: Engine) -> dict[str, int]:
    """A draft that was notified, one that was not; the ids of people by role."""
    with session_factory(database).begin() as session:
        fix_day(session, TODAY)
        source_of(session)
        ended = clock.now_in(session) - timedelta(hours=1)
        ran(session, ended_at=ended, started_at=ended)
        hold(session, "G/TBT/N/USA/1", day=OLD, title="Energy Use of Ceiling Fans")
        hold(session, "G/TBT/N/USA/2", day=OLD, title=TITLE)
        add_measure(session, NOTIFIED, TITLE)
        add_measure(session, OPEN, ALONE, deadline=CLOSES, deadline_basis="stated")
        check(session)
        seek(session, NOW, TODAY)
        return {name: one.id for name, one in add_people(session).items()}


def add_more(database: Engine, symbol: str, title: str, **more: Any) -> None:
    """A further measure, looked for."""
    with session_factory(database).begin() as session:
        add_measure(session, symbol, title, **more)
        seek(session, NOW, TODAY)


def search_of(database: Engine, symbol: str) -> tuple[int, int]:
    """The ids of the search for a measure and of the measure itself."""
    with session_factory(database)() as session:
        query = select(Counterpart.id, Counterpart.notice_id)
        query = query.join(Notice, Notice.id == Counterpart.notice_id)
        row = session.execute(query.where(Notice.symbol == symbol)).one()
        return row.id, row.notice_id
