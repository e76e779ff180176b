"""The publisher's workbook, fetched first and stored as a user's file is stored."""

from __future__ import annotations

import multiprocessing
import os
import signal
from datetime import date
from itertools import count as numbers
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from crawler import books, importing
from crawler.settings import Wishes
from models.database import make_engine, session_factory
from models.source import Fetch, RunProblem
from tests.crawler.books import book, cells
from tests.crawler.crawls import count, crawl, last_run, source
from tests.crawler.replay import WORKBOOK, Replay

FORK = multiprocessing.get_context("fork")
NEWEST = date(2026, 6, 9)
ROWS = 60


def workbook(**first: str) -> bytes:
    """Sixty documents of one day; the first, which may differ, is a week younger."""
    newest = {"Distribution_date": f"day:{NEWEST}", **first}
    rows = [cells(Document_symbol="G/TBT/N/VNM/301", **newest)]
    rows += [cells(Document_symbol=f"G/TBT/N/VNM/{k}") for k in range(302, 301 + ROWS)]
    return book(rows)


def serve(replay: Replay, content: bytes) -> None:
    replay.server.expect_oneshot_request(WORKBOOK).respond_with_data(content)


def left(wishes: Wishes) -> list[Path]:
    """What still lies among the workbooks that were fetched."""
    return list((wishes.data / books.FOLDER).iterdir())


def test_a_bad_row_is_told_and_nothing_of_the_file_stays(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    serve(replay, workbook(Notification_type="Rumour"))
    assert crawl(sessions, wishes, "workbook").state == "degraded"
    assert count(sessions) == ROWS - 1
    run = last_run(sessions)
    assert (run.way, run.counts["rows"], run.counts["bad"]) == ("workbook", ROWS, 1)
    with sessions() as session:
        assert session.scalars(select(RunProblem.place)).all() == ["row 2"]
    assert source(sessions).reconciled_at is not None
    assert left(wishes) == []


def test_rows_that_are_known_still_tell_how_far_it_goes(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    serve(replay, workbook())
    crawl(sessions, wishes, "workbook")
    with sessions.begin() as session:
        session.delete(session.scalars(select(Fetch)).one())
    with sessions.begin() as session:
        session.get_one(type(source(sessions)), "wto_eping").cursor = None
    serve(replay, workbook())
    assert crawl(sessions, wishes, "workbook").state == "ok"
    counts = last_run(sessions).counts
    assert (counts["unchanged"], counts["new"]) == (ROWS, 0)
    assert source(sessions).cursor == NEWEST


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"<html>Sign in</html>", "unreadable_file"),
        (workbook()[:-300], "unreadable_file"),
        (book([["x"]] * 70, ["Name"]), "wrong_columns"),
    ],
)
def test_a_file_that_is_none_fails_and_vouches_for_nothing(
    content: bytes,
    key: str,
    replay: Replay,
    sessions: sessionmaker[Session],
    wishes: Wishes,
) -> None:
    serve(replay, content)
    ending = crawl(sessions, wishes, "workbook")
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == key
    held = source(sessions)
    assert (held.reconciled_at, held.cursor, held.baseline_at) == (None, None, None)
    assert left(wishes) == []
    with sessions() as session:
        assert session.scalars(select(Fetch)).all() == []


def test_rows_that_cannot_be_stored_are_one_sentence(
    replay: Replay,
    sessions: sessionmaker[Session],
    wishes: Wishes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("insert", {}, OSError("disk is full\nand more"))

    monkeypatch.setattr(importing, "store_counted", refuse)
    serve(replay, workbook())
    ending = crawl(sessions, wishes, "workbook")
    assert ending.state == "failed"
    assert "disk is full" in (last_run(sessions).error or "")
    assert "\n" not in (last_run(sessions).error or "")


def crawl_until(url: str, wishes: Wishes, commit: int) -> None:
    """Crawl the workbook, and die without a word at the n-th commit."""
    engine = make_engine(url)
    counted = numbers(1)

    def die(*_: object) -> None:
        if next(counted) == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "commit", die)
    crawl(session_factory(engine), wishes, "workbook")


@pytest.mark.parametrize("commit", [3, 4, 5, 6])
def test_killed_while_it_is_stored_the_next_run_completes_it(
    commit: int,
    replay: Replay,
    sessions: sessionmaker[Session],
    database: Engine,
    database_url: str,
    wishes: Wishes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crawler.lines.BATCH", 20)
    serve(replay, workbook())
    child = FORK.Process(target=crawl_until, args=(database_url, wishes, commit))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert source(sessions).cursor is None
    assert len(left(wishes)) == 1
    serve(replay, workbook())
    assert crawl(sessions, wishes, "workbook").state == "ok"
    assert (count(sessions), source(sessions).cursor) == (ROWS, NEWEST)
    assert left(wishes) == []
