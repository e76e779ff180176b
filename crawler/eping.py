"""What the two JSON ways of ePing share: the shape of their answers and rows."""

from abc import abstractmethod
from typing import Any, ClassVar

from crawler.card import WTO_EPING, Card
from crawler.items import NoticeItem
from crawler.normalise import read_notice
from crawler.pages import PagedSpider
from crawler.rows import read_row

ENGLISH = 1
PAGE_SIZE = 100


class EpingSpider(PagedSpider):
    """Reads pages of ePing rows, whichever of its servers gives them."""

    card: ClassVar[Card] = WTO_EPING
    rows_in = "items"
    total_in = "totalCount"

    @abstractmethod
    def address(self, number: int, *, control: bool = False) -> str:
        """The address of a page."""

    def plain(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row under our names; new fields are told once."""
        raw, warning = read_row(self.card.title, row)
        self.tell_once(warning)
        return raw

    def id_of(self, raw: dict[str, Any]) -> str:
        """ePing's id: one for each Member's copy."""
        return str(raw["eping_id"] or "-")

    def day_of(self, raw: dict[str, Any]) -> Any:
        """The day of distribution."""
        return raw["distributed"]

    def item(self, raw: dict[str, Any], place: str) -> NoticeItem:
        """A row as an item, by the normaliser of all ways to ePing."""
        return read_notice(raw, place)
