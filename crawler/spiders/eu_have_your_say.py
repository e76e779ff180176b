"""Have your say: what the European Commission prepares, with feedback still open.

Everything is a draft, from a call for evidence to a finished proposal; `action` holds
the publisher's codes of the planned act and of the stage. The id is a number with a
decimal point, and pages count from 0. Only ``feedbackStatus`` filters: a misspelt
parameter changes nothing, so each row is looked at. Feedback is open during a period
that may have begun long ago. Unofficial, and its shape has changed before: the rows
have stood under other names, which are still understood.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy.http import Response

from crawler.answers import Answer, Raw, changed, read_object
from crawler.card import Card
from crawler.errand import Errand
from crawler.faults import BadRowError, CrawlError, DroppedError
from crawler.goods.deciding import why_left_out
from crawler.items import NoticeItem
from crawler.national import national_item
from crawler.pages import PagedSpider
from crawler.parts import take_parts
from crawler.published import read_published, read_stated, sure_day
from crawler.record import Record
from models.content import Content
from models.fold import fold
from models.kinds import NoticeKind

SEARCH = "https://ec.europa.eu/info/law/better-regulation/brpapi/searchInitiatives"
PAGE = "https://ec.europa.eu/info/law/better-regulation/have-your-say/initiatives/{id}"
SIZE = 10
"""More may be asked for, but not always given."""
LISTS = ("content", "initiativeResultDtoes", "initiativeResultDtoList")
AROUND = ("initiativeResultDtoPage", "_embedded")
OPEN = "OPEN"
UNREAD = frozenset({"initiativeTranslations"})
TELLS = frozenset({"title", "keywords", "references", "action"})


class EuHaveYourSaySpider(PagedSpider):
    """Reads every initiative on goods on which feedback can be given now."""

    name = "eu_have_your_say"
    card: ClassVar[Card] = Card(
        slug="eu_have_your_say",
        title="EU Have your say",
        title_zh="欧盟立法意见征集平台（Have your say）",
        url="https://ec.europa.eu/info/law/better-regulation/have-your-say_en",
        every=timedelta(hours=12),
        least=5,
        hosts=("ec.europa.eu",),
        licence="European Commission reuse notice, CC BY 4.0",
        proven=False,
    )
    rows_in = "content"
    total_in = "totalElements"

    def __init__(self, errand: Errand, **given: Any) -> None:
        super().__init__(errand, **given)
        self.tour.since = date.min  # what is asked for is open, not recent

    def address(self, number: int, *, control: bool = False) -> str:
        """A page of what is open; without the filter, of all that ever was."""
        query: dict[str, Any] = {"text": "", "page": number - 1, "size": SIZE}
        query["language"] = "EN"
        if not control:
            query["feedbackStatus"] = OPEN
        return f"{SEARCH}?{urlencode(query)}"

    def answer_in(self, response: Response) -> Answer:
        """The page, wherever the answer holds it."""
        found = read_object(response)
        inner = next((found[name] for name in AROUND if name in found), found)
        if not isinstance(inner, dict):
            raise changed(response, "the page of initiatives is no object")
        rows = next((inner[name] for name in LISTS if name in inner), None)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise changed(response, "there is no list of initiatives")
        return Answer(rows, total_in(response, (inner, found, found.get("page"))))

    def plain(self, row: Raw) -> Raw:
        """A row, if feedback on it is open as was asked for."""
        if self.status_of(row).take("receivingFeedbackStatus") != OPEN:
            reason = f"feedback on {self.id_of(row)} is not open"
            values = {"source": self.card.title, "reason": reason}
            raise CrawlError("filter_ignored", **values)
        return row

    def day_of(self, raw: Any) -> date | None:
        """The day on which the feedback opened."""
        opens = self.status_of(raw).take("feedbackStartDate")
        return sure_day(opens, self.errand)

    def status_of(self, raw: Raw) -> Record:
        """The status that holds now; the only one where none says so."""
        statuses = take_parts(Record(self.card.title, raw), "currentStatuses")
        current = [one for one in statuses if one.get("isCurrent")] or statuses
        return Record(self.card.title, current[0] if current else {})

    def id_of(self, raw: Any) -> str:
        """The id without its decimal point."""
        number = raw.get("id")
        whole = isinstance(number, float) and number.is_integer()
        return str(int(number)) if whole else str(number)

    def item(self, raw: Any, place: str) -> NoticeItem:
        """One initiative as a draft."""
        record = Record(self.card.title, raw)
        key = self.id_of({"id": record.take("id")})
        if not key.isdecimal():
            raise BadRowError("no_id", words=key)
        status = self.status_of(raw)
        record.take("currentStatuses")
        opens = read_published(status.take("feedbackStartDate"))
        closes = read_stated(status.take("feedbackEndDate"), "feedbackEndDate")
        if closes and closes < opens:
            raise BadRowError("days_crossed", closes=closes, opens=opens)
        reference, content = self.content(record, status)
        self.tell_once(record.finish(UNREAD))
        item = national_item(
            self.card,
            key=key,
            kind=NoticeKind.DRAFT,
            member="EU",
            symbol=reference,
            distributed=opens,
            comments_close=closes,
            content=content,
            tells=TELLS,
            place=place,
        )
        item.copy.link = PAGE.format(id=f"{key}_en")
        return item

    def content(self, record: Record, status: Record) -> tuple[str, Content]:
        """The reference and what the initiative says, if it is on goods."""
        topics = [Record(record.source, one) for one in take_parts(record, "topics")]
        known = {one.take("code"): one.take("label") for one in topics}
        title = record.take("shortTitle").strip()
        check_topics(known, title)
        reference = record.take("reference")
        words = [record.take("foreseenActType"), record.take("initiativeStatus")]
        words.append(status.take("frontEndStage"))
        return reference, Content(
            title=title,
            keywords=list(known.values()),
            references=[reference],
            action=", ".join(word for word in words if word),
        )


def check_topics(topics: Iterable[str], title: str) -> None:
    """Leave out what stands only under topics that are not on goods.

    A topic that nobody has judged yet is told, and so is an initiative without any.
    """
    facts = {"topic": list(topics), "text": [fold(title)]}
    left_out = why_left_out("eu_initiatives", facts)
    if left_out == "unknown_topic":
        raise BadRowError(left_out, name=", ".join(sorted(facts["topic"])))
    if left_out:
        raise DroppedError(left_out)


def total_in(response: Response, places: Iterable[Any]) -> int:
    """The number of all rows, in whichever place it stands."""
    for place in places:
        total = place.get("totalElements") if isinstance(place, dict) else None
        if isinstance(total, int) and not isinstance(total, bool) and total >= 0:
            return total
    raise changed(response, "there is no number called totalElements")
