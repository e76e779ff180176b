"""Trends are counted before anybody asks: again whenever the data have changed.

A thread beside the pages looks at the stamps of the data now and then. Once they rest,
it reads the facts and counts each view with nothing chosen. Nobody is ever shown an
older answer: who comes meanwhile waits for the same reading and does not begin another.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.datastructures import MultiDict

from models import clock
from models.data_stamp import AREAS, data_version
from models.facts import facts_of
from web.trends.catalogue import VIEWS, ask
from web.trends.choice import read_choice

EVERY = 3.0
"""Seconds between two looks; the data rest if two of them find the same."""
PATIENCE = 30.0
"""So many seconds a reading may take to end when the service is stopped."""
State = tuple[str, date]


def warm(session: Session, today: date) -> int:
    """Read the facts, and count each view that can answer; how many there were."""
    facts_of(session)
    choice = read_choice(MultiDict(), today)
    ready = [view for view in VIEWS.values() if view.need(session) is None]
    for view in ready:
        ask(session, view, choice, today)
    return len(ready)


class Warmer:
    """Keeps the answers of a database warm; one beside the pages of a process."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self.sessions = sessions
        self.seen: State | None = None
        self.done: State | None = None
        self.ended = Event()

    def look(self) -> bool:
        """Warm what is cold if the data rest; whether anything was done."""
        with self.sessions() as session:
            state = data_version(session, *AREAS), clock.today(session)
            rests, self.seen = state == self.seen, state
            if not rests or state == self.done:
                return False
            begun = time.perf_counter()
            views = warm(session, state[1])
        self.done = state
        spent = round(time.perf_counter() - begun, 1)
        structlog.get_logger().info("trends.warmed", views=views, seconds=spent)
        return True

    def keep_looking(self, every: float) -> None:
        """Look again and again, until it is ended; a busy database is asked later."""
        while not self.ended.wait(every):
            try:
                self.look()
            except SQLAlchemyError as error:
                structlog.get_logger().warning("trends.not_warmed", reason=str(error))


@contextmanager
def warmed(
    sessions: sessionmaker[Session], *, wanted: bool = True, every: float = EVERY
) -> Iterator[Warmer | None]:
    """Keep answers warm in the background for as long as the service runs."""
    if not wanted:
        yield None
        return
    warmer = Warmer(sessions)
    thread = Thread(target=warmer.keep_looking, args=(every,), name="warmer")
    thread.daemon = True
    thread.start()
    try:
        yield warmer
    finally:
        warmer.ended.set()
        thread.join(PATIENCE)
