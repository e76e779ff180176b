"""The working days as this database knows them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case_plan import CalendarDay
from models.working_days import Calendar


def read_calendar(session: Session) -> Calendar:
    """The shipped calendar with the officers' days before it."""
    rows = session.scalars(select(CalendarDay))
    return Calendar({row.day: row.works for row in rows})
