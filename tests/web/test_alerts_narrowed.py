"""What narrows alerts: codes, markets, kinds, words, pauses and the day of asking."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from models.deadlines import HERE
from tests.web.alerted import SECTOR, alerted
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_tag,
    add_user,
    subscribe,
)
from web.alerts.audience import fresh_events
from web.alerts.meeting import audience, gather, terms


@pytest.mark.parametrize(
    ("asked", "stated", "told"),
    [
        ("850760", "850760", True),
        ("8507", "850760", True),
        ("85", "850760", True),
        ("850760", "8507", True),
        ("850760", "850710", False),
        ("850760", "85", False),
        ("85", "85", False),
        ("8507", "8508", False),
    ],
)
def test_codes_meet_as_ancestors(
    session: Session, asked: str, stated: str, told: bool
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_tag(session, notice, stated)
    add_event(session, notice)
    subscribe(session, add_user(session), hs=[asked])
    assert bool(alerted(session)) is told


def test_a_market_alone_hears_of_everything_there(session: Session) -> None:
    add_event(session, add_notice(session, "G/TBT/N/USA/1"))
    add_event(session, add_notice(session, "G/TBT/N/BRA/1", members=("BRA",)))
    subscribe(session, add_user(session), markets=["BRA"])
    (alert,) = alerted(session)
    assert alert.snapshot["symbol"] == "G/TBT/N/BRA/1"


def test_kinds_and_excluded_words_narrow(session: Session) -> None:
    toys = add_notice(session, "G/TBT/N/USA/1", title="Toy batteries")
    rest = add_notice(session, "G/TBT/N/USA/2")
    for notice in (toys, rest):
        add_match(session, notice, SECTOR)
        add_event(session, notice)
        add_event(session, notice, "withdrawn")
    user = add_user(session)
    subscribe(session, user, sectors=[SECTOR], kinds=["new"], excluded=["TOY"])
    (alert,) = alerted(session)
    assert (alert.notice_id, alert.snapshot["kind"]) == (rest.id, "circulated")


def test_paused_and_disabled_hear_nothing(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    paused = subscribe(session, add_user(session), sectors=[SECTOR])
    paused.paused = True
    away = subscribe(session, add_user(session, "b@firm.cn"), sectors=[SECTOR])
    away.paused_until = TODAY + timedelta(days=1)
    gone = add_user(session, "c@firm.cn", disabled=True)
    subscribe(session, gone, sectors=[SECTOR])
    session.flush()
    assert alerted(session) == []


def test_what_happened_at_rest_is_not_told_when_it_ends(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    midnight = datetime.combine(TODAY, time(), HERE)
    add_event(session, notice, created_at=midnight - timedelta(minutes=1))
    late = add_event(session, notice, "extended", created_at=midnight)
    away = subscribe(session, add_user(session), sectors=[SECTOR])
    away.updated_at = midnight - timedelta(days=9)
    away.paused_until = TODAY
    session.flush()
    assert [one.event_id for one in alerted(session)] == [late.id]


def test_a_new_subscription_is_not_flooded_with_the_past(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    add_event(session, notice, created_at=BEFORE)
    late = BEFORE + timedelta(days=1)
    subscribe(session, add_user(session), now=late, sectors=[SECTOR])
    assert alerted(session) == []


def test_each_meeting_looks_up_its_keys(session: Session) -> None:
    """The cost follows what happened, not how many have subscribed."""
    if session.get_bind().dialect.name != "sqlite":
        return
    gather(session, fresh_events(NOW))
    query = audience("sqlite", TODAY)
    text = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")
    plan = [row[3] for row in rows]
    (keys,) = [step for step in plan if " k USING" in step]
    assert keys.startswith("SEARCH")
    assert "slot=?" in keys


def test_the_codes_of_an_event_are_looked_up_by_its_notice(session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        return
    query = terms(fresh_events(NOW))
    text = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")
    plan = [row[3] for row in rows]
    assert not [step for step in plan if "tag" in step and "scheme=?" in step]
