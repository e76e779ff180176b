"""Whole runs over documents: what is fetched, stored, left alone and told."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.documents import files
from crawler.settings import Wishes
from models import clock
from models.notice import Document
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
    runs,
    stock,
)

Sessions = sessionmaker[Session]
PLACE = f"G/TBT/N/VNM/301, {FORM_URL}"


def test_a_form_is_fetched_stored_by_its_hash_and_read(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    content = makers.form()
    mirror.give(FORM_URL, content)
    stock(sessions)
    ending, tally = go(sessions, wishes)
    assert (ending.state, tally.became["fetched"]) == ("ok", 1)
    document, name = only(sessions), files.name_of(content)
    assert (document.state, document.sha256, document.tries) == ("fetched", name, 0)
    body = bodies(sessions)[name]
    assert (body.state, body.size, body.language) == ("read", len(content), "en")
    assert body.media_type.endswith("wordprocessingml.document")
    assert body.text.splitlines()[1] == "1. | Notifying Member: VIET NAM"
    path = wishes.data / "documents" / name[:2] / name
    assert path.read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    [run] = runs(sessions)
    assert (run.job, run.state, run.counts["fetched"]) == ("documents", "ok", 1)


def test_who_calls_is_told(sessions: Sessions, mirror: Mirror, wishes: Wishes) -> None:
    mirror.give(FORM_URL, makers.form())
    stock(sessions)
    go(sessions, replace(wishes, contact="centre@example.org"))
    assert "centre@example.org" in mirror.asked[0].headers["User-Agent"]


def test_the_same_bytes_at_two_addresses_are_one_file(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    content, other = makers.form(), FORM_URL.replace("VNM301", "VNM302")
    for url in (FORM_URL, other):
        mirror.give(url, content)
    stock(sessions, form_at(), form_at(other))
    assert go(sessions, wishes)[1].became["fetched"] == 2
    assert len(bodies(sessions)) == 1
    assert {one.sha256 for one in documents(sessions)} == set(bodies(sessions))


def test_nothing_due_calls_nobody(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    mirror.give(FORM_URL, makers.form())
    stock(sessions)
    go(sessions, wishes)
    mirror.asked.clear()
    ending, tally = go(sessions, wishes)
    assert (ending.state, mirror.asked, tally.became.total()) == ("ok_zero", [], 0)


def test_offline_calls_nobody_and_says_so(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    stock(sessions)
    ending, _ = go(sessions, replace(wishes, offline=True))
    assert (ending.state, mirror.asked) == ("skipped", [])
    assert str(ending.fault) == "Offline: no document was fetched."
    assert only(sessions).state == "waiting"


def test_a_host_that_is_not_ours_to_call_is_only_pointed_to(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    url = "https://www.tisi.go.th/data/standard.pdf"
    stock(sessions, draft_at(url))
    ending, tally = go(sessions, wishes)
    assert (ending.state, tally.became["elsewhere"], mirror.asked) == ("ok", 1, [])
    document = only(sessions)
    assert document.state == "elsewhere"
    assert document.fault["zh"] == (
        f"{url}位于本系统不访问的网站www.tisi.go.th，请自行打开。"
    )
    assert problems(sessions) == [
        (
            f"G/TBT/N/VNM/301, {url}",
            f"{url} lies on www.tisi.go.th, which is not called; open it yourself.",
        )
    ]


@pytest.mark.parametrize("url", ["ftp://docs.wto.org/a.pdf", "see the enquiry point"])
def test_what_is_no_address_is_refused(
    url: str, sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    stock(sessions, draft_at(url))
    go(sessions, wishes)
    assert (only(sessions).state, only(sessions).fault["key"]) == (
        "refused",
        "bad_address",
    )
    assert mirror.asked == []


def test_a_page_closed_to_robots_is_not_asked_for(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    # The mirror is one server, so its robots.txt names the host in the path.
    stock(sessions, draft_at("https://members.wto.org/closed/a.pdf"))
    go(sessions, wishes)
    assert (only(sessions).state, mirror.addresses) == ("elsewhere", [])
    assert "robots.txt" in only(sessions).fault["zh"]


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
    assert left_over(wishes) == []


def left_over(wishes: Wishes) -> list[str]:
    """What lies where only halves of files lie."""
    return os.listdir(wishes.data / files.FOLDER / files.HALF)


def week_later(sessions: Sessions, days: int = 8) -> None:
    """Let the last calls be so long ago."""
    with sessions.begin() as session:
        for document in session.query(Document):
            document.tried_at = clock.now() - timedelta(days=days)


def test_an_open_draft_is_looked_at_again_by_a_conditional_request(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    content = makers.pdf([["A draft on batteries"]])
    mirror.give(DRAFT_URL, content, ETag='"one"')
    stock(sessions, draft_at())
    go(sessions, wishes)
    week_later(sessions)
    tally = go(sessions, wishes)[1]
    assert (tally.became["unchanged"], len(mirror.asked)) == (1, 2)
    assert mirror.asked[1].headers["If-None-Match"] == '"one"'
    newer = makers.pdf([["A draft on batteries, with another limit"]])
    mirror.give(DRAFT_URL, newer, ETag='"two"')
    week_later(sessions)
    assert go(sessions, wishes)[1].became["fetched"] == 1
    assert only(sessions).sha256 == files.name_of(newer)
    assert set(bodies(sessions)) == {files.name_of(content), files.name_of(newer)}


def test_lost_bytes_are_asked_for_without_a_condition(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    content = makers.pdf([["A draft on batteries"]])
    mirror.give(DRAFT_URL, content, ETag='"one"')
    stock(sessions, draft_at())
    go(sessions, wishes)
    path = files.path_of(wishes.data / "documents", files.name_of(content))
    path.unlink()
    week_later(sessions)
    go(sessions, wishes)
    assert path.read_bytes() == content


WORSE = {
    "challenge": makers.CHALLENGE,
    "empty": b"",
    "cut": makers.pdf([["A draft on batteries"]])[:400],
    "picture": makers.pdf([None]),
    "wrong kind": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "error": b'{"error": "internal"}',
}


@pytest.mark.parametrize("name", WORSE)
def test_a_worse_answer_never_replaces_a_good_one(
    name: str, sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    content = makers.pdf([["A draft on batteries"]])
    mirror.give(DRAFT_URL, content)
    stock(sessions, draft_at())
    go(sessions, wishes)
    mirror.give(DRAFT_URL, WORSE[name])
    week_later(sessions)
    go(sessions, wishes)
    document = only(sessions)
    assert document.state in {"failed", "refused"}
    assert document.fault["zh"]
    assert document.sha256 == files.name_of(content)
    assert list(bodies(sessions)) == [files.name_of(content)]
    assert left_over(wishes) == []


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


def test_addresses_written_in_an_unusual_way_are_the_same_to_us(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    mirror.give("https://Members.WTO.org//a.pdf", makers.pdf([["A draft"]]))
    tricky = "https://www.example.org/?https://docs.wto.org/a.pdf"
    odd = "HTTP://Members.WTO.org//a.pdf "
    stock(sessions, draft_at(odd), draft_at(tricky))
    go(sessions, wishes)
    states = {one.url: one.state for one in documents(sessions)}
    assert states == {odd: "fetched", tricky: "elsewhere"}
