"""The table of jobs, and the clock that starts each as a process of its own."""

import os
import signal
import subprocess
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from models import clock
from models.deadlines import HERE
from web import children
from web.config import Settings

GRACE = int(timedelta(hours=6).total_seconds())
"""A job this late still runs, once, however many times it was missed."""
QUIET = "--no-crawl"
FIRST_PASS = timedelta(seconds=20)


@dataclass(frozen=True)
class Job:
    """A job: its name, the `chutong` command it starts, and when."""

    name: str
    command: tuple[str, ...]
    when: BaseTrigger


JOBS = (
    Job("pass", ("run",), IntervalTrigger(minutes=15, timezone=HERE)),
    Job("digest", ("run", QUIET), CronTrigger(hour=8, minute=1, timezone=HERE)),
)


@dataclass
class Clockwork:
    """The running scheduler, and the children it started."""

    settings: Settings
    crawls: bool = True
    scheduler: BackgroundScheduler = field(
        default_factory=lambda: BackgroundScheduler(timezone=HERE)
    )
    children: set[subprocess.Popen[bytes]] = field(default_factory=set)

    def start(self, jobs: tuple[Job, ...] = JOBS) -> None:
        """Begin; what the first start brought is worked on at once."""
        for job in jobs:
            self.scheduler.add_job(
                self.run,
                job.when,
                id=job.name,
                args=[job],
                coalesce=True,
                max_instances=1,
                misfire_grace_time=GRACE,
                replace_existing=True,
            )
        at_once = Job("at once", ("run", QUIET), jobs[0].when)
        self.scheduler.add_job(self.run, args=[at_once], misfire_grace_time=GRACE)
        first = clock.now() + FIRST_PASS
        self.scheduler.modify_job(jobs[0].name, next_run_time=first)
        self.scheduler.start()

    def run(self, job: Job) -> None:
        """Run one job to its end and log what became of it."""
        extra = () if self.crawls or QUIET in job.command else (QUIET,)
        log = structlog.get_logger().bind(job=job.name)
        child = subprocess.Popen(
            children.command(children.OURSELVES, [*job.command, *extra], self.settings),
            env=children.environment(self.settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.children.add(child)
        told, _ = child.communicate()
        self.children.discard(child)
        last = told.decode("utf-8", "replace").strip().splitlines()[-1:]
        log.info("ended", status=child.returncode, last="".join(last))

    def next_run(self) -> datetime | None:
        """When the next full pass begins."""
        job = self.scheduler.get_job(JOBS[0].name)
        return job.next_run_time if job else None

    def stop(self) -> None:
        """Begin no more jobs, and end those that run; they resume next time."""
        for child in tuple(self.children):
            os.killpg(child.pid, signal.SIGTERM)
        self.scheduler.shutdown(wait=False)
