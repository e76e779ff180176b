"""legislation.gov.uk: the law of the United Kingdom as it is made, day by day.

The publication log of each day is read, 20 entries a page, until no page follows.
The log lists each file that is put on the site or taken from it: a revised text of
old law, an impact assessment or a table of changes are no new law (``pbl:New`` and
``pbl:ContentType`` tell). The first file of a law is new, all later ones are not. The
log gives neither subject nor day of entry into force. A title may be XHTML in two
languages. Made law only: drafts before Parliament stand elsewhere. A feed does not
always tell how many entries there are; where it does, they are counted.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.card import Card
from crawler.errand import Errand, Page
from crawler.faults import CrawlError
from crawler.feeds import (
    Element,
    Fields,
    entries,
    fields_of,
    figure_in,
    next_address,
    read_feed,
    text_in,
)
from crawler.items import NoticeItem
from crawler.national import national_item
from crawler.published import read_published, sure_day
from crawler.record import Record
from crawler.spider import SourceSpider, Yield
from crawler.uk_entries import TELLS, UNREAD, read_law, secure
from models.kinds import NoticeKind

SITE = "https://www.legislation.gov.uk"
LOG = f"{SITE}/update/{{day}}/legislation/data.feed?event=published&new=true"
ALL = f"{SITE}/update/legislation/data.feed"
FULL = 20
"""Entries of a page that is not the last."""


class UkLegislationSpider(SourceSpider):
    """Reads the new law on goods out of the log of each day since a day."""

    name = "uk_legislation"
    card: ClassVar[Card] = Card(
        slug="uk_legislation",
        title="legislation.gov.uk",
        title_zh="英国法规网（legislation.gov.uk）",
        url="https://www.legislation.gov.uk/new",
        every=timedelta(hours=12),
        least=5,
        hosts=("www.legislation.gov.uk",),
        licence="Open Government Licence v3.0",
        reach=timedelta(days=30),
        overlap=timedelta(days=3),
    )

    def __init__(self, errand: Errand, **given: Any) -> None:
        super().__init__(errand, **given)
        self.today = errand.moment.now.date()
        self.seen: set[str] = set()
        self.received = 0
        self.newest: date | None = None

    async def start(self) -> AsyncIterator[Request]:
        """Begin with the first day."""
        yield self.log_of(self.errand.since, 1)

    def log_of(self, day: date, number: int) -> Request:
        """The first page of the log of a day; ``number`` counts the pages of all."""
        self.received = 0
        return self.page_at(LOG.format(day=day), day, number)

    def page_at(self, url: str, day: date, number: int) -> Request:
        """A page of the log of a day."""
        return self.ask(
            url,
            headers={"Accept": "application/atom+xml"},
            cb_kwargs={"number": number, "day": day.isoformat()},
            dont_filter=True,
        )

    def read(self, response: Response, **given: Any) -> Iterator[Yield]:
        """The items of a page, then the next page or the next day."""
        number: int = given["number"]
        day = date.fromisoformat(given.get("day") or self.errand.since.isoformat())
        feed = read_feed(response)
        rows = entries(feed)
        self.check(rows, day)
        following = self.following(response, feed, rows, day)
        items = list(self.items(rows, f"log of {day}, page {number}"))
        if following or day < self.today:
            yield Page(items, number)
        elif not self.seen:
            yield self.control()
        else:
            yield Page(items, number, last=True, cursor=self.newest)
        if following:
            yield self.page_at(following, day, number + 1)
        elif day < self.today:
            yield self.log_of(day + timedelta(days=1), number + 1)

    def check(self, rows: list[Fields], day: date) -> None:
        """Whether these entries are of the day that was asked for, and new to us."""
        marks = [f"{self.id_of(row)} {text_in(row, 'dc:identifier')}" for row in rows]
        known = [mark for mark in marks if mark in self.seen]
        if marks and len(known) == len(marks):
            raise self.ignored("a page came twice")
        self.seen.update(marks)
        self.received += len(rows)
        for row in rows:
            told = self.day_of(row)
            if told and told != day:
                raise self.ignored(f"an entry of {told} in the log of {day}")
            self.newest = max(filter(None, [told, self.newest]), default=None)

    def ignored(self, reason: str) -> CrawlError:
        """The fault of a filter without effect."""
        return CrawlError("filter_ignored", source=self.card.title, reason=reason)

    def following(
        self, response: Response, feed: Element, rows: list[Fields], day: date
    ) -> str | None:
        """The address of the next page; without one, all must have come."""
        told = next_address(feed)
        if told is not None:
            return own_address(response, told)
        head = fields_of(feed)
        total = figure_in(head, "opensearch:totalResults")
        more = figure_in(head, "leg:morePages") or 0
        announced = self.received + more * FULL if total is None else total
        if announced != self.received:
            values = {"source": f"{self.card.title}, {day}", "received": self.received}
            raise CrawlError("wrong_count", announced=announced, **values)
        return None

    def control(self) -> Request:
        """No new law on any day counts only if the log as such has entries."""
        return self.ask(ALL, callback=self.parse_control, dont_filter=True)

    def parse_control(self, response: Response) -> Iterator[Yield]:
        """Believe the zero, or not."""
        try:
            self.check_status(response, 1)
            if not entries(read_feed(response)):
                raise CrawlError("no_rows", source=self.card.title)
        except CrawlError as fault:
            self.errand.fail(fault)
            return
        self.errand.zero = True
        yield Page([], 1, last=True)

    def day_of(self, raw: Fields) -> date | None:
        """The day of an event, in the publisher's own zone."""
        return sure_day(text_in(raw, "updated"), self.errand)

    def id_of(self, raw: Any) -> str:
        """The id of an entry: in the log, of an event."""
        return text_in(raw, "id") or "-"

    def item(self, raw: Any, place: str) -> NoticeItem:
        """One entry of the log."""
        record = Record(self.card.title, raw)
        law = read_law(record)
        day = read_published(law.told)
        self.tell_once(record.finish(UNREAD))
        item = national_item(
            self.card,
            key=law.key,
            kind=NoticeKind.RULE,
            member="GBR",
            symbol=law.symbol,
            distributed=day,
            content=law.content,
            tells=TELLS,
            place=place,
        )
        item.copy.link = f"{SITE}/{law.key}"
        return item


def own_address(response: Response, told: str) -> str:
    """An address that a feed gives, as one that may be called."""
    if urlsplit(told).hostname != urlsplit(SITE).hostname:
        raise CrawlError("moved", url=response.url, reason=f"the next page is {told}")
    return secure(told)
