"""Following one measure, and one subscription changed by its signed link."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.alert import Alert
from models.database import session_factory
from models.subscription import Subscription
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_measure,
    add_notice,
    add_user,
    subscribe,
)
from web import create_app
from web.alerts.audience import make_alerts
from web.alerts.links import Links
from web.config import load_settings
from web.refused import RefusedError
from web.subscriptions import following
from web.subscriptions.backtest import look_back
from web.subscriptions.wish import of

KEY = "a key for tests"
BEFORE = NOW - timedelta(days=1)


def token(kept: Subscription, key: str = KEY) -> str:
    return Links("", key).subscription(kept.id, kept.links).rpartition("/")[2]


def test_a_measure_is_followed_whatever_it_is_and_wherever_from(
    session: Session,
) -> None:
    user = add_user(session)
    subscribe(session, add_user(session, "b@firm.cn"), hs=["8507"])
    subscribe(session, add_user(session, "c@firm.cn"), markets=["USA"])
    measure = add_measure(session, "quiet")
    notice = add_notice(session, "G/TBT/N/X/1", members=(), measure=measure)
    made = following.follow(session, user, measure.id, "zh", BEFORE)
    assert made is not None
    assert made.name == "G/TBT/N/X/1"
    assert following.follow(session, user, measure.id, "zh", BEFORE) is made
    add_event(session, notice, "withdrawn")
    other = add_notice(session, "G/TBT/N/X/2", members=())
    add_event(session, other)
    make_alerts(session, now=NOW, today=TODAY)
    alerts = session.scalars(select(Alert)).all()
    assert [(one.user_id, one.notice_id) for one in alerts] == [(user.id, notice.id)]
    assert [one.notice_id for one in look_back(session, of(made), TODAY)] == [notice.id]


def test_who_follows_a_measure_follows_the_one_it_was_joined_to(
    session: Session,
) -> None:
    user = add_user(session)
    first, later = add_measure(session, "first"), add_measure(session, "later")
    made = following.follow(session, user, later.id, "zh", BEFORE)
    later.redirect_id = first.id
    notice = add_notice(session, "G/TBT/N/USA/1", measure=first)
    add_event(session, notice, "adopted")
    make_alerts(session, now=NOW, today=TODAY)
    assert session.scalars(select(Alert.notice_id)).all() == [notice.id]
    assert following.followed(session, user, first.id) is made
    assert made is not None
    assert len(look_back(session, of(made), TODAY)) == 1


def test_unfollowing_keeps_what_it_brought(session: Session) -> None:
    user = add_user(session)
    measure = add_measure(session, "one")
    made = following.follow(session, user, measure.id, "zh", BEFORE)
    assert made is not None
    following.unfollow(session, user, measure.id, NOW)
    session.flush()
    assert following.followed(session, user, measure.id) is None
    made = following.follow(session, user, measure.id, "zh", BEFORE)
    add_event(session, add_notice(session, "G/TBT/N/USA/1", measure=measure))
    make_alerts(session, now=NOW, today=TODAY)
    following.unfollow(session, user, measure.id, NOW)
    assert made is not None
    assert made.paused
    assert session.scalars(select(Alert)).all()
    following.follow(session, user, measure.id, "zh", NOW)
    assert not made.paused
    assert following.follow(session, user, 999_999, "zh", NOW) is None


def test_a_link_dies_with_its_subscription_and_with_new_links(
    session: Session,
) -> None:
    user = add_user(session)
    kept = subscribe(session, user, markets=["USA"])
    link = token(kept)
    assert following.by_link(session, KEY, link) is kept
    for bad in (link[:-2], link + "x", token(kept, "another key"), "nonsense"):
        with pytest.raises(RefusedError):
            following.by_link(session, KEY, bad)
    following.renew_links(session, user)
    with pytest.raises(RefusedError):
        following.by_link(session, KEY, link)
    fresh = token(kept)
    session.delete(kept)
    session.flush()
    with pytest.raises(RefusedError):
        following.by_link(session, KEY, fresh)


@pytest.mark.parametrize("days", [None, 0, -1, 367])
def test_a_pause_ends_within_a_year(session: Session, days: int | None) -> None:
    kept = subscribe(session, add_user(session), markets=["USA"])
    until = None if days is None else TODAY + timedelta(days=days)
    with pytest.raises(RefusedError):
        following.pause_until(session, "link", kept, until, TODAY)


@pytest.fixture
def app(database: Engine, tmp_path: Path) -> Flask:
    with session_factory(database).begin() as session:
        clock.fix_day(session, TODAY)
    address = database.url.render_as_string(hide_password=False)
    return create_app(
        load_settings(data=tmp_path, database_url=address),
        TESTING=True,
        WTF_CSRF_ENABLED=False,
        RATELIMIT_ENABLED=False,
    )


def test_the_page_of_a_link_looks_without_changing_and_changes_by_a_press(
    app: Flask, database: Engine
) -> None:
    sessions = session_factory(database)
    with sessions.begin() as session:
        kept = subscribe(session, add_user(session), hs=["8507"], markets=["EU"])
        address, number = f"/manage/{token(kept, app.config['SECRET_KEY'])}", kept.id
    client = app.test_client()
    page = client.get(address).get_data(as_text=True)
    assert "HS 8507" in page
    assert "欧盟" in page

    def now() -> Subscription:
        with sessions() as session:
            return session.get_one(Subscription, number)

    def press(**form: str) -> int:
        return client.post(address, data=form).status_code

    assert (now().paused, now().rate) == (False, "immediate")
    assert press(act="rate", rate="weekly") == 303
    assert now().rate == "weekly"
    assert press(act="rate", rate="hourly") == 422
    assert press(act="pause", until=(TODAY + timedelta(days=9)).isoformat()) == 303
    assert now().paused_until == TODAY + timedelta(days=9)
    assert press(act="pause", until="soon") == 422
    assert press(act="stop") == press(act="stop") == 303
    assert now().paused
    assert press(act="resume") == 303
    assert (now().paused, now().paused_until) == (False, None)
    assert press(act="delete") == 400
    assert client.get("/manage/forged").status_code == 422
