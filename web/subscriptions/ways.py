"""The ways by which a subscription tells: mail, and robots and webhooks of the firm."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.endpoint import Endpoint, EndpointState
from models.subscription import Subscription
from models.user import User
from web.alerts.channels.pushing import pass_over
from web.marks import N_
from web.refused import RefusedError
from web.subscriptions.wish import Wish, endpoints_of


def offered(session: Session, user: User) -> Sequence[tuple[Endpoint, User]]:
    """The endpoints that a person may choose, each with its owner, their own first."""
    query = (
        select(Endpoint, User)
        .join(User, User.id == Endpoint.user_id)
        .where(is_shared(user), User.disabled.is_(False))
        .order_by(User.id != user.id, Endpoint.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def is_shared(user: User) -> ColumnElement[bool]:
    """Whether the owner of an endpoint is a person or of the same firm."""
    if user.organisation_id is None:
        return User.id == user.id
    return (User.id == user.id) | (User.organisation_id == user.organisation_id)


def check_ways(session: Session, user: User, wish: Wish, held: Iterable[int]) -> None:
    """Refuse endpoints of others; one that was named before may stay, unused."""
    known = {one.id for one, _ in offered(session, user)} | set(held)
    if not set(wish.endpoints) <= known:
        raise RefusedError(N_("所选的机器人或接口不是您或本企业的，请重新选择。"))


def begin_ways(session: Session, kept: Subscription, before: Iterable[int]) -> None:
    """What a subscription has brought so far is not told by ways that are new to it."""
    new = set(endpoints_of(kept.channels)) - set(before)
    query = select(Endpoint).where(Endpoint.id.in_(new))
    for one in session.scalars(query) if new else ():
        pass_over(session, one, kept)


def way_label(endpoint: Endpoint, owner: User, reader: User) -> tuple[str, str]:
    """Its name as the form shows it, with whose it is and whether it rests."""
    notes = [] if owner.id == reader.id else [(owner.name, owner.name)]
    if endpoint.state == EndpointState.DISABLED:
        notes.append(("已停用", "switched off"))
    if not notes:
        return endpoint.name, endpoint.name
    zh, en = zip(*notes, strict=True)
    return f"{endpoint.name}（{'，'.join(zh)}）", f"{endpoint.name} ({', '.join(en)})"
