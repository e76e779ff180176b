"""Whole runs over documents: what is fetched, stored, left alone and told."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy.orm import Session, sessionmaker

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


@pytest.mark.parametrize(
    ("free", "total", "fetches"),
    [(900, 10_000, False), (4_000, 100_000, False), (6_000, 100_000, True)],
)
def test_a_disk_that_is_almost_full_takes_no_more(
    free: int,
    total: int,
    fetches: bool,
    sessions: Sessions,
    mirror: Mirror,
    wishes: Wishes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk = SimpleNamespace(total=total << 20, free=free << 20)
    monkeypatch.setattr("shutil.disk_usage", lambda _: disk)
    mirror.give(FORM_URL, makers.form())
    stock(sessions)
    ending, tally = go(sessions, wishes)
    assert bool(mirror.asked) is fetches
    assert tally.became["fetched"] == int(fetches)
    if not fetches:
        assert ending.state == "failed"
        assert str(ending.fault).startswith(f"Only {free} MB of the disk are free")
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
        f"{url} 位于本系统不访问的网站www.tisi.go.th，请自行打开。"
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
