"""The database of an application: one session a request, one idea of today."""

from datetime import date

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from models import clock
from models.database import open_database
from web.config import Settings

KEY = "chutong.sessions"


def register(app: Flask, settings: Settings) -> None:
    """Open the database (made and migrated where needed) for every request."""
    app.extensions[KEY] = open_database(settings.database)
    app.before_request(begin)
    app.teardown_request(end)


def begin() -> None:
    """A session for this request; it connects with the first question."""
    g.session = current_app.extensions[KEY]()


def end(_error: BaseException | None = None) -> None:
    """Give the connection back; what was not committed is dropped."""
    session = g.pop("session", None)
    if session is not None:
        session.close()


def session() -> Session:
    """The session of this request, also for what comes before ours (CSRF)."""
    if "session" not in g:
        begin()
    found: Session = g.session
    return found


def today() -> date:
    """The day in Wuhan, or the fixed day of a demonstration."""
    if "today" not in g:
        g.today = clock.today(session())
    day: date = g.today
    return day


def fixed_day() -> date | None:
    """The day at which a demonstration stands still, if this is one."""
    if "fixed_day" not in g:
        g.fixed_day = clock.fixed_day(session())
    day: date | None = g.fixed_day
    return day
