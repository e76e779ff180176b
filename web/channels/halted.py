"""What no longer reaches a person: mail, and endpoints of theirs or of the firm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from models.endpoint import AddressState, Endpoint, EndpointState, MailAddress
from models.user import User

MOST = 5


@dataclass(frozen=True)
class Halted:
    """A way that has stopped by itself: its name, since when, and whose it is.

    ``owner`` is empty for one's own; ``is_mail`` tells an address from an endpoint.
    """

    name: str
    since: datetime
    is_mail: bool = False
    owner: str = ""


def halted(session: Session, user: User) -> list[Halted]:
    """The ways that have stopped by themselves, mail first; none in most cases."""
    return [*mail_of(session, user), *endpoints_of(session, user)]


def mail_of(session: Session, user: User) -> Iterator[Halted]:
    """The person's own address, if mail to it has stopped."""
    kept = session.get(MailAddress, user.email.lower())
    if kept is not None and kept.state == AddressState.STOPPED:
        yield Halted(user.email, kept.updated_at, is_mail=True)


def endpoints_of(session: Session, user: User) -> Iterator[Halted]:
    """Endpoints of the person and the firm that were disabled for their failures."""
    ours = [User.id == user.id]
    if user.organisation_id is not None:
        ours.append(User.organisation_id == user.organisation_id)
    query = (
        select(Endpoint)
        .join(User, User.id == Endpoint.user_id)
        .options(joinedload(Endpoint.user))
        .where(
            or_(*ours),
            User.disabled.is_(False),
            Endpoint.state == EndpointState.DISABLED,
            Endpoint.disabled_at.is_not(None),
        )
        .order_by(Endpoint.disabled_at.desc(), Endpoint.id)
        .limit(MOST)
    )
    for one in session.scalars(query):
        if one.disabled_at is not None:
            owner = "" if one.user_id == user.id else one.user.name
            yield Halted(one.name, one.disabled_at, owner=owner)
