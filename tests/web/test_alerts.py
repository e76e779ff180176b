"""Who is alerted, to what, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models.audience_terms import keys_of
from tests.web.alerted import alerted
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_measure,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import Made, make_alerts

SECTOR, OTHER = "lithium-batteries", "tea"


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
