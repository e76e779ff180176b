"""Meetings: several cases, invitations by mail, minutes with files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.review import Meeting
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW
from tests.web.two_firms import PDF
from web.alerts.links import Links
from web.meetings import letters, service
from web.meetings.service import Call
from web.refused import RefusedError
from web.uploads.keeping import Upload, keep

LINKS = Links("https://chutong.example", "a key")
INVITED = "张三，武汉大学（虚构），zhang@example.org\n李四，示例企业\n王五"


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def wanted(bench: Bench) -> Call:
    cases = tuple(bench.case().id for _ in range(2))
    return Call("三月评议会", "2026-03-20", "14:30", "三楼会议室", INVITED, cases)


def call(session: Session, bench: Bench) -> Meeting:
    return service.call(session, wanted(bench), by="王专员", now=NOW)


def test_a_meeting_takes_several_cases_and_people(
    session: Session, bench: Bench
) -> None:
    made = call(session, bench)
    assert (made.day, made.hour, len(made.cases)) == (date(2026, 3, 20), "14:30", 2)
    assert made.invited[0] == {
        "name": "张三",
        "party": "武汉大学（虚构）",
        "email": "zhang@example.org",
    }
    assert [one["email"] for one in made.invited[1:]] == ["", ""]
    assert service.read_invited(service.write_invited(made.invited)) == made.invited
    listed = service.list_meetings(session, 9)
    assert (listed.page, [one.id for one in listed.meetings]) == (1, [made.id])
    first = made.cases[0].case_id
    assert [one.id for one, _ in service.meetings_of(session, first)] == [made.id]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "填写会议名称"),
        ({"title": "长" * 201}, "超过 200 字"),
        ({"day": "20日"}, "填写会议日期"),
        ({"hour": "下午"}, "14:30 的格式"),
        ({"cases": ()}, "至少选择一个案件"),
        ({"cases": (999,)}, "至少选择一个案件"),
        ({"invited": "张三，甲，zhang@"}, "第1行的邮箱"),
        ({"invited": "\n，甲公司"}, "第2行没有姓名"),
        ({"invited": "甲\n" * 101}, "超过 100 位"),
        ({"invited": f"张三，{'长' * 201}"}, "第1行的姓名、单位或邮箱超过 200 字"),
    ],
)
def test_unfit_calls_are_refused(
    session: Session, bench: Bench, changes: dict[str, object], words: str
) -> None:
    unfit = replace(wanted(bench), **changes)  # type: ignore[arg-type]
    with pytest.raises(RefusedError, match=words):
        service.call(session, unfit, by="王专员", now=NOW)


def test_what_was_agreed_stays_with_its_case(session: Session, bench: Bench) -> None:
    made = call(session, bench)
    first, second = (one.case_id for one in made.cases)
    before = write_up(session, made, "纪要", {first: " 补数据 "})
    third = bench.case().id
    changed = replace(wanted(bench), cases=(first, third))
    with pytest.raises(RefusedError, match=r"刚刚改过这次评议会.*纪要"):
        service.change(session, made, changed, seen=before, by="李审核")
    fresh = service.mark_of(made)
    service.change(session, made, changed, seen=fresh, by="王专员")
    assert {one.case_id: one.agreed for one in made.cases} == {
        first: "补数据",
        third: "",
    }
    assert second not in {one.case_id for one in made.cases}
    with pytest.raises(RefusedError, match="超过 5000 字"):
        write_up(session, made, "", {first: "长" * 5001})


def write_up(
    session: Session, made: Meeting, minutes: str, agreed: dict[int, str]
) -> str:
    """Keep minutes as one officer does; the mark of the meeting before."""
    seen = service.mark_of(made)
    service.write_up(
        session, made, minutes=minutes, agreed=agreed, seen=seen, by="王专员"
    )
    return seen


def test_minutes_bear_files_each_once(
    session: Session, bench: Bench, tmp_path: Path
) -> None:
    made = call(session, bench)
    kept = keep(tmp_path, Upload("纪要.pdf", PDF))
    assert kept
    for _ in range(2):
        service.add_file(session, made, kept, by="王专员")
    assert [one["name"] for one in made.files] == ["纪要.pdf"]
    made.files = made.files * service.MOST_FILES
    with pytest.raises(RefusedError, match="最多附 10 个"):
        service.add_file(session, made, kept, by="王专员")


def test_invitations_go_once_to_those_with_an_address(
    session: Session, bench: Bench
) -> None:
    made = call(session, bench)

    def invite() -> list[Message]:
        sent = letters.invite(session, made, ["G/TBT/N/USA/1"], links=LINKS, now=NOW)
        assert sent == 1
        return list(session.scalars(select(Message).order_by(Message.id)))

    invite()
    (mail,) = invite()
    assert mail.address == "zhang@example.org"
    for words in ("2026年3月20日（星期五）14:30", "三楼会议室", "1. G/TBT/N/USA/1"):
        assert words in mail.body
    made.hour = ""
    assert "2026年3月20日（星期五），具体时间待定" in invite()[1].body


def test_the_entry_of_a_calendar(session: Session, bench: Bench) -> None:
    made = call(session, bench)
    token = letters.entry_link(LINKS, made.id).rpartition("/")[2].removesuffix(".ics")
    assert letters.read_meeting("a key", token) == made.id
    assert letters.read_meeting("another", token) is None

    def entry() -> list[str]:
        about = ["G/TBT/N/USA/1 电池", "G/TBT/N/USA/2 电器"]
        text = letters.entry_of(made, "chutong.example", NOW, about)
        read: bytes = icalendar.Calendar.from_ical(text).to_ical()
        return read.decode().split("\r\n")

    assert "DTSTART:20260320T063000Z" in entry()
    assert f"UID:meeting-{made.id}@chutong.example" in entry()
    said = r"DESCRIPTION:议题：\n1. G/TBT/N/USA/1 电池\n2. G/TBT/N/USA/2 电器"
    assert said in entry()
    made.hour = ""
    assert "DTSTART;VALUE=DATE:20260320" in entry()


def test_a_meeting_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(RefusedError, match="没有这次评议会"):
        service.find_meeting(session, 5)
