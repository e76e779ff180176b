"""From a stored notice to a sent message: steps that may be killed and run again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from models import clock
from models.data_stamp import drop_old
from models.source import Run, RunState
from web.alerts.audience import make_alerts
from web.alerts.channels import outbox
from web.alerts.channels.bounces import read_bounces
from web.alerts.channels.pushing import make_pushes
from web.alerts.delivery import Delivered, Post, deliver
from web.alerts.grouping import make_messages
from web.alerts.links import Links
from web.barriers.purging import drop_files, purge
from web.config import Settings
from web.consultations.reminding import remind_silent
from web.correspondence.replies import mark_overdue
from web.digest.mailing import make_overviews
from web.gaps.finding import find_gaps
from web.gaps.held import is_checked
from web.health.alarms import watch_sources
from web.notices.telling import say_changes
from web.officers.mailing import make_desk_letters
from web.planning.letters import tell_plans, tell_years
from web.planning.reminding import remind
from web.planning.service import plan_all
from web.triage.keeping import keep_figures
from web.triage.returning import take_up_changed
from web.warnings.pushing import push_warnings

FOREVER = timedelta(days=365)
TRANSLATING = timedelta(minutes=5)
"""What a pass gives to translations; the next one goes on."""
BROKEN_OFF = "It was broken off."
Sessions = sessionmaker[Session]
Progress = Callable[[int, int], object]
"""Told how many notices are done, and of how many."""
Counts = dict[str, int]


def tag(
    sessions: Sessions, progress: Progress = max, patience: timedelta = FOREVER
) -> Counts:
    """Tag what is new, the newest first; what patience does not suffice for waits."""
    from nlp.rounds import tag_all  # takes seconds to load

    done = tag_all(sessions, progress, clock.now() + patience)
    return {"tagged": done.notices, "tags": done.tags}


def match(sessions: Sessions, progress: Progress = max) -> Counts:
    """Match what is newly tagged to the sectors, and summarise it."""
    from nlp.rounds import match_all, summarise_all  # takes seconds to load

    done = match_all(sessions, progress, tell=say_changes)
    again = summarise_all(sessions, progress, tell=say_changes)
    summaries = done.notices + again
    return {"matched": done.notices, "matches": done.matches, "summaries": summaries}


def understand(
    sessions: Sessions, progress: Progress = max, patience: timedelta = FOREVER
) -> Counts:
    """Tag, match and summarise what is new in one go, the newest first."""
    from nlp.rounds import summarise_all, understand_all  # takes seconds to load

    until = clock.now() + patience
    done = understand_all(sessions, progress, until, say_changes)
    again = summarise_all(sessions, progress, until, say_changes)
    return {
        "matched": done.notices,
        "tags": done.tags,
        "matches": done.matches,
        "summaries": done.notices + again,
    }


def seek(sessions: Sessions) -> Counts:
    """Look for the WTO notification of each national measure that needs it."""
    from nlp.counterparts.work import seek as look  # takes seconds to load

    with sessions.begin() as session:
        sought = look(session, clock.now_in(session), clock.today(session))
    return {"sought": sought.looked, "found": sought.found, "absent": sought.absent}


def check_numbers(sessions: Sessions) -> None:
    """Look for missing numbers, unless nothing came since the last look."""
    with sessions.begin() as session:
        today = clock.today(session)
        if not is_checked(session, today):
            find_gaps(session, now=clock.now(), today=today)


def alert(sessions: Sessions, links: Links) -> Counts:
    """Alert whoever asked, and put the alerts that are due into messages."""
    with sessions() as session:
        now, today = clock.now_in(session), clock.today(session)
        made = make_alerts(session, now=now, today=today, keep=session.commit)
        session.commit()
    with sessions.begin() as session:
        messages = make_messages(session, links, now=now, today=today)
        messages += make_pushes(session, links, now=now, today=today)
        messages += push_warnings(session, links, now, today)
        messages += make_overviews(session, links, now=now)
        messages += make_desk_letters(session, links, now=now, today=today)
        messages += remind_silent(session, links, now=now, today=today)
    return {"alerts": made.alerts, "messages": messages}


def plan(sessions: Sessions, links: Links) -> int:
    """Plan cases anew whose days moved; tell their people, and remind who must act.

    What changed waits for a decision again, and the worklist's figures are kept. How
    many messages that makes.
    """
    with sessions.begin() as session:
        now, today = clock.now_in(session), clock.today(session)
        take_up_changed(session, now)
        keep_figures(session, today)
        plan_all(session, now)
        mark_overdue(session, now=now, today=today)
        messages = tell_plans(session, links, now) + tell_years(session, links, now)
        return messages + remind(session, links, now, today)


def draft_reports(sessions: Sessions) -> int:
    """Begin the reports whose day, week or month has ended; how many.

    A demonstration stands still and has its own.
    """
    from web.reports.drafting import draft_ended  # takes long to load

    with sessions.begin() as session:
        if clock.fixed_day(session) is not None:
            return 0
        now, today = clock.now_in(session), clock.today(session)
        return len(draft_ended(session, today=today, now=now))


def tidy(sessions: Sessions, folder: Path) -> int:
    """Delete reports of barriers that nobody confirmed in time, and stamps that name no
    state any more; how many files went."""
    with sessions.begin() as session:
        gone = purge(session, clock.now_in(session))
        drop_old(session)
    with sessions() as session:
        return drop_files(session, folder, gone)


def watch(sessions: Sessions, settings: Settings, links: Links) -> int:
    """Look after the sources; how many messages to administrators that makes."""
    with sessions.begin() as session:
        now, today = clock.now(), clock.today(session)
        return watch_sources(session, settings, links, now=now, today=today)


def send(sessions: Sessions, settings: Settings, links: Links) -> Delivered:
    """Send what waits; a demonstration, on its own day, never by a mail server."""
    with sessions() as session:
        day = clock.fixed_day(session)
    pretends, tell = day is not None, partial(clock.now_on, day)
    address = "" if pretends else settings.smtp_url.get_secret_value()
    post = Post(
        links,
        settings.data / outbox.FOLDER,
        address,
        settings.mail_from,
        returns=settings.mail_return,
        bounces=settings.mail_bounces,
        is_offline=pretends or settings.offline,
    )
    read_bounces(sessions, post, tell())
    return deliver(sessions, post, tell)


def translate(sessions: Sessions, settings: Settings) -> str:
    """Translate what waits, where an engine is set; why it ended early, if it did.

    A demonstration and a place without network ask no endpoint.
    """
    if not settings.llm_url and settings.mt_models is None:
        return ""
    from nlp.translating.choosing import choose_engine  # needed by few
    from nlp.translating.work import translate_waiting

    key = settings.llm_key.get_secret_value()
    url = "" if settings.offline else settings.llm_url
    engine = choose_engine(url, key, settings.llm_model, settings.mt_models)
    with sessions() as session:
        pretends = clock.fixed_day(session) is not None
    if engine is None or pretends:
        return ""
    done = translate_waiting(
        sessions,
        engine,
        daily=settings.llm_daily,
        until=clock.now() + TRANSLATING,
        targets=("zh", "en") if settings.llm_english else ("zh",),
    )
    counts = {"texts": done.texts, "calls": done.calls, **done.refused}
    structlog.get_logger().info("translated", engine=engine.name, **counts)
    return done.stopped


@contextmanager
def recorded(sessions: Sessions, job: str) -> Iterator[dict[str, object]]:
    """Keep a record of a job: when it ran, its counts, and how it ended.

    The job puts its counts into the dictionary; ``error`` among them says in a
    sentence what failed. A job that died is recorded as failed by the next one, so
    no two of the same name may run at once.
    """
    with sessions.begin() as session:
        session.execute(
            update(Run)
            .where(Run.job == job, Run.state == RunState.RUNNING)
            .values(state=RunState.FAILED, error=BROKEN_OFF)
        )
        run = Run(job=job, started_at=clock.now(), counts={})
        session.add(run)
    counts: dict[str, object] = {}
    try:
        yield counts
    except BaseException as error:
        counts["error"] = f"{type(error).__name__}: {error}"
        raise
    finally:
        end(sessions, run.id, counts)


def end(sessions: Sessions, run_id: int, counts: dict[str, object]) -> None:
    """Write how a job ended."""
    error = counts.pop("error", None)
    state = RunState.OK if any(counts.values()) else RunState.OK_ZERO
    with sessions.begin() as session:
        run = session.get_one(Run, run_id)
        run.ended_at = clock.now()
        run.counts = counts
        run.error = str(error) if error else None
        run.state = RunState.FAILED if error else state
    structlog.get_logger().info("job", job=run.job, state=run.state, **counts)
