"""The Federal Register: windows of days, what is left out, and answers that lie."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.settings import Wishes
from tests.crawler.us.crawls import (
    FR,
    ON_ONE_KIND,
    crawl,
    cursor,
    last_run,
    notices,
    problems,
)
from tests.crawler.us.servers import DOCKET, Register, directive
from tests.crawler.us.servers import document as doc


def test_what_is_on_goods_is_stored_and_the_rest_is_counted(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows = [doc(), directive("2026-1"), directive("2026-2", "2026-06-10")]
    assert crawl(sessions, wishes, FR).state == "ok"
    [notice] = notices(sessions).values()
    assert (notice.source_key, notice.kind) == ("2026-11001", "draft")
    assert notice.symbol == "FR Doc. 2026-11001"
    assert (notice.deadline, notice.deadline_basis) == (date(2026, 8, 3), "stated")
    assert notice.content["dockets"] == [DOCKET]
    counts = last_run(sessions, FR).counts
    assert (counts["rows"], counts["documents"], counts["dropped"]) == (3, 1, 2)
    [left_out] = counts["dropped_by"]
    assert (left_out["key"], left_out["count"]) == ("us_single_aircraft", 2)
    assert left_out["zh"].endswith("。")
    assert cursor(sessions, FR) == date(2026, 6, 10)


def test_weeks_are_asked_for_one_by_one_and_no_day_twice(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows = [doc("2026-1", "2026-06-07"), doc("2026-2", "2026-06-08")]
    crawl(sessions, wishes, FR)
    day = "conditions[publication_date][{}]"
    asked = [
        (one.args[day.format("gte")], one.args[day.format("lte")])
        for one in register.asked
    ]
    assert asked == [("2026-06-01", "2026-06-07"), ("2026-06-08", "2026-06-12")]
    assert len(notices(sessions)) == 2


def test_a_full_week_is_asked_for_day_by_day(
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crawler.spiders.us_federal_register.MANY", 3)
    register.rows = [doc(f"2026-{n}", f"2026-06-0{n}") for n in range(1, 6)]
    assert crawl(sessions, wishes, FR).state == "ok"
    assert len(notices(sessions)) == 5
    assert len(register.asked) == 1 + 7 + 1, "the week, its days, the next week"


def test_a_page_size_that_falls_back_to_twenty_loses_nothing(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows = [doc(f"2026-{n}") for n in range(45)]
    register.size = 20
    assert crawl(sessions, wishes, FR).state == "ok"
    assert len(notices(sessions)) == 45
    assert [one.args["page"] for one in register.asked] == ["1", "2", "3", "1"]


def test_the_same_page_again_is_no_second_page(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows = [doc(f"2026-{n}") for n in range(45)]
    register.size, register.loops = 20, True
    ending = crawl(sessions, wishes, FR)
    assert ending.state == "degraded"
    assert "a page came twice" in str(ending.fault)
    assert cursor(sessions, FR) is None


STRAYS = {
    "2026-05-31 is before 2026-06-01": {"publication_date": "2026-05-31"},
    "2026-06-09 is after 2026-06-07": {"publication_date": "2026-06-09"},
    "a document of type Notice came": {"type": "Notice"},
}


@ON_ONE_KIND
@pytest.mark.parametrize("reason", STRAYS)
def test_a_condition_without_effect_is_found_on_the_rows(
    reason: str, register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows = [doc(), doc("2026-2", **STRAYS[reason])]
    register.ignores = True
    ending = crawl(sessions, wishes, FR)
    assert ending.state == "degraded"
    assert reason in str(ending.fault)
    assert notices(sessions) == {}


@pytest.mark.parametrize("status", [200, 404])
def test_nothing_is_believed_only_if_there_is_something_elsewhere(
    status: int, register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.nothing = status
    register.rows = [doc("2020-1", "2020-02-03")]
    assert crawl(sessions, wishes, FR).state == "ok_zero"
    assert len(register.asked) == 3, "two weeks, and once without days"
    register.rows = []
    ending = crawl(sessions, wishes, FR)
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key in {"no_rows", "changed_shape"}


def test_an_empty_week_among_full_ones_is_no_fault(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows, register.nothing = [doc()], 404
    assert crawl(sessions, wishes, FR).state == "ok"
    assert cursor(sessions, FR) == date(2026, 6, 2)


GOOD = json.dumps({"count": 1, "results": [doc("2026-9", "2026-06-09")]})
LATIN = GOOD.replace("Energy", "Énergie").encode("latin-1")
AWAY = {"Location": "http://elsewhere.example/documents.json"}
AT_ONCE = {"Retry-After": "0"}
ANSWERS: dict[str, tuple[str, Response]] = {
    "nothing at all": ("empty_answer", Response("")),
    "a challenge": ("not_json", Response("<html>Request Access</html>")),
    "half an answer": ("not_json", Response(GOOD[:-9])),
    "bytes of another charset": ("not_json", Response(LATIN)),
    "a renamed list": ("changed_shape", Response(GOOD.replace("results", "documents"))),
    "a renamed total": ("changed_shape", Response(GOOD.replace("count", "total"))),
    "an error with 200": ("changed_shape", Response('{"errors":["slow down"]}')),
    "no count": ("changed_shape", Response('{"count":"1","results":[]}')),
    "another host": ("moved", Response(status=301, headers=AWAY)),
    "a closed door": ("bad_status", Response(status=403)),
    "a wish for rest": (
        "throttled",
        Response(status=429, headers={"Retry-After": "0"}),
    ),
    "a full house": ("throttled", Response(status=503, headers={"Retry-After": "0"})),
}


@ON_ONE_KIND
@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_no_answer_fails_and_says_what_and_where(
    name: str, register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    key, answer = ANSWERS[name]
    register.rows = [doc()]
    register.before = [lambda: None, *[lambda: answer] * 6]
    ending = crawl(sessions, wishes, FR)
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == key
    told = last_run(sessions, FR).error or ""
    assert "localhost" in told or "elsewhere.example" in told
    assert "fields" not in told, "the address can be read"
    assert list(notices(sessions)) == ["2026-11001"], "the first week stays"
    assert cursor(sessions, FR) == date(2026, 6, 2), "up to there all is known"


def test_fewer_rows_than_announced_degrade(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows, register.total = [doc()], 7
    ending = crawl(sessions, wishes, FR)
    assert ending.state == "degraded"
    assert str(ending.fault) == "US Federal Register announced 7 rows but gave 1."
    assert cursor(sessions, FR) is None


@ON_ONE_KIND
@pytest.mark.parametrize("name", ["comments_close_on", "docket_ids", "title"])
def test_a_renamed_field_stops_the_run(
    name: str, register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    broken = doc("2026-2")
    broken[f"{name}_new"] = broken.pop(name)
    register.rows = [doc(), broken]
    ending = crawl(sessions, wishes, FR)
    assert ending.state == "failed"
    assert name in str(ending.fault)
    assert notices(sessions) == {}


@ON_ONE_KIND
@pytest.mark.parametrize(
    ("name", "value"),
    [("agencies", ["Energy Department"]), ("cfr_references", {}), ("topics", "ozone")],
)
def test_a_list_in_another_form_stops_the_run(
    name: str,
    value: Any,
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
) -> None:
    register.rows = [doc(**{name: value})]
    ending = crawl(sessions, wishes, FR)
    if not value:
        assert ending.state == "ok"
        return
    assert ending.fault
    assert ending.fault.key == "odd_field"
    assert name in str(ending.fault)
    assert notices(sessions) == {}


def test_a_day_still_to_come_holds_its_row_back(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows = [doc(), doc("2026-2", publication_date="2999-01-01")]
    register.ignores = True
    register.before = [lambda: None, lambda: Response('{"count":0,"results":[]}')]
    ending = crawl(sessions, wishes, FR)
    assert ending.state == "degraded"
    assert list(notices(sessions)) == ["2026-11001"]
    [told] = problems(sessions, FR)
    assert "page 1, row 2, id 2026-2: FR Doc. 2026-2 is dated 2999-01-01" in told
    assert cursor(sessions, FR) == date(2026, 6, 2)


def test_texts_of_a_rule_are_final_and_those_of_a_proposal_drafts(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows = [doc("2026-1"), doc("2026-2", type="Rule")]
    crawl(sessions, wishes, FR)
    with sessions() as session:
        found = [session.merge(one) for one in notices(sessions).values()]
        roles = [{text.role for text in one.documents} for one in found]
    assert roles == [{"draft"}, {"final"}]


def test_reading_the_same_days_again_changes_nothing(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    register.rows = [doc(), directive("2026-1")]
    crawl(sessions, wishes, FR)
    crawl(sessions, wishes, FR)
    counts = last_run(sessions, FR).counts
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, 1)
