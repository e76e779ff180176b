"""What an endpoint missed comes once more, and of two writers one tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from models.alert import Alert, Message, MessageState
from models.database import session_factory
from models.endpoint import Endpoint, EndpointState, Push
from models.subscription import Subscription
from models.user import User
from tests.web.channelled import add_endpoint, messages, name_it, post_to, push
from tests.web.letters import Sessions, alert, clock
from tests.web.small_world import NOW
from web.alerts.channels import pushing
from web.alerts.delivery import deliver
from web.channels.service import switch

HOOK = "https://hook.example/in"


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    """Two alerts, and a webhook that is told of them."""
    made = session_factory(database)
    alert(made, 2)
    with made.begin() as session:
        session.execute(update(Subscription).values(channels=["mail"]))
    number = add_endpoint(made, "webhook", HOOK, "s")
    name_it(made, number, 1)
    with made.begin() as session:
        session.query(Push).delete()
    return made


def test_what_it_missed_comes_in_one_when_it_is_on_again(
    sessions: Sessions, tmp_path: Path
) -> None:
    assert push(sessions) == 1
    with sessions.begin() as session:
        session.execute(update(Endpoint).values(state=EndpointState.DISABLED))
    deliver(sessions, post_to(tmp_path), clock)
    (lost,) = messages(sessions, "webhook")
    assert lost.state == MessageState.FAILED
    with sessions.begin() as session:
        (user,), (kept,) = (
            session.scalars(select(User)),
            session.scalars(select(Endpoint)),
        )
        switch(session, user, kept, on=True)
    assert push(sessions) == 1
    assert push(sessions) == 0
    _, again = messages(sessions, "webhook")
    assert again.body.count('"notice_id"') == 2


def test_what_it_took_is_not_told_again(sessions: Sessions) -> None:
    push(sessions)
    with sessions.begin() as session:
        session.execute(update(Message).values(state=MessageState.SENT))
        (kept,) = session.scalars(select(Endpoint))
        pushing.tell_again(session, kept)
    assert push(sessions) == 0


def test_of_two_writers_one_tells_it(sessions: Sessions) -> None:
    """The other, who saw fewer alerts and so wrote another key, gives way."""
    with sessions.begin() as session:
        (kept,) = session.scalars(select(Endpoint))
        first = session.scalars(select(Alert.id).order_by(Alert.id)).first()
        assert first is not None
        assert pushing.keep(session, kept, [first], None)
        assert not pushing.keep(session, kept, [first], None)
    with sessions.begin() as session:
        (kept,) = session.scalars(select(Endpoint))
        alerts = session.scalars(select(Alert).order_by(Alert.id)).all()
        assert not pushing.keep(session, kept, [one.id for one in alerts], None)


def test_a_stopped_subscription_tells_no_robot(sessions: Sessions) -> None:
    with sessions.begin() as session:
        session.execute(update(Subscription).values(paused=True, updated_at=NOW))
    assert push(sessions) == 0
    with sessions.begin() as session:
        session.execute(update(Subscription).values(paused=False))
    assert push(sessions) == 1
