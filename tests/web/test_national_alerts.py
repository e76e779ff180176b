"""Subscriptions choose sorts of documents; messages tell each in its own words."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models.alert import Alert
from models.database import session_factory
from models.kinds import INCIDENTS, kinds_of
from models.notice import Notice
from tests.web.abroad import add_national, add_one_of_each
from tests.web.letters import Sessions, group, the_message
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
from web.alerts.items import items
from web.subscriptions import service
from web.subscriptions.backtest import back_test
from web.subscriptions.reading import asked
from web.subscriptions.wish import USUAL_SORTS, Wish, of

SECTOR = "lithium-batteries"
ALL = [*USUAL_SORTS, "risk"]


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return session_factory(database)


def spread(session: Session) -> None:
    add_one_of_each(session)
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    add_event(session, notice)


def alerted(session: Session) -> set[str]:
    query = select(Notice.kind).join(Alert, Alert.notice_id == Notice.id)
    return set(session.scalars(query))


@pytest.mark.parametrize(
    ("documents", "kinds"),
    [
        (list(USUAL_SORTS), {"notification", "draft", "rule"}),
        (["risk"], set(INCIDENTS)),
        (["rule"], {"rule"}),
        (ALL, {"notification", "draft", "rule", *INCIDENTS}),
    ],
)
def test_alerts_and_the_look_back_follow_the_chosen_sorts(
    session: Session, documents: list[str], kinds: set[str]
) -> None:
    spread(session)
    subscribe(session, add_user(session), sectors=[SECTOR], documents=documents)
    make_alerts(session, now=NOW, today=TODAY)
    assert alerted(session) == {str(kind) for kind in kinds}
    wish = Wish(sectors=[SECTOR], documents=documents)
    assert back_test(session, wish, "zh", TODAY).notices == len(kinds)


def test_incidents_are_an_explicit_choice(session: Session) -> None:
    user = add_user(session)
    kept = subscribe(session, user, sectors=[SECTOR])
    assert kept.notice_kinds == ["notification", "draft", "rule"]
    assert of(kept).documents == list(USUAL_SORTS)
    wish = of(kept)
    wish.documents = ALL
    service.change(session, user, kept, wish, NOW)
    assert set(kept.notice_kinds) == set(kinds_of(ALL))
    assert kept.updated_at == NOW, "it begins anew, for it asks for other things"


def test_a_subscription_begun_from_a_list_keeps_its_sorts() -> None:
    assert asked(
        MultiDict([("document", "risk"), ("document", "odd")]), "zh"
    ).documents == ["risk"]
    assert asked(MultiDict([("sector", SECTOR)]), "zh").documents == list(USUAL_SORTS)


def test_a_mail_tells_each_kind_in_its_words(sessions: Sessions) -> None:
    with sessions.begin() as session:
        spread(session)
        subscribe(session, add_user(session), sectors=[SECTOR], documents=ALL)
        make_alerts(session, now=NOW, today=TODAY)
    assert group(sessions) == 1
    body = the_message(sessions).body
    for words in (
        "变化：新公布的法规草案",
        "意见截止日：2026年4月21日（原文载明，还剩 50 天）",
        "美国 · 美国联邦公报 2026-02211",
        "变化：法规已公布（2026年2月16日）；法规生效（2026年4月1日）",
        "状态：距生效 30 天（2026年4月1日）",
        "变化：发布进口警示",
        "美国FDA进口警示 16-131",
        "变化：货物被拒绝入境",
        "变化：市场风险通报",
        "状态：已发布（2026年2月26日）",
        "评议截止日：2026年4月20日（通报载明，还剩 49 天）",
    ):
        assert words in body, words
    assert body.count("新通报") == 1
    assert body.count("评议截止日") == 1
    assert "未载明" not in body


def test_a_mail_in_english_does_the_same(sessions: Sessions) -> None:
    with sessions.begin() as session:
        spread(session)
        words = {"documents": ALL, "language": "en"}
        subscribe(session, add_user(session), sectors=[SECTOR], **words)
        make_alerts(session, now=NOW, today=TODAY)
    group(sessions)
    message = the_message(sessions)
    for words_en in (
        "What happened: New draft regulation",
        "Status: in force in 30 days (1 April 2026)",
        "Status: issued (26 February 2026)",
        "What happened: Border rejection",
        "European Union · EU RASFF 2026.4607",
    ):
        assert words_en in message.body, words_en
    told = message.body.replace("· 美", "")
    assert not re.search(r"[\u4e00-\u9fff]", told.replace("李工", ""))
    assert message.body.count("New notification") == 1


def test_a_subject_of_a_rule_tells_the_news(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_national(session, "rule")
        subscribe(session, add_user(session), sectors=[SECTOR])
        make_alerts(session, now=NOW, today=TODAY)
    group(sessions)
    subject = the_message(sessions).subject
    assert "法规已公布" in subject
    assert "截止" not in subject


def test_an_alert_of_old_is_that_of_a_notification(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SECTOR])
    make_alerts(session, now=NOW, today=TODAY)
    alert = session.scalars(select(Alert)).one()
    kept = {"notice_kind", "publisher", "standing"}
    alert.snapshot = {k: v for k, v in alert.snapshot.items() if k not in kept}
    [item] = items([alert], TODAY, "zh")
    assert (item.label, item.left) == ("评议截止日", "还剩 49 天")
    assert item.symbol == "G/TBT/N/USA/1"
