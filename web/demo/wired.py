"""A chat, a program and an old system to which alerts go in the play; none is called.

The addresses are invented, and what they answer stands here: the chat takes all, the
program was away for two days, the old system is there no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.endpoint import Endpoint, EndpointKind, EndpointState
from models.subscription import Subscription
from models.user import User
from web.alerts.channels.pushing import choose
from web.alerts.channels.wire import Answer, Wire, WireError
from web.digest.mailing import want

CHAT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=invented-for-the-play"
PROGRAM = "https://erp.example.com/chutong"
OLD = "https://old.example.com/in"
WAYS = (
    ("trade@example.com", EndpointKind.WECOM, "关务群（演示）", CHAT),
    ("trade@example.com", EndpointKind.WEBHOOK, "ERP接口（演示）", PROGRAM),
    ("nonwovens@example.com", EndpointKind.WEBHOOK, "旧系统接口（演示）", OLD),
)
"""Whose it is, its kind, name and address."""
READERS = ("trade@example.com", "association@example.org")
"""Who has the overview of each day sent."""
AWAY = frozenset({date(2025, 6, 5), date(2025, 6, 6)})
GONE = 410


@dataclass(frozen=True)
class Pretence(Wire):
    """A wire that leads nowhere and answers as the play has it on a day."""

    day: date = date.min

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer of one of the invented addresses; nothing is sent."""
        if url == PROGRAM and self.day in AWAY:
            reason = f"There was no whole answer within {self.timeout:g} seconds."
            raise WireError(reason, away=True)
        return Answer(GONE if url == OLD else 200, b'{"errcode": 0}')


def bring_ways(session: Session, now: datetime) -> None:
    """The endpoints of the play, named by all subscriptions of their owners."""
    people = {user.email: user for user in session.scalars(select(User))}
    for email, kind, name, url in WAYS:
        user = people[email]
        made = Endpoint(
            user_id=user.id,
            kind=kind,
            name=name,
            url=url,
            secret="whsec_invented" if kind == EndpointKind.WEBHOOK else "",
            state=EndpointState.ACTIVE,
            created_at=now,
        )
        session.add(made)
        session.flush()
        own = select(Subscription.id).where(Subscription.user_id == user.id)
        choose(session, made, session.scalars(own).all())
    for email in READERS:
        want(session, people[email].id, wanted=True)
