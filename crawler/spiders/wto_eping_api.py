"""The keyed API of ePing: the regular increment of WTO notifications.

``page`` counts from 1. Rows come one for each notifying Member, so a joint document
has several. There is no sorting: the filter by day is checked on every row. A call
without a key may be answered with 404, which then does not mean "gone".
"""

from typing import Any
from urllib.parse import urlencode

from crawler.eping import ENGLISH, PAGE_SIZE, EpingSpider
from crawler.faults import CrawlError
from crawler.settings import Wishes

KEY_HEADER = "Ocp-Apim-Subscription-Key"


class WtoEpingApiSpider(EpingSpider):
    """Reads what was distributed since a day, page by page."""

    name = "wto_eping_api"
    way = "api"
    wants_key = frozenset({401, 403, 404})
    may_redirect = False  # the key is for this publisher alone

    @classmethod
    def lacks(cls, wishes: Wishes) -> CrawlError | None:
        """The key of the API."""
        return None if wishes.eping_key else CrawlError("key_not_set")

    def address(self, number: int, *, control: bool = False) -> str:
        """A page of the search."""
        query: dict[str, Any] = {"language": ENGLISH, "page": number}
        query["pageSize"] = 1 if control else PAGE_SIZE
        if not control:
            query["distributionDateFrom"] = self.errand.since.isoformat()
        return f"{self.errand.wishes.api_url}/notifications/search?{urlencode(query)}"

    def headers(self) -> dict[str, str]:
        """The key goes in a header, so that no log holds it."""
        return {**super().headers(), KEY_HEADER: self.errand.wishes.eping_key}
