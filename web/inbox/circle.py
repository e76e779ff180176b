"""Who shares an inbox: the people of a firm, or one person who has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.handling import Handling
from models.measure import Measure
from models.user import User


@dataclass(frozen=True)
class Circle:
    """Whose alerts stand in one inbox: a firm's, or those of one person."""

    me: int
    firm: int | None

    @property
    def people(self) -> Select[int]:
        """The ids of all who share it."""
        if self.firm is None:
            return select(User.id).where(User.id == self.me)
        return select(User.id).where(User.organisation_id == self.firm)

    @property
    def owns(self) -> ColumnElement[bool]:
        """Whether a row of `Handling` is theirs."""
        if self.firm is None:
            return (Handling.user_id == self.me) & Handling.organisation_id.is_(None)
        return Handling.organisation_id == self.firm

    @property
    def owner(self) -> dict[str, int]:
        """The columns that make a row of `Handling` theirs."""
        if self.firm is None:
            return {"user_id": self.me}
        return {"organisation_id": self.firm}


def circle_of(user: User) -> Circle:
    """Whose inbox a person looks into."""
    return Circle(user.id, user.organisation_id)


def members(session: Session, circle: Circle) -> Sequence[User]:
    """The people who share an inbox and may be given a measure, by name."""
    query = select(User).where(User.id.in_(circle.people), User.disabled.is_(False))
    return session.scalars(query.order_by(User.name, User.id)).all()


def present_id() -> ColumnElement[Any]:
    """The measure that a measure has become, where two were joined."""
    return func.coalesce(Measure.redirect_id, Measure.id)


def their_alerts(
    session: Session, circle: Circle, measure_ids: Sequence[int]
) -> dict[int, list[Alert]]:
    """The alerts of each of some measures to the people of a circle, in order."""
    query = (
        select(Alert)
        .where(Alert.user_id.in_(circle.people), Alert.measure_id.in_(measure_ids))
        .order_by(Alert.id)
    )
    found: dict[int, list[Alert]] = {}
    for alert in session.scalars(query):
        found.setdefault(alert.measure_id, []).append(alert)
    return found


def one_of_theirs(session: Session, circle: Circle, alert_id: int) -> Alert | None:
    """An alert to someone of the circle; another's is none."""
    query = select(Alert).where(Alert.id == alert_id, Alert.user_id.in_(circle.people))
    return session.scalar(query)
