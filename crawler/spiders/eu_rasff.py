"""RASFF Window: food, feed and food contact materials found unsafe in the EU.

A border rejection is a consignment from China turned back; every other notification
is an alert on the market. The search behind the public page wants a POST, gives at
most 100 rows a page, and has no filter by hazard: hazards stay words of the subject.
The subject may stand in two languages parted by ``//``. Days are ``dd-MM-yyyy``. The
answer says nothing of withdrawn notifications. Nothing of this is promised.
"""

import json
from datetime import date, timedelta
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawler.answers import Answer, Raw
from crawler.card import Card
from crawler.faults import BadRowError, CrawlError, DroppedError
from crawler.items import NoticeItem
from crawler.national import national_item
from crawler.pages import PagedSpider
from crawler.parts import check_part, take_parts
from crawler.published import read_published, sure_day
from crawler.record import Record
from crawler.two_languages import part_subject
from models.content import Content
from models.kinds import NoticeKind

SEARCH = (
    "https://webgate.ec.europa.eu/rasff-window/backend/public"
    "/notification/search/consolidated/en/"
)
PAGE = "https://webgate.ec.europa.eu/rasff-window/screen/notification/{id}"
CHINA_ID = 5075
"""China in the list of countries of this search; checked on every row."""
CHINA = "CN"
SIZE = 100
KINDS = {
    "alert notification": NoticeKind.MARKET_ALERT,
    "information notification for attention": NoticeKind.MARKET_ALERT,
    "information notification for follow-up": NoticeKind.MARKET_ALERT,
    "border rejection notification": NoticeKind.REJECTION,
}
UNREAD = frozenset({"published"})
"""Whether consumers are shown the notification too: it says nothing of the goods."""
TEXTS = {"title", "description", "products", "action", "risk"}
TELLS = frozenset(TEXTS | {"keywords", "regions", "agencies", "references"})


class EuRasffSpider(PagedSpider):
    """Reads the notifications on goods from China that were validated since a day."""

    name = "eu_rasff"
    card: ClassVar[Card] = Card(
        slug="eu_rasff",
        title="EU RASFF",
        title_zh="欧盟食品和饲料快速预警系统（RASFF）",
        url="https://webgate.ec.europa.eu/rasff-window/screen/search",
        every=timedelta(hours=6),
        least=10,
        hosts=("webgate.ec.europa.eu",),
        licence="CC BY 4.0; European Commission, DG SANTE",
        overlap=timedelta(days=14),
        proven=False,
    )
    rows_in = "notifications"
    total_in = "totalElements"
    may_redirect = False  # a POST that is sent on would become a GET

    def address(self, _number: int, *, control: bool = False) -> str:
        """One address for all pages; what is asked for stands in the body."""
        return SEARCH

    def page(self, number: int) -> Request:
        """The request for one page."""
        return self.post(wish_for(number, since=self.errand.since), number=number)

    def control(self) -> Request:
        """The same search without a first day."""
        request = self.post(wish_for(1))
        return request.replace(callback=self.parse_control, cb_kwargs={})

    def post(self, wish: Raw, number: int = 1) -> Request:
        """A question to the search."""
        return self.ask(
            SEARCH,
            method="POST",
            body=json.dumps(wish),
            headers={**self.headers(), "Content-Type": "application/json"},
            cb_kwargs={"number": number},
            meta={"dont_redirect": not self.may_redirect},
            dont_filter=True,
        )

    def answer_in(self, response: Response) -> Answer:
        """The page, if the search kept to the country of origin."""
        answer = super().answer_in(response)
        for raw in answer.rows:
            origins = take_parts(Record(self.card.title, raw), "originCountries")
            if not is_from_china(origins):
                reason = f"{self.id_of(raw)} does not come from China"
                values = {"source": self.card.title, "reason": reason}
                raise CrawlError("filter_ignored", **values)
        return answer

    def day_of(self, raw: Any) -> date | None:
        """The day of validation."""
        return sure_day(raw.get("ecValidationDate"), self.errand)

    def id_of(self, raw: Any) -> str:
        """The reference by which authorities call a notification."""
        return str(raw.get("reference") or raw.get("notifId"))

    def item(self, raw: Any, place: str) -> NoticeItem:
        """One notification."""
        record = Record(self.card.title, raw)
        origins = take_parts(record, "originCountries")
        if not is_from_china(origins):
            raise DroppedError("not_from_china")
        key, reference = str(record.take("notifId")), record.take("reference")
        action = self.name_in(record, "notificationClassification")
        day = read_published(record.take("ecValidationDate"))
        content = self.content(record, origins)
        content["references"], content["action"] = [reference], action
        self.tell_once(record.finish(UNREAD))
        item = national_item(
            self.card,
            key=key,
            kind=kind_of(action),
            member="EU",
            symbol=f"RASFF {reference}",
            distributed=day,
            content=content,
            tells=TELLS,
            place=place,
        )
        item.copy.link = PAGE.format(id=key)
        return item

    def content(self, record: Record, origins: list[Raw]) -> Content:
        """What the notification says, in its words."""
        title, beside = part_subject(record.take("subject"))
        notifying = self.name_in(record, "notifyingCountry", "organizationName")
        content = Content(
            title=title,
            products=self.name_in(record, "productCategory"),
            keywords=told(self.name_in(record, "productType"), notifying),
            regions="; ".join(self.named(one, "organizationName") for one in origins),
            agencies=told(notifying),
        )
        risk = self.name_in(record, "riskDecision")
        if risk:
            content["risk"] = risk
        if beside:
            content["description"] = beside
        return content

    def name_in(self, record: Record, field: str, within: str = "description") -> str:
        """The name in a field that holds an entry of one of the publisher's lists."""
        entry = record.take(field)
        return (
            self.named(check_part(record.source, entry, field), within) if entry else ""
        )

    def named(self, entry: Raw, within: str) -> str:
        """The name of an entry."""
        return str(Record(self.card.title, entry).take(within)).strip()


def wish_for(number: int, since: date | None = None) -> Raw:
    """What to ask the search for: goods from China, validated since a day."""
    wish: Raw = {
        "parameters": {"pageNumber": number, "itemsPerPage": SIZE},
        "originCountry": [CHINA_ID],
    }
    if since:
        wish["ecValidDateFrom"] = f"{since:%d-%m-%Y} 00:00:00"
    return wish


def told(*words: str) -> list[str]:
    """Those of some words that are there."""
    return [one for one in words if one]


def is_from_china(origins: list[Raw]) -> bool:
    """Whether China is among the countries of origin."""
    return any(one.get("isoCode") == CHINA for one in origins)


def kind_of(name: str) -> NoticeKind:
    """The kind by the publisher's classification; an unknown one is an alarm."""
    kind = KINDS.get(name)
    if kind is None:
        raise BadRowError("unknown_type", name=name)
    return kind
