"""Shipment days of notices: which day counts, per Member."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models.events import EventKind
from models.notice import Notice
from models.shipment import DayOrigin, Known, Lack
from models.tag import Tag
from tests.web.shipped import days, stated
from tests.web.small_world import TODAY, add_event, add_notice
from web.shipment import service

FORCE = date(2026, 12, 1)


def add_day(session: Session, notice: Notice, code: str, words: str, note: str) -> None:
    session.add(
        Tag(
            notice_id=notice.id,
            version_number=1,
            scheme="date",
            code=code,
            score=1.0,
            origin="found",
            field="description",
            words=words,
            note=note,
            rules="1",
        )
    )
    session.flush()


def test_the_days_of_the_record_are_stated(session: Session) -> None:
    given = stated(entry_into_force="2026-12-01", adoption="2026-07-01")
    found = days(session, add_notice(session, "G/TBT/N/USA/1", **given))
    assert found == (
        Known(FORCE, DayOrigin.STATED),
        Known(date(2026, 7, 1), DayOrigin.STATED),
    )


def test_a_national_rule_states_its_own_days(session: Session) -> None:
    notice = add_notice(session, "2026-001", kind="rule")
    add_event(session, notice, EventKind.PUBLISHED, day=TODAY)
    add_event(session, notice, EventKind.IN_FORCE, day=FORCE)
    assert days(session, notice) == (
        Known(FORCE, DayOrigin.NATIONAL),
        Known(TODAY, DayOrigin.NATIONAL),
    )


def test_what_happened_outweighs_what_was_planned(session: Session) -> None:
    given = stated(entry_into_force="2026-12-01")
    notice = add_notice(session, "G/TBT/N/USA/1", **given)
    later = date(2027, 3, 1)
    for day in (date(2026, 2, 1), later, date(2028, 1, 1)):
        add_event(session, notice, EventKind.IN_FORCE, day=day, key=str(day))
    assert days(session, notice)[0] == Known(later, DayOrigin.STATED)


def test_the_day_of_a_document_is_an_estimate(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_event(session, notice, EventKind.IN_FORCE, day=TODAY, day_basis="distributed")
    assert days(session, notice)[0] == Known(TODAY, DayOrigin.ESTIMATED)


def test_a_day_in_the_text_counts_and_one_that_is_counted_is_an_estimate(
    session: Session,
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_day(session, notice, "adoption", "1 June 2026", "2026-06-01")
    add_day(session, notice, "force", "6 months after adoption", "2026-12-01")
    force, start = days(session, notice)
    assert force == Known(FORCE, DayOrigin.ESTIMATED)
    assert start == Known(date(2026, 6, 1), DayOrigin.STATED)


def test_a_period_or_nothing_is_no_day(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_day(session, notice, "force", "second half of 2026", "2026-H2")
    assert days(session, notice) == (None, None)
    answer = service.answers_of(session, notice, TODAY)[0]
    assert answer.lack is Lack.IN_FORCE
    assert answer.ways == []
    kept = service.for_alerts(session, [notice], TODAY)[notice.id]
    assert kept == [
        {
            "member": "USA",
            "in_force": None,
            "basis": None,
            "ways": [],
            "lack": "in_force",
            "short": None,
        }
    ]


def test_each_member_of_a_joint_notice_has_its_own_days(session: Session) -> None:
    given = stated(entry_into_force="2026-12-01")
    notice = add_notice(session, "G/TBT/N/KEN/1", members=("KEN", "UGA"), **given)
    later = add_notice(
        session,
        "G/TBT/N/KEN/1/Add.1",
        members=("KEN",),
        type="addendum",
    )
    later.measure_id = notice.measure_id
    session.flush()
    add_event(session, later, EventKind.IN_FORCE, day=date(2027, 2, 1))
    answers = {
        one.member.code: one for one in service.answers_of(session, notice, TODAY)
    }
    ken, uga = answers["KEN"], answers["UGA"]
    assert ken.days.in_force == Known(date(2027, 2, 1), DayOrigin.STATED)
    assert uga.days.in_force == Known(FORCE, DayOrigin.STATED)
    assert ken.ways[0].last == date(2026, 12, 18)
    assert uga.ways[0].last == date(2026, 10, 5)


def test_an_incident_and_a_market_nobody_knows_compute_nothing(
    session: Session,
) -> None:
    recall = add_notice(session, "A12/1", kind="market_alert")
    assert service.answers_of(session, recall, TODAY) == []
    given = stated(entry_into_force="2026-12-01")
    strange = add_notice(session, "G/TBT/N/CHL/1", members=("CHL",), **given)
    answer = service.answers_of(session, strange, TODAY)[0]
    assert (answer.lack, answer.ways) == (Lack.TRANSIT, [])
