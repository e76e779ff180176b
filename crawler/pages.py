"""Spiders of paged JSON: page after page until all that was announced is there."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawler.answers import Answer, Tour, read_answer
from crawler.conditional import Fetched, fetched
from crawler.errand import Errand, Page
from crawler.faults import CrawlError
from crawler.spider import SourceSpider, Yield


class PagedSpider(SourceSpider):
    """Walks through an answer, and proves that it is whole and as asked for."""

    rows_in: ClassVar[str]
    total_in: ClassVar[str]
    """The names of the list of rows and of the number of all of them."""

    falling: ClassVar[bool] = False
    """Whether the rows were asked for by falling day, and must come so."""
    vouches: ClassVar[bool] = True
    """Whether a first page that is all of the answer and has not changed says that
    nothing else has."""
    may_redirect: ClassVar[bool] = True
    """Whether a request may be sent elsewhere with all its headers."""

    def __init__(self, errand: Errand, **given: Any) -> None:
        super().__init__(errand, **given)
        self.tour = Tour(self.card.title, errand.since, self.falling)
        self.fetched: Fetched | None = None

    @abstractmethod
    def address(self, number: int, *, control: bool = False) -> str:
        """The address of a page; a control query has no filter at all."""

    @abstractmethod
    def day_of(self, raw: Any) -> Any:
        """The day of a row by which the answer was filtered and sorted."""

    def plain(self, row: dict[str, Any]) -> Any:
        """A row in the form that `item` reads."""
        return row

    def answer_in(self, response: Response) -> Answer:
        """The page in an answer."""
        return read_answer(response, self.rows_in, self.total_in)

    def headers(self) -> dict[str, str]:
        """What goes with every request."""
        return {"Accept": "application/json"}

    async def start(self) -> AsyncIterator[Request]:
        """Begin with the first page, unless it has not changed."""
        yield self.page(1)

    def page(self, number: int) -> Request:
        """The request for one page."""
        return self.ask(
            self.address(number),
            headers=self.headers(),
            cb_kwargs={"number": number},
            meta={
                "conditional": number == 1 and self.vouches,
                "dont_redirect": not self.may_redirect,
            },
            dont_filter=True,
        )

    def read(self, response: Response, **given: Any) -> Iterator[Yield]:
        """The items of a page, then the next page or the end of the errand."""
        number: int = given["number"]
        answer = self.answer_in(response)
        if number == 1 and self.vouches:
            self.fetched = fetched(response)
        if number == 1 and answer.total == 0 and not answer.rows:
            yield self.control()
            return
        rows = [self.plain(row) for row in answer.rows]
        self.tour.see(answer, [(self.id_of(row), self.day_of(row)) for row in rows])
        over = self.tour.is_over(answer)
        fault = self.tour.fault_at_end() if over else None
        page = Page(list(self.items(rows, f"page {number}")), number)
        if over and fault is None:
            page.last, page.cursor = True, self.tour.newest
            page.fetched = self.fetched if number == 1 else None
        yield page
        if fault is not None:
            raise fault
        if not over:
            yield self.page(number + 1)

    def control(self) -> Request:
        """Zero rows count only if the same source still has rows without a filter."""
        return self.ask(
            self.address(1, control=True),
            headers=self.headers(),
            meta={"dont_redirect": not self.may_redirect},
            callback=self.parse_control,
            dont_filter=True,
        )

    def parse_control(self, response: Response) -> Iterator[Yield]:
        """Believe the zero, or not."""
        try:
            self.check_status(response, 1)
            answer = self.answer_in(response)
            if not answer.rows:
                raise CrawlError("no_rows", source=self.card.title)
        except CrawlError as fault:
            self.errand.fail(fault)
            return
        self.errand.zero = True
        yield Page([], 1, last=True, fetched=self.fetched)
