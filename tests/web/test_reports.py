"""Reports keep what people wrote, are released by two, and prove their figures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.report import Report, ReportState
from models.user import User
from tests.models.archive import AT, add_notice, fill
from web.refused import RefusedError
from web.reports.assembling import assemble, begin
from web.reports.frozen import sha256, unpack_marks
from web.reports.releasing import (
    moved_under,
    release,
    send_back,
    submit,
    whole,
    withdraw,
    write,
)
from web.reports.service import hold
from web.reports.verdict import UnreadableError
from web.reports.verifying import verify

NOW = datetime(2025, 6, 12, 1, tzinfo=UTC)
JUNE = (date(2025, 6, 1), date(2025, 6, 12))


@pytest.fixture
def people(session: Session) -> tuple[int, int]:
    """Two people of the centre, over the archive."""
    fill(session)
    users = [
        User(
            email=f"{name}@centre.example",
            name="同名",
            role="analyst",
            language="zh",
            created_at=AT,
        )
        for name in "ab"
    ]
    session.add_all(users)
    session.commit()
    return users[0].id, users[1].id


def monthly(session: Session, author: int, **values: Any) -> Report:
    return begin(session, "monthly", JUNE, author_id=author, now=NOW, **values)


def released(session: Session, people: tuple[int, int]) -> Report:
    """A monthly report that went out."""
    report = monthly(session, people[0])
    for block in report.blocks:
        if not block.zh:
            write(report, block, ("一段话", "A text"), author_id=people[0], now=NOW)
    submit(report, author_id=people[0], now=NOW)
    release(report, reviewer_id=people[1], now=NOW)
    session.commit()
    return report


def test_an_issue_holds_its_figures_and_what_they_say(
    session: Session, people: tuple[int, int]
) -> None:
    report = monthly(session, people[0])
    figures = {one.key: one for one in report.figures}
    assert {"notifications", "members", "sectors", "windows"} <= set(figures)
    members = figures["members"].counted
    assert members["rows"][0]["cells"][:3] == [
        {"zh": "巴林", "en": "Bahrain"},
        "BHR",
        2,
    ]
    assert figures["members"].choice == "since=2025-06-01&until=2025-06-12"
    assert len(unpack_marks(figures["members"].marks)) == 5
    texts = {one.key: one.zh for one in report.blocks}
    assert texts["summary"].startswith(
        "共6件通报文件，2025年6月最多，5件。巴林通报最多"
    )
    with pytest.raises(RefusedError, match="这一期已经有了"):
        monthly(session, people[0])


def test_what_a_person_wrote_stays_when_figures_are_counted_again(
    session: Session, people: tuple[int, int]
) -> None:
    report = monthly(session, people[0])
    block = report.blocks[0]
    seen = (block.zh, block.en)
    write(report, block, ("我的话", "Mine"), author_id=people[0], now=NOW, seen=seen)
    with pytest.raises(RefusedError, match="已由他人修改"):
        write(report, block, ("另", "x"), author_id=people[1], now=NOW, seen=seen)
    add_notice(session, "G/TBT/N/BRA/1", members=["BRA"])
    session.commit()
    assemble(session, report, NOW)
    assert (block.zh, block.en) == ("我的话", "Mine")
    assert "共7件" in block.made_zh
    assert moved_under(block)
    write(report, block, (block.made_zh, block.made_en), author_id=people[0], now=NOW)
    assert block.author_id is None
    assert not moved_under(block)


def test_who_holds_a_report_reads_it_anew(
    session: Session, people: tuple[int, int], database: Engine
) -> None:
    report = monthly(session, people[0])
    session.commit()
    assert report.blocks[0].zh != "别人的话"
    with Session(database) as other:
        same = other.get_one(Report, report.id)
        hold(other, same)
        write(same, same.blocks[0], ("别人的话", "x"), author_id=people[1], now=NOW)
        other.commit()
    hold(session, report)
    assert report.blocks[0].zh == "别人的话"
    assert report.edition > 1


def test_two_people_release_and_nothing_changes_after(
    session: Session, people: tuple[int, int]
) -> None:
    report = monthly(session, people[0])
    with pytest.raises(RefusedError, match="还没有文字"):
        submit(report, author_id=people[0], now=NOW)
    for block in report.blocks:
        if not block.zh:
            write(report, block, ("话", "Text"), author_id=people[0], now=NOW)
    submit(report, author_id=people[0], now=NOW)
    with pytest.raises(RefusedError, match="参与编写的人不能发布"):
        release(report, reviewer_id=people[0], now=NOW)
    send_back(report, reason="请补数据")
    submit(report, author_id=people[0], now=NOW)
    release(report, reviewer_id=people[1], now=NOW)
    assert report.sha256 == sha256(whole(report))
    with pytest.raises(RefusedError, match="不能再改"):
        assemble(session, report, NOW)
    with pytest.raises(RefusedError, match="这一步没有做"):
        write(report, report.blocks[0], ("改", ""), author_id=people[0], now=NOW)
    with pytest.raises(RefusedError, match="写明撤回的原因"):
        withdraw(session, report, reason=" ")
    withdraw(session, report, reason="数据有误")
    assert monthly(session, people[0]).number == 2


def test_a_released_report_follows_from_the_data(
    session: Session, people: tuple[int, int]
) -> None:
    report = released(session, people)
    verdict = verify(session, whole(report))
    assert verdict.holds, verdict.sentences()


def test_a_changed_row_is_named_with_its_figures(
    session: Session, people: tuple[int, int]
) -> None:
    report = released(session, people)
    notice = session.scalars(select(Notice).where(Notice.symbol.contains("EU"))).one()
    notice.deadline = date(2025, 8, 2)
    session.commit()
    verdict = verify(session, whole(report))
    assert not verdict.holds
    found = {one.key: one for one in verdict.figures}
    assert found["members"].changed == [notice.source_key]
    assert found["members"].cells == []
    session.delete(notice)
    session.commit()
    again = {one.key: one for one in verify(session, whole(report)).figures}
    assert again["members"].gone == [notice.source_key]
    assert again["members"].cells == ["row EU is gone"]
    assert any(
        "notifications: numbers differ" in one.sentence() for one in again.values()
    )


def test_a_file_or_a_database_altered_by_hand_is_told(
    session: Session, people: tuple[int, int]
) -> None:
    report = released(session, people)
    sheet = whole(report)
    sheet["texts"] = {**sheet["texts"], "summary": {"zh": "改", "en": ""}}
    sheet["figures"] = [*sheet["figures"][1:], {"key": "mine"}]
    told = [one.en for one in verify(session, sheet).tampered]
    assert told == [
        "The file's texts differ from what was released.",
        "notifications: the file says something else than was released.",
        "mine: the file has a figure that was not released.",
    ]
    listed = verify(session, {**whole(report), "figures": ["one", 2]}).tampered
    assert all("says something else" in one.en for one in listed)
    report.blocks[0].zh = "事后改动"
    session.commit()
    told = [one.en for one in verify(session, whole(report)).tampered]
    assert told[0].startswith("The report in the")


def test_a_file_of_no_released_report_is_refused(
    session: Session, people: tuple[int, int]
) -> None:
    with pytest.raises(UnreadableError, match="carries no report"):
        verify(session, {})
    head = {"kind": "monthly", "key": "2025-06", "number": "first"}
    with pytest.raises(UnreadableError, match="no released report monthly"):
        verify(session, {"report": head, "figures": ["none"]})
    draft = monthly(session, people[0])
    assert draft.state == ReportState.DRAFT
    with pytest.raises(UnreadableError, match="no released report monthly 2025-06"):
        verify(session, whole(draft))
