"""A verdict counts at once: it replaces the one before and decides who is alerted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.judgement import Judgement, Verdict
from models.measure import Measure
from models.notice import Notice
from models.sector import Certainty, Match
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.judgements import service
from web.judgements.service import Actor, Opinion
from web.refused import RefusedError

LI = Actor("李工", "li@centre.cn")
SURE, NEAR, REFUSED = "lithium-batteries", "new-energy", "next-gen-it"


def row_of(session: Session, sector: str) -> Match | None:
    return session.scalar(select(Match).where(Match.sector_id == sector))


def judge(session: Session, notice: Notice, sector: str, verdict: str) -> None:
    service.judge(session, notice, Opinion(sector, verdict), LI, NOW)


def test_a_verdict_replaces_the_one_before(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SURE, "likely")
    judge(session, notice, SURE, Verdict.CONFIRMED)
    judge(session, notice, SURE, Verdict.REFUSED)
    row, one = row_of(session, SURE), session.scalars(select(Judgement)).one()
    assert row is not None
    assert (row.certainty, row.machine, one.machine) == (
        Certainty.REFUSED,
        "likely",
        "likely",
    )
    assert [reason["kind"] for reason in row.reasons] == ["hs6", "domain"]
    service.take_back(session, notice, SURE, LI)
    assert (row.certainty, row.machine, row.score) == ("likely", "", 0.9)


def test_a_sector_that_is_not_there_is_refused(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    with pytest.raises(RefusedError, match="请从列表中选择行业"):
        judge(session, notice, "nothing", Verdict.CONFIRMED)


def alerted(session: Session, **more: Any) -> list[str]:
    """The sectors that new alerts give as their reason."""
    make_alerts(session, now=NOW, today=TODAY)
    reasons = session.scalars(select(Alert.reason)).all()
    return [one["id"] for reason in reasons for one in reason["sectors"]]


def test_a_refused_match_alerts_nobody(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SURE)
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SURE])
    judge(session, notice, SURE, Verdict.REFUSED)
    assert alerted(session) == []


def test_a_follow_up_does_not_get_from_its_family_what_was_refused(
    session: Session,
) -> None:
    base = add_notice(session, "G/TBT/N/USA/1", distributed=TODAY - timedelta(days=9))
    add_match(session, base, SURE)
    add_match(session, base, REFUSED)
    late = add_notice(
        session,
        "G/TBT/N/USA/1/Add.1",
        type="addendum",
        measure=session.get_one(Measure, base.measure_id),
    )
    add_event(session, late)
    subscribe(session, add_user(session), sectors=[SURE, REFUSED])
    judge(session, late, REFUSED, Verdict.REFUSED)
    assert alerted(session) == [SURE]


def test_a_confirmed_near_miss_alerts_even_some_days_later(session: Session) -> None:
    old = NOW - timedelta(days=9)
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, NEAR, "near")
    add_event(session, notice, created_at=old)
    subscribe(session, add_user(session), sectors=[NEAR])
    later = add_notice(session, "G/TBT/N/USA/2")
    add_event(session, later)
    assert alerted(session) == []
    judge(session, notice, NEAR, Verdict.CONFIRMED)
    assert alerted(session) == [NEAR]
    reason = session.scalars(select(Alert.reason)).one()["sectors"][0]
    assert reason["certainty"] == "sure"
    assert reason["why_zh"][0] == "咨询中心已人工确认涉及本行业"
