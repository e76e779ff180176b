"""The JSON behind ePing's own search page: no key, and no promise either.

Unknown and misspelt parameters are ignored without a word, and the default order is
by relevance: so the order is always asked for, and both filter and order are checked
on the rows that come back. Can be switched off (CHUTONG_EPING_WEBSITE=0).
"""

from typing import Any
from urllib.parse import urlencode

from crawler.eping import ENGLISH, PAGE_SIZE, EpingSpider
from crawler.faults import CrawlError
from crawler.settings import Wishes


class WtoEpingWebsiteSpider(EpingSpider):
    """Reads what was distributed since a day, the newest first."""

    name = "wto_eping_website"
    way = "website"
    falling = True

    @classmethod
    def lacks(cls, wishes: Wishes) -> CrawlError | None:
        """Leave to be used."""
        return None if wishes.eping_website else CrawlError("website_off")

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
