"""One call on a publisher: what it is for, what it brought, how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from crawler.conditional import Fetched
from crawler.faults import CrawlError
from crawler.items import NoticeItem
from crawler.moments import Moment
from crawler.runs import Tally
from crawler.settings import Wishes
from models.source import RunState

ENDINGS = {
    "filter_ignored": RunState.DEGRADED,
    "wrong_count": RunState.DEGRADED,
    "twice": RunState.DEGRADED,
    "too_few": RunState.DEGRADED,
    "offline": RunState.SKIPPED,
}
"""Faults after which what was stored is good but not all, or nobody was called."""


@dataclass(frozen=True)
class Book:
    """A workbook that was fetched and is still to be stored: where it lies."""

    path: Path
    fetched: Fetched


@dataclass
class Errand:
    """The state of one run, shared by spider, pipeline and the one who sent them."""

    sessions: sessionmaker[Session]
    wishes: Wishes
    since: date
    moment: Moment
    tally: Tally = field(default_factory=Tally)
    fault: CrawlError | None = None
    finished: bool = False
    zero: bool = False
    book: Book | None = None
    """What a spider leaves to be stored when its calls are over."""

    def fail(self, fault: CrawlError) -> None:
        """Remember what went wrong first; what follows from it is no news."""
        self.fault = self.fault or fault

    @property
    def state(self) -> RunState:
        """How the run ended: silence is a failure."""
        if self.fault is not None:
            return ENDINGS.get(self.fault.key, RunState.FAILED)
        if not self.finished:
            return RunState.FAILED
        if self.zero:
            return RunState.OK_ZERO
        return RunState.DEGRADED if self.tally.bad else RunState.OK


@dataclass
class Page:
    """Items that are stored in one transaction.

    The last page of a complete answer carries the day up to which all is known, and
    the validators of what was fetched: both count only once everything is stored.
    """

    items: Sequence[NoticeItem]
    number: int
    last: bool = False
    cursor: date | None = None
    fetched: Fetched | None = None
    whole: bool = False
    """Whether these pages were the whole of the source, and not a stretch of days."""
