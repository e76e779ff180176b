"""Endpoints, and ways to post to this machine, for the tests of channels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from models.alert import Message
from models.endpoint import Endpoint
from models.user import User
from tests.web.letters import LINKS, Sessions
from tests.web.small_world import NOW, TODAY
from web.alerts.channels.pushing import choose, make_pushes
from web.alerts.channels.wire import Wire
from web.alerts.delivery import Post
from web.alerts.links import Links


def anywhere(_address: str) -> bool:
    """Tests post to this machine."""
    return True


QUICK = Wire(timeout=0.4, permits=anywhere)


def post_to(folder: Path, **words: Any) -> Post:
    return replace(Post(LINKS, folder / "outbox", wire=QUICK), **words)


def add_endpoint(
    sessions: Sessions, kind: str, url: str, secret: str = "", **columns: Any
) -> int:
    """An endpoint of the one user there is, named by all subscriptions."""
    with sessions.begin() as session:
        user = session.scalars(select(User).order_by(User.id)).first()
        assert user is not None
        given = {"name": "关务群", "created_at": NOW, **columns}
        made = Endpoint(user_id=user.id, kind=kind, url=url, secret=secret, **given)
        session.add(made)
        session.flush()
        return made.id


def name_it(sessions: Sessions, endpoint_id: int, *subscriptions: int) -> None:
    with sessions.begin() as session:
        choose(session, session.get_one(Endpoint, endpoint_id), subscriptions)


def push(sessions: Sessions, links: Links = LINKS) -> int:
    with sessions.begin() as session:
        return make_pushes(session, links, now=NOW, today=TODAY)


def the_endpoint(sessions: Sessions) -> Endpoint:
    with sessions() as session:
        return session.scalars(select(Endpoint)).one()


def messages(sessions: Sessions, channel: str) -> list[Message]:
    with sessions() as session:
        query = select(Message).where(Message.channel == channel)
        return list(session.scalars(query.order_by(Message.id)))
