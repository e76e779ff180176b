"""Alerts are written many at once, in parts that may be cut off; never twice."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.alert import Alert, Message
from models.audience import Asked
from models.subscription import Subscription
from tests.bench.crowd import add_subscribers
from tests.web.letters import LINKS
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts import audience as pass_over
from web.alerts.asking import Askers
from web.alerts.audience import Made, make_alerts, meet
from web.alerts.grouping import make_messages
from web.alerts.mail import MOST
from web.alerts.reasons import brief
from web.alerts.writing import tell, write

SECTOR = "lithium-batteries"


def test_a_pass_that_is_killed_between_two_parts_goes_on_where_it_ended(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pass_over, "ALERTS", 2)
    monkeypatch.setattr(pass_over, "EVENTS", 2)
    for number in range(3):
        notice = add_notice(session, f"G/TBT/N/USA/{number}")
        add_match(session, notice, SECTOR)
        add_event(session, notice)
    for number in range(3):
        subscribe(session, add_user(session, f"{number}@f.cn"), sectors=[SECTOR])
    counted = select(func.count()).select_from(Alert)
    seen: list[int | None] = []

    def keep() -> None:
        session.flush()
        seen.append(session.scalar(counted))
        if len(seen) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_alerts(session, now=NOW, today=TODAY, keep=keep)
    assert seen == [0, 2, 2, 5]
    assert make_alerts(session, now=NOW, today=TODAY) == Made(2, 4)
    pairs = session.execute(select(Alert.subscription_id, Alert.event_id)).all()
    assert len(pairs) == len(set(pairs)) == 9


def test_what_is_written_twice_at_once_is_there_once(session: Session) -> None:
    """Two passes have met the same; the second finds the rows of the first."""
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SECTOR)
    event = add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SECTOR])
    hits = meet(session, [event.id], TODAY)
    told = brief(session, [event.id], TODAY)
    (part,) = tell(hits, told, Askers(session), 10)
    assert [write(session, part, NOW) for _ in range(2)] == [1, 0]
    (alert,) = session.scalars(select(Alert))
    assert alert.snapshot == told[event.id].snapshot
    assert (alert.created_at, alert.read_at, alert.message_id) == (NOW, None, None)


def test_ten_thousand_alerts_for_one_person_are_one_mail(session: Session) -> None:
    add_subscribers(session.connection(), {number: Asked() for number in range(1, 201)})
    told_by_mail = {"channels": ["mail"], "rate": "immediate"}
    session.execute(update(Subscription).values(**told_by_mail))
    for number in range(50):
        add_event(session, add_notice(session, f"G/TBT/N/USA/{number}"))
    assert make_alerts(session, now=NOW, today=TODAY).alerts == 10_000
    assert make_messages(session, LINKS, now=NOW, today=TODAY) == 1
    message = session.scalars(select(Message)).one()
    assert message.body.count("https://chutong.example/notices/") <= 3 * MOST
    assert f"另有 {50 - MOST} 条" in message.body
    told = select(func.count()).where(Alert.message_id == message.id)
    assert session.scalar(told) == 10_000
