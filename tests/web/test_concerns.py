"""From a case to a specific trade concern, its meetings, and the file of a dispute."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from models.case import Case
from models.concern import Concern
from models.officers_calendar import read_calendar
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW, TODAY, add_tag
from web.concerns import days, escalating, service
from web.refused import RefusedError

FORM = {"title_zh": "电池标签", "title_en": "Battery labels", "position_en": "We ask."}


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def open_concern(
    session: Session, bench: Bench, state: str = "replied"
) -> tuple[Case, Concern]:
    case = bench.case(state=state, items=2)
    add_tag(session, case.notice, "850760")
    made = escalating.escalate(
        session, case, FORM, actor=bench.actor(bench.reviewer), now=NOW
    )
    return case, made


def test_a_concern_begins_with_the_words_of_its_case(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="sent", items=2)
    told = escalating.proposed(session, case)
    assert told["problem_zh"] == "问题1\n问题2"
    assert told["position_en"] == "Request 1\nRequest 2"
    assert told["symbols"] == [case.notice.symbol]
    assert (told["grounds"], told["ask"]) == (["tbt-2.9.4"], "extend")


def test_a_document_of_no_member_names_none(session: Session, bench: Bench) -> None:
    case = bench.case(state="sent")
    case.notice.members.clear()
    assert escalating.proposed(session, case)["member_code"] == ""


@pytest.mark.parametrize("state", ["sent", "replied"])
def test_a_reviewer_escalates_once(session: Session, bench: Bench, state: str) -> None:
    case, made = open_concern(session, bench, state)
    assert case.state == "escalated"
    assert (made.case_id, made.hs, made.state) == (case.id, ["850760"], "prepared")
    assert (made.title_zh, made.edited_by) == ("电池标签", "李审核")
    with pytest.raises(RefusedError, match="已经转为"):
        escalating.escalate(
            session, case, FORM, actor=bench.actor(bench.reviewer), now=NOW
        )


@pytest.mark.parametrize(
    ("state", "who", "form", "words"),
    [
        ("sent", "officer", FORM, "由审核人操作"),
        ("drafting", "reviewer", FORM, "不能这样流转"),
        ("sent", "reviewer", {}, "填写中文标题"),
        ("sent", "reviewer", {"title_zh": "长" * 301}, "超过 300 字"),
    ],
)
def test_what_may_not_be_escalated_is_refused(
    session: Session,
    bench: Bench,
    state: str,
    who: str,
    form: dict[str, str],
    words: str,
) -> None:
    case = bench.case(state=state)
    actor = bench.actor(getattr(bench, who))
    with pytest.raises(RefusedError, match=words):
        escalating.escalate(session, case, form, actor=actor, now=NOW)


def test_two_who_change_a_concern_are_told(session: Session, bench: Bench) -> None:
    _case, made = open_concern(session, bench)
    seen = made.edited_at.isoformat()
    actor, later = bench.actor(bench.officer), NOW + timedelta(hours=1)
    form = FORM | {"state": "raised", "answer": "Noted."}
    service.change(session, made, form, seen=seen, actor=actor, now=later)
    assert (made.state, made.answer, made.edited_by) == ("raised", "Noted.", "王专员")
    with pytest.raises(RefusedError, match="王专员刚刚改过"):
        service.change(session, made, form, seen=seen, actor=actor, now=later)
    fresh = made.edited_at.isoformat()
    with pytest.raises(RefusedError, match="选择进展"):
        service.change(session, made, FORM, seen=fresh, actor=actor, now=later)


def test_it_is_counted_how_often_it_was_raised_and_by_whom_supported(
    session: Session, bench: Bench
) -> None:
    _case, made = open_concern(session, bench)
    for ahead in (-120, 0, 30):
        service.raise_at(
            session,
            made,
            meeting=TODAY + timedelta(days=ahead),
            supporters=["JPN", "KOR", "JPN"],
            words="",
            actor=bench.actor(bench.officer),
            now=NOW,
        )
    assert service.times_raised(made, TODAY) == 2
    assert made.state == "raised"
    assert made.raisings[0].supporters == ["JPN", "KOR"]
    with pytest.raises(RefusedError, match="已经登记过"):
        service.raise_at(
            session,
            made,
            meeting=TODAY,
            supporters=[],
            words="",
            actor=bench.actor(bench.officer),
            now=NOW,
        )


def test_steps_of_a_dispute_stand_in_the_order_of_their_days(
    session: Session, bench: Bench
) -> None:
    _case, made = open_concern(session, bench)
    for ahead, words in ((9, "设立专家组"), (1, "提出磋商请求")):
        service.add_step(
            session,
            made,
            day=TODAY + timedelta(days=ahead),
            words=words,
            file={},
            actor=bench.actor(bench.officer),
            now=NOW,
        )
    session.flush()
    session.refresh(made)
    assert [one["what"] for one in made.dispute] == ["提出磋商请求", "设立专家组"]
    with pytest.raises(RefusedError, match="写明进展"):
        service.add_step(
            session,
            made,
            day=TODAY,
            words=" ",
            file={},
            actor=bench.actor(bench.officer),
            now=NOW,
        )


def test_a_step_that_another_takes_meanwhile_is_not_written_over(
    session: Session, bench: Bench
) -> None:
    _case, made = open_concern(session, bench)
    another = update(Concern).where(Concern.id == made.id)
    session.execute(
        another.values(edited_by="张专员", edited_at=NOW + timedelta(minutes=1)),
        execution_options={"synchronize_session": False},
    )
    with pytest.raises(RefusedError, match="刚刚改过"):
        service.add_step(
            session,
            made,
            day=TODAY,
            words="提出磋商请求",
            file={},
            actor=bench.actor(bench.officer),
            now=NOW + timedelta(minutes=2),
        )
    assert made.dispute == []


def test_concerns_are_found_by_words_member_and_state(
    session: Session, bench: Bench
) -> None:
    _case, made = open_concern(session, bench)
    made.number = "IMS 900"
    session.flush()
    symbol = made.symbols[0].lower()
    for words in ("电池", "battery", "USA", "ims 9", symbol, ""):
        assert service.list_concerns(session, words, "", 1).total == 1, words
    for words, state in (("茶", ""), ("%", ""), ("", "raised"), ("IND", "")):
        assert service.list_concerns(session, words, state, 1).total == 0, words
    with pytest.raises(RefusedError, match="没有这项"):
        service.find_concern(session, 77)


def test_the_clock_counts_back_from_the_meeting_to_working_days(
    session: Session,
) -> None:
    kept = days.keep_sittings(session, "2026-11-11，例会\n\n2026-03-10, TBT委员会例会")
    with pytest.raises(RefusedError, match="现在是：2026-03-10，TBT委员会例会"):
        days.keep_sittings(session, "2027-03-10，例会", seen="2026-11-11，例会")
    assert [one.day for one in kept] == [date(2026, 3, 10), date(2026, 11, 11)]
    assert days.read_sittings(days.write_sittings(kept)) == kept
    coming = days.next_sitting(session, date(2026, 3, 11))
    assert coming == (date(2026, 11, 11), "例会")
    found = days.clock_of(coming.day, read_calendar(session), date(2026, 9, 30))
    by_name = {one.name: one for one in found}
    assert by_name["report"].day == date(2026, 10, 12)
    assert by_name["topic"].day == date(2026, 10, 10)  # a Saturday that is worked
    assert by_name["points"].day == date(2026, 10, 23)
    assert by_name["topic"].left == 10
    assert days.next_sitting(session, date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("三月十日", "第1行读不出来"),
        ("2026-03-10，甲\n2026-03-10，乙", "第2行的日期 2026-03-10 重复"),
    ],
)
def test_unreadable_days_are_refused(text: str, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        days.read_sittings(text)
