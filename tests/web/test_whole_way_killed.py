"""Killed at any commit and started again, nothing is lost and nothing is sent twice."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from models.alert import Alert, Message, MessageState
from models.database import make_engine, session_factory
from models.notice import Notice
from models.sector import Match
from models.tag import Tag
from nlp.tagging import tag
from nlp.text import NoticeText
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_notice,
    add_user,
    subscribe,
)
from web import jobs
from web.alerts.audience import make_alerts
from web.alerts.delivery import Post, deliver
from web.alerts.grouping import make_messages
from web.alerts.links import Links

LINKS = Links("https://chutong.example", "a key for tests")
NOTICES, READERS = 6, 3
MOST_KILLS = 60
Step = Callable[[str, Path, datetime], None]


def fill(engine: Engine) -> None:
    """Notices that nobody has tagged yet, and readers who wait for them."""
    with session_factory(engine).begin() as session:
        for number in range(1, NOTICES + 1):
            words = {"title": "Lithium-ion batteries", "products": "Batteries 8507.60"}
            notice = add_notice(
                session,
                f"G/TBT/N/USA/{number}",
                matched=False,
                title=words["title"],
                content={**words, "hs": ["850760"]},
            )
            add_event(session, notice)
        for number in range(READERS):
            user = add_user(session, f"{number}@firm.cn")
            subscribe(session, user, now=BEFORE, sectors=["lithium-batteries"])


def all_steps(url: str, folder: Path, now: datetime) -> None:
    """Everything that a pass does after the crawl."""
    sessions = session_factory(make_engine(url))
    jobs.tag(sessions)
    jobs.match(sessions)
    with sessions.begin() as session:
        make_alerts(session, now=NOW, today=TODAY)
    with sessions.begin() as session:
        make_messages(session, LINKS, now=NOW, today=TODAY)
    deliver(sessions, Post(LINKS, folder), lambda: now)


def child(url: str, folder: Path, now: datetime, point: str, lives: int) -> None:
    """Do all steps, but die without a word before or after a commit."""
    left = lives

    def die(_session: Session) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Session, point, die)
    all_steps(url, folder, now)


def run_until_done(url: str, folder: Path) -> int:
    """Begin again and again, dying at a later commit each time; how many died."""
    fork = multiprocessing.get_context("fork")
    tag(NoticeText(key="", title="Batteries"))  # loads once what each child needs
    now = NOW
    for kills in range(MOST_KILLS):
        point = ("before_commit", "after_commit")[kills % 2]
        given = (url, folder, now, point, 1 + kills // 2)
        one = fork.Process(target=child, args=given)
        one.start()
        one.join(120)
        if one.exitcode == 0:
            return kills
        assert one.exitcode == -signal.SIGKILL
        now += timedelta(hours=1)
    raise AssertionError("it never came to an end")


def test_it_ends_as_if_nobody_had_been_killed(
    database_url: str, tmp_path: Path
) -> None:
    engine = make_engine(database_url)
    fill(engine)
    engine.dispose()
    folder = tmp_path / "outbox"
    kills = run_until_done(database_url, folder)
    all_steps(database_url, folder, NOW + timedelta(days=30))
    assert kills > READERS
    with session_factory(engine)() as session:

        def count(table: type[object]) -> int:
            return session.scalar(select(func.count()).select_from(table)) or 0

        assert count(Alert) == NOTICES * READERS
        assert count(Message) == READERS
        states = set(session.scalars(select(Message.state)))
        assert states == {MessageState.SENT}
        assert (
            session.scalar(select(Alert.id).where(Alert.message_id.is_(None))) is None
        )
        assert None not in set(session.scalars(select(Notice.matched_hash)))
        twice = select(Match.notice_id).group_by(Match.notice_id, Match.sector_id)
        assert session.scalars(twice.having(func.count() > 1)).all() == []
        doubled = (
            select(Tag.notice_id)
            .group_by(Tag.notice_id, Tag.scheme, Tag.code, Tag.field, Tag.start)
            .having(func.count() > 1)
        )
        assert session.scalars(doubled).all() == []
    assert len(list(folder.glob("*.eml"))) == READERS
    assert [file for file in folder.iterdir() if file.suffix != ".eml"] == []
    engine.dispose()
