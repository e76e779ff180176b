"""The small rules of words in letters, calendars and chats."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from sqlalchemy.orm import Session

from models.endpoint import EndpointKind
from tests.web.letters import LINKS, told
from tests.web.small_world import NOW, TODAY, add_notice
from web.alerts.channels.phrasing import write_push
from web.alerts.ical import calendar, dates_of
from web.alerts.items import items
from web.alerts.keeping import brief, shipments
from web.alerts.mail import write_letter
from web.mail.plain import Reader, fill, paragraphs
from web.mail.titles import shortened
from web.planning.reminding import phase

SHIPPED = {
    "member": "USA",
    "in_force": "2026-04-01",
    "basis": "stated",
    "ways": [
        {"mode": "sea", "days": 44, "buffer": 8, "last": "2026-02-08"},
        {"mode": "air", "days": 5, "buffer": 3, "last": "2026-03-24"},
    ],
    "lack": None,
    "short": False,
}


@pytest.mark.parametrize(
    ("title", "widest", "short"),
    [
        ("Draft of a rule", 20, "Draft of a rule"),
        ("Draft on the labelling of batteries", 24, "Draft on the labelling…"),
        ("Draft on the labelling of batteries", 22, "Draft on the labelling…"),
        ("Rules, drafts", 8, "Rules…"),
        ("Donaudampfschifffahrt", 10, "Donaudampf…"),
        ("关于电池标签的草案", 11, "关于电池标…"),
        ("关于LED灯、电池的草案", 9, "关于LED灯…"),
        (" two\n lines ", 20, "two lines"),
    ],
)
def test_a_title_is_cut_between_words(title: str, widest: int, short: str) -> None:
    assert shortened(title, widest) == short


def test_the_name_of_a_heading_ends_with_one_of_its_parts() -> None:
    name = "Electric accumulators; lithium-ion, including separators, whether or not"
    assert brief(f"{name} rectangular") == (
        "Electric accumulators; lithium-ion, including separators…"
    )
    assert brief("word " * 20).endswith("word word…")


def test_what_a_person_wrote_stays_in_its_paragraphs() -> None:
    assert paragraphs("a\nb\r\n\r\n \nc\n") == ["a\nb", "c"]
    table = {"zh": {"subject": "s", "lines": [], "link": "", "close": ""}}
    letter = fill(table, Reader("a@b.cn", "王", "zh"), "", {}, "甲\n乙<b>\n\n丙")
    assert letter.body == "甲\n乙<b>\n\n丙\n"
    assert "甲<br>乙&lt;b&gt;</p>" in letter.body_html


def test_a_shipment_day_that_is_past_is_marked() -> None:
    shown = {"members": [{}], "shipment": [SHIPPED]}
    (zh,), (en,) = (shipments(shown, TODAY, language) for language in ("zh", "en"))
    assert "海运2026年2月8日（已过，在途 44 天，余量 8 天）" in zh
    assert "空运2026年3月24日（在途 5 天，余量 3 天）" in zh
    assert "8 February 2026 by sea (already past, 44 days in transit, 8 spare)" in en


def test_of_many_markets_a_line_counts_the_rest() -> None:
    codes = ("KEN", "BDI", "RWA", "TZA", "UGA")
    members = [{"code": one, "zh": one, "en": one} for one in codes]
    each = [{**SHIPPED, "member": one} for one in codes]
    nowhere = {**SHIPPED, "member": "SSD", "ways": []}
    shown = {"members": members, "shipment": [nowhere, *each]}
    zh = shipments(shown, TODAY, "zh")
    assert len(zh) == 4
    assert zh[0].startswith("最晚安全发运日（KEN，")
    assert zh[-1] == "另有 2 个成员的最晚安全发运日，见网页"


def test_a_calendar_says_who_and_how_the_day_is_known(session: Session) -> None:
    alerts = told(session, add_notice(session, "G/TBT/N/USA/1"))
    for language, summary, about in (
        ("zh", "评议截止：", "美国：G/TBT/N/USA/1（通报载明）"),
        ("en", "Comments close: ", "United States: G/TBT/N/USA/1 (as notified)"),
    ):
        text = calendar(dates_of(alerts, LINKS, language), stamp=NOW)
        (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
        assert event["summary"] == f"{summary}Draft of G/TBT/N/USA/1"
        assert event["description"] == about


def test_no_line_tells_of_a_deadline_that_nobody_awaits(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1", deadline=None)
    alerts = told(session, notice, "adopted", day_basis="stated")
    body = write_letter(alerts, "k", "zh", LINKS, TODAY).body
    chat = body.partition("微信文本")[2]
    assert "变化：措施已批准" in chat
    assert "截止" not in chat


def test_a_chat_in_english_has_no_chinese_points(session: Session) -> None:
    alerts = told(session, add_notice(session, "G/TBT/N/USA/1"))
    alerts[0].subscription.language = "en"
    subject, body = write_push(EndpointKind.WECOM, alerts, LINKS, "k", NOW, TODAY)
    assert subject.startswith("Orange – Draft of G/TBT/N/USA/1: 49 days left")
    assert "[Orange – Draft of" in body
    assert not set("：（）、，；【】［］") & set(body)


def test_the_level_names_the_market_that_was_met(session: Session) -> None:
    (one,) = items(told(session, add_notice(session, "G/TBT/N/USA/1")), TODAY, "zh")
    assert one.rule.endswith("来自主要贸易伙伴（美欧日韩）")


@pytest.mark.parametrize(
    ("name", "left", "en"),
    [("before_one", 1, "1 day left"), ("before", 2, "2 days left"), ("on", 0, "today")],
)
def test_one_day_is_no_days(name: str, left: int, en: str) -> None:
    assert phase(name, "en", left=left) == en


def test_a_day_of_force_is_told_with_the_last_shipment() -> None:
    shown = {"members": [{}], "shipment": [{**SHIPPED, "short": True}]}
    (line,) = shipments(shown, date(2026, 2, 1), "en")
    assert "already past" not in line
    assert line.endswith("; less than six months to adapt")
