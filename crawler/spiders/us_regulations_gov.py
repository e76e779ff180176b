"""Regulations.gov: the dockets behind documents of the Federal Register.

For each measure that is open for comments, or was until lately, it is asked in which
docket the document lies, how that is called, and until when it takes comments: a
docket is often open longer than the printed document says. Nothing is stored that
the Federal Register did not bring before. Ends of comment periods are moments in UTC
(04:59:59Z): the last day is the one before, in New York. The number of pages is
capped at 20 while the number of elements is true. A wrong id is a 400 with
``errors``, an unknown one may be a 500. It allows 1,000 questions an hour with a key.
"""

from collections import deque
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from typing import Any, ClassVar, cast
from urllib.parse import quote, urlencode

from scrapy import Request
from scrapy.http import Response
from sqlalchemy import and_, or_, select
from sqlalchemy.sql import Select

from crawler.answers import Raw, changed, read_object
from crawler.card import Card
from crawler.errand import Errand, Page
from crawler.faults import BadRowError, CrawlError, DroppedError
from crawler.items import NoticeItem
from crawler.national import national_item
from crawler.patience import BUSY
from crawler.settings import Wishes
from crawler.spider import SourceSpider, Yield
from crawler.spiders.us_federal_register import UsFederalRegisterSpider
from crawler.us_dockets import (
    Filed,
    Learned,
    docket_of,
    enriched,
    learned,
    read_docket,
    read_filed,
    rows_in,
    words_of,
)
from models import clock
from models.content import Content
from models.kinds import NoticeKind
from models.notice import Notice

API = "https://api.regulations.gov/v4"
KEY_HEADER = "X-Api-Key"
REFUSED = frozenset({401, 403})
FAULTY = 400
PAGE_SIZE = 250
SMALLEST = 5
"""Rows of the smallest page that it gives."""
LATELY = timedelta(days=30)
"""For so long after its end a comment period may still be found extended."""
UNDATED = timedelta(days=60)
"""For so long a draft that states no end may turn out to have one."""
LIMIT = 3
"""Questions in a row that may be refused before we stop."""
REGISTER = UsFederalRegisterSpider.card
TELLS = frozenset({"dockets", "docket_title", "docket_closes"})


class UsRegulationsGovSpider(SourceSpider):
    """Asks for the dockets of measures that are open, or were until lately."""

    name = "us_regulations_gov"
    card: ClassVar[Card] = Card(
        slug="us_regulations_gov",
        title="US Regulations.gov",
        title_zh="美国Regulations.gov法规案卷",
        url="https://www.regulations.gov/",
        every=timedelta(hours=12),
        least=1,
        hosts=("api.regulations.gov",),
        licence="public domain (17 U.S.C. 105)",
        delay=4.0,
    )

    def __init__(self, errand: Errand, **given: Any) -> None:
        super().__init__(errand, **given)
        self.waiting: deque[str] = deque()
        self.titles: dict[str, str] = {}
        self.asked = self.found = self.refused = 0

    @classmethod
    def lacks(cls, wishes: Wishes) -> CrawlError | None:
        """The key."""
        return None if wishes.regulations_key else CrawlError("regulations_key_not_set")

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the measure that closes first; without any, nobody is called."""
        with self.errand.sessions() as session:
            self.waiting.extend(session.scalars(open_lately(clock.today(session))))
        for found in self.go_on():
            yield found

    def go_on(self) -> Iterator[Yield]:
        """The question for the next document, or the end."""
        if self.waiting:
            self.asked += 1
            yield self.question(self.waiting.popleft())
        elif self.asked and not self.found:
            yield self.question(None)
        else:
            self.errand.zero = not self.asked
            yield Page([], self.asked, last=True)

    def question(self, document: str | None) -> Request:
        """Which documents have this number; None asks for any at all."""
        query: dict[str, Any] = {"page[number]": 1, "page[size]": SMALLEST}
        if document:
            query |= {"page[size]": PAGE_SIZE, "filter[frDocNum]": document}
        address = f"{API}/documents?{urlencode(query)}"
        return self.ask_with_key(address, document=document, control=not document)

    def ask_with_key(self, url: str, **given: Any) -> Request:
        """A request with the key in a header, which is for this publisher alone."""
        key = {KEY_HEADER: self.errand.wishes.regulations_key}
        return self.ask(
            url,
            headers={"Accept": "application/vnd.api+json", **key},
            cb_kwargs={"number": self.asked, **given},
            meta={"dont_redirect": True},
            dont_filter=True,
        )

    def check_status(self, response: Response, page: int) -> None:
        """Refuse what stops us; a question that was refused is looked into."""
        if response.status in REFUSED:
            raise CrawlError("regulations_key_refused", status=response.status)
        if response.status < FAULTY or response.status in BUSY:
            super().check_status(response, page)

    def read(self, response: Response, **given: Any) -> Iterator[Yield]:
        """An answer to a question for documents, for a docket, or for anything."""
        document, filed = given.get("document"), given.get("filed", [])
        if response.status >= FAULTY:
            self.note_refusal(response, given)
            yield from self.finish(document, filed)
            return
        self.refused = 0
        if "docket" in given:
            self.titles[given["docket"]] = self.title_in(response)
            yield from self.finish(document, filed)
        elif given.get("control"):
            yield from self.see_control(response)
        else:
            yield from self.see_answer(response, document)

    def see_answer(self, response: Response, document: str | None) -> Iterator[Yield]:
        """What was filed; a document whose day cannot be read is told and left."""
        try:
            filed = self.filed_in(response, document)
        except BadRowError as fault:
            self.errand.tally.rows += 1
            self.errand.tally.reject(str(document), fault)
            yield from self.go_on()
            return
        yield from self.see_documents(filed, document)

    def note_refusal(self, response: Response, given: Raw) -> None:
        """Tell that a question was refused; after several in a row the run ends."""
        self.refused += 1
        if self.refused >= LIMIT or given.get("control"):
            raise CrawlError("bad_status", url=response.url, status=response.status)
        asked = str(given.get("docket") or given.get("document"))
        values = {"asked": asked, "status": response.status}
        fault = BadRowError("regulations_refused", **values, reason=words_of(response))
        if "docket" in given:
            self.errand.tally.warn(asked, [fault])
        else:
            self.errand.tally.rows += 1
            self.errand.tally.reject(asked, fault)

    def see_control(self, response: Response) -> Iterator[Yield]:
        """None of our documents is known: believed if any others are."""
        if not rows_in(response)[0]:
            raise CrawlError("no_rows", source=self.card.title)
        yield Page([], self.asked, last=True)

    def filed_in(self, response: Response, document: str | None) -> list[Filed]:
        """The documents in an answer that have this number and are not withdrawn."""
        found = []
        rows, total = rows_in(response)
        if len(rows) != total:
            values = {"announced": total, "received": len(rows)}
            raise CrawlError("wrong_count", source=self.card.title, **values)
        for row in rows:
            one, new = read_filed(self.card.title, row)
            self.tell_once(new)
            if document and one.number and one.number != document:
                reason = f"{one.number} came for {document}"
                raise CrawlError(
                    "filter_ignored", source=self.card.title, reason=reason
                )
            found.append(one)
        return [one for one in found if not one.withdrawn]

    def see_documents(
        self, filed: list[Filed], document: str | None
    ) -> Iterator[Yield]:
        """Ask for the title of the docket if it is not known, else go on."""
        if not filed:
            self.errand.tally.rows += 1
            self.errand.tally.drop("us_no_docket")
            yield from self.go_on()
            return
        self.found += 1
        document = document or filed[0].number
        docket = docket_of(filed)
        if docket is None or docket in self.titles:
            yield from self.finish(document, filed)
            return
        address = f"{API}/dockets/{quote(docket, safe='')}"
        given = {"document": document, "docket": docket, "filed": filed}
        yield self.ask_with_key(address, **given)

    def title_in(self, response: Response) -> str:
        """The title of the docket in an answer."""
        row = read_object(response).get("data")
        if not isinstance(row, dict):
            raise changed(response, "there is no object called data")
        title, new = read_docket(self.card.title, row)
        self.tell_once(new)
        return title

    def finish(self, document: str | None, filed: list[Filed]) -> Iterator[Yield]:
        """What was learned of a document, then the next one."""
        if filed:
            found = learned(str(document), filed, self.titles)
            yield Page(list(self.items([found], f"document {document}")), self.asked)
        yield from self.go_on()

    def item(self, raw: Learned, place: str) -> NoticeItem:
        """The notice that the Federal Register brought, with what the docket adds."""
        with self.errand.sessions() as session:
            held = list(session.scalars(notice_of(raw.document)))
        if not held:
            raise DroppedError("us_not_held")
        notice = held[0]
        return national_item(
            REGISTER,
            key=notice.source_key,
            kind=NoticeKind(notice.kind),
            member="USA",
            symbol=notice.symbol,
            distributed=notice.distributed,
            comments_close=notice.comments_close,
            content=enriched(cast(Content, notice.content), raw),
            tells=TELLS,
            place=place,
            language=notice.language,
        )


def open_lately(today: date) -> Select[str]:
    """The numbers of the documents that are to be asked for, the first to close first.

    Open are those whose end is not long past; one without an end while it is new.
    """
    kinds = (NoticeKind.DRAFT, NoticeKind.RULE)
    undated = and_(
        Notice.deadline.is_(None),
        Notice.kind == NoticeKind.DRAFT,
        Notice.distributed >= today - UNDATED,
    )
    return (
        select(Notice.source_key)
        .where(Notice.source_slug == REGISTER.slug, Notice.kind.in_(kinds))
        .where(or_(Notice.deadline >= today - LATELY, undated))
        .order_by(Notice.deadline.nulls_last(), Notice.id)
    )


def notice_of(document: str) -> Select[Notice]:
    """The notice with this number in the Federal Register."""
    return select(Notice).where(
        Notice.source_slug == REGISTER.slug, Notice.source_key == document
    )
