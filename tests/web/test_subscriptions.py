"""The pages of subscriptions and alerts, as a person uses them without a script."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models import clock
from models.alert import Alert
from models.audience_terms import keys_of
from models.database import session_factory
from models.subscription import Subscription, SubscriptionKey
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
from web import create_app
from web.accounts import passwords
from web.alerts.audience import make_alerts
from web.alerts.links import sign
from web.config import load_settings
from web.refused import RefusedError
from web.subscriptions import service
from web.subscriptions.backtest import back_test
from web.subscriptions.checking import check
from web.subscriptions.wish import Wish, of

SECTOR = "lithium-batteries"
PHRASE = "a long enough pass phrase"
HASHER = passwords.make_hasher(passwords.CHEAP)
FORM: dict[str, object] = {
    "sector": [SECTOR],
    "market": ["EU", "g:asean"],
    "hs": "8507.60, 8506",
    "kind": ["new", "dates", "text", "final", "ended"],
    "document": ["notification", "draft", "rule"],
    "rate": "immediate",
    "language": "zh",
    "mail": "1",
    "name": "电池",
    "save": "1",
}


@pytest.fixture
def app(database: Engine, tmp_path: Path) -> Flask:
    address = database.url.render_as_string(hide_password=False)
    with session_factory(database).begin() as session:
        clock.fix_day(session, TODAY)
        for email in ("li@firm.cn", "wang@firm.cn"):
            add_user(session, email, password_hash=HASHER.hash(PHRASE))
    return create_app(
        load_settings(data=tmp_path, database_url=address),
        TESTING=True,
        WTF_CSRF_ENABLED=False,
        RATELIMIT_ENABLED=False,
        PASSWORD_COST=passwords.CHEAP,
    )


def signed_in(app: Flask, email: str = "li@firm.cn") -> FlaskClient:
    client = app.test_client()
    client.post("/login", data={"email": email, "password": PHRASE})
    return client


def the_only(database: Engine) -> Subscription:
    with session_factory(database)() as session:
        return session.scalars(select(Subscription)).one()


def test_a_form_becomes_keys(app: Flask, database: Engine) -> None:
    client = signed_in(app)
    assert client.post("/subscriptions/new", data=FORM).status_code == 303
    kept = the_only(database)
    assert (kept.sectors, kept.hs, kept.markets) == (
        [SECTOR],
        ["850760", "8506"],
        ["EU", "g:asean"],
    )
    assert (kept.kinds, kept.rate, kept.channels) == ([], "immediate", ["mail"])
    with session_factory(database)() as session:
        keys = keys_of(session, kept.id)
    assert {term for term, _, _ in keys} == {
        f"sector:{SECTOR}",
        "hs:850760",
        "hs=8507",
        "hs:8506",
    }
    markets = {market for _, market, _ in keys}
    assert {"EU", "FRA", "VNM"} < markets
    assert len(keys) == 4 * len(markets)
    page = client.get("/subscriptions").get_data(as_text=True)
    assert "电池" in page
    assert "锂离子电池与储能" in page
    assert "东盟" in page


def test_a_preview_saves_nothing_and_keeps_the_form(
    app: Flask, database: Engine
) -> None:
    with session_factory(database).begin() as session:
        notice = add_notice(session, "G/TBT/N/FRA/1", members=("FRA",))
        add_match(session, notice, SECTOR)
        add_event(session, notice, baseline=True)
    form = {**FORM, "preview": "1"}
    del form["save"]
    answer = signed_in(app).post("/subscriptions/new", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<strong>1</strong> 条" in page
    assert "涉及 1 件文件；不含补遗 1 条。" in page
    assert "G/TBT/N/FRA/1" in page
    assert 'value="电池"' in page
    with session_factory(database)() as session:
        assert session.scalars(select(Subscription)).all() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sector": [], "market": [], "hs": ""}, "请至少选择一个行业"),
        ({"kind": []}, "请至少选择一类变化"),
        ({"document": []}, "请至少选择一类文件"),
        ({"hs": "85076"}, "“85076”不是HS编码"),
        ({"market": ["ATLANTIS"]}, "“ATLANTIS”不在可选范围内"),
    ],
)
def test_a_refused_form_comes_back_with_its_words(
    app: Flask, database: Engine, change: dict[str, object], words: str
) -> None:
    answer = signed_in(app).post("/subscriptions/new", data={**FORM, **change})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert 'value="电池"' in page
    with session_factory(database)() as session:
        assert session.scalars(select(Subscription)).all() == []


def test_chips_of_a_list_begin_a_subscription(app: Flask) -> None:
    address = f"/subscriptions/new?sector={SECTOR}&market=USA&hs=8507"
    page = signed_in(app).get(address).get_data(as_text=True)
    assert f'name="sector" value="{SECTOR}" checked' in page
    assert ">8507</textarea>" in page


def test_another_s_subscription_is_not_found(app: Flask, database: Engine) -> None:
    signed_in(app).post("/subscriptions/new", data=FORM)
    number = the_only(database).id
    stranger = signed_in(app, "wang@firm.cn")
    assert stranger.get(f"/subscriptions/{number}").status_code == 404
    for action in ("", "/pause", "/delete"):
        address = f"/subscriptions/{number}{action}"
        assert stranger.post(address, data=FORM).status_code == 404
    assert the_only(database).paused is False


def test_pause_resume_change_and_delete(app: Flask, database: Engine) -> None:
    client = signed_in(app)
    client.post("/subscriptions/new", data=FORM)
    kept = the_only(database)
    address = f"/subscriptions/{kept.id}"
    client.post(f"{address}/pause", data={"paused": "1"})
    assert the_only(database).paused
    client.post(f"{address}/pause", data={"paused": "0"})
    assert not the_only(database).paused
    client.post(address, data={**FORM, "market": ["USA"], "mail": "", "name": "新"})
    changed = the_only(database)
    assert (changed.markets, changed.channels, changed.name) == (["USA"], [], "新")
    assert client.post(f"{address}/delete").status_code == 303
    assert "还没有订阅" in client.get("/subscriptions").get_data(as_text=True)


def test_a_wider_wish_begins_anew_and_a_new_name_does_not(session: Session) -> None:
    user = add_user(session)
    kept = subscribe(session, user, sectors=[SECTOR])
    began = kept.updated_at
    wish = of(kept)
    wish.name, wish.rate = "another name", "daily"
    service.change(session, user, kept, wish, NOW)
    assert kept.updated_at == began
    wish.markets = ["USA"]
    service.change(session, user, kept, wish, NOW)
    assert kept.updated_at == NOW


def test_a_deleted_subscription_takes_its_alerts_along(session: Session) -> None:
    user = add_user(session)
    kept = subscribe(session, user, sectors=[SECTOR])
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    assert make_alerts(session, now=NOW, today=TODAY).alerts == 1
    service.remove(session, user, kept)
    session.flush()
    for table in (Alert, Subscription, SubscriptionKey):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_the_look_back_is_what_alerts_would_have_been(session: Session) -> None:
    for number, member in enumerate(("USA", "BRA", "USA", "FRA")):
        notice = add_notice(session, f"G/TBT/N/X/{number}", members=(member,))
        if number != 2:
            add_match(session, notice, SECTOR)
        else:
            add_tag(session, notice, "850760")
        add_event(session, notice)
        add_event(session, notice, "withdrawn")
    old = add_notice(
        session, "old", distributed=TODAY - timedelta(days=366), members=("USA",)
    )
    add_match(session, old, SECTOR)
    add_event(session, old, baseline=True)
    wish = Wish(sectors=[SECTOR], hs=["8507"], markets=["USA", "EU"])
    found = back_test(session, wish, "zh", TODAY)
    assert (found.notices, found.count) == (3, 6)
    subscribe(session, add_user(session), **vars(wish))
    make_alerts(session, now=NOW, today=TODAY)
    alerted = set(session.scalars(select(Alert.notice_id)))
    assert len(alerted) == found.notices


def test_the_inbox_shows_each_notice_once_until_it_is_read(
    app: Flask, database: Engine
) -> None:
    with session_factory(database).begin() as session:
        user = add_user(session, "zhao@firm.cn", password_hash=HASHER.hash(PHRASE))
        subscribe(session, user, sectors=[SECTOR])
        subscribe(session, user, markets=["USA"])
        notice = add_notice(session, "G/TBT/N/USA/1", title="A draft on cells")
        add_match(session, notice, SECTOR)
        add_event(session, notice)
        make_alerts(session, now=NOW, today=TODAY)
    client = signed_in(app, "zhao@firm.cn")
    page = client.get("/inbox").get_data(as_text=True)
    assert "共 1 项措施，未读 1 项" in page
    assert "编码8507.60" in page
    assert "还剩 49 天" in page
    assert client.post("/inbox/read", data={"measure": 1}).status_code == 303
    client.post("/inbox/read")
    assert "未读 0 项" in client.get("/inbox").get_data(as_text=True)
    assert "没有符合条件" in client.get("/inbox?unread=1").get_data(as_text=True)
    assert "没有预警" in signed_in(app).get("/inbox").get_data(as_text=True)


def test_the_link_of_a_mail_stops_it_by_a_press_alone(
    app: Flask, database: Engine
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    with session_factory(database).begin() as session:
        user = add_user(session, "zhao@firm.cn")
        kept = subscribe(session, user, sectors=[SECTOR])
        token = sign(app.config["SECRET_KEY"], user.id, [kept.id])
    client = app.test_client()
    address = f"/unsubscribe/{token}"
    assert client.get(address).status_code == 200
    assert not the_only(database).paused, "a mail scanner only looks"
    press = {"List-Unsubscribe": "One-Click"}
    for _again in range(2):
        answer = client.post(address, data=press)
        assert answer.status_code == 200, "a mail program follows no redirect"
        assert "已停止" in answer.get_data(as_text=True)
    assert the_only(database).paused
    assert "已停止" in client.get(address).get_data(as_text=True)
    assert client.post("/unsubscribe/forged").status_code == 422


def test_a_person_has_not_more_than_fifty(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST", 1)
    user = add_user(session)
    subscribe(session, user, sectors=[SECTOR])
    with pytest.raises(RefusedError):
        subscribe(session, user, sectors=[SECTOR])


def test_too_many_codes_are_refused() -> None:
    with pytest.raises(RefusedError):
        check(Wish(hs=[f"{n:04}" for n in range(51)]))
