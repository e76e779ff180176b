"""What every spider of ours has: its card, its errand, and a voice for faults."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.card import Card
from crawler.errand import Errand, Page
from crawler.faults import BadRowError, CrawlError, DroppedError
from crawler.hosts import ForeignHostError
from crawler.items import NoticeItem
from crawler.patience import BUSY
from crawler.settings import Wishes

Yield = Page | Request
NOT_MODIFIED = 304
OK = 200


class Caller(Spider):
    """Any spider of ours: whom it calls on, and how gently, stands on its card."""

    card: ClassVar[Card]


class SourceSpider(Caller, ABC):
    """A way to a publisher; ``name`` is unique, ``card`` is the publisher's."""

    way: ClassVar[str] = "feed"
    wants_key: ClassVar[frozenset[int]] = frozenset()
    """Statuses by which this publisher says that it wants a key."""

    def __init__(self, errand: Errand, **given: Any) -> None:
        super().__init__(**given)
        self.errand = errand
        self.told: set[str] = set()

    @classmethod
    def lacks(cls, _wishes: Wishes) -> CrawlError | None:
        """What this way needs and does not have, as a fault; usually nothing."""
        return None

    def ask(self, url: str, **given: Any) -> Request:
        """A request for an address of the publisher, or of the mirror in its place."""
        given.setdefault("errback", self.unreachable)
        return Request(self.errand.wishes.at(url), **given)

    def parse(self, response: Response, **given: Any) -> Iterator[Yield]:
        """Read an answer; a fault ends the errand and is remembered."""
        try:
            if self.errand.fault is not None:
                return
            if self.is_unchanged(response):
                yield from self.nothing_new()
            else:
                self.check_status(response, given.get("number", 1))
                yield from self.read(response, **given)
        except CrawlError as fault:
            self.errand.fail(fault)

    def nothing_new(self) -> Iterable[Yield]:
        """What the publisher's word that nothing is new is worth storing."""
        return ()

    @abstractmethod
    def read(self, response: Response, **given: Any) -> Iterable[Yield]:
        """What an answer holds, and which request comes next."""

    @abstractmethod
    def item(self, raw: Any, place: str) -> NoticeItem:
        """One record as an item.

        A record that cannot be used raises BadRowError, one that is none of our
        business DroppedError.
        """

    def id_of(self, _raw: Any) -> str:
        """The publisher's own id of a record, to say where a fault is."""
        return "-"

    def is_unchanged(self, response: Response) -> bool:
        """Whether the publisher says that nothing is new; then the errand is done."""
        if response.status != NOT_MODIFIED:
            return False
        self.errand.finished = self.errand.zero = True
        return True

    def check_status(self, response: Response, page: int) -> None:
        """Refuse anything but an answer."""
        status = response.status
        if status in self.wants_key:
            raise CrawlError("no_key", status=status)
        if status in BUSY:
            host = urlsplit(response.url).hostname
            raise CrawlError("throttled", host=host, status=status, page=page)
        if status != OK:
            raise CrawlError("bad_status", url=response.url, status=status)

    def unreachable(self, failure: Failure) -> None:
        """No answer came at all."""
        url = failure.request.url  # type: ignore[attr-defined]
        if isinstance(failure.value, ForeignHostError):
            self.errand.fail(CrawlError("moved", url=url, reason=str(failure.value)))
            return
        if isinstance(failure.value, IgnoreRequest):
            self.errand.fail(CrawlError("robots", url=url))
            return
        reason = str(failure.value) or type(failure.value).__name__
        self.errand.fail(CrawlError("unreachable", url=url, reason=reason))

    def tell_once(self, warning: CrawlError | None) -> None:
        """A warning about all rows is told with the first of them."""
        if warning and warning.sentence() not in self.told:
            self.told.add(warning.sentence())
            self.errand.tally.warn("fields", [warning])

    def items(self, rows: Iterable[Any], place: str) -> Iterator[NoticeItem]:
        """Each usable record as an item; a bad one is told with its place."""
        tally = self.errand.tally
        for number, raw in enumerate(rows, 1):
            here = f"{place}, row {number}, id {self.id_of(raw)}"
            tally.rows += 1
            try:
                yield self.item(raw, here)
            except DroppedError as reason:
                tally.drop(reason.reason)
            except BadRowError as fault:
                tally.reject(here, fault)
