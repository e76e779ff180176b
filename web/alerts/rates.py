"""When what waits for a subscription is due: at once, or at its hour and day."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_

from models.deadlines import HERE
from models.subscription import Subscription

WEEK = timedelta(days=7)
GRACE = timedelta(hours=1)
"""What comes within it after the hour still goes with that hour's message."""


class Rate(StrEnum):
    """How soon a subscription tells."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


def goes_on(today: date) -> ColumnElement[bool]:
    """Whether a subscription is not stopped, nor at rest until a later day."""
    until = Subscription.paused_until
    return and_(Subscription.paused.is_(False), or_(until.is_(None), until <= today))


def last_time(one: Subscription, now: datetime) -> datetime:
    """The latest moment at which this subscription told, or could have.

    Its time of day is that of Wuhan. For one that tells at once that is now.
    """
    if one.rate == Rate.IMMEDIATE:
        return now
    here = now.astimezone(HERE)
    hour, minute = divmod(one.told_at, 60)
    due = datetime.combine(here.date(), time(hour, minute), HERE)
    if one.rate == Rate.WEEKLY:
        due += timedelta(days=one.weekday - here.weekday())
        return due if due <= here else due - WEEK
    return due if due <= here else due - timedelta(days=1)
