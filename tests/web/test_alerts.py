"""Who is alerted, to what, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.audience_terms import keys_of
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_match,
    add_measure,
    add_notice,
    add_tag,
    add_user,
    subscribe,
)
from web.alerts.audience import Made, fresh_events, make_alerts
from web.alerts.meeting import audience, gather, terms

SECTOR, OTHER = "lithium-batteries", "tea"


def alerted(session: Session) -> list[Alert]:
    """The alerts after one pass."""
    make_alerts(session, now=NOW, today=TODAY)
    return list(session.scalars(select(Alert).order_by(Alert.id)))


def test_a_new_notice_alerts_whoever_asked_for_its_sector(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    event = add_event(session, notice)
    wanted = subscribe(session, add_user(session), sectors=[SECTOR])
    subscribe(session, add_user(session, "wang@firm.cn"), sectors=[OTHER])
    (alert,) = alerted(session)
    assert (alert.subscription_id, alert.event_id) == (wanted.id, event.id)
    assert alert.notice_id == notice.id
    assert alert.snapshot["symbol"] == "G/TBT/N/USA/1"
    assert alert.snapshot["deadline"] == "2026-04-20"
    assert [one["code"] for one in alert.snapshot["members"]] == ["USA"]
    (sector,) = alert.reason["sectors"]
    assert sector["id"] == SECTOR
    assert sector["why_zh"] == ["编码8507.60"], "what speaks against is no reason"
    assert sector["why_en"] == ["code 8507.60"]
    assert alert.level in {"red", "orange", "yellow", "blue", "unknown"}


def test_nothing_is_alerted_twice(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SECTOR])
    assert make_alerts(session, now=NOW, today=TODAY) == Made(1, 1)
    assert make_alerts(session, now=NOW, today=TODAY) == Made(0, 0)


def test_sector_and_market_must_both_fit(session: Session) -> None:
    here = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, here, OTHER)
    there = add_notice(session, "G/TBT/N/BRA/1", members=("BRA",))
    add_match(session, there, SECTOR)
    for notice in (here, there):
        add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SECTOR], markets=["USA"])
    assert alerted(session) == []


@pytest.mark.parametrize("member", ["EU", "FRA"])
def test_the_union_stands_for_its_members(session: Session, member: str) -> None:
    notice = add_notice(session, "G/TBT/N/X/1", members=(member,))
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SECTOR], markets=["EU"])
    assert len(alerted(session)) == 1


def test_a_group_is_expanded_when_it_is_chosen(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/VNM/1", members=("VNM",))
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    one = subscribe(session, add_user(session), sectors=[SECTOR], markets=["g:asean"])
    markets = {market for _, market, _ in keys_of(session, one.id)}
    assert {"VNM", "THA"} <= markets
    assert len(alerted(session)) == 1


def test_possible_matches_alert_nobody(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR, "possible")
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SECTOR])
    assert alerted(session) == []


def test_a_notice_of_no_member_reaches_nobody(session: Session) -> None:
    notice = add_notice(session, "unread", members=())
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SECTOR])
    subscribe(session, add_user(session, "b@firm.cn"), markets=["USA"])
    assert alerted(session) == []


def test_a_first_load_alerts_nobody(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1", baseline=True)
    add_match(session, notice, SECTOR)
    add_event(session, notice, baseline=True)
    subscribe(session, add_user(session), sectors=[SECTOR])
    assert alerted(session) == []


def test_an_unmatched_notice_waits_for_its_match(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1", matched=False)
    add_event(session, notice)
    late = add_notice(session, "G/TBT/N/USA/2")
    add_match(session, late, SECTOR)
    add_event(session, late, created_at=NOW + timedelta(days=9))
    subscribe(session, add_user(session), sectors=[SECTOR])
    assert len(alerted(session)) == 1
    notice.matched_hash = "c0ffee:1:1"
    add_match(session, notice, SECTOR)
    assert len(alerted(session)) == 2


def test_matches_of_an_older_text_do_not_count(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    notice.matched_hash = "an older text:1:1"
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SECTOR])
    assert alerted(session) == []


def test_an_addendum_takes_the_goods_of_its_base(session: Session) -> None:
    family = add_measure(session, "G/TBT/N/USA/1")
    base = add_notice(
        session, "G/TBT/N/USA/1", measure=family, distributed=date(2026, 1, 5)
    )
    add_match(session, base, SECTOR)
    later = add_notice(session, "G/TBT/N/USA/1/Add.1", measure=family, type="addendum")
    change = {"comments_close": {"before": "2026-03-10", "after": "2026-04-20"}}
    add_event(session, later, "extended", day=date(2026, 4, 20), change=change)
    subscribe(session, add_user(session), sectors=[SECTOR])
    (alert,) = alerted(session)
    assert alert.notice_id == later.id
    assert alert.snapshot["change"] == change
    assert alert.reason["from"] == ["G/TBT/N/USA/1"]
    assert alert.reason["sectors"][0]["id"] == SECTOR


def test_a_new_notice_does_not_inherit(session: Session) -> None:
    family = add_measure(session, "G/TBT/N/USA/1")
    base = add_notice(session, "G/TBT/N/USA/1", measure=family)
    other = add_notice(session, "G/TBT/N/USA/2", measure=family)
    add_match(session, base, SECTOR)
    add_event(session, other)
    subscribe(session, add_user(session), sectors=[SECTOR])
    assert alerted(session) == []


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
