"""Why an alert came, and what readers say of it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audience_query
from models.alert import Alert
from models.handling import Tap, TapVerdict
from models.subscription import SubscriptionMarket, SubscriptionTerm
from tests.web.alerted import SECTOR, add_colleague, alerts_of, happen, told_of
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_tag,
    add_user,
    subscribe,
)
from web.alerts.audience import fresh_events, make_alerts
from web.alerts.links import Links
from web.alerts.meeting import gather
from web.inbox import evidence, taps
from web.inbox.taps import Precision, precision, tap, tap_all
from web.inbox.why import fired_keys
from web.refused import RefusedError
from web.subscriptions import service
from web.subscriptions.wish import Wish

RIGHT, WRONG = TapVerdict.RELEVANT, TapVerdict.IRRELEVANT
WISHES: dict[str, dict[str, Any]] = {
    "sector": {"sectors": [SECTOR]},
    "code": {"hs": ["850760"], "markets": ["USA"]},
    "heading": {"hs": ["8507"], "kinds": ["new"]},
    "word": {"words": ["lithium cells"], "markets": ["USA", "BRA"]},
    "market": {"markets": ["USA"]},
    "ics": {"ics": ["29.220"], "markets": ["g:main"]},
    "both": {"sectors": [SECTOR, "tea"], "hs": ["8507"], "kinds": ["new", "final"]},
}


def fired(session: Session) -> set[tuple[int, str, str, str]]:
    """The keys that the engine itself says were met, by its own query."""
    gather(session, fresh_events(None))
    dialect = session.get_bind().dialect.name
    rows = session.execute(audience_query.fired(dialect)).all()
    terms = {0: "", **names(session, SubscriptionTerm.id, SubscriptionTerm.term)}
    codes = names(session, SubscriptionMarket.id, SubscriptionMarket.code)
    return {
        (
            one.subscription_id,
            terms[one.term_id],
            codes[one.market_id],
            terms[one.second],
        )
        for one in rows
    }


def names(session: Session, *columns: Any) -> dict[int, str]:
    """The words of some numbers."""
    return {row[0]: row[1] for row in session.execute(select(*columns))}


@pytest.mark.parametrize("code", ["850760", "8507"])
def test_the_card_meets_the_same_keys_as_the_engine(
    session: Session, code: str
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1", search_text="lithium cell")
    add_match(session, notice, SECTOR)
    add_tag(session, notice, code)
    add_tag(session, notice, "29.220.30", "ics")
    add_event(session, notice)
    user = add_user(session)
    for name, wish in WISHES.items():
        subscribe(session, user, name=name, **wish)
    met = fired(session)
    make_alerts(session, now=NOW, today=TODAY)
    alerts = session.scalars(select(Alert)).all()
    assert len(alerts) >= 6
    for alert in alerts:
        rebuilt = fired_keys(session, alert)
        theirs = {key[1:] for key in met if key[0] == alert.subscription_id}
        assert {(one.term, one.market, one.second) for one in rebuilt} == theirs
        assert theirs, alert.subscription.name


def test_the_card_speaks_plainly(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    happen(session, "G/TBT/N/USA/1")
    (alert,) = alerts_of(session, user)
    told = evidence.card(session, alert, TODAY, "zh").sentences
    assert 3 <= len(told) <= 5
    assert told[0] == "美国：新通报（2026年3月2日），文件编号 G/TBT/N/USA/1。"
    assert "订阅“电池”要的行业“" in told[1]
    assert "确定，得分 0.90，依据：编码8507.60。" in told[2]
    assert told[-1].startswith("级别“")
    english = evidence.card(session, alert, TODAY, "en").sentences
    assert len(english) == len(told)
    assert "score 0.90, by: code 8507.60." in english[2]


def test_a_changed_subscription_says_so(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    happen(session, "G/TBT/N/USA/1")
    (alert,) = alerts_of(session, user)
    service.change(session, user, alert.subscription, Wish(sectors=["tea"]), NOW)
    session.flush()
    card = evidence.card(session, alert, TODAY, "zh")
    assert card.keys == []
    assert "后来改过" in card.sentences[1]


def test_precision_counts_the_latest_taps(session: Session) -> None:
    user, subscription = told_of(session, [(f"Battery {n}", RIGHT) for n in range(4)])
    assert precision(session, subscription) == Precision(4, 4)
    assert not precision(session, subscription).enough
    happen(session, "G/TBT/N/USA/9")
    tap(session, user.id, alerts_of(session, user)[-1].id, WRONG, NOW)
    assert precision(session, subscription) == Precision(5, 4)
    assert precision(session, subscription).enough


def test_a_second_tap_replaces_the_first(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    happen(session, "G/TBT/N/USA/1")
    (alert,) = alerts_of(session, user)
    for verdict in (RIGHT, RIGHT, WRONG):
        tap(session, user.id, alert.id, verdict, NOW)
    (kept,) = session.scalars(select(Tap)).all()
    assert kept.verdict == WRONG
    with pytest.raises(RefusedError):
        tap(session, user.id, alert.id, "maybe", NOW)


def test_one_press_speaks_once_of_each_subscription(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    subscribe(session, user, markets=["USA"])
    notice = happen(session, "G/TBT/N/USA/1")
    add_event(session, notice, "withdrawn")
    make_alerts(session, now=NOW, today=TODAY)
    alerts = alerts_of(session, user)
    assert len(alerts) == 4
    tap_all(session, user.id, alerts, RIGHT, NOW)
    said = taps.said_of(session, user.id, [one.id for one in alerts])
    assert sorted(said) == [one.id for one in alerts][2:]


def test_links_are_signed_and_spoken_once(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    happen(session, "G/TBT/N/USA/1")
    (alert,) = alerts_of(session, user)
    token = Links("", "key").tap(alert.id, RIGHT).rpartition("/")[2]
    assert taps.alert_of(session, "key", token) == (alert, RIGHT)
    for bad in (token[:-2], token.swapcase(), "x", ""):
        with pytest.raises(RefusedError, match="不完整或已过期"):
            taps.alert_of(session, "key", bad)
    with pytest.raises(RefusedError):
        taps.alert_of(session, "another key", token)
    odd = Links("", "key").tap(alert.id, "maybe").rpartition("/")[2]
    with pytest.raises(RefusedError):
        taps.alert_of(session, "key", odd)
    (own,) = service.list_own(session, user)
    service.remove(session, user, own)
    session.expire_all()
    with pytest.raises(RefusedError, match="已随订阅删除"):
        taps.alert_of(session, "key", token)
