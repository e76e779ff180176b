"""The worklist: who is on it, in which order, out of which figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from models.correspondence import Dispatch, Reply
from models.exposure import ExportTable, Exposure
from models.measure import Measure
from models.notice import Notice
from models.triage import TriageFigure
from models.voice import Voice
from tests.web.planned import open_case
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_tag,
    add_user,
)
from tests.web.triaged import DAY, listed, only
from web.triage import keeping
from web.triage.candidates import Candidate
from web.triage.keeping import keep_figures
from web.triage.service import Show, rank


def test_what_may_be_commented_on_is_listed_and_nothing_else(session: Session) -> None:
    add_notice(session, "G/TBT/N/USA/1")
    add_notice(session, "G/SPS/N/EU/2", members=("EU",), agreement="SPS")
    add_notice(session, "G/TBT/N/USA/3", deadline=TODAY - DAY)
    add_notice(session, "G/TBT/N/CHN/4", members=("CHN",))
    add_notice(session, "G/TBT/N/USA/5/Add.1", type="addendum")
    add_notice(session, "draft-6", kind="draft")
    void = add_notice(session, "G/TBT/N/USA/7")
    add_event(session, void, "void", key="G/TBT/N/USA/7")
    gone = add_notice(session, "G/TBT/N/USA/8")
    add_event(session, gone, "withdrawn", day=TODAY)
    add_notice(session, "G/TBT/N/USA/9", deadline=None, deadline_basis="none")
    old = TODAY - 61 * DAY
    add_notice(session, "G/TBT/N/USA/10", deadline=None, distributed=old)
    assert sorted(listed(session, Show.OTHER)) == [
        "G/SPS/N/EU/2",
        "G/TBT/N/USA/1",
        "G/TBT/N/USA/9",
    ]


def test_a_revision_stands_for_its_measure_and_an_addendum_moves_the_day(
    session: Session,
) -> None:
    first = add_notice(session, "G/TBT/N/USA/1", distributed=TODAY - 9 * DAY)
    measure = session.get_one(Measure, first.measure_id)
    add_notice(session, "G/TBT/N/USA/1/Rev.1", type="revision", measure=measure)
    late = add_notice(session, "G/TBT/N/USA/2", deadline=TODAY - DAY)
    other = session.get_one(Measure, late.measure_id)
    day = TODAY + 30 * DAY
    add_notice(
        session, "G/TBT/N/USA/2/Add.1", type="addendum", measure=other, deadline=day
    )
    found = {
        one.candidate.symbol: one.candidate.deadline for one in rank(session, TODAY)
    }
    assert found == {"G/TBT/N/USA/1/Rev.1": date(2026, 4, 20), "G/TBT/N/USA/2": day}


def test_a_window_that_an_addendum_made_long_is_not_called_short(
    session: Session,
) -> None:
    close = TODAY + timedelta(days=20)
    days = {"comments_close": close, "deadline": close}
    base = add_notice(session, "G/TBT/N/USA/1", **days)  # type: ignore[arg-type]
    assert "tbt-2.9.4" in only(session).figures.strengths
    assert keep_figures(session, TODAY) == 1
    measure, later = base.measure_id, TODAY + timedelta(days=80)
    add = {"type": "addendum", "deadline": later, "distributed": TODAY}
    held = session.get_one(Measure, measure)
    add_notice(session, "G/TBT/N/USA/1/Add.1", measure=held, **add)  # type: ignore[arg-type]
    assert "tbt-2.9.4" not in only(session).figures.strengths


def test_the_order_is_that_of_the_printed_sums(session: Session) -> None:
    for number in range(1, 7):
        day = TODAY + timedelta(days=15 + 9 * number)
        notice = add_notice(session, f"G/TBT/N/USA/{number}", deadline=day)
        for sector in ("tea", "lithium-batteries")[: number % 3]:
            add_match(session, notice, sector, "sure" if number % 2 else "possible")
    ranked = rank(session, TODAY)
    sums = [round(sum(part.points for part in one.parts), 1) for one in ranked]
    assert [one.score for one in ranked] == sums
    assert sums == sorted(sums, reverse=True)
    assert len(set(sums)) > 3


def test_of_equal_sums_the_soonest_comes_first(session: Session) -> None:
    add_notice(session, "G/TBT/N/USA/1", deadline=TODAY + 100 * DAY)
    add_notice(session, "G/TBT/N/USA/2", deadline=TODAY + 90 * DAY)
    assert listed(session, Show.OTHER) == ["G/TBT/N/USA/2", "G/TBT/N/USA/1"]


def test_exports_count_where_there_is_a_table(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_tag(session, notice, "850760")
    table = ExportTable(
        name="t",
        sha256="t",
        source="s",
        currency="CNY",
        hs_edition="HS2022",
        imported_by="x",
        imported_at=NOW,
    )
    row = {"hs": "850760", "stated_hs": "850760", "market": "USA"}
    table.rows.append(Exposure(year=2025, value=2e8, **row))
    session.add(table)
    session.flush()
    one = only(session)
    assert one.figures.exports == pytest.approx(2e8)
    assert one.parts[0].figure == "exports"
    assert one.show == Show.NOW


def test_a_member_is_known_by_what_it_answered(session: Session) -> None:
    for number in range(3):
        sent = add_notice(session, f"G/TBT/N/USA/{number + 10}", deadline=BEFORE.date())
        case = open_case(session, sent, state="sent")
        given = {"addressee": "x", "channel": "mail", "noted_by": "x", "noted_at": NOW}
        session.add(Dispatch(case_id=case.id, stage="abroad", at=NOW, **given))
        if number:
            words = {"noted_by": "x", "noted_at": NOW, "day": TODAY}
            kinds = ("reply", "acknowledgement")
            session.add(Reply(case_id=case.id, kind=kinds[number - 1], **words))
    add_notice(session, "G/TBT/N/USA/1")
    known = only(session).figures
    assert (known.sent, known.replied) == (3, 1)


def test_firms_that_spoke_bring_a_notice_to_the_fore(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    firm = add_user(session)
    given = {"product": "电池", "contact": "李", "created_at": NOW, "changed_at": NOW}
    session.add(Voice(notice_id=notice.id, user_id=firm.id, **given))
    session.flush()
    one = only(session)
    assert one.figures.voices == 1
    assert one.show == Show.NOW


def test_figures_that_a_pass_kept_are_those_worked_out(session: Session) -> None:
    content = {
        "title": "Draft",
        "products": "",
        "description": "short",
        "documents": [],
    }
    notice = add_notice(session, "G/TBT/N/USA/1", content=content)
    notice.comments_close = TODAY + 20 * DAY
    session.flush()
    fresh = only(session).figures
    assert fresh.strengths
    assert keep_figures(session, TODAY) == 1
    assert keep_figures(session, TODAY) == 0
    assert only(session).figures == fresh
    kept = session.get_one(TriageFigure, notice.id)
    kept.mark = "stale"
    kept.strengths = {}
    session.flush()
    assert only(session).figures == fresh
    notice.deadline = notice.comments_close = TODAY - DAY
    session.flush()
    keep_figures(session, TODAY)
    assert session.scalar(select(func.count(TriageFigure.notice_id))) == 0


def test_what_is_kept_holds_on_other_days_until_one_changes_a_check(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = {"title": "Draft", "products": "", "adoption": TODAY.isoformat()}
    notice = add_notice(session, "G/TBT/N/USA/1", content=content)
    add_notice(session, "G/TBT/N/USA/2")
    assert keep_figures(session, TODAY) == 2
    before = rank(session, TODAY)[0].figures.strengths
    made: list[Candidate] = []

    def note(_session: Session, found: list[Candidate], _day: date) -> dict[int, str]:
        made.extend(found)
        return {}

    monkeypatch.setattr(keeping, "fired_on", note)
    rank(session, TODAY)
    assert made == []
    rank(session, TODAY + DAY)
    assert [one.id for one in made] == [notice.id]
    monkeypatch.undo()
    assert keep_figures(session, TODAY + DAY) == 1
    after = {one.candidate.id: one for one in rank(session, TODAY + 9 * DAY)}
    assert set(after[notice.id].figures.strengths) - set(before) == {"tbt-2.11"}
    assert keep_figures(session, TODAY + 9 * DAY) == 0
    assert keep_figures(session, TODAY) == 1


def test_the_number_of_questions_does_not_grow_with_the_list(session: Session) -> None:
    engine = session.get_bind()
    asked = [0]

    def listen(*_: object) -> None:
        asked[-1] += 1

    event.listen(engine, "before_cursor_execute", listen)
    try:
        for size in (2, 40):
            held = session.scalar(select(func.count(Notice.id))) or 0
            for number in range(held, size):
                add_match(
                    session, add_notice(session, f"G/TBT/N/USA/{number + 1}"), "tea"
                )
            session.expire_all()
            asked.append(0)
            assert len(rank(session, TODAY)) == size
            asked.append(0)
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    assert asked[1] == asked[3] <= 25
