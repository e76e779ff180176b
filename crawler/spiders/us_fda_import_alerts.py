"""FDA import alerts: goods that are held at the border of the United States unseen.

One page with one table of all alerts, about 150. It says that it is UTF-8 and holds
bytes of Windows-1252 among it. The number in the address of an alert is not its own
number (16-131 is importalert_33.html), so both are kept. The day is that of the last
change: a later one is a new version. Names are quoted, or not, and marked *** where
they were changed. The table names no country: that an alert is on goods of China
stands in its name or only on its own page, which is not fetched; all are kept.
"""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urljoin

from lxml import etree, html
from scrapy import Request
from scrapy.http import Response

from crawler.card import Card
from crawler.coded import one_line
from crawler.conditional import fetched
from crawler.errand import Page
from crawler.faults import BadRowError, CrawlError
from crawler.items import NoticeItem
from crawler.national import national_item
from crawler.record import Record
from crawler.spider import SourceSpider, Yield
from models.content import Content
from models.kinds import NoticeKind

LIST = "https://www.accessdata.fda.gov/cms_ia/ialist.html"
COLUMNS = (
    "Import Alert Number",
    "Import Alert Type",
    "Publish Date",
    "Import Alert Name",
)
LINK = "link"
SHOWN = 80
TELLS = frozenset({"title", "keywords", "agencies", "action", "documents"})
AGENCY = "Food and Drug Administration"
HELD = "Import alert"
QUOTES = '"“” '
CHANGED = re.compile(r"\*{2,}")
"""The sign about words that were changed last: it moves with every edition."""


class UsFdaImportAlertsSpider(SourceSpider):
    """Reads the list of all import alerts, unless it has not changed."""

    name = "us_fda_import_alerts"
    card: ClassVar[Card] = Card(
        slug="us_fda_import_alerts",
        title="US FDA import alerts",
        title_zh="美国FDA进口警示",
        url="https://www.accessdata.fda.gov/cms_ia/ialist.html",
        every=timedelta(hours=24),
        least=100,
        hosts=("www.accessdata.fda.gov",),
        licence="public domain (17 U.S.C. 105)",
        delay=2.0,
    )

    async def start(self) -> AsyncIterator[Request]:
        """One request, answered by one page."""
        yield self.ask(LIST, meta={"conditional": True})

    def read(self, response: Response, **given: Any) -> Iterator[Yield]:
        """The rows of the table as one page, if they are all there."""
        rows = list(read_table(response))
        numbers = [self.id_of(row) for row in rows]
        doubles = sorted({one for one in numbers if numbers.count(one) > 1})
        if doubles:
            raise CrawlError("twice", id=", ".join(doubles))
        items = list(self.items(rows, "table"))
        yield Page(items, 1)
        self.check_count(len(rows))
        days = (item.distributed for item in items)
        past = (day for day in days if not self.errand.moment.is_to_come(day))
        newest, mark = max(past, default=None), fetched(response)
        yield Page([], 1, last=True, cursor=newest, fetched=mark, whole=True)

    def check_count(self, rows: int) -> None:
        """Too few rows for the whole of the list are a fault."""
        if rows < self.card.least:
            values = {"source": self.card.title, "rows": rows, "least": self.card.least}
            raise CrawlError("too_few", **values)

    def id_of(self, raw: dict[str, str]) -> str:
        """The number of the alert."""
        return raw.get(COLUMNS[0]) or "-"

    def item(self, raw: dict[str, str], place: str) -> NoticeItem:
        """An alert as an item."""
        record = Record(self.card.title, raw)
        number, kind, day, name, link = map(record.take, (*COLUMNS, LINK))
        if not number:
            raise BadRowError("no_symbol")
        content: Content = {
            "title": plain_name(name) or number,
            "keywords": [kind],
            "agencies": [AGENCY],
            "action": f"{HELD}: {kind}",
            "documents": [urljoin(LIST, link)] if link else [],
        }
        return national_item(
            self.card,
            key=number,
            kind=NoticeKind.BORDER_ALERT,
            member="USA",
            symbol=f"{HELD} {number}",
            distributed=read_us_day(day),
            content=content,
            tells=TELLS,
            place=place,
        )


def read_us_day(words: str) -> date:
    """A day with the month first."""
    try:
        return datetime.strptime(words, "%m/%d/%Y").date()  # noqa: DTZ007
    except ValueError as error:
        raise BadRowError("no_day", words=words) from error


def plain_name(name: str) -> str:
    """A name without the quotes about it and the signs of a change in it."""
    return one_line(CHANGED.sub(" ", name)).strip(QUOTES)


def read_table(response: Response) -> Iterator[dict[str, str]]:
    """The rows of the table of alerts by their headings, with the address in them."""
    text = decode(response.body)
    if not text.strip():
        raise CrawlError("empty_answer", url=response.url)
    table = find_table(text, response.url)
    for line in table.iterfind(".//tbody/tr"):
        cells = line.findall("td")
        if len(cells) != len(COLUMNS):
            reason = f"a row has {len(cells)} cells, not {len(COLUMNS)}"
            raise CrawlError("changed_shape", url=response.url, reason=reason)
        row = dict(zip(COLUMNS, map(text_in, cells), strict=True))
        row[LINK] = next((one.get("href", "") for one in line.iter("a")), "")
        yield row


def find_table(text: str, url: str) -> html.HtmlElement:
    """The table with the headings that we know; a page without it is no list."""
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        page = html.document_fromstring(text, parser=parser)
    except etree.ParserError as error:
        raise CrawlError("changed_shape", url=url, reason=str(error)) from error
    for table in page.iter("table"):
        headings = tuple(map(text_in, table.iterfind(".//th")))
        if headings == COLUMNS:
            if "</table>" not in text[text.rfind(COLUMNS[-1]) :].lower():
                raise CrawlError("cut_off", url=url)
            return table
    reason = f"there is no table of {', '.join(COLUMNS)}; it begins {text[:SHOWN]!r}"
    raise CrawlError("changed_shape", url=url, reason=reason)


def text_in(cell: html.HtmlElement) -> str:
    """The words of a cell on one line."""
    return one_line("".join(cell.itertext()))


def decode(body: bytes) -> str:
    """The text of a page of UTF-8 in which single bytes are of Windows-1252."""
    text = body.decode("utf-8", "surrogateescape")
    return "".join(
        bytes([ord(letter) - 0xDC00]).decode("cp1252", "replace")
        if "\udc80" <= letter <= "\udcff"
        else letter
        for letter in text
    )
