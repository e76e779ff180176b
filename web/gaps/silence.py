"""That nothing is new is only said with the check that proves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.source import Run, RunState, Source
from web.marks import N_

EPING = "wto_eping"
CRAWL = "crawl"
PATIENCE = 3
"""After so many of its intervals without an answer nobody knows what is new."""
CONFIRMED = N_("来源确认无新通报（%(when)s）")
READ = N_("截至 %(when)s，来源的通报已全部读取")
UNKNOWN = N_("自 %(when)s 起无法判断有无新通报")
NEVER = N_("来源尚未成功采集，无法判断有无新通报")
ENGLISH = {
    CONFIRMED: "the source confirmed that nothing is new ({when})",
    READ: "all that the source had by {when} was read",
    UNKNOWN: "whether anything is new is unknown since {when}",
    NEVER: "the source was never read; whether anything is new is unknown",
}
BRIEF = {
    CONFIRMED: "confirmed none",
    READ: "all read",
    UNKNOWN: "unknown since {when}",
    NEVER: "unknown",
}
HEARD = (RunState.OK, RunState.OK_ZERO)


@dataclass(frozen=True)
class Silence:
    """The parts of the sentence: its words, and the instant that they name.

    ``proven`` is whether the silence is the source's own, and not our deafness.
    """

    text: str
    at: datetime | None
    proven: bool


def proof_of_silence(session: Session, source: str, now: datetime) -> Silence:
    """What may be said where nothing is new from a source.

    Proven only while its last crawl ended well and that is no longer ago than three
    of its intervals; a file that somebody imported proves nothing.
    """
    last = last_crawl(session, source)
    if last is not None and last.state in HEARD and is_recent(session, last, now):
        words = CONFIRMED if last.state == RunState.OK_ZERO else READ
        return Silence(words, last.ended_at, proven=True)
    heard = last_heard(session, source)
    return Silence(UNKNOWN if heard else NEVER, heard, proven=False)


def last_crawl(session: Session, source: str) -> Run | None:
    """The latest crawl of a source that ended; one that called nobody is none."""
    ignored = (RunState.RUNNING, RunState.SKIPPED)
    query = select(Run).where(
        Run.source_slug == source, Run.job == CRAWL, Run.state.not_in(ignored)
    )
    return session.scalar(query.order_by(Run.started_at.desc(), Run.id.desc()).limit(1))


def last_heard(session: Session, source: str) -> datetime | None:
    """When a crawl last read the source to its end."""
    query = select(Run.ended_at).where(
        Run.source_slug == source, Run.job == CRAWL, Run.state.in_(HEARD)
    )
    return session.scalar(query.order_by(Run.started_at.desc(), Run.id.desc()).limit(1))


def is_recent(session: Session, run: Run, now: datetime) -> bool:
    """Whether a run ended so lately that it still says how things are."""
    source = session.get(Source, run.source_slug)
    if source is None or run.ended_at is None:
        return False
    return now - run.ended_at <= PATIENCE * timedelta(minutes=source.every_minutes)


def in_english(silence: Silence, when: str) -> str:
    """The sentence for a terminal."""
    return ENGLISH[silence.text].format(when=when)


def in_brief(silence: Silence, when: str) -> str:
    """The same for a cell of a table."""
    return BRIEF[silence.text].format(when=when)
