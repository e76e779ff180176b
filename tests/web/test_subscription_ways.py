"""Which robots and webhooks a subscription tells: one's own and the firm's alone."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.endpoint import Endpoint, EndpointState
from models.organisation import Organisation
from models.user import User
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
from web.alerts.audience import make_alerts
from web.alerts.channels.pushing import make_pushes
from web.channels import service as channels
from web.refused import RefusedError
from web.subscriptions import service
from web.subscriptions.reading import numbers
from web.subscriptions.wish import Wish, endpoints_of, of

SECTOR = "lithium-batteries"


def add_firm(session: Session, name: str) -> Organisation:
    firm = Organisation(kind="enterprise", name=name, created_at=NOW)
    session.add(firm)
    session.flush()
    return firm


def add_robot(session: Session, owner: User, **columns: Any) -> Endpoint:
    made = Endpoint(
        user_id=owner.id,
        kind="wecom",
        name=columns.pop("name", "关务群"),
        url="https://robot.example/",
        created_at=NOW,
        **columns,
    )
    session.add(made)
    session.flush()
    return made


def happen(session: Session, symbol: str) -> list[Message]:
    """Something new, with the messages of robots that it brings."""
    notice = add_notice(session, symbol)
    add_match(session, notice, SECTOR)
    add_event(session, notice)
    make_alerts(session, now=NOW, today=TODAY)
    make_pushes(session, LINKS, now=NOW, today=TODAY)
    return list(
        session.scalars(select(Message).where(Message.endpoint_id.is_not(None)))
    )


def test_a_ticked_robot_of_a_colleague_is_told_once(session: Session) -> None:
    firm = add_firm(session, "A")
    li, wang = (add_user(session, f"{n}@a.cn", organisation=firm) for n in "lw")
    robot = add_robot(session, wang)
    for user in (li, wang):
        subscribe(session, user, sectors=[SECTOR], endpoints=[robot.id])
    subscribe(session, li, sectors=[SECTOR])
    (message,) = happen(session, "G/TBT/N/USA/1")
    assert message.endpoint_id == robot.id
    assert len(happen(session, "G/TBT/N/USA/2")) == 2


def test_a_robot_of_another_firm_is_refused_and_never_told(session: Session) -> None:
    li = add_user(session, "l@a.cn", organisation=add_firm(session, "A"))
    other = add_user(session, "x@b.cn", organisation=add_firm(session, "B"))
    alone = add_user(session, "y@c.cn")
    theirs = [add_robot(session, other), add_robot(session, alone)]
    for one in theirs:
        for user in (li, alone, other):
            if one.user_id != user.id:
                with pytest.raises(RefusedError, match="不是您或本企业的"):
                    subscribe(session, user, sectors=[SECTOR], endpoints=[one.id])
    kept = subscribe(session, li, sectors=[SECTOR])
    wish = Wish(sectors=[SECTOR], endpoints=[theirs[0].id, 999_999])
    with pytest.raises(RefusedError, match="不是您或本企业的"):
        service.change(session, li, kept, wish, NOW)
    assert service.choices(session, li).ways == []
    kept.channels = [f"endpoint:{theirs[0].id}"]
    assert happen(session, "G/TBT/N/USA/1") == []


def test_who_has_left_the_firm_tells_its_robots_nothing(session: Session) -> None:
    firm = add_firm(session, "A")
    li, wang = (add_user(session, f"{n}@a.cn", organisation=firm) for n in "lw")
    robot = add_robot(session, wang)
    kept = subscribe(session, li, sectors=[SECTOR], endpoints=[robot.id])
    li.organisation = None
    session.flush()
    assert happen(session, "G/TBT/N/USA/1") == []
    wish = of(kept)
    wish.name = "A"
    service.change(session, li, kept, wish, NOW)
    assert kept.channels == ["mail", f"endpoint:{robot.id}"], "the rest can be saved"


def test_a_robot_that_is_ticked_later_hears_of_nothing_past(session: Session) -> None:
    user = add_user(session)
    robot = add_robot(session, user)
    kept = subscribe(session, user, sectors=[SECTOR])
    assert happen(session, "G/TBT/N/USA/1") == []
    wish = of(kept)
    wish.endpoints, wish.mail = [robot.id], False
    before = kept.updated_at
    service.change(session, user, kept, wish, NOW)
    assert (kept.channels, kept.updated_at) == ([f"endpoint:{robot.id}"], before)
    (message,) = happen(session, "G/TBT/N/USA/2")
    assert "G/TBT/N/USA/1" not in message.body
    assert of(kept).endpoints == [robot.id]


def test_a_removed_robot_is_named_by_nobody(session: Session) -> None:
    firm = add_firm(session, "A")
    li, wang = (add_user(session, f"{n}@a.cn", organisation=firm) for n in "lw")
    one, other = add_robot(session, wang), add_robot(session, wang)
    kept = subscribe(session, li, sectors=[SECTOR], endpoints=[one.id, other.id])
    channels.remove(session, wang, one)
    assert kept.channels == ["mail", f"endpoint:{other.id}"]


def test_ways_are_offered_with_whose_they_are(session: Session) -> None:
    firm = add_firm(session, "A")
    li, wang = (add_user(session, f"{n}@a.cn", organisation=firm) for n in "lw")
    wang.name = "王工"
    add_robot(session, wang, state=EndpointState.DISABLED)
    own = add_robot(session, li, name="出口群")
    ways = service.choices(session, li).ways
    assert [one.zh for one in ways] == ["出口群", "关务群（王工，已停用）"]
    assert ways[1].en == "关务群 (王工, switched off)"
    assert ways[0].value == str(own.id)


def test_only_numbers_are_read_from_the_form() -> None:
    odd = ["7", "7", "x", "-1", "0", "9" * 30, "１"]
    assert numbers(odd) == [7]


def test_only_what_is_named_as_an_endpoint_is_one() -> None:
    assert endpoints_of(["mail", "endpoint:12"]) == [12]
