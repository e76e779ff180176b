"""The clock: one scheduler, each job a process, nothing at the same time twice."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.database import session_factory
from models.locks import hold
from models.source import Run, RunState
from web import children, cli, jobs, scheduler
from web.config import load_settings
from web.scheduler import GRACE, JOBS, QUIET, Clockwork, Job


@pytest.fixture
def clockwork(tmp_path: Path) -> Clockwork:
    return Clockwork(load_settings(data=tmp_path, database_url=""))


def test_every_job_is_a_command_of_ours() -> None:
    known = {
        one.name or one.callback.__name__
        for one in cli.app.registered_commands
        if one.callback
    }
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert {job.command[0] for job in JOBS} <= known


def test_jobs_are_late_rather_than_lost_and_never_twice(
    clockwork: Clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    first = threading.Event()

    def note(_self: Clockwork, job: Job) -> None:
        ran.append(job.name)
        first.set()

    monkeypatch.setattr(Clockwork, "run", note)
    clockwork.start()
    assert first.wait(10)
    assert ran == ["at once"], "what the first start brought is worked on at once"
    for job in JOBS:
        planned = clockwork.scheduler.get_job(job.name)
        assert (planned.coalesce, planned.max_instances) == (True, 1)
        assert planned.misfire_grace_time == GRACE
    coming = clockwork.next_run()
    assert coming is not None
    assert coming - clock.now() <= scheduler.FIRST_PASS
    clockwork.stop()


def test_a_job_is_a_process_with_the_same_folder(
    clockwork: Clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(children, "command", lambda *given: echo(seen, *given))
    clockwork.crawls = False
    clockwork.run(JOBS[0])
    clockwork.run(JOBS[1])
    assert seen == [["run", QUIET], ["run", QUIET]]
    assert clockwork.children == set()


def echo(
    seen: list[list[str]], _module: str, arguments: list[str], _: object
) -> list[str]:
    """A command that only says what it was asked."""
    seen.append(list(arguments))
    return ["/bin/echo", *arguments]


def test_stopping_ends_the_children(
    clockwork: Clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "command", lambda *_: ["/bin/sleep", "60"])
    clockwork.scheduler.start()
    thread = threading.Thread(target=clockwork.run, args=[JOBS[0]])
    thread.start()
    for _ in range(100):
        if clockwork.children:
            break
        thread.join(0.05)
    clockwork.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_a_lock_is_held_by_one(database: Engine, tmp_path: Path) -> None:
    with hold(database, tmp_path, "scheduler") as first:
        assert first
        with hold(database, tmp_path, "scheduler") as second:
            assert not second
        with hold(database, tmp_path, "another") as other:
            assert other
    with hold(database, tmp_path, "scheduler") as again:
        assert again


def test_who_waits_for_a_lock_gets_it(database: Engine, tmp_path: Path) -> None:
    held, release = threading.Event(), threading.Event()

    def keep() -> None:
        with hold(database, tmp_path, "turn"):
            held.set()
            release.wait(10)

    keeper = threading.Thread(target=keep)
    keeper.start()
    assert held.wait(10)
    threading.Timer(0.5, release.set).start()
    with hold(database, tmp_path, "turn", wait=10) as got:
        assert got
    keeper.join()


def test_a_job_that_was_killed_is_recorded_by_the_next(database: Engine) -> None:
    sessions = session_factory(database)
    long_ago = clock.now() - timedelta(days=1)
    with sessions.begin() as session:
        session.add(Run(job="run", started_at=long_ago, counts={}))
    with jobs.recorded(sessions, "run") as counts:
        counts["new"] = 1
    with sessions() as session:
        old, new = session.scalars(select(Run).order_by(Run.id))
    assert (old.state, old.error) == (RunState.FAILED, jobs.BROKEN_OFF)
    assert (new.state, new.counts) == (RunState.OK, {"new": 1})


def test_a_job_that_fails_says_why(database: Engine) -> None:
    sessions = session_factory(database)
    with pytest.raises(ZeroDivisionError), jobs.recorded(sessions, "run"):
        raise ZeroDivisionError("nothing to divide")
    with sessions() as session:
        run = latest(session)
    assert run.state == RunState.FAILED
    assert run.error == "ZeroDivisionError: nothing to divide"


def latest(session: Session) -> Run:
    return session.scalars(select(Run)).one()
