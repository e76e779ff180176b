"""The bulk workbook of ePing: every notification since 1995 in one file.

About 45 MB and 105,000 rows, made anew once a day; complete, and therefore right for
a first load and for making sure that nothing was missed. It is streamed, never held.
"""

import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.card import WTO_EPING, Card
from crawler.conditional import fetched, is_known
from crawler.errand import Page
from crawler.faults import CrawlError
from crawler.items import NoticeItem
from crawler.lines import BATCH, read_file
from crawler.normalise import read_notice
from crawler.spider import SourceSpider, Yield
from models.notice import Notice

LARGEST = 200 * 2**20
PATIENCE = 600
"""Seconds that the download may take."""


def count_held(session: Session) -> int:
    """How many documents of the WTO we hold, those of the starter archive apart."""
    query = select(func.count(Notice.id)).where(
        Notice.source_slug == WTO_EPING.slug, Notice.provisional.is_(False)
    )
    return session.scalar(query) or 0


class WtoEpingWorkbookSpider(SourceSpider):
    """Reads the whole workbook, unless it is the one we have read already."""

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
        """The rows of the workbook in pages, the newest day with the last."""
        mark = fetched(response)
        with self.errand.sessions() as session:
            known, held = is_known(session, mark), count_held(session)
        if known:
            yield from self.nothing_new()
            return
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
            file.write(response.body)
            file.flush()
            items = read_file(Path(file.name), self.errand.tally)
            newest: date | None = None
            number = 0
            while batch := list(islice(items, BATCH)):
                number += 1
                days = [item.distributed for item in batch]
                newest = max(*days, newest or days[0])
                yield Page(batch, number)
        self.check_rows(held)
        yield Page([], number, last=True, cursor=newest, fetched=mark, whole=True)

    def item(self, raw: dict[str, Any], place: str) -> NoticeItem:
        """A row as an item, by the normaliser of all ways to ePing."""
        return read_notice(raw, place)

    def nothing_new(self) -> Iterator[Yield]:
        """The same workbook as before: the store agrees with it still."""
        self.errand.zero = True
        yield Page([], 1, last=True, whole=True)

    def check_rows(self, held: int) -> None:
        """Too few rows for the whole of the source, or for what we hold, are a fault.

        A workbook that is cut short must not vouch for the numbering.
        """
        rows, least = self.errand.tally.rows, max(self.card.least, held)
        if rows < least:
            values = {"source": self.card.title, "rows": rows, "least": least}
            raise CrawlError("too_few", **values)
