"""Import alerts: one page, one table, and pages that are no such thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.settings import Wishes
from crawler.spiders.us_fda_import_alerts import decode, plain_name
from tests.crawler.us.crawls import (
    FDA,
    ON_ONE_KIND,
    crawl,
    cursor,
    events,
    last_run,
    notices,
    problems,
)
from tests.crawler.us.servers import ALERTS, Register, alert, alerts

ROWS = [alert(f"16-{number}") for number in range(120)]


def serve(server: HTTPServer, body: str | bytes, **more: Any) -> None:
    """What the address of the list answers from now on."""
    server.clear()
    server.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow:")
    server.expect_request(ALERTS).respond_with_data(body, **more)


def test_each_row_is_a_standing_order_of_its_own(
    httpserver: HTTPServer, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    serve(httpserver, alerts([*ROWS, alert("99-30", name="Milk *** from China")]))
    assert crawl(sessions, wishes, FDA).state == "ok"
    found = notices(sessions)
    assert len(found) == 121
    assert (found["99-30"].kind, found["99-30"].agreement) == ("border_alert", None)
    assert found["99-30"].title == "Milk from China"
    assert len({one.measure_id for one in found.values()}) == 121
    assert cursor(sessions, FDA) == date(2026, 1, 27)


def test_a_later_day_of_publication_is_a_new_version(
    httpserver: HTTPServer, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    serve(httpserver, alerts(ROWS))
    crawl(sessions, wishes, FDA)
    serve(httpserver, alerts([alert("16-0", "02/10/2026"), *ROWS[1:]]))
    assert crawl(sessions, wishes, FDA).state == "ok"
    notice = notices(sessions)["16-0"]
    assert (notice.version_number, notice.distributed) == (2, date(2026, 2, 10))
    [event] = events(sessions, "text_changed")
    assert event.notice_id == notice.id
    counts = last_run(sessions, FDA).counts
    assert (counts["changed"], counts["unchanged"]) == (1, 119)


def test_a_page_that_has_not_changed_is_not_sent_again(
    httpserver: HTTPServer, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    serve(httpserver, alerts(ROWS), headers={"ETag": '"one"'})
    crawl(sessions, wishes, FDA)
    serve(httpserver, "", status=304)
    assert crawl(sessions, wishes, FDA).state == "ok_zero"
    asked = [one for one, _ in httpserver.log if one.path == ALERTS]
    assert asked[-1].headers["If-None-Match"] == '"one"'


PAGES: dict[str, tuple[str, str | bytes]] = {
    "nothing at all": ("empty_answer", ""),
    "a challenge": ("changed_shape", "<html><title>Access denied</title></html>"),
    "no markup": ("changed_shape", "Service unavailable"),
    "an error in JSON": ("changed_shape", '{"error": "slow down"}'),
    "half a table": ("cut_off", alerts(ROWS, end="<tr><td>99")),
    "a renamed column": (
        "changed_shape",
        alerts(ROWS).replace("Publish Date", "Published"),
    ),
    "a further column": (
        "changed_shape",
        alerts(ROWS).replace("<td>DWPE", "<td>x<td>"),
    ),
    "an alert twice": ("twice", alerts([*ROWS, ROWS[0]])),
    "few rows": ("too_few", alerts(ROWS[:9])),
}


@ON_ONE_KIND
@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_no_whole_list_is_told_and_takes_nothing_away(
    name: str, httpserver: HTTPServer, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    key, page = PAGES[name]
    serve(httpserver, alerts([alert("98-01"), *ROWS]))
    crawl(sessions, wishes, FDA)
    serve(httpserver, page)
    ending = crawl(sessions, wishes, FDA)
    assert ending.state in {"failed", "degraded"}
    assert ending.fault
    assert ending.fault.key == key
    counts = last_run(sessions, FDA).counts
    assert counts["new"] == counts["changed"] == 0
    assert len(notices(sessions)) == 121


@ON_ONE_KIND
@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (Response(status=301, headers={"Location": "http://away.example/"}), "moved"),
        (Response(status=429, headers={"Retry-After": "0"}), "throttled"),
        (Response(status=503, headers={"Retry-After": "0"}), "throttled"),
        (Response(status=404), "bad_status"),
    ],
    ids=["301", "429", "503", "404"],
)
def test_what_is_no_page_fails(
    answer: Response,
    key: str,
    httpserver: HTTPServer,
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
) -> None:
    httpserver.expect_request(ALERTS).respond_with_response(answer)
    ending = crawl(sessions, wishes, FDA)
    assert (ending.state, ending.fault and ending.fault.key) == ("failed", key)
    assert notices(sessions) == {}


@ON_ONE_KIND
@pytest.mark.parametrize("day", ["12/31/2999", "31/12/2025", "soon", ""])
def test_a_day_that_cannot_be_holds_its_row_back(
    day: str, httpserver: HTTPServer, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    serve(httpserver, alerts([*ROWS, alert("99-99", day)]))
    assert crawl(sessions, wishes, FDA).state == "degraded"
    assert "99-99" not in notices(sessions)
    [told] = problems(sessions, FDA)
    assert told.startswith("table, row 121, id 99-99: ")
    assert cursor(sessions, FDA) == date(2026, 1, 27)


def test_single_bytes_of_another_charset_are_read_beside_utf8() -> None:
    assert decode(b"\x93Caf\xc3\xa9\x94 \xe2\x80\x94 \x81") == "“Café” — \ufffd"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ('"Raw Shrimp"', "Raw Shrimp"),
        ("***”RAW SHRIMP*** FROM ALL", "RAW SHRIMP FROM ALL"),
        ("***Fish and Fishery*** Products", "Fish and Fishery Products"),
        ("Surgeon's   Gloves", "Surgeon's Gloves"),
    ],
)
def test_quotes_and_marks_of_a_change_are_no_part_of_a_name(
    written: str, plain: str
) -> None:
    assert plain_name(written) == plain


@pytest.mark.samples
def test_the_real_page_is_read_row_by_row(
    samples: Path,
    httpserver: HTTPServer,
    sessions: sessionmaker[Session],
    wishes: Wishes,
) -> None:
    [page] = (samples / FDA).glob("*.html")
    serve(httpserver, page.read_bytes())
    assert crawl(sessions, wishes, FDA).state == "ok"
    found = notices(sessions)
    assert len(found) == 154
    assert problems(sessions, FDA) == []
    assert all(one.title and one.kind == "border_alert" for one in found.values())
    assert not [one.title for one in found.values() if "*" in one.title]
    kinds = [one.content["keywords"] for one in found.values()]
    assert kinds.count(["DWPE with Surveillance"]) == 4
    assert found["16-127"].title.startswith("Detention Without Physical Examination")
    assert found["16-127"].title.endswith("Chloramphenicol")
    assert found["16-131"].content["documents"] == [
        "https://www.accessdata.fda.gov/cms_ia/importalert_33.html"
    ]
    assert cursor(sessions, FDA) == date(2026, 1, 27)
