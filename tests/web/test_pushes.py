"""Alerts reach chat robots and webhooks, signed, once, and what refuses is told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine, insert, select, update

from models.alert import Alert, MessageState
from models.database import session_factory
from models.endpoint import Endpoint, EndpointKind, EndpointState
from models.measure import Event
from models.subscription import Subscription
from tests.web.channelled import (
    add_endpoint,
    messages,
    name_it,
    post_to,
    push,
    the_endpoint,
)
from tests.web.letters import SECTOR, Sessions, alert, clock
from tests.web.small_world import NOW, TODAY, add_event, add_match, add_notice
from web.alerts import standing
from web.alerts.audience import make_alerts
from web.alerts.channels.outcome import Outcome
from web.alerts.channels.robots import VENDORS, address, payload, token_of
from web.alerts.channels.wire import Wire
from web.alerts.delivery import deliver

SECRET = "whsec_for_tests"
OK = {"errcode": 0, "code": 0}


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    """A reader with a subscription that has brought one alert by mail."""
    made = session_factory(database)
    alert(made)
    return made


def more(sessions: Sessions, first: int = 10, count: int = 1, title: str = "") -> None:
    """Further notices for the same reader."""
    with sessions.begin() as session:
        for number in range(first, first + count):
            words = {"title": title} if title else {}
            notice = add_notice(session, f"G/TBT/N/USA/{number}", **words)
            add_match(session, notice, SECTOR)
            add_event(session, notice)
        make_alerts(session, now=NOW, today=TODAY)


def connected(
    sessions: Sessions, server: HTTPServer, kind: str = EndpointKind.WEBHOOK
) -> int:
    made = add_endpoint(sessions, kind, server.url_for("/hook?key=12345678"), SECRET)
    with sessions() as session:
        ids = session.scalars(select(Subscription.id)).all()
    name_it(sessions, made, *ids)
    return made


def test_a_webhook_is_signed_and_told_once(
    sessions: Sessions, httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/hook").respond_with_data("", 204)
    connected(sessions, httpserver)
    assert push(sessions) == 0, "what came before is not told any more"
    more(sessions)
    assert push(sessions) == 1
    assert push(sessions) == 0
    post = post_to(tmp_path)
    assert deliver(sessions, post, clock).sent == 1
    ((request, _),) = httpserver.log
    at, signature = request.headers["Chutong-Signature"].split(",")
    signed = at.removeprefix("t=").encode() + b"." + request.data
    wanted = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert signature == f"v1={wanted}"
    (message,) = messages(sessions, "webhook")
    assert request.headers["Idempotency-Key"] == message.key
    told = json.loads(request.data)
    assert (told["type"], told["count"], told["more"]) == ("alerts", 1, 0)
    assert told["items"][0]["symbol"] == "G/TBT/N/USA/10"
    assert told["items"][0]["comments_close"] == "2026-04-20"
    assert message.state == MessageState.SENT


def test_nothing_is_pushed_of_a_subscription_at_rest(
    sessions: Sessions, httpserver: HTTPServer
) -> None:
    connected(sessions, httpserver)
    more(sessions)
    for until, made in ((TODAY + timedelta(days=1), 0), (TODAY, 1)):
        with sessions.begin() as session:
            session.execute(update(Subscription).values(paused_until=until))
        assert push(sessions) == made


def test_ten_thousand_alerts_are_one_message(
    sessions: Sessions, httpserver: HTTPServer
) -> None:
    connected(sessions, httpserver, EndpointKind.WECOM)
    more(sessions, count=2)
    with sessions.begin() as session:
        one = session.scalars(select(Alert).order_by(Alert.id.desc())).first()
        assert one is not None
        notice = add_notice(session, "G/TBT/N/USA/900")
        of_notice = {"measure_id": notice.measure_id, "notice_id": notice.id}
        first = add_event(session, notice, key="0")
        numbers = [first.id + number for number in range(1, 10_001)]
        event = {**of_notice, "kind": first.kind, "day": TODAY, "origin": "type"}
        event |= {"created_at": NOW}
        session.execute(
            insert(Event), [{**event, "id": one, "key": str(one)} for one in numbers]
        )
        shared = {
            name: getattr(one, name)
            for name in ("subscription_id", "user_id", "level", "reason", "snapshot")
        }
        shared |= {**of_notice, "created_at": NOW}
        session.execute(
            insert(Alert), [{**shared, "event_id": number} for number in numbers]
        )
    assert push(sessions) == 1
    (message,) = messages(sessions, "wecom")
    assert len(message.body.encode()) <= VENDORS[EndpointKind.WECOM].most


def test_a_chat_is_cut_between_notices_and_bears_no_marks(
    sessions: Sessions, httpserver: HTTPServer
) -> None:
    connected(sessions, httpserver, EndpointKind.WECOM)
    hostile = "<@all> [press](http://evil.example) **now** " + "电池" * 300
    more(sessions, count=30, title=hostile)
    assert push(sessions) == 1
    (message,) = messages(sessions, "wecom")
    assert len(message.body.encode()) <= 4096
    assert "<@" not in message.body
    assert "](http://evil" not in message.body
    shown = message.body.count("https://chutong.example/notices/")
    assert 1 < shown <= 8
    assert f"另有 {30 - shown} 条" in message.body


@pytest.mark.parametrize("kind", VENDORS)
def test_a_robot_that_says_no_with_200_is_not_believed(
    kind: str, sessions: Sessions, httpserver: HTTPServer, tmp_path: Path
) -> None:
    gone = min(VENDORS[kind].gone)
    answers = [{VENDORS[kind].code: gone}, OK]
    httpserver.expect_ordered_request("/hook").respond_with_json(answers[0])
    connected(sessions, httpserver, kind)
    more(sessions)
    push(sessions)
    done = deliver(sessions, post_to(tmp_path), clock)
    assert (done.sent, done.failed) == (0, 1)
    (message,) = messages(sessions, kind)
    assert message.state == MessageState.FAILED
    endpoint = the_endpoint(sessions)
    assert endpoint.state == EndpointState.DISABLED
    assert str(gone) in endpoint.last_error
    (letter,) = [
        one for one in messages(sessions, "mail") if one.key.startswith("endpoint:")
    ]
    assert "关务群" in letter.subject
    assert "/channels" in letter.body


def test_robots_are_signed_as_their_vendors_say() -> None:
    url = "https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef"
    signed = address(EndpointKind.DINGTALK, url, "SECabc", NOW)
    at = int(NOW.timestamp() * 1000)
    assert signed.startswith(f"{url}&timestamp={at}&sign=")
    card = payload(EndpointKind.FEISHU, "题", "文", "abc", NOW)
    assert card["timestamp"] == str(int(NOW.timestamp()))
    made = hmac.new(f"{card['timestamp']}\nabc".encode(), b"", hashlib.sha256)
    assert card["sign"] == base64.b64encode(made.digest()).decode()
    assert "sign" not in payload(EndpointKind.FEISHU, "题", "文", "", NOW)


@pytest.mark.parametrize(
    "url",
    [
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789",
        "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=0123456789",
        "https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send?key=0123456789",
        "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=0123456789",
        "https://qyapi.weixin.qq.com/elsewhere?key=0123456789",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
    ],
)
def test_only_a_vendors_own_address_is_its_robot(url: str) -> None:
    assert token_of(EndpointKind.WECOM, url) == ""


def test_a_failing_webhook_is_disabled_after_three_days(
    sessions: Sessions, tmp_path: Path
) -> None:
    made = add_endpoint(sessions, EndpointKind.WEBHOOK, "https://x.example/", SECRET)
    no, post = Outcome("It answered 503.", soft=True, away=True), post_to(tmp_path)
    states = []
    with sessions.begin() as session:
        endpoint = session.get_one(Endpoint, made)
        for hour in (0, 1, *range(2, 80, 4)):
            now = NOW + timedelta(hours=hour)
            standing.learn_endpoint(session, endpoint, no, post, now)
            states.append((hour, endpoint.failures, str(endpoint.state)))
    off = [one for one in states if one[2] == EndpointState.DISABLED]
    assert off[0] == (74, 21, "disabled")
    letters = [one for one in messages(sessions, "mail") if "endpoint" in one.key]
    assert len(letters) == 1


def test_a_yes_wipes_the_slate(sessions: Sessions, tmp_path: Path) -> None:
    made = add_endpoint(sessions, EndpointKind.WEBHOOK, "https://x.example/", SECRET)
    with sessions.begin() as session:
        endpoint = session.get_one(Endpoint, made)
        for outcome in (Outcome("no"), Outcome()):
            standing.learn_endpoint(session, endpoint, outcome, post_to(tmp_path), NOW)
        assert (endpoint.failures, endpoint.failing_since) == (0, None)


def test_one_that_is_away_does_not_hold_up_the_round(
    sessions: Sessions, httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/hook").respond_with_data("", 503)
    connected(sessions, httpserver)
    for number in range(3):
        more(sessions, first=50 + number)
        push(sessions)
    assert deliver(sessions, post_to(tmp_path), clock).failed == 1
    assert len(httpserver.log) == 1


def test_a_private_address_is_refused_for_good(
    sessions: Sessions, httpserver: HTTPServer, tmp_path: Path
) -> None:
    connected(sessions, httpserver)
    more(sessions)
    push(sessions)
    deliver(sessions, post_to(tmp_path, wire=Wire()), clock)
    assert httpserver.log == []
    (message,) = messages(sessions, "webhook")
    assert message.state == MessageState.FAILED
    assert "open web" in str(message.error)


def test_offline_it_waits(
    sessions: Sessions, httpserver: HTTPServer, tmp_path: Path
) -> None:
    connected(sessions, httpserver)
    more(sessions)
    push(sessions)
    deliver(sessions, post_to(tmp_path, is_offline=True), clock)
    (message,) = messages(sessions, "webhook")
    assert message.state == MessageState.PENDING


def test_what_came_while_it_was_off_comes_later_in_one(
    sessions: Sessions, httpserver: HTTPServer
) -> None:
    made = connected(sessions, httpserver)
    with sessions.begin() as session:
        session.get_one(Endpoint, made).state = EndpointState.DISABLED
    more(sessions, count=3)
    assert push(sessions) == 0
    with sessions.begin() as session:
        session.get_one(Endpoint, made).state = EndpointState.ACTIVE
    assert push(sessions) == 1
    (message,) = messages(sessions, "webhook")
    assert json.loads(message.body)["count"] == 3
