"""What reports say of single measures, and the drafts that are made by themselves."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.reference.load import load_reference
from models.report import Report
from tests.web.small_world import add_event, add_match, add_notice, add_tag, add_user
from web.refused import RefusedError
from web.reports.drafting import draft_ended
from web.reports.files import docx_of
from web.reports.links import Target, official, pieces, targets_of
from web.reports.periods import period_of
from web.reports.printed import Prose, print_report
from web.reports.service import start, waiting

DAY = date(2026, 6, 10)
NOW = datetime(2026, 6, 10, 1, tzinfo=UTC)
SYMBOL = "G/TBT/N/USA/2201"


@pytest.fixture
def author(session: Session) -> int:
    """An analyst over one notice that touches batteries and closes in eight days."""
    load_reference(session)
    notice = add_notice(
        session,
        SYMBOL,
        distributed=date(2026, 6, 8),
        comments_close=DAY + timedelta(days=8),
        deadline=DAY + timedelta(days=8),
    )
    add_match(session, notice, "lithium-batteries")
    add_tag(session, notice, "850760")
    add_event(session, notice, "adopted", day=date(2026, 6, 9))
    user = add_user(session, "a@centre.example", role="analyst")
    session.commit()
    return user.id


def texts(report: Report) -> dict[str, tuple[str, str]]:
    return {one.key: (one.zh, one.en) for one in report.blocks}


def make(session: Session, author: int, kind: str, **given: str) -> Report:
    return start(session, kind, DAY, author_id=author, today=DAY, now=NOW, **given)


def test_a_week_names_what_closes_and_what_was_adopted(
    session: Session, author: int
) -> None:
    report = make(session, author, "weekly", sector_id="lithium-batteries")
    told = texts(report)
    assert told["new"] == (
        f"美国《Draft of {SYMBOL}》（{SYMBOL}），6月18日截止。",
        f"United States: Draft of {SYMBOL} ({SYMBOL}), closes 18 June.",
    )
    assert told["due"][0].endswith(f"（{SYMBOL}），6月18日截止，还有8天。")
    assert told["due"][1].endswith(f"({SYMBOL}), closes 18 June, 8 days left.")
    assert told["events"][0].startswith("6月9日批准：美国《")
    assert told["events"][1].startswith("9 June, adopted: United States")
    assert report.title_zh.startswith("行业技术性贸易措施周报：")
    assert waiting(session) == [report]
    other = texts(make(session, author, "weekly", sector_id="tea"))
    assert other["new"][0] == "本期没有涉及湖北行业的新通报。"
    assert other["due"][0] == "未来十四天没有涉及湖北行业的评议截止日。"


def test_a_special_report_says_what_is_known_and_what_is_not(
    session: Session, author: int
) -> None:
    report = make(session, author, "special", symbol=SYMBOL)
    told = texts(report)
    assert f"通报编号：{SYMBOL}" in told["cover"][0]
    assert "Exports last year: no table of exports is loaded" in told["cover"][1]
    assert "拟批准日期：原文未载明" in told["details"][0]
    assert "HS 8507" in told["comparison"][1]
    assert "TBT协定第2.9.4条" in told["agreement"][0]
    assert "评议期仅10天" in told["agreement"][0]
    assert (told["difficulty"], told["response"]) == (("", ""), ("", ""))
    printed = print_report(report, "en")
    assert ("HS", "850760") in printed.head
    assert (printed.issue, printed.days) == ("", "As of 2026-06-10")
    last = printed.sections[-1].parts[0]
    assert last.paragraphs == ["To be written"]  # type: ignore[union-attr]


def test_a_symbol_that_is_not_there_is_refused(session: Session, author: int) -> None:
    with pytest.raises(RefusedError, match="没有编号为"):
        make(session, author, "special", symbol="G/TBT/N/USA/1")


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("daily", date(2026, 6, 10), date(2026, 6, 10)),
        ("weekly", date(2026, 6, 8), date(2026, 6, 10)),
        ("monthly", date(2026, 6, 1), date(2026, 6, 10)),
        ("yearly", date(2026, 1, 1), date(2026, 6, 10)),
        ("special", date(1995, 1, 1), date(2026, 6, 10)),
    ],
)
def test_an_issue_reaches_until_today(kind: str, first: date, last: date) -> None:
    assert period_of(kind, DAY, DAY) == (first, last)
    with pytest.raises(RefusedError, match="还没有到"):
        period_of(kind, DAY + timedelta(days=1), DAY)


def test_drafts_are_made_once_of_what_has_ended(session: Session, author: int) -> None:
    today = date(2026, 7, 1)
    made = draft_ended(session, today=today, now=NOW)
    assert [(one.kind, one.key) for one in made] == [("monthly", "2026-06")]
    assert (made[0].since, made[0].until) == (date(2026, 6, 1), date(2026, 6, 30))
    assert draft_ended(session, today=today, now=NOW) == []
    later = draft_ended(session, today=date(2026, 6, 9), now=NOW)
    assert [(one.kind, one.key) for one in later] == [("daily", "2026-06-08")]


def test_a_notice_named_in_a_brief_leads_to_its_page_and_its_document(
    session: Session, author: int
) -> None:
    notice = session.scalars(select(Notice)).one()
    notice.members[0].link = "https://docs.wto.org/USA2201.DOCX"
    session.commit()
    report = make(session, author, "weekly", sector_id="lithium-batteries")
    targets = targets_of(session, report, "https://chutong.example")
    page = f"https://chutong.example/notices/{notice.id}"
    assert targets[SYMBOL][:2] == (page, "https://docs.wto.org/USA2201.DOCX")
    for language, line in zip(("zh", "en"), texts(report)["due"], strict=True):
        printed = print_report(report, language, targets=targets)
        prose = printed.sections[1].parts[0]
        assert isinstance(prose, Prose)
        assert prose.paragraphs == [line], "no word is added"
        led = {one.words: one.url for one in prose.lines[0] if one.url}
        assert led == {f"Draft of {SYMBOL}": page, SYMBOL: targets[SYMBOL].official}
    paper = Document(io.BytesIO(docx_of(report, "zh", "https://chutong.example")))
    external = {one.target_ref for one in paper.part.rels.values() if one.is_external}
    assert {page, targets[SYMBOL].official} <= external
    assert texts(report)["due"][0] in [line.text for line in paper.paragraphs]


def test_only_the_web_is_led_to(session: Session, author: int) -> None:
    notice = session.scalars(select(Notice)).one()
    notice.members[0].link = "javascript:alert(1)"
    assert official(notice) == ""
    told = pieces(f"见（{SYMBOL}）和（另一件）。", {SYMBOL: Target("/notices/1", "")})
    assert [(one.words, one.url) for one in told if one.url] == [(SYMBOL, "/notices/1")]
    assert "".join(one.words for one in told) == f"见（{SYMBOL}）和（另一件）。"
