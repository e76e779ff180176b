"""The one place that asks the time: the system's, or the fixed day of a demo."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from models.deadlines import HERE
from models.reference_facts import Setting

FIXED_DAY = "clock.fixed_day"


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today(session: Session) -> date:
    """The day in Wuhan, or the day at which this database stands still."""
    return fixed_day(session) or now().astimezone(HERE).date()


def now_in(session: Session) -> datetime:
    """This instant in UTC; in a database that stands still, this hour of that day."""
    return now_on(fixed_day(session))


def now_on(day: date | None) -> datetime:
    """This instant in UTC, or this hour of a day at which a database stands still."""
    instant = now()
    if day is None:
        return instant
    hour = instant.astimezone(HERE).timetz()
    return datetime.combine(day, hour).astimezone(UTC)


def fixed_day(session: Session) -> date | None:
    """The day at which this database stands still, if it does."""
    row = session.get(Setting, FIXED_DAY)
    return date.fromisoformat(row.value) if row else None


def fix_day(session: Session, day: date | None) -> None:
    """Let a database stand still at a day; None lets its time run again."""
    row = session.get(Setting, FIXED_DAY)
    if day is not None:
        session.merge(Setting(key=FIXED_DAY, value=day.isoformat()))
    elif row is not None:
        session.delete(row)
    session.flush()
