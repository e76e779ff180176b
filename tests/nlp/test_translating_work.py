"""Texts are translated in turn, once, within the day, and whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from models import clock
from models.database import session_factory
from models.notice import Rendering
from models.translation import Translation
from nlp.translating.engine import EngineError, Term
from nlp.translating.work import FAILURES, Done, translate_waiting
from tests.web.small_world import add_match, add_notice

Sessions = sessionmaker[Session]
OLD, NEW, OPEN = "Draft rules on toys", "Draft rules on paints", "Draft rules on tea"
CHINESE = {OLD: "玩具法规草案", NEW: "涂料法规草案", OPEN: "茶叶法规草案"}
PLENTY = 10_000


class Fake:
    """Answers from a table, or does what a test wants; keeps what it was asked."""

    name = "fake-1"

    def __init__(self, answer: Callable[[str], str] = CHINESE.__getitem__) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def translate(
        self, text: str, source: str, target: str, terms: Sequence[Term]
    ) -> str:
        self.asked.append(text)
        return self.answer(text)


def fails(_: str) -> str:
    raise EngineError("timeout")


def is_killed(_: str) -> str:
    raise KeyboardInterrupt


def put(session: Session, title: str, number: str = "", **given: object) -> int:
    symbol = f"G/TBT/N/USA/{number or title[-4:]}"
    notice = add_notice(session, symbol, title=title, content={"title": title})
    for name, value in given.items():
        setattr(notice, name, value)
    add_match(session, notice, "metallurgy-steel", "likely")
    return notice.id


@pytest.fixture
def sessions(database: Database) -> Sessions:
    """Three notices: an old one, a new one, and one that is open for comments."""
    made = session_factory(database)
    with made.begin() as session:
        past = clock.today(session) - timedelta(days=30)
        put(session, OLD, distributed=date(2024, 1, 1), deadline=past)
        put(session, NEW, distributed=date(2025, 1, 1), deadline=past)
        later = past + timedelta(days=90)
        put(session, OPEN, distributed=date(2024, 6, 1), deadline=later)
        add_notice(session, "G/TBT/N/USA/9", title="No match", matched=True)
    return made


def go(sessions: Sessions, engine: Fake, daily: int = PLENTY) -> Done:
    return translate_waiting(sessions, engine, daily=daily)


def texts(sessions: Sessions) -> list[str]:
    with sessions() as session:
        query = select(Rendering.text).where(
            Rendering.origin == "machine", Rendering.author == "fake-1"
        )
        return sorted(session.scalars(query))


def test_open_ones_first_and_each_once(sessions: Sessions) -> None:
    engine = Fake()
    done = go(sessions, engine)
    assert engine.asked == [OPEN, NEW, OLD]
    assert (done.texts, done.calls, done.stopped) == (3, 3, "")
    assert texts(sessions) == sorted(CHINESE.values())
    assert go(sessions, engine).calls == 0
    assert len(engine.asked) == 3


def test_cache_hit_makes_no_call(sessions: Sessions) -> None:
    go(sessions, Fake())
    with sessions.begin() as session:
        put(session, OPEN, "77")
    engine = Fake()
    done = go(sessions, engine)
    assert (done.texts, done.calls, engine.asked) == (1, 0, [])


def test_refused_text_is_not_asked_for_again(sessions: Sessions) -> None:
    engine = Fake(lambda text: text)
    done = go(sessions, engine)
    assert done.refused == {"language": 3}
    assert texts(sessions) == []
    assert go(sessions, engine).calls == 0


def test_daily_limit(sessions: Sessions) -> None:
    engine = Fake()
    done = go(sessions, engine, len(OPEN) + 1)
    assert (done.texts, engine.asked) == (1, [OPEN])
    assert done.stopped.startswith(f"No more than {len(OPEN) + 1} characters")


def test_failures_in_a_row_stop_the_pass(sessions: Sessions) -> None:
    engine = Fake(fails)
    done = go(sessions, engine)
    assert len(engine.asked) == FAILURES
    assert "3 times in a row (timeout)" in done.stopped
    assert go(sessions, Fake()).texts == 3


def test_killed_between_answer_and_commit(sessions: Sessions) -> None:
    with pytest.raises(KeyboardInterrupt):
        go(sessions, Fake(is_killed))
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Translation)) == 0
    room = len(OPEN) * 2
    engine = Fake()
    assert go(sessions, engine, room).texts == 1
    assert engine.asked == [OPEN], "what went out before the accident was counted"


def test_time_is_up(sessions: Sessions) -> None:
    engine = Fake()
    assert (
        translate_waiting(sessions, engine, daily=PLENTY, until=clock.now()) == Done()
    )
    assert engine.asked == []
