"""Whole crawls against a replayed ePing that end well."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.settings import Wishes
from crawler.turns import Turn, due
from models.notice import Notice
from models.source import Fetch, RunProblem, Source
from tests.crawler.books import book, cells
from tests.crawler.crawls import SINCE, busy, count, crawl, last_run, source
from tests.crawler.replay import SEARCH, WEBSITE, WORKBOOK, Replay, row


@pytest.mark.parametrize(("way", "path"), [("api", SEARCH), ("website", WEBSITE)])
def test_all_pages_are_stored_and_the_cursor_moves_with_the_last(
    way: str,
    path: str,
    replay: Replay,
    sessions: sessionmaker[Session],
    wishes: Wishes,
) -> None:
    replay.rows = [row(n) for n in range(1, 8)]
    replay.size = 3
    ending = crawl(sessions, wishes, way)
    assert (ending.state, ending.fault) == ("ok", None)
    assert count(sessions) == 7
    assert source(sessions).cursor == date(2026, 6, 2)
    assert source(sessions).baseline_at is not None
    asked = [request for request in replay.asked if request.path == path]
    assert [request.args["page"] for request in asked] == ["1", "2", "3"]
    assert {request.args["language"] for request in asked} == {"1"}
    assert "centre@example.org" in asked[0].headers["User-Agent"]
    run = last_run(sessions)
    assert (run.way, run.counts["rows"], run.counts["pages"]) == (way, 7, 3)


def test_the_next_crawl_reads_a_week_again_and_stores_nothing_twice(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1)]
    crawl(sessions, wishes)
    replay.rows.append(row(2, distributionDate="2026-06-09T00:00:00+00:00"))
    assert crawl(sessions, wishes).state == "ok"
    assert replay.asked[-1].args["distributionDateFrom"] == "2026-05-26"
    counts = last_run(sessions).counts
    assert (counts["new"], counts["since"]) == (1, "2026-05-26")
    with sessions() as session:
        flags = select(Notice.symbol, Notice.baseline).order_by(Notice.id)
        assert [one.baseline for one in session.execute(flags)] == [True, False]


def test_a_bad_row_is_told_with_its_place_and_left_out(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1), row(2, commentDeadlineDate="2026-06-31"), row(3)]
    ending = crawl(sessions, wishes)
    assert (ending.state, ending.fault) == ("degraded", None)
    assert count(sessions) == 2
    with sessions() as session:
        problem = session.scalars(select(RunProblem)).one()
    assert problem.place == "page 1, row 2, id 90002"
    assert "2026-06-31" in problem.sentence
    assert source(sessions).cursor == date(2026, 6, 2)


def test_a_publisher_that_asks_for_rest_gets_it(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(n) for n in range(1, 5)]
    replay.size = 2
    replay.before = [lambda: None, busy, lambda: busy("1")]
    assert crawl(sessions, wishes).state == "ok"
    assert count(sessions) == 4
    assert len(replay.asked) == 4


def test_what_has_not_changed_is_not_sent_again(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1)]
    replay.headers = {"ETag": '"one"'}
    crawl(sessions, wishes, since=SINCE)
    with sessions() as session:
        assert session.scalars(select(Fetch.etag)).one() == '"one"'
    assert crawl(sessions, wishes, since=SINCE).state == "ok_zero"
    assert replay.asked[-1].headers["If-None-Match"] == '"one"'
    replay.headers = {"ETag": '"two"'}
    replay.rows.append(row(2))
    assert crawl(sessions, wishes, since=SINCE).state == "ok"
    assert count(sessions) == 2


def test_offline_nobody_is_called_and_the_run_says_so(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    ending = crawl(sessions, replace(wishes, offline=True))
    assert ending.state == "skipped"
    assert last_run(sessions).error == "Offline: WTO ePing was not called."
    assert replay.asked == []
    assert source(sessions).last_error is None


def test_the_workbook_is_read_once_and_known_again(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    body = book(cells(Document_symbol=f"G/TBT/N/VNM/{n}") for n in range(301, 361))
    replay.server.expect_request(WORKBOOK).respond_with_data(body)
    assert crawl(sessions, wishes, "workbook").state == "ok"
    assert count(sessions) == 60
    assert source(sessions).cursor == date(2026, 6, 2)
    assert crawl(sessions, wishes, "workbook").state == "ok_zero"


def test_a_source_is_due_by_its_card(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    now = datetime.now(UTC)
    ways = ("workbook", "api", "website")
    assert due(sessions, wishes, now) == [Turn("wto_eping", ways)]
    replay.rows = [row(1)]
    crawl(sessions, wishes)
    assert due(sessions, wishes, now) == []
    later = now + timedelta(hours=3)
    assert [one.slug for one in due(sessions, wishes, later)] == ["wto_eping"]
    with sessions.begin() as session:
        session.get_one(Source, "wto_eping").enabled = False
    assert due(sessions, wishes, later) == []


def test_a_day_that_is_still_to_come_is_held_back(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1), row(2, distributionDate="2096-06-02T00:00:00+00:00")]
    assert crawl(sessions, wishes).state == "degraded"
    assert count(sessions) == 1
    with sessions() as session:
        problem = session.scalars(select(RunProblem)).one()
    assert problem.place == "page 1, row 2, id 90002"
    assert problem.sentence.startswith("G/TBT/N/VNM/302 is dated 2096-06-02")
    cursor = source(sessions).cursor
    assert cursor
    assert cursor <= datetime.now(UTC).date()
