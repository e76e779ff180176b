"""The JSON behind ePing's own search page: no key, and no promise either.

Unknown and misspelt parameters are ignored without a word, and the default order is
by relevance: so the order is always asked for, and both filter and order are checked
on the rows that come back. Can be switched off (CHUTONG_EPING_WEBSITE=0).
"""

from typing import Any, ClassVar
from urllib.parse import urlencode

from crawler.card import WTO_EPING, Card
from crawler.pages import PagedSpider

ENGLISH = 1
PAGE_SIZE = 100


class WtoEpingWebsiteSpider(PagedSpider):
    """Reads what was distributed since a day, the newest first."""

    name = "wto_eping_website"
    card: ClassVar[Card] = WTO_EPING
    way = "website"
    falling = True

    def address(self, number: int, *, control: bool = False) -> str:
        """A page of the search, newest first."""
        query: dict[str, Any] = {
            "language": ENGLISH,
            "page": number,
            "pageSize": 1 if control else PAGE_SIZE,
            "sortBy": "distributionDate",
            "sortDirection": "desc",
        }
        if not control:
            query["distributionDateFrom"] = self.errand.since.isoformat()
        base = self.errand.wishes.website_url
        return f"{base}/azureSearch/getAll?{urlencode(query)}"
