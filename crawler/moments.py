"""When a run stores, and whether what it brings is news."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.source import Source

BACKFILL = timedelta(days=60)
"""A notice so much older than the cursor, seen for the first time, is no news."""
AHEAD = timedelta(days=1)
"""In the east of the world it is tomorrow already."""


@dataclass(frozen=True)
class Moment:
    """The instant of a run, and what of it alerts nobody."""

    now: datetime
    baseline: bool = False
    backfill_before: date | None = None

    def is_baseline(self, distributed: date) -> bool:
        """Whether a notice first seen now alerts nobody."""
        early = self.backfill_before and distributed < self.backfill_before
        return self.baseline or bool(early)

    def is_to_come(self, day: date) -> bool:
        """Whether a day lies after today, wherever it is today."""
        return day > self.now.date() + AHEAD


def moment_for(source: Source, now: datetime) -> Moment:
    """The first load of a source is its baseline; later, only old notices are."""
    early = source.cursor - BACKFILL if source.cursor else None
    return Moment(now, source.baseline_at is None, early)
