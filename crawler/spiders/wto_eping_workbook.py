"""The bulk workbook of ePing: every notification since 1995 in one file.

About 45 MB and 105,000 rows, made anew once a day; complete, and therefore right for
a first load and for making sure that nothing was missed. It is only fetched here; what
it holds is stored after the call (``crawler.books``), as a user's own file is.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawler.books import keep_book
from crawler.card import WTO_EPING, Card
from crawler.conditional import fetched, is_known
from crawler.errand import Page
from crawler.items import NoticeItem
from crawler.normalise import read_notice
from crawler.spider import SourceSpider, Yield

LARGEST = 200 * 2**20
PATIENCE = 600
"""Seconds that the download may take."""


class WtoEpingWorkbookSpider(SourceSpider):
    """Fetches the whole workbook, unless it is the one we have stored already."""

    name = "wto_eping_workbook"
    card: ClassVar[Card] = WTO_EPING
    way = "workbook"

    async def start(self) -> AsyncIterator[Request]:
        """One request, answered by one large file."""
        yield self.ask(
            self.errand.wishes.workbook_url,
            meta={
                "conditional": True,
                "download_maxsize": LARGEST,
                "download_timeout": PATIENCE,
            },
        )

    def read(self, response: Response, **given: Any) -> Iterator[Yield]:
        """Nothing yet: the workbook is left with the errand."""
        mark = fetched(response)
        with self.errand.sessions() as session:
            known = is_known(session, mark)
        if known:
            yield from self.nothing_new()
        else:
            self.errand.book = keep_book(self.errand.wishes.data, response.body, mark)

    def item(self, raw: dict[str, Any], place: str) -> NoticeItem:
        """A row as an item, by the normaliser of all ways to ePing."""
        return read_notice(raw, place)

    def nothing_new(self) -> Iterator[Yield]:
        """The same workbook as before: the store agrees with it still."""
        self.errand.zero = True
        yield Page([], 1, last=True, whole=True)
