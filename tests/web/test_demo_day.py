"""What a place that stands still sends bears its own day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine

from models import clock
from models.alert import MessageState
from models.database import session_factory
from models.deadlines import HERE
from tests.web.letters import LINKS, alert, group, the_message
from web import jobs
from web.config import load_settings

DAY = date(2025, 6, 12)


def test_a_demonstration_sends_on_its_own_day(database: Engine, tmp_path: Path) -> None:
    sessions = session_factory(database)
    alert(sessions)
    group(sessions)
    with sessions.begin() as session:
        clock.fix_day(session, DAY)
    assert jobs.send(sessions, load_settings(data=tmp_path), LINKS).sent == 1
    message = the_message(sessions)
    assert message.state == MessageState.SENT
    assert message.sent_at is not None
    assert message.sent_at.astimezone(HERE).date() == DAY


def test_elsewhere_messages_go_out_now(database: Engine, tmp_path: Path) -> None:
    sessions = session_factory(database)
    alert(sessions)
    group(sessions)
    jobs.send(sessions, load_settings(data=tmp_path, offline=True), LINKS)
    sent = the_message(sessions).sent_at
    assert sent is not None
    assert clock.now() - sent < timedelta(minutes=1)
