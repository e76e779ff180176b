"""That nothing is new is only said with the crawl that proves it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import clock
from models.clock import fix_day
from models.database import session_factory
from models.source import Run, RunState
from tests.web.centre import add_people, enter, make_app
from tests.web.numbered import LONG_AGO, NOW, TODAY, hold, ran, source_of
from web.gaps.silence import (
    CONFIRMED,
    EPING,
    NEVER,
    READ,
    UNKNOWN,
    Silence,
    in_brief,
    in_english,
    proof_of_silence,
)

HOUR = timedelta(hours=1)


def prove(session: Session, now: datetime = NOW) -> Silence:
    return proof_of_silence(session, EPING, now)


@pytest.fixture
def known(session: Session) -> Session:
    """A store with the publisher, which is called on every two hours."""
    source_of(session)
    return session


def test_a_source_that_was_never_read_proves_nothing(known: Session) -> None:
    assert prove(known) == Silence(NEVER, None, proven=False)


@pytest.mark.parametrize(
    ("state", "words"), [(RunState.OK_ZERO, CONFIRMED), (RunState.OK, READ)]
)
def test_a_crawl_that_ended_well_proves_it(
    known: Session, state: RunState, words: str
) -> None:
    run = ran(known, state)
    assert prove(known) == Silence(words, run.ended_at, proven=True)


@pytest.mark.parametrize("state", [RunState.FAILED, RunState.DEGRADED])
def test_after_a_fault_nothing_is_known_since_the_last_good_crawl(
    known: Session, state: RunState
) -> None:
    good = ran(known, RunState.OK_ZERO, started_at=NOW - 5 * HOUR)
    good.ended_at = NOW - 5 * HOUR
    ran(known, state)
    assert prove(known) == Silence(UNKNOWN, NOW - 5 * HOUR, proven=False)


def test_proof_grows_old(known: Session) -> None:
    run = ran(known, RunState.OK_ZERO)
    assert prove(known, NOW + 5 * HOUR).proven
    assert prove(known, NOW + 6 * HOUR) == Silence(UNKNOWN, run.ended_at, proven=False)


@pytest.mark.parametrize("state", [RunState.SKIPPED, RunState.RUNNING])
def test_a_crawl_that_heard_nobody_takes_nothing_away(
    known: Session, state: RunState
) -> None:
    ran(known, RunState.OK_ZERO)
    ran(known, state, started_at=NOW)
    assert prove(known).text == CONFIRMED


def test_an_imported_file_proves_nothing(known: Session) -> None:
    known.add(
        Run(
            job="import",
            source_slug=EPING,
            way="file",
            state=RunState.OK,
            started_at=NOW,
            ended_at=NOW,
            counts={},
        )
    )
    known.flush()
    assert not prove(known).proven


def test_it_is_said_on_a_terminal() -> None:
    told = Silence(UNKNOWN, NOW, proven=False)
    assert in_english(told, "noon") == "whether anything is new is unknown since noon"
    assert in_brief(told, "noon") == "unknown since noon"


# On pages


@pytest.fixture
def quiet(database: Engine) -> dict[str, int]:
    """A store in which nothing came for weeks, and people with empty inboxes."""
    with session_factory(database).begin() as session:
        source_of(session)
        hold(session, "G/TBT/N/USA/1", day=LONG_AGO, deadline=TODAY)
        fix_day(session, TODAY)
        return {name: one.id for name, one in add_people(session).items()}


@pytest.mark.parametrize("address", ["/", "/inbox"])
def test_an_empty_page_says_what_proves_it(
    quiet: dict[str, int],
    database: Engine,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client = enter(make_app(database_url, tmp_path), quiet["enterprise"])
    assert "来源尚未成功采集，无法判断有无新通报" in client.get(address).text
    with session_factory(database).begin() as session:
        ran(session, RunState.OK_ZERO)
    page = client.get(address).text
    assert "来源确认无新通报（2026-11-30 11:00）" in page
    with session_factory(database).begin() as session:
        ran(session, RunState.FAILED, started_at=NOW)
    page = client.get(address).text
    assert "自 2026-11-30 11:00 起无法判断有无新通报" in page
    assert "Whether anything is new is unknown" in client.get(f"{address}?lang=en").text
