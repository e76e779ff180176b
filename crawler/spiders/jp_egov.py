"""Japan's e-Gov law API: acts, cabinet orders and ministerial ordinances, as made.

It holds law, never drafts (comments on drafts are taken on another site), and all of
it in Japanese, with the years of an era in the numbers. A law that changes others is
a record of its own (``mission`` Partial), which names the law it changes in its
title. A record is one wording of a law: its id names the law, the day from which it
holds, and the law that made the change. Pages are told by an offset.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from crawler.answers import Raw
from crawler.card import Card
from crawler.faults import DroppedError
from crawler.goods.deciding import why_left_out
from crawler.items import NoticeItem
from crawler.national import national_item
from crawler.pages import PagedSpider
from crawler.parts import take_part
from crawler.published import read_published, read_stated, sure_day
from crawler.record import Record
from models.content import Content
from models.fold import fold
from models.kinds import NoticeKind

LAWS = "https://laws.e-gov.go.jp/api/2/laws"
PAGE = "https://laws.e-gov.go.jp/law/{id}"
SIZE = 100
PAST = frozenset({"PreviousEnforced", "Repeal"})
"""States of a wording that another has replaced."""
HOLDS = frozenset({None, "", "None"})
"""What stands for a law that is not repealed."""
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
    {
        "title",
        "description",
        "keywords",
        "references",
        "action",
        "entry_into_force",
    }
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

    def address(self, _number: int, *, control: bool = False) -> str:
        """The list from where the last page ended; without days, of all laws."""
        query: dict[str, Any] = {"limit": SIZE, "offset": self.tour.received}
        query["response_format"] = "json"
        if not control:
            query["promulgation_date_from"] = self.errand.since.isoformat()
            query["order"] = "-law_info.promulgation_date"
            query["mission"] = "New,Partial"
        return f"{LAWS}?{urlencode(query)}"

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
        day = read_published(
            told.take("amendment_promulgate_date") or made, self.errand
        )
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


def wordings(answer: Raw) -> Iterator[Raw]:
    """The history of one law as records of the list, each with the law it is of."""
    for told in answer["revisions"]:
        yield {"law_info": answer["law_info"], "revision_info": told}


def read_content(law: Record, told: Record) -> Content:
    """What a wording says: the law, and the law that changed it."""
    state, repealed = (
        told.take_any("current_revision_status"),
        told.take("repeal_status"),
    )
    if state in PAST or repealed not in HOLDS:
        raise DroppedError("jp_not_newest")
    title = told.take("law_title").strip()
    names = [name for name in (told.take("category"), told.take("abbrev")) if name]
    left_out = why_left_out("jp_laws", {"text": [fold(one) for one in (title, *names)]})
    if left_out:
        raise DroppedError(left_out)
    numbers = [law.take("law_num"), told.take("amendment_law_num")]
    content = Content(
        title=title,
        keywords=names,
        references=list(dict.fromkeys(one for one in numbers if one)),
        action=", ".join(filter(None, [told.take("mission"), state])),
    )
    changed_by = told.take("amendment_law_title")
    if changed_by:
        content["description"] = changed_by
    force = read_stated(told.take("amendment_enforcement_date"), "enforcement date")
    if force:
        content["entry_into_force"] = force.isoformat()
    return content
