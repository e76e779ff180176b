"""Whole crawls against a replayed ePing: what ends well, and what must not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.crawling import call_on, due
from crawler.runs import Ending
from crawler.settings import Wishes, read_wishes
from models.clock import fix_day
from models.database import session_factory
from models.notice import Notice
from models.source import Fetch, Run, RunProblem, Source
from tests.crawler.books import book, cells
from tests.crawler.replay import KEY, SEARCH, WEBSITE, WORKBOOK, Replay, row

SINCE = date(2026, 3, 1)


@pytest.fixture
def replay(httpserver: HTTPServer) -> Replay:
    made = Replay(httpserver)
    made.begin()
    return made


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    made = session_factory(database)
    with made.begin() as session:
        fix_day(session, date(2026, 6, 12))
    return made


@pytest.fixture
def wishes(
    replay: Replay, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Wishes]:
    for name, value in replay.environment(CHUTONG_EPING_KEY=KEY).items():
        monkeypatch.setenv(name, value)
    return read_wishes(tmp_path)


def crawl(
    sessions: sessionmaker[Session], wishes: Wishes, way: str = "api", **more: Any
) -> Ending:
    return call_on(sessions, wishes, "wto_eping", way=way, reactor=False, **more)[0]


def count(sessions: sessionmaker[Session]) -> int:
    with sessions() as session:
        return session.scalar(select(func.count(Notice.id))) or 0


def last_run(sessions: sessionmaker[Session]) -> Run:
    with sessions() as session:
        return session.scalars(select(Run).order_by(Run.id.desc()).limit(1)).one()


def source(sessions: sessionmaker[Session]) -> Source:
    with sessions() as session:
        return session.get_one(Source, "wto_eping")


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
    assert last_run(sessions).counts["new"] == 1
    with sessions() as session:
        flags = select(Notice.symbol, Notice.baseline).order_by(Notice.id)
        assert [one.baseline for one in session.execute(flags)] == [True, False]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_no_key_is_said_and_never_taken_for_nothing(
    status: int, replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.before = [lambda: Response(status=status)]
    ending = crawl(sessions, wishes)
    assert ending.state == "failed"
    assert str(ending.fault) == (
        f"The ePing API answered {status}: it wants a key. Set CHUTONG_EPING_KEY."
    )
    assert last_run(sessions).error == str(ending.fault)
    assert source(sessions).last_error == str(ending.fault)


def test_without_a_key_the_api_is_not_called_at_all(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    ending = crawl(sessions, replace(wishes, eping_key=""))
    assert ending.fault
    assert ending.fault.key == "key_not_set"
    assert replay.asked == []


ANSWERS = {
    "empty_answer": "",
    "not_json": '{"items": [{"id": "1", "area": "TB',
    "changed_shape": '{"results": []}',
}


@pytest.mark.parametrize("key", ANSWERS)
def test_a_broken_answer_fails_and_keeps_what_was_there(
    key: str, replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1)]
    crawl(sessions, wishes)
    replay.before = [lambda: Response(ANSWERS[key])]
    ending = crawl(sessions, wishes)
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == key
    assert count(sessions) == 1
    assert source(sessions).cursor == date(2026, 6, 2)


def test_a_challenge_page_is_no_empty_page(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    page = "<html><title>Just a moment</title></html>"
    replay.before = [lambda: Response(page, mimetype="text/html")]
    ending = crawl(sessions, wishes, "website")
    assert ending.state == "failed"
    assert "Just a moment" in str(ending.fault)


def test_a_missing_field_stops_the_run_before_anything_is_stored(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    broken = row(2)
    del broken["commentDeadlineDate"]
    replay.rows = [row(1), broken]
    ending = crawl(sessions, wishes)
    assert ending.state == "failed"
    assert "commentDeadlineDate" in str(ending.fault)
    assert count(sessions) == 0


def test_zero_is_believed_only_when_the_source_still_has_rows(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1, distributionDate="2020-01-01")]
    assert crawl(sessions, wishes, since=SINCE).state == "ok_zero"
    replay.rows = []
    ending = crawl(sessions, wishes, since=SINCE)
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == "no_rows"


def test_a_filter_without_effect_degrades_and_is_not_stored(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1), row(2, distributionDate="2019-05-05")]
    replay.ignores_days = True
    ending = crawl(sessions, wishes, since=SINCE)
    assert ending.state == "degraded"
    assert "2019-05-05 is before 2026-03-01" in str(ending.fault)
    assert count(sessions) == 0


def test_dates_that_do_not_fall_degrade(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1), row(2, distributionDate="2026-06-03")]
    replay.shuffles = True
    ending = crawl(sessions, wishes, "website")
    assert ending.state == "degraded"
    assert "do not fall" in str(ending.fault)


def test_fewer_rows_than_announced_degrade_and_leave_the_cursor(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1), row(2)]
    replay.total = 9
    ending = crawl(sessions, wishes)
    assert ending.state == "degraded"
    assert str(ending.fault) == "WTO ePing announced 9 rows but gave 2."
    assert count(sessions) == 2
    assert source(sessions).cursor is None


def test_an_id_that_comes_twice_degrades(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1), row(2), row(1)]
    ending = crawl(sessions, wishes)
    assert ending.state == "degraded"
    assert ending.fault
    assert ending.fault.key == "twice"


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


def busy(wait: str = "0") -> Response:
    return Response(status=429, headers={"Retry-After": wait})


def test_a_publisher_that_asks_for_rest_gets_it(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(n) for n in range(1, 5)]
    replay.size = 2
    replay.before = [lambda: None, busy, lambda: busy("1")]
    assert crawl(sessions, wishes).state == "ok"
    assert count(sessions) == 4
    assert len(replay.asked) == 4


@pytest.mark.parametrize("answers", [[busy] * 5, [lambda: busy("86400")]])
def test_throttling_is_never_the_end_of_the_list(
    answers: list[Any], replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(n) for n in range(1, 5)]
    replay.size = 2
    replay.before = [lambda: None, *answers]
    ending = crawl(sessions, wishes)
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == "throttled"
    assert source(sessions).cursor is None
    assert count(sessions) == 2


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


def test_a_run_that_failed_leaves_no_validators(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1), row(2)]
    replay.headers, replay.total = {"ETag": '"one"'}, 5
    crawl(sessions, wishes, since=SINCE)
    with sessions() as session:
        assert session.scalars(select(Fetch)).all() == []


def test_a_server_that_is_not_there_is_said(
    sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    away = replace(wishes, api_url="http://127.0.0.1:9")
    ending = crawl(sessions, away)
    assert ending.state == "failed"
    assert "could not be reached" in str(ending.fault)


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
    assert due(sessions, now) == ["wto_eping"]
    replay.rows = [row(1)]
    crawl(sessions, wishes)
    assert due(sessions, now) == []
    assert due(sessions, now + timedelta(hours=3)) == ["wto_eping"]
    with sessions.begin() as session:
        session.get_one(Source, "wto_eping").enabled = False
    assert due(sessions, now + timedelta(hours=3)) == []


def test_the_fault_is_kept_in_both_languages(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.before = [lambda: Response(json.dumps({"items": [], "totalCount": "0"}))]
    crawl(sessions, wishes)
    fault = last_run(sessions).counts["fault"]
    assert fault["key"] == "changed_shape"
    assert fault["zh"].endswith("。")


def test_a_page_that_cannot_be_stored_fails_the_run(
    replay: Replay,
    sessions: sessionmaker[Session],
    wishes: Wishes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object) -> None:
        raise ValueError("no room")

    monkeypatch.setattr("crawler.pipelines.store_counted", refuse)
    replay.rows = [row(n) for n in range(1, 4)]
    replay.size = 2
    ending = crawl(sessions, wishes)
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == "broken_off"
    assert source(sessions).cursor is None
