"""Building a demonstration: from the archive to a place that looks lived in."""

from sqlalchemy.orm import Session, sessionmaker

from web import jobs
from web.alerts.links import Links
from web.config import Settings, session_key
from web.demo.asked import ask_around, send_letters
from web.demo.heard import listen
from web.demo.marks import BEGUN, BUILT, is_built, is_demo, mark
from web.demo.reported import report
from web.demo.stage import check_empty, set_stage
from web.demo.story import live_a_week, write_a_case
from web.demo.triaged import sort_the_week
from web.demo.warned import warn
from web.demo.worked import work
from web.demo.written import write_examples


def build_demo(sessions: sessionmaker[Session], settings: Settings) -> None:
    """Make a demonstration of a database that holds nothing but the archive.

    One that is made is left alone; one that was left half made is finished. Any
    other database is refused with RefusedError, and nothing in it is changed.
    """
    with sessions.begin() as session:
        if is_built(session):
            return
        if not is_demo(session):
            check_empty(session)
            mark(session, BEGUN)
            set_stage(session)
    jobs.tag(sessions)
    jobs.match(sessions)
    links = Links(settings.base_url, session_key(settings))
    live_a_week(sessions, settings, links)
    warn(sessions, settings, links)
    with sessions.begin() as session:
        write_a_case(session)
        listen(session)
        ask_around(session, links)
        work(session, settings.data, links)
        write_examples(session, settings.data, links)
        sort_the_week(session)
        report(session)
        mark(session, BUILT)
    send_letters(sessions, settings, links)
