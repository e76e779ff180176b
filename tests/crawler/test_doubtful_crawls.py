"""Crawls that end, but not to be believed: too few rows, twice the same, or none."""

from __future__ import annotations

from sqlalchemy.orm import Session, sessionmaker

from crawler.settings import Wishes
from tests.crawler.crawls import SINCE, count, crawl, source
from tests.crawler.replay import Replay, row


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


def test_a_degraded_first_crawl_is_no_baseline(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows, replay.total = [row(1)], 9
    crawl(sessions, wishes)
    found = source(sessions)
    assert (found.baseline_at, found.last_success_at) == (None, None)
    assert found.last_error == "WTO ePing announced 9 rows but gave 1."
    replay.total = None
    crawl(sessions, wishes)
    found = source(sessions)
    assert found.baseline_at is not None
    assert found.last_error is None
