"""Paged JSON answers, checked for their shape and as a whole."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scrapy.http import Response

from crawler.faults import CrawlError
from models.days import read_day

Raw = dict[str, Any]
SHOWN = 80


@dataclass(frozen=True)
class Answer:
    """One page: its rows, and how many rows there are in all."""

    rows: list[Raw]
    total: int


def read_answer(response: Response, rows_in: str, total_in: str) -> Answer:
    """The page in an answer that holds a list of rows and a total under these names."""
    found = read_object(response)
    rows, total = found.get(rows_in), found.get(total_in)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise changed(response, f"there is no list called {rows_in}")
    if not isinstance(total, int) or isinstance(total, bool) or total < 0:
        raise changed(response, f"there is no number called {total_in}")
    return Answer(rows, total)


def read_object(response: Response) -> Raw:
    """The JSON object in an answer; anything but one whole object is a fault."""
    if not response.body.strip():
        raise CrawlError("empty_answer", url=response.url)
    try:
        found = json.loads(response.body)
    except ValueError as error:
        reason = f"{error}; it begins {response.body[:SHOWN]!r}"
        raise CrawlError("not_json", url=response.url, reason=reason) from error
    if not isinstance(found, dict):
        raise changed(response, "the answer is no object")
    return found


def changed(response: Response, reason: str) -> CrawlError:
    """The fault of an answer in a shape that we do not know."""
    return CrawlError("changed_shape", url=response.url, reason=reason)


@dataclass
class Tour:
    """A walk through the pages of one answer, and what must hold all the way."""

    source: str
    since: date
    falling: bool = False
    announced: int = 0
    received: int = 0
    ids: set[str] = field(default_factory=set)
    doubles: list[str] = field(default_factory=list)
    newest: date | None = None
    oldest: date | None = None

    def see(self, answer: Answer, marks: Sequence[tuple[str, Any]]) -> None:
        """Check a page against the filter, the order and the pages before it.

        Each row is told by its id and its day.
        """
        self.announced = answer.total
        self.received += len(answer.rows)
        ids = [one for one, _ in marks]
        often = Counter(ids)
        seen = [one for one in ids if one in self.ids or often[one] > 1]
        if marks and len(seen) == len(marks):
            raise self.ignored("a page came twice")
        self.doubles += seen
        self.ids.update(ids)
        for _, told in marks:
            self.see_day(told)

    def see_day(self, told: Any) -> None:
        """Check one row's day; a row whose day cannot be read is told elsewhere."""
        try:
            day = read_day(told)
        except ValueError:
            return
        if day is None:
            return
        if day < self.since:
            raise self.ignored(f"{day} is before {self.since}")
        if self.falling and self.oldest and day > self.oldest:
            raise self.ignored(f"dates do not fall: {day} after {self.oldest}")
        self.oldest = day
        self.newest = max(day, self.newest or day)

    def ignored(self, reason: str) -> CrawlError:
        """The fault of a filter or an order without effect."""
        return CrawlError("filter_ignored", source=self.source, reason=reason)

    def is_over(self, answer: Answer) -> bool:
        """Whether no further page is to be asked for."""
        return not answer.rows or self.received >= answer.total

    def fault_at_end(self) -> CrawlError | None:
        """What does not add up once the last page is there."""
        if self.received != self.announced:
            return CrawlError(
                "wrong_count",
                source=self.source,
                announced=self.announced,
                received=self.received,
            )
        if self.doubles:
            return CrawlError("twice", id=", ".join(self.doubles[:5]))
        return None
