"""What presses leads a mail; what is withdrawn asks for nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from tests.web.letters import LINKS, told
from tests.web.small_world import NOW, TODAY, add_event, add_notice
from web.alerts.audience import make_alerts
from web.alerts.ical import calendar, dates_of
from web.alerts.mail import write_letter

LONGER = {"comments_close": {"before": "2026-03-10", "after": "2026-04-20"}}
SHORTER = {"comments_close": {"before": "2026-05-10", "after": "2026-04-20"}}


@pytest.mark.parametrize(
    ("kind", "change", "zh", "en"),
    [
        ("circulated", {}, "：还剩 49 天", ": 49 days left"),
        (
            "extended",
            LONGER,
            "：评议期延长，还剩 49 天",
            ": comment period extended, 49 days left",
        ),
        (
            "extended",
            SHORTER,
            "：评议期缩短，还剩 49 天",
            ": comment period shortened, 49 days left",
        ),
        ("adopted", {}, "：措施已批准，还剩 49 天", ": Adopted, 49 days left"),
        ("withdrawn", {}, "：措施已撤销", ": Withdrawn"),
    ],
)
def test_a_subject_leads_with_what_presses(
    session: Session, kind: str, change: dict[str, object], zh: str, en: str
) -> None:
    day = date(2026, 4, 20) if kind == "extended" else TODAY
    notice = add_notice(session, "G/TBT/N/USA/1")
    alerts = told(session, notice, kind, change=change, day=day)
    for language, words in (("zh", zh), ("en", en)):
        letter = write_letter(alerts, "k", language, LINKS, TODAY)
        before, _, after = letter.subject.partition(words)
        assert before, letter.subject
        assert after.startswith(("，涉及", " – ", "（", " (")), letter.subject


def test_nobody_is_asked_to_comment_on_what_is_withdrawn(session: Session) -> None:
    alerts = told(session, add_notice(session, "G/TBT/N/USA/1"), "withdrawn")
    body = write_letter(alerts, "k", "zh", LINKS, TODAY).body
    assert "还剩" not in body
    assert "评议截止日" not in body
    assert "不必再为它准备" in body


def test_the_deadline_of_what_is_withdrawn_leaves_the_calendar(
    session: Session,
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    told(session, notice)
    add_event(session, notice, "withdrawn")
    make_alerts(session, now=NOW, today=TODAY)
    alerts = session.scalars(select(Alert).order_by(Alert.id)).all()
    first, last = (
        calendar(dates_of(some, LINKS), stamp=NOW) for some in (alerts[:1], alerts)
    )
    uid = re.search(r"UID:\S+", first)
    assert uid is not None
    assert uid[0] in last, "it takes the place of the one that was told"
    assert "STATUS:CANCELLED" not in first
    assert "STATUS:CANCELLED" in last
    assert "BEGIN:VALARM" not in last


def test_a_chat_in_english_has_its_own_points(session: Session) -> None:
    alerts = told(session, add_notice(session, "G/TBT/N/USA/1"))
    body = write_letter(alerts, "k", "en", LINKS, TODAY).body
    chat = body.partition("---- Text for a chat ----")[2]
    assert "Member: United States (G/TBT/N/USA/1)" in chat
    assert not set("：（）、，") & set(chat)
