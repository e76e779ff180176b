"""Sources of the EU, the UK and Japan: whole crawls, and answers not to be believed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.crawling import call_on
from crawler.runs import Ending
from crawler.settings import read_wishes
from models.notice import Notice
from models.source import Fetch, Run, RunProblem, Source
from tests.conftest import KINDS
from tests.crawler.crawls import count, last_run
from tests.crawler.mirror import Mirror
from tests.crawler.publishers import BEFORE, DAY, FUTURE, SHAPES
from tests.crawler.shapes import history_body

FOOD_ACT = "322AC0000000233"
CHALLENGE = "<!DOCTYPE html><html><title>Just a moment</title><p>Prove it</p></html>"


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """What an answer is worth does not hang on the database; storing it does."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(params=SHAPES, ids=lambda shape: shape.slug)
def mirror(
    request: pytest.FixtureRequest,
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Mirror:
    made = Mirror(httpserver, request.param)
    made.begin()
    made.rows = [made.shape.row(number, DAY) for number in range(1, 4)]
    monkeypatch.setattr("crawler.spiders.jp_egov.watched", lambda: (FOOD_ACT,))
    made.histories = {FOOD_ACT: history_body(FOOD_ACT, [])}
    monkeypatch.setenv("CHUTONG_CRAWL_MIRROR", httpserver.url_for("/"))
    monkeypatch.setenv("CHUTONG_CRAWL_DELAY", "0")
    monkeypatch.setenv("CHUTONG_CONTACT", "centre@example.org")
    return made


@pytest.fixture
def crawl(
    mirror: Mirror, sessions: sessionmaker[Session], tmp_path: Path
) -> Callable[[], Ending]:
    wishes = read_wishes(tmp_path)

    def run() -> Ending:
        slug = mirror.shape.slug
        return call_on(sessions, wishes, slug, since=DAY, reactor=False)[0]

    return run


def cursor(sessions: sessionmaker[Session], mirror: Mirror) -> date | None:
    with sessions() as session:
        return session.get_one(Source, mirror.shape.slug).cursor


def told(run: Run, ending: Ending) -> dict[str, Any]:
    """The fault as the run row keeps it, in both languages."""
    assert ending.fault is not None
    assert run.error == str(ending.fault)
    fault: dict[str, Any] = run.counts["fault"]
    assert fault["zh"].endswith("。")
    return fault


@pytest.mark.parametrize("database_kind", KINDS, indirect=True)
def test_all_pages_are_stored_and_the_next_crawl_stores_nothing_twice(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    mirror.size = 2
    ending = crawl()
    assert (ending.state, ending.fault) == ("ok", None)
    assert count(sessions) == 3
    assert cursor(sessions, mirror) == DAY
    assert "centre@example.org" in mirror.asked[0].headers["User-Agent"]
    assert crawl().state == "ok"
    assert last_run(sessions).counts["unchanged"] == 3
    with sessions() as session:
        found = session.scalars(select(Notice)).all()
        assert "notification" not in {one.kind for one in found}
        assert {one.distributed for one in found} == {DAY}
        assert all(one.members[0].link for one in found)
        assert {one.version_number for one in found} == {1}


@pytest.mark.parametrize("size", [2, 10])
def test_a_first_page_vouches_only_for_an_answer_that_is_all_on_it(
    size: int,
    mirror: Mirror,
    crawl: Callable[[], Ending],
    sessions: sessionmaker[Session],
) -> None:
    mirror.size, mirror.etag = size, '"one"'
    assert crawl().state == "ok"
    with sessions() as session:
        known = session.scalars(select(Fetch.etag)).all()
    alone = mirror.shape.slug not in {"jp_egov", "uk_legislation"}
    assert known == (['"one"'] if size > 2 and alone else [])


ANSWERS: dict[str, tuple[Callable[[Mirror], bytes], set[str]]] = {
    "empty": (lambda _: b"", {"empty_answer"}),
    "challenge": (lambda _: CHALLENGE.encode(), {"not_json", "changed_shape"}),
    "error": (lambda mirror: mirror.shape.error, {"changed_shape"}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_no_answer_fails_and_stores_nothing(
    name: str,
    mirror: Mirror,
    crawl: Callable[[], Ending],
    sessions: sessionmaker[Session],
) -> None:
    make, keys = ANSWERS[name]
    mirror.before = [Response(make(mirror), mimetype="text/html")]
    ending = crawl()
    assert ending.state == "failed"
    assert told(last_run(sessions), ending)["key"] in keys
    assert mirror.shape.path in str(ending.fault)
    assert (count(sessions), cursor(sessions, mirror)) == (0, None)


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "broken_off": lambda body: body[: len(body) // 2],
    "wrong_charset": lambda body: body.decode().encode("latin-1", "replace"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_half_an_answer_or_one_in_another_charset_is_none(
    name: str,
    mirror: Mirror,
    crawl: Callable[[], Ending],
    sessions: sessionmaker[Session],
) -> None:
    if name == "wrong_charset" and mirror.shape.slug == "jp_egov":
        mirror.spoil = lambda body: body.decode().encode("shift_jis", "replace")
    else:
        mirror.spoil = SPOILED[name]
    ending = crawl()
    assert ending.state == "failed"
    assert told(last_run(sessions), ending)["key"] in {"not_json", "not_xml"}
    assert (count(sessions), cursor(sessions, mirror)) == (0, None)


def test_a_renamed_field_stops_the_run_before_anything_is_stored(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    old, new = mirror.shape.renamed
    mirror.spoil = lambda body: body.replace(old, new)
    ending = crawl()
    assert ending.state == "failed"
    assert told(last_run(sessions), ending)["key"] == "missing_field"
    assert old.decode().strip('"') in str(ending.fault)
    assert count(sessions) == 0


def test_a_field_in_another_form_stops_the_run(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    mirror.spoil = lambda body: body.replace(*mirror.shape.bent)
    ending = crawl()
    assert ending.state == "failed"
    assert told(last_run(sessions), ending)["key"] in {"odd_field", "changed_shape"}
    assert count(sessions) == 0


def test_pages_that_go_in_a_circle_are_noticed(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    mirror.size, mirror.loops = 2, True
    ending = crawl()
    assert ending.state == "degraded"
    assert "a page came twice" in str(ending.fault)
    assert count(sessions) == 2
    assert cursor(sessions, mirror) is None


def test_another_host_is_not_followed(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    away = {"Location": "https://example.org/elsewhere"}
    mirror.before = [Response(status=301, headers=away)]
    ending = crawl()
    assert ending.state == "failed"
    assert told(last_run(sessions), ending)["key"] in {"moved", "bad_status"}
    assert count(sessions) == 0


@pytest.mark.parametrize("status", [429, 503])
def test_a_publisher_that_wants_rest_is_not_taken_for_empty(
    status: int,
    mirror: Mirror,
    crawl: Callable[[], Ending],
    sessions: sessionmaker[Session],
) -> None:
    headers = {"Retry-After": "86400"}
    mirror.size = 2
    mirror.before = [Response(status=status, headers=headers)]
    ending = crawl()
    assert ending.state == "failed"
    assert told(last_run(sessions), ending)["key"] == "throttled"
    assert f"HTTP {status}" in str(ending.fault)
    assert (count(sessions), cursor(sessions, mirror)) == (0, None)


def test_a_day_to_come_is_held_back_and_moves_no_cursor(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    mirror.rows.insert(0, mirror.shape.row(9, FUTURE))
    ending = crawl()
    assert (ending.state, ending.fault) == ("degraded", None)
    assert count(sessions) == 3
    assert cursor(sessions, mirror) == DAY
    with sessions() as session:
        problem = session.scalars(select(RunProblem)).one()
    assert "2092-05-04, which is still to come" in problem.sentence
    assert "row 1" in problem.place


def test_a_total_that_disagrees_with_the_rows_degrades(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    mirror.total = 9
    ending = crawl()
    assert ending.state == "degraded"
    fault = told(last_run(sessions), ending)
    assert fault["key"] == "wrong_count"
    assert "announced 9 rows but gave 3" in fault["en"]
    assert cursor(sessions, mirror) is None


def test_zero_is_believed_only_when_the_source_still_has_rows(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    mirror.rows = []
    assert crawl().state == "ok_zero"
    mirror.is_bare = True
    ending = crawl()
    assert ending.state == "failed"
    assert told(last_run(sessions), ending)["key"] == "no_rows"


def test_a_filter_without_effect_degrades_and_is_not_stored(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    if mirror.shape.slug == "eu_have_your_say":
        mirror.spoil = lambda body: body.replace(b'"OPEN"', b'"CLOSED"')
    mirror.rows.append(mirror.shape.row(9, BEFORE))
    ending = crawl()
    assert ending.state == "degraded"
    assert told(last_run(sessions), ending)["key"] == "filter_ignored"
    assert count(sessions) == 0


def test_what_is_not_on_goods_is_counted_by_its_reason(
    mirror: Mirror, crawl: Callable[[], Ending], sessions: sessionmaker[Session]
) -> None:
    words = mirror.shape.goods
    if words:
        mirror.spoil = lambda body: body.replace(*words)
    ending = crawl()
    assert ending.state == "ok"
    run = last_run(sessions)
    if not words:
        assert (run.counts["documents"], "dropped_by" in run.counts) == (3, False)
        return
    [reason] = run.counts["dropped_by"]
    assert (reason["key"], reason["count"]) == ("not_on_goods", 3)
    assert reason["zh"].endswith("。")
    assert count(sessions) == 0
