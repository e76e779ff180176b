"""What a subscription may say beyond sectors and codes, and why an alert was made."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.audience_terms import keys_of
from models.notice import Notice
from models.subscription import Subscription, SubscriptionClause, SubscriptionTerm
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_notice,
    add_tag,
    add_user,
    subscribe,
)
from web.alerts.asking import reaches
from web.alerts.audience import Made, make_alerts
from web.alerts.items import why
from web.alerts.why import because
from web.subscriptions import service
from web.subscriptions.keys import write_keys
from web.subscriptions.wish import of

ALL_OUT = {"excluded_members": ["USA"]}


def happens(
    session: Session,
    kind: str = "circulated",
    kind_of_notice: str = "notification",
    **columns: Any,
) -> Notice:
    notice = add_notice(session, "G/TBT/N/USA/1", kind=kind_of_notice, **columns)
    add_tag(session, notice, "850760")
    add_tag(session, notice, "29.220.30", "ics")
    add_event(session, notice, kind)
    return notice


def alerts(session: Session, **wish: Any) -> list[Alert]:
    subscribe(session, add_user(session), **wish)
    make_alerts(session, now=NOW, today=TODAY)
    return list(session.scalars(select(Alert)))


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"words": ["lithium battery"]}, True),
        ({"words": ["battery lithium"]}, False),
        ({"words": ["锂电池"]}, True),
        ({"words": ["茶叶"], "hs": ["8507"]}, True),
        ({"words": ["锂电池"], "markets": ["EU"]}, False),
        ({"words": ["锂电池"], "excluded_hs": ["8507"]}, False),
        ({"hs": ["8507"], "excluded_hs": ["870899"]}, True),
        ({"ics": ["29.220"]}, True),
        ({"ics": ["29.220.20"]}, False),
        ({"hs": ["8507"], "kinds": ["new"]}, True),
        ({"hs": ["8507"], "kinds": ["final"]}, False),
        ({"hs": ["8507"], "documents": ["draft"]}, False),
        ({"hs": ["8507"], **ALL_OUT}, False),
        ({"hs": ["8507"], "markets": ["g:main"], **ALL_OUT}, False),
        ({"hs": ["8507"], "excluded_members": ["JPN"]}, True),
        ({"hs": ["8507"], "least_level": "red"}, False),
    ],
)
def test_an_event_is_told_to_whom_it_concerns(
    session: Session, wish: dict[str, Any], told: bool
) -> None:
    happens(session, search_text="a lithium battery rule 锂电 电池")
    assert len(alerts(session, **wish)) == told


def test_a_joint_document_is_kept_out_with_all_its_members_only(
    session: Session,
) -> None:
    happens(session, members=("USA", "CAN"))
    assert len(alerts(session, hs=["8507"], excluded_members=["USA"])) == 1


def test_words_alone_reach_what_is_tagged_with_nothing(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/2", search_text="锂电 电池")
    add_event(session, notice)
    one = subscribe(session, add_user(session), words=["锂电池"])
    subscribe(session, add_user(session, "b@firm.cn"), hs=["8507"])
    assert make_alerts(session, now=NOW, today=TODAY) == Made(1, 1)
    assert session.scalars(select(Alert.subscription_id)).one() == one.id


def test_the_words_that_met_are_told_as_they_were_asked(session: Session) -> None:
    happens(session, search_text="a lithium battery rule 锂电 电池")
    (alert,) = alerts(session, words=["锂电池", "茶叶"], hs=["8507"])
    assert alert.reason["words"] == ["锂电池"]
    assert alert.reason["codes"] == ["hs:8507"]
    assert "订阅的关键词：锂电池" in why(alert.reason, "zh")
    assert "words you subscribe to: 锂电池" in why(alert.reason, "en")


@pytest.mark.parametrize(
    ("wish", "zh", "en"),
    [
        ({"kinds": ["new"]}, "订阅的变化：新发布", "newly issued"),
        ({"kinds": ["new", "dates"]}, "订阅的变化：新发布", "newly issued"),
        ({"documents": ["draft"]}, "订阅的变化：国外法规草案", "foreign drafts"),
    ],
)
@pytest.mark.parametrize("goods", [{"hs": ["8507"]}, {"markets": ["USA"]}])
def test_the_kind_that_was_asked_for_is_told_beside_the_goods(
    session: Session, goods: dict[str, Any], wish: dict[str, Any], zh: str, en: str
) -> None:
    happens(session, kind_of_notice="draft" if "documents" in wish else "notification")
    (alert,) = alerts(session, **goods, **wish)
    first, *_, last = because([alert], "zh")
    assert last == zh
    assert first.startswith("订阅的编码" if "hs" in goods else "订阅了这个市场")
    assert because([alert], "en")[-1] == f"changes you subscribe to: {en}"


def test_who_asks_for_any_change_is_told_of_no_kind(session: Session) -> None:
    happens(session)
    (alert,) = alerts(session, hs=["8507"])
    assert "kinds" not in alert.reason


@pytest.mark.parametrize(
    ("excluded", "told"),
    [("tea", True), ("batteries", False), ("Toy battery", False), ("玩具", False)],
)
def test_words_are_left_out_as_the_search_finds_them(
    session: Session, excluded: str, told: bool
) -> None:
    happens(session, title="Toy battery for steam irons", content={"products": "玩具"})
    found = alerts(session, hs=["8507"], excluded=[excluded])
    assert len(found) == told


def test_a_wish_is_kept_whole_and_its_keys_follow_it(session: Session) -> None:
    user = add_user(session)
    given: dict[str, Any] = {
        "ics": ["29.220"],
        "words": ["锂电池"],
        "least_level": "orange",
        "excluded_members": ["JPN"],
        "excluded_hs": ["870899"],
    }
    kept = subscribe(session, user, **given)
    wish = of(kept)
    assert {name: getattr(wish, name) for name in given} == given
    clauses = select(SubscriptionClause.number, SubscriptionTerm.term).join(
        SubscriptionTerm, SubscriptionTerm.id == SubscriptionClause.term_id
    )
    assert session.execute(clauses).all() == [(0, "hs:870899")]
    terms = {term for term, _, _ in keys_of(session, kept.id)}
    assert terms == {"ics:29.220", "word:锂电 电池"}
    assert {key.checks for key in kept.keys} == {1}
    wish.excluded_hs, wish.words, wish.kinds = [], [], ["ended"]
    service.change(session, user, kept, wish, NOW)
    session.flush()
    session.expire_all()
    again = session.get_one(Subscription, kept.id)
    assert again.updated_at == NOW
    assert {(term, second) for term, _, second in keys_of(session, kept.id)} == {
        ("ics:29.220", "event:withdrawn"),
        ("ics:29.220", "event:void"),
    }
    assert {key.checks for key in again.keys} == {0}
    assert session.execute(clauses).all() == []


def test_words_of_nothing_reach_nobody_rather_than_everybody(
    session: Session,
) -> None:
    happens(session)
    kept = subscribe(session, add_user(session), words=["锂电池"])
    kept.words = ["……"]
    write_keys(session, kept, {})
    assert make_alerts(session, now=NOW, today=TODAY) == Made()


@pytest.mark.parametrize(
    ("level", "least", "enough"),
    [
        ("red", "orange", True),
        ("orange", "orange", True),
        ("yellow", "orange", False),
        ("unknown", "blue", False),
    ],
)
def test_a_level_reaches_another(level: str, least: str, enough: bool) -> None:
    assert reaches(level, least) is enough
