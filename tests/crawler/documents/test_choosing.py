"""Whose turn it is: the most urgent first, and what failed not too soon."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from crawler.documents.choosing import BACK_OFF, choose, file_name, host_of
from models.notice import Document
from tests.crawler.documents.stock import FORM_URL, draft_at, form_at, stock

Sessions = sessionmaker[Session]
TODAY = date(2026, 6, 12)
NOW = datetime(2026, 6, 12, 4, tzinfo=UTC)
OPEN, CLOSED = "2026-08-01", "2026-06-03"


def chosen(sessions: Sessions, limit: int = 50) -> list[str]:
    with sessions() as session:
        return [one.url for one in choose(session, limit, NOW, TODAY)]


def notice(sessions: Sessions, number: int, *documents: Document, **more: Any) -> None:
    more = {"comments_close": OPEN, **more}
    stock(sessions, *documents, symbol=f"G/TBT/N/VNM/{number}", **more)


def test_open_notices_lead_then_forms_then_english_then_the_newest(
    sessions: Sessions,
) -> None:
    notice(sessions, 1, draft_at("open draft"), form_at("fr", "fr"), form_at("open"))
    notice(sessions, 2, form_at("newer"), distributed="2026-06-05")
    notice(
        sessions, 3, form_at("closed"), draft_at("closed draft"), comments_close=CLOSED
    )
    expected = ["newer", "open", "fr", "open draft", "closed", "closed draft"]
    assert chosen(sessions) == expected
    assert chosen(sessions, 2) == expected[:2]


@pytest.mark.parametrize("tries", [1, 2, 3, 4, 5])
def test_what_failed_is_tried_again_later_and_later_and_then_no_more(
    tries: int, sessions: Sessions
) -> None:
    pause = dict(enumerate(BACK_OFF, 1)).get(tries, timedelta(days=365))
    failed = {"state": "failed", "tries": tries}
    notice(
        sessions,
        1,
        form_at("early", tried_at=NOW - pause + timedelta(minutes=1), **failed),
        form_at("due", tried_at=NOW - pause, **failed),
    )
    assert chosen(sessions) == (["due"] if tries <= len(BACK_OFF) else [])


WEEK, DAY = timedelta(days=7), timedelta(days=1)
CASES = {
    "an open draft, a week old": (draft_at, "fetched", WEEK, OPEN, True),
    "an open draft, a day old": (draft_at, "fetched", DAY, OPEN, False),
    "a closed draft": (draft_at, "fetched", WEEK, CLOSED, False),
    "an open form": (form_at, "fetched", WEEK, OPEN, False),
    "an open form not there": (form_at, "gone", WEEK, OPEN, True),
    "a closed form not there": (form_at, "gone", WEEK, CLOSED, False),
    "a refused draft": (draft_at, "refused", WEEK, OPEN, True),
    "an open draft elsewhere": (draft_at, "elsewhere", WEEK, OPEN, False),
}


@pytest.mark.parametrize("name", CASES)
def test_what_may_change_is_looked_at_every_week(name: str, sessions: Sessions) -> None:
    make, state, ago, closes, due = CASES[name]
    document = make("https://docs.wto.org/a", state=state, tried_at=NOW - ago)
    notice(sessions, 1, document, comments_close=closes)
    assert bool(chosen(sessions)) is due


@pytest.mark.parametrize(("distributed", "due"), [("2026-05-01", 1), ("2025-05-01", 0)])
def test_a_final_text_is_looked_at_for_half_a_year(
    distributed: str, due: int, sessions: Sessions
) -> None:
    final = draft_at("x", role="final", state="fetched", tried_at=NOW - WEEK)
    notice(sessions, 1, final, distributed=distributed, comments_close="")
    assert len(chosen(sessions)) == due


@pytest.mark.parametrize(
    ("url", "host", "name"),
    [
        (FORM_URL, "docs.wto.org", "VNM301.docx"),
        (
            "https://docs.wto.org/dol2fe/x.aspx?filename=q:/G/TBTN26/IDN188.pdf",
            "docs.wto.org",
            "IDN188.pdf",
        ),
        ("http://Members.WTO.org//a%20b.PDF#page=2", "members.wto.org", "a b.PDF"),
        ("https://www.legislation.gov.uk/uksi/2026/1/", "www.legislation.gov.uk", "1"),
        ("http://[::1", "", "[::1"),
        ("javascript:alert(1)", "", "javascript:alert(1)"),
    ],
)
def test_an_address_tells_host_and_name(url: str, host: str, name: str) -> None:
    assert (host_of(url), file_name(url)) == (host, name)
