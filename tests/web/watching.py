"""One look after the sources, for the tests of their alarms."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from models.alert import Message
from models.database import session_factory
from models.source import RunState, SourceAlarm
from models.user import Role
from tests.web.letters import LINKS
from tests.web.small_world import add_user
from tests.web.stations import HOUR, NOW, add_run, add_source
from web.config import Settings, load_settings
from web.health.alarms import watch_sources

Sessions = sessionmaker[Session]


def watched(database: Engine) -> Sessions:
    """A source, an administrator of each language, and people who are not told."""
    made = session_factory(database)
    with made.begin() as session:
        add_source(session)
        add_user(session, "zhang@centre.cn", role=Role.ADMIN)
        add_user(session, "smith@centre.cn", role=Role.ADMIN, language="en")
        add_user(session, "gone@centre.cn", role=Role.ADMIN, disabled=True)
        add_user(session, "officer@centre.cn", role=Role.OFFICER)
    return made


def watch(
    sessions: Sessions, now: datetime = NOW, settings: Settings | None = None
) -> int:
    """One look; how many messages it makes."""
    with sessions.begin() as session:
        return watch_sources(
            session, settings or load_settings(), LINKS, now=now, today=now.date()
        )


def fail(sessions: Sessions, *agos: timedelta) -> None:
    with sessions.begin() as session:
        for ago in agos:
            add_run(session, RunState.FAILED, ago=ago)


def succeed(sessions: Sessions, ago: timedelta = HOUR / 10) -> None:
    with sessions.begin() as session:
        add_run(session, RunState.OK, ago=ago)


def messages(sessions: Sessions) -> list[Message]:
    with sessions() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


def alarms(sessions: Sessions) -> list[SourceAlarm]:
    with sessions() as session:
        return list(session.scalars(select(SourceAlarm).order_by(SourceAlarm.id)))
