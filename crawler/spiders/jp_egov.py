"""Japan's e-Gov law API: acts, cabinet orders and ministerial ordinances, as made.

It holds law, never drafts (comments on drafts are taken on another site), and all of
it in Japanese, with the years of an era in the numbers. A law that changes others is
a record of its own (``mission`` Partial), which names the law it changes in its
title. A record is one wording of a law: its id names the law, the day from which it
holds, and the law that made the change. Pages are told by an offset. After the list
of what was promulgated comes the history of the acts on goods that are watched.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from crawler.answers import Raw
from crawler.card import Card
from crawler.errand import Errand, Page
from crawler.faults import CrawlError
from crawler.items import NoticeItem
from crawler.jp_wordings import read_content, watched, wordings
from crawler.national import national_item
from crawler.pages import PagedSpider
from crawler.parts import take_part
from crawler.published import read_published, sure_day
from crawler.record import Record
from crawler.spider import Yield
from models.kinds import NoticeKind

LAWS = "https://laws.e-gov.go.jp/api/2/laws"
HISTORY = "https://laws.e-gov.go.jp/api/2/law_revisions/{id}"
PAGE = "https://laws.e-gov.go.jp/law/{id}"
SIZE = 100
MISSING = 404
UNREAD = frozenset({"current_revision_info", "sentences"})
UNREAD_LAW = frozenset(
    {"law_type", "law_num_era", "law_num_year", "law_num_type", "law_num_num"}
)
"""Parts of the law's number, which is read whole."""
UNREAD_WORDING = frozenset(
    {
        "law_type",
        "law_title_kana",
        "updated",
        "amendment_enforcement_comment",
        "amendment_scheduled_enforcement_date",
        "amendment_law_id",
        "amendment_law_title_kana",
        "amendment_type",
        "repeal_date",
        "remain_in_force",
    }
)
TELLS = frozenset(
    {"title", "description", "keywords", "references", "action", "entry_into_force"}
)


class JpEgovSpider(PagedSpider):
    """Reads the laws on goods that were promulgated since a day, the newest first."""

    name = "jp_egov"
    card: ClassVar[Card] = Card(
        slug="jp_egov",
        title="Japan e-Gov laws",
        title_zh="日本e-Gov法令检索",
        url="https://laws.e-gov.go.jp/",
        every=timedelta(hours=24),
        least=5,
        hosts=("laws.e-gov.go.jp",),
        licence="Government of Japan Standard Terms of Use 2.0, CC BY 4.0",
        reach=timedelta(days=60),
        overlap=timedelta(days=21),
        proven=False,
    )
    rows_in = "laws"
    total_in = "total_count"
    falling = True
    vouches = False  # the histories may have changed where the list has not

    def __init__(self, errand: Errand, **given: Any) -> None:
        super().__init__(errand, **given)
        self.ending = Page([], 1, last=True)

    def address(self, _number: int, *, control: bool = False) -> str:
        """The list from where the last page ended; without days, of all laws."""
        query: dict[str, Any] = {"limit": SIZE, "offset": self.tour.received}
        query["response_format"] = "json"
        if not control:
            query["promulgation_date_from"] = self.errand.since.isoformat()
            query["order"] = "-law_info.promulgation_date"
            query["mission"] = "New,Partial"
        return f"{LAWS}?{urlencode(query)}"

    def read(self, response: Response, **given: Any) -> Iterator[Yield]:
        """The list page by page, then the watched acts one by one."""
        for found in super().read(response, **given):
            if isinstance(found, Page) and found.last:
                self.ending = found
                yield Page(found.items, found.number)
                yield self.history(0, found.number + 1)
            else:
                yield found

    def history(self, order: int, number: int) -> Request:
        """The request for the history of one of the watched acts."""
        return self.ask(
            HISTORY.format(id=watched()[order]),
            headers=self.headers(),
            callback=self.parse_history,
            cb_kwargs={"order": order, "number": number},
            dont_filter=True,
        )

    def parse_history(
        self, response: Response, order: int, number: int
    ) -> Iterator[Yield]:
        """The newer wordings of an act; one that is not there is told, not fatal."""
        if self.errand.fault is not None:
            return
        try:
            items = list(self.newer(response, watched()[order]))
        except CrawlError as fault:
            self.errand.fail(fault)
            return
        if order + 1 < len(watched()):
            yield Page(items, number)
            yield self.history(order + 1, number + 1)
        else:
            yield replace(self.ending, items=items, number=number)

    def newer(self, response: Response, law_id: str) -> Iterator[NoticeItem]:
        """The wordings of an act that were promulgated since the day asked for."""
        if response.status == MISSING:
            fault = CrawlError("bad_status", url=response.url, status=MISSING)
            self.errand.tally.reject(law_id, fault)
            return
        self.check_status(response, 1)
        rows = wordings(response, self.card.title, law_id)
        recent = [row for row in rows if self.is_recent(row["revision_info"])]
        yield from self.items(recent, law_id)

    def is_recent(self, told: Raw) -> bool:
        """Whether a wording was promulgated since the day, or not on a sure day."""
        made = Record(self.card.title, told).take("amendment_promulgate_date")
        day = sure_day(made, self.errand)
        return day is None or day >= self.errand.since

    def day_of(self, raw: Any) -> date | None:
        """The day by which the list was filtered and sorted."""
        law = take_part(Record(self.card.title, raw), "law_info")
        return sure_day(law.take("promulgation_date"), self.errand)

    def id_of(self, raw: Any) -> str:
        """The id of the wording, which is unique."""
        told = take_part(Record(self.card.title, raw), "revision_info")
        return str(told.take("law_revision_id"))

    def item(self, raw: Any, place: str) -> NoticeItem:
        """One wording of a law."""
        record = Record(self.card.title, raw)
        law = take_part(record, "law_info")
        told = take_part(record, "revision_info")
        content = read_content(law, told)
        law_id, key = law.take("law_id"), told.take("law_revision_id")
        made = law.take("promulgation_date")
        day = read_published(told.take("amendment_promulgate_date") or made)
        self.tell_once(record.finish(UNREAD))
        self.tell_once(law.finish(UNREAD_LAW))
        self.tell_once(told.finish(UNREAD_WORDING))
        item = national_item(
            self.card,
            key=key,
            kind=NoticeKind.RULE,
            member="JPN",
            symbol=content["references"][-1],
            distributed=day,
            content=content,
            tells=TELLS,
            place=place,
            family=(f"{self.card.slug}:{law_id}",),
            language="ja",
        )
        item.copy.link = PAGE.format(id=law_id)
        return item
