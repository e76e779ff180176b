"""Crawls that must not end well: faults of the publisher, and of ours."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.settings import Wishes
from models.source import Fetch, Run
from tests.crawler.crawls import SINCE, busy, count, crawl, last_run, source
from tests.crawler.replay import Replay, row


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


def test_robots_that_are_sent_away_stay_away(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.server.clear()
    closed = "User-agent: *\nDisallow: /\n"
    replay.server.expect_request("/robots.txt").respond_with_data(closed)
    ending = crawl(sessions, wishes)
    assert ending.state == "failed"
    assert "robots.txt" in str(ending.fault)


def test_a_run_that_was_killed_is_told_by_the_next_one(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(1)]
    crawl(sessions, wishes)
    with sessions.begin() as session:
        run = session.scalars(select(Run)).one()
        run.state, run.ended_at = "running", None
    crawl(sessions, wishes)
    with sessions() as session:
        killed, after = session.scalars(select(Run).order_by(Run.id))
    assert (killed.state, after.state) == ("failed", "ok")
    assert killed.error == "The run was broken off before its end."


def test_the_key_is_sent_nowhere_else(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    away = {"Location": f"{wishes.api_url}/elsewhere"}
    replay.before = [lambda: Response(status=302, headers=away)]
    ending = crawl(sessions, wishes)
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == "bad_status"
    assert "302" in str(ending.fault), "it was not followed"
