"""Whose turn it is, by which way, and how one way hands over to the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from crawler import turns
from crawler.card import WTO_EPING
from crawler.settings import Wishes, read_names
from crawler.sources import all_cards, spider_of, usable_ways
from crawler.turns import Turn, due, read_figures, take
from models.source import Run, RunState, Source
from tests.crawler.books import book, cells
from tests.crawler.crawls import count, crawl, last_run, source
from tests.crawler.replay import WORKBOOK, Replay, row

NOW = datetime(2026, 6, 12, 8, tzinfo=UTC)
Asked = list[tuple[str, str, str | None]]


def answering(asked: Asked, failing: set[str]) -> turns.Call:
    """Calls that only note what was asked; some ways fail."""

    def call(slug: str, way: str, before: str | None) -> dict[str, int]:
        asked.append((slug, way, before))
        return {"new": 2, "failed": 1} if way in failing else {"new": 5}

    return call


def test_a_way_that_fails_hands_over_to_the_next() -> None:
    asked: Asked = []
    turn = Turn("wto_eping", ("api", "website", "workbook"))
    figures = take([turn], answering(asked, {"api", "website"}))
    assert asked == [
        ("wto_eping", "api", None),
        ("wto_eping", "website", "api"),
        ("wto_eping", "workbook", "website"),
    ]
    assert figures == {"new": 9}


def test_a_source_that_no_way_reaches_has_failed_and_the_others_go_on() -> None:
    asked: Asked = []
    all_of_them = [Turn("one", ("feed",)), Turn("two", ("rss", "feed"))]
    figures = take(all_of_them, answering(asked, {"feed"}))
    assert figures == {"new": 7, "failed": 1}
    assert asked[-1] == ("two", "rss", None)


def run_of(way: str, at: datetime, state: RunState = RunState.OK) -> Run:
    return Run(
        job="crawl",
        source_slug="wto_eping",
        way=way,
        started_at=at,
        state=state,
        counts={},
    )


def ways(
    sessions: sessionmaker[Session], wishes: Wishes, now: datetime
) -> tuple[str, ...]:
    [turn] = [one for one in due(sessions, wishes, now) if one.slug == "wto_eping"]
    return turn.ways


def test_the_workbook_is_first_and_then_once_a_week(
    sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    assert ways(sessions, wishes, NOW) == ("workbook", "api", "website")
    with sessions.begin() as session:
        session.get_one(Source, "wto_eping").reconciled_at = NOW
        session.add(run_of("workbook", NOW))
    for days, first in ((1, "api"), (6, "api"), (8, "workbook")):
        assert ways(sessions, wishes, NOW + timedelta(days=days))[0] == first


def test_a_workbook_that_failed_is_left_alone_for_a_day(
    sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    due(sessions, wishes, NOW)
    with sessions.begin() as session:
        session.add(run_of("workbook", NOW, RunState.FAILED))
    assert ways(sessions, wishes, NOW + timedelta(hours=3))[0] == "api"
    assert ways(sessions, wishes, NOW + timedelta(hours=25))[0] == "workbook"


def test_a_workbook_that_was_skipped_offline_is_not_taken_for_tried(
    sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    due(sessions, wishes, NOW)
    with sessions.begin() as session:
        session.add(run_of("workbook", NOW, RunState.SKIPPED))
    assert ways(sessions, wishes, NOW + timedelta(hours=3))[0] == "workbook"


def test_the_operator_may_name_the_only_sources(
    sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    assert wishes.sources == {"wto_eping"}
    assert [one.slug for one in due(sessions, wishes, NOW)] == ["wto_eping"]
    assert read_names(" a, b ,") == {"a", "b"}
    assert read_names("") is None


def test_what_is_not_proven_is_off_until_somebody_turns_it_on(
    sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    due(sessions, wishes, NOW)
    with sessions() as session:
        for slug, card in all_cards().items():
            held = session.get_one(Source, slug)
            assert (held.enabled, held.proven) == (card.proven, card.proven)


def test_usable_ways_have_what_they_need(wishes: Wishes) -> None:
    assert usable_ways(WTO_EPING, wishes) == ["api", "website", "workbook"]
    for way in WTO_EPING.ways:
        assert spider_of("wto_eping", way).way == way


def test_the_whole_of_the_source_is_marked_and_the_run_names_the_way_before(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    body = book(cells(Document_symbol=f"G/TBT/N/VNM/{n}") for n in range(301, 361))
    replay.server.expect_request(WORKBOOK).respond_with_data(body)
    assert crawl(sessions, wishes, "workbook", instead_of="api").state == "ok"
    assert source(sessions).reconciled_at is not None
    assert source(sessions).way == "workbook"
    assert last_run(sessions).counts["instead_of"] == "api"


def test_all_ways_meet_on_the_same_keys(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    body = book(cells(Document_symbol=f"G/TBT/N/VNM/{n}") for n in range(301, 361))
    replay.server.expect_request(WORKBOOK).respond_with_data(body)
    crawl(sessions, wishes, "workbook")
    replay.rows = [row(number) for number in range(1, 61)]
    for way in ("api", "website"):
        crawl(sessions, wishes, way)
        assert last_run(sessions).counts["new"] == 0
    assert count(sessions) == 60


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ("a warning\nrows=3 new=2\n", {"rows": 3, "new": 2}),
        ("", {}),
        ("Traceback (most recent call last):", {}),
    ],
)
def test_figures_are_read_from_the_last_line(
    told: str, figures: dict[str, int]
) -> None:
    assert read_figures(told) == figures


def test_a_crawl_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", timedelta(milliseconds=1))
    assert turns.run_child(["--help"]) == {"failed": 1}


def serve(replay: Replay, last: int) -> None:
    """The workbook with the documents up to a number."""
    body = book(cells(Document_symbol=f"G/TBT/N/VNM/{n}") for n in range(301, last))
    replay.server.expect_oneshot_request(WORKBOOK).respond_with_data(body)


def reconciled(sessions: sessionmaker[Session]) -> datetime | None:
    return source(sessions).reconciled_at


def test_a_workbook_that_is_cut_short_vouches_for_nothing(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    replay.rows = [row(number) for number in range(1, 81)]
    crawl(sessions, wishes)
    serve(replay, 361)
    ending = crawl(sessions, wishes, "workbook")
    assert ending.state == "degraded"
    assert str(ending.fault) == "WTO ePing gave 60 rows; it should hold at least 80."
    assert reconciled(sessions) is None
    serve(replay, 391)
    assert crawl(sessions, wishes, "workbook").state == "ok"
    assert reconciled(sessions) is not None


def test_the_same_workbook_again_vouches_anew(
    replay: Replay, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    body = book(cells(Document_symbol=f"G/TBT/N/VNM/{n}") for n in range(301, 361))
    replay.server.expect_request(WORKBOOK).respond_with_data(body)
    crawl(sessions, wishes, "workbook")
    with sessions.begin() as session:
        session.get_one(Source, "wto_eping").reconciled_at = NOW
    assert crawl(sessions, wishes, "workbook").state == "ok_zero"
    assert reconciled(sessions) != NOW
