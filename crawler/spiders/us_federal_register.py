"""The Federal Register: what agencies of the United States propose and make.

The day's rules and proposed rules; most have nothing to do with goods and are left
out by ``goods/us_rules.csv``. A misspelt condition is ignored without a word and the
search widens, so type and day are checked on every row. Paging far back breaks: we
ask week by week, day by day where a week is full, and never follow the address of
the next page. A page size that it does not like becomes 20. Nothing found may be a
404. The ends of comment periods under ``dockets`` are a day late (a moment in UTC cut
to a day): only ``comments_close_on`` counts. An agency may lack its slug, a reference
to the CFR its part.
"""

from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from crawler.answers import Tour
from crawler.card import Card
from crawler.errand import Errand, Page
from crawler.faults import CrawlError
from crawler.items import NoticeItem
from crawler.pages import PagedSpider
from crawler.published import sure_day
from crawler.spider import Yield
from crawler.us_documents import FIELDS, KINDS, read_document, take_fields
from models import clock

SEARCH = "https://www.federalregister.gov/api/v1/documents.json"
TYPES = ("RULE", "PRORULE")
PAGE_SIZE = 100
WEEK, DAY = timedelta(days=7), timedelta(days=1)
MANY = 400
"""Documents in a week beyond which it is asked for day by day."""
NOTHING_FOUND = 404


@dataclass(frozen=True)
class Window:
    """A stretch of days that is asked for at once, both ends included."""

    first: date
    last: date

    @property
    def is_stretch(self) -> bool:
        """Whether there are days to be told apart."""
        return self.first < self.last < date.max

    def days(self) -> list["Window"]:
        """The same days, one by one."""
        count = (self.last - self.first).days + 1
        days = (self.first + number * DAY for number in range(count))
        return [Window(day, day) for day in days]


class UsFederalRegisterSpider(PagedSpider):
    """Reads the rules and proposed rules on goods since a day, week by week."""

    name = "us_federal_register"
    card: ClassVar[Card] = Card(
        slug="us_federal_register",
        title="US Federal Register",
        title_zh="美国联邦公报",
        url="https://www.federalregister.gov/",
        every=timedelta(hours=6),
        least=20,
        hosts=("www.federalregister.gov",),
        licence="public domain (17 U.S.C. 105)",
    )
    rows_in = "results"
    total_in = "count"
    vouches = False  # a window that has not changed must not end the others

    def __init__(self, errand: Errand, **given: Any) -> None:
        super().__init__(errand, **given)
        self.window = Window(errand.since, date.max)
        self.windows: deque[Window] = deque()
        self.is_alive = False

    async def start(self) -> AsyncIterator[Request]:
        """Begin with the oldest week."""
        with self.errand.sessions() as session:
            today = clock.today(session)
        first = min(self.errand.since, today)
        while first <= today:
            self.windows.append(Window(first, min(first + WEEK - DAY, today)))
            first += WEEK
        yield self.begin()

    def begin(self) -> Request:
        """The first page of the next window."""
        self.window = self.windows.popleft()
        self.tour = Tour(self.card.title, self.window.first)
        return self.page(1)

    def address(self, number: int, *, control: bool = False) -> str:
        """A page of the window, or any document at all."""
        query: list[tuple[str, Any]] = [("conditions[type][]", one) for one in TYPES]
        if not control:
            query += [
                ("conditions[publication_date][gte]", self.window.first),
                ("conditions[publication_date][lte]", self.window.last),
            ]
        query += [("fields[]", field) for field in FIELDS]
        query += [("order", "oldest"), ("page", number)]
        query.append(("per_page", 1 if control else PAGE_SIZE))
        return f"{SEARCH}?{urlencode(query)}"

    def check_status(self, response: Response, page: int) -> None:
        """Refuse anything but an answer; one that found nothing is looked into."""
        if response.status != NOTHING_FOUND:
            super().check_status(nameable(response), page)

    def read(self, response: Response, **given: Any) -> Iterator[Yield]:
        """The items of a page, then what comes next in this window or after it."""
        number: int = given["number"]
        response = nameable(response)
        if response.status == NOTHING_FOUND:
            yield from self.see_nothing(number)
            return
        answer = self.answer_in(response)
        if number == 1 and answer.total == 0 and not answer.rows:
            yield from self.see_nothing(number)
        elif number == 1 and answer.total > MANY and self.window.is_stretch:
            self.windows.extendleft(reversed(self.window.days()))
            yield self.begin()
        else:
            yield from self.read_rows(response, number)

    def read_rows(self, response: Response, number: int) -> Iterator[Yield]:
        """The rows of a page; the last page of all is that of the last window."""
        self.is_alive = True
        for found in super().read(response, number=number):
            ends = isinstance(found, Page) and found.last
            if isinstance(found, Page):
                found.last = ends and not self.windows
            yield found
            if ends and self.windows:
                yield self.begin()

    def see_nothing(self, number: int) -> Iterator[Yield]:
        """A window without documents: believed if the source has any at all."""
        fault = self.tour.fault_at_end()
        if number > 1 and fault:
            raise fault
        if self.is_alive:
            yield from self.go_on()
        else:
            yield self.control()

    def go_on(self) -> Iterator[Yield]:
        """The next window, or the end."""
        if self.windows:
            yield self.begin()
            return
        self.errand.zero = not self.errand.tally.rows
        yield Page([], 1, last=True)

    def parse_control(self, response: Response) -> Iterator[Yield]:
        """Believe the empty window, or not."""
        try:
            self.check_status(response, 1)
            if not self.answer_in(response).rows:
                raise CrawlError("no_rows", source=self.card.title)
        except CrawlError as fault:
            self.errand.fail(fault)
            return
        self.is_alive = True
        yield from self.go_on()

    def plain(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row that is of the types and the days asked for."""
        kind, day = row.get("type"), sure_day(row.get("publication_date"), self.errand)
        if kind is not None and kind not in KINDS:
            raise self.tour.ignored(f"a document of type {kind} came")
        if day and day > self.window.last:
            raise self.tour.ignored(f"{day} is after {self.window.last}")
        return row

    def id_of(self, raw: dict[str, Any]) -> str:
        """The number of the document."""
        return str(raw.get("document_number") or "-")

    def day_of(self, raw: dict[str, Any]) -> Any:
        """The day of publication, unless it is still to come."""
        return sure_day(raw.get("publication_date"), self.errand)

    def item(self, raw: dict[str, Any], place: str) -> NoticeItem:
        """A document on goods as an item."""
        row, unread = take_fields(self.card.title, raw)
        self.tell_once(unread)
        return read_document(self.card, row, place)


def nameable(response: Response) -> Response:
    """An answer under an address that a person can read: without the list of fields."""
    return response.replace(url=response.url.partition("&fields")[0])
