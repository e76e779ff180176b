"""What a publisher may answer in place of a file: told, and stopping no other."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.documents import files
from crawler.settings import Wishes
from tests.crawler.documents import makers
from tests.crawler.documents.stock import (
    DRAFT_URL,
    FORM_URL,
    Mirror,
    bodies,
    documents,
    draft_at,
    form_at,
    go,
    only,
    problems,
    stock,
)

Sessions = sessionmaker[Session]
PLACE = f"G/TBT/N/VNM/301, {FORM_URL}"


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_gone(
    status: int, sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    mirror.answers[FORM_URL] = Response(status=status)
    stock(sessions)
    ending, tally = go(sessions, wishes)
    assert (ending.state, tally.became["gone"]) == ("ok", 1)
    assert only(sessions).state == "gone"
    assert only(sessions).fault["en"] == (
        f"{FORM_URL} is no longer there (HTTP {status})."
    )


@pytest.mark.parametrize(
    ("target", "state", "key"),
    [
        ("https://cdn.example.org/a.docx", "elsewhere", "led_elsewhere"),
        ("http://127.0.0.1:9/a.docx", "refused", "led_inside"),
        ("http://10.0.0.8/a.docx", "refused", "led_inside"),
        ("http://localhost/a.docx", "refused", "led_inside"),
        ("file:///etc/passwd", "failed", "bad_status"),
    ],
)
def test_a_redirect_is_followed_to_no_other_host(
    target: str,
    state: str,
    key: str,
    sessions: Sessions,
    mirror: Mirror,
    wishes: Wishes,
) -> None:
    mirror.answers[FORM_URL] = Response(status=301, headers={"Location": target})
    stock(sessions)
    go(sessions, wishes)
    assert (only(sessions).state, only(sessions).fault["key"]) == (state, key)
    assert problems(sessions)[0][0] == PLACE
    assert len(mirror.asked) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_rest_gets_it(
    status: int, sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    wait = {"Retry-After": "9999"}
    mirror.answers[FORM_URL] = Response(status=status, headers=wait)
    mirror.give(DRAFT_URL, makers.pdf([["A draft on batteries"]]))
    more = FORM_URL.replace("VNM301", "VNM302")
    stock(sessions, form_at(), form_at(more), draft_at())
    ending, tally = go(sessions, wishes)
    assert ending.state == "degraded"
    assert (tally.became["failed"], tally.became["fetched"]) == (1, 1)
    assert mirror.addresses == [FORM_URL, DRAFT_URL]
    assert [one.state for one in documents(sessions)] == [
        "failed",
        "waiting",
        "fetched",
    ]
    assert (
        "docs.wto.org",
        "docs.wto.org is not called further in this run; 1 files wait.",
    ) in problems(sessions)


def test_a_host_that_fails_three_times_is_left_in_peace(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    urls = [FORM_URL.replace("VNM301", f"VNM{number}") for number in range(1, 6)]
    for url in urls:
        mirror.answers[url] = Response(status=505)
    stock(sessions, *map(form_at, urls))
    tally = go(sessions, wishes)[1]
    assert tally.became["failed"] == 3
    assert sum(one.state == "waiting" for one in documents(sessions)) == 2


def test_one_bad_file_stops_no_other(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    mirror.give(FORM_URL, makers.CHALLENGE, Content_Type="text/html")
    mirror.give(DRAFT_URL, makers.pdf([["A draft on batteries"]]))
    stock(sessions, form_at(), draft_at())
    ending, tally = go(sessions, wishes)
    assert ending.state == "degraded"
    assert (tally.became["failed"], tally.became["fetched"]) == (1, 1)
    form = documents(sessions)[0]
    assert (form.state, form.sha256) == ("failed", None)
    assert form.fault["zh"] == (
        "返回的不是文件VNM301.docx，而是网页或提示信息：“Just a moment...”。"
    )
    assert problems(sessions) == [
        (
            PLACE,
            "A web page or message came in place of VNM301.docx: 'Just a moment...'.",
        )
    ]


def test_a_body_of_sixty_megabytes_is_not_taken(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    def endless(_: object) -> Response:
        return Response(b"%PDF-" + bytes(60 * 2**20))

    mirror.answers[DRAFT_URL] = endless
    stock(sessions, draft_at())
    go(sessions, wishes)
    assert only(sessions).state == "refused"
    assert only(sessions).fault["en"] == (
        f"{DRAFT_URL} is larger than 50 MB and was not taken."
    )
    assert list((wishes.data / files.FOLDER / files.HALF).iterdir()) == []


def test_an_answer_broken_off_on_the_way_is_no_file(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    content = makers.form()

    def broken(_: object) -> Response:
        answer = Response(iter([content[:5000]]))
        answer.headers["Content-Length"] = str(len(content))
        return answer

    mirror.answers[FORM_URL] = broken
    stock(sessions)
    go(sessions, wishes)
    document = only(sessions)
    assert (document.state, document.sha256) == ("failed", None)
    assert document.fault["key"] == "unreachable"
    assert bodies(sessions) == {}
