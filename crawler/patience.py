"""Backing off: a publisher that asks for rest gets it, and then we stop."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

BUSY = frozenset({429, 503})
TRIES = 3
FIRST_WAIT = 5.0
LONGEST_WAIT = 300.0
"""Seconds; who asks for more is left in peace until the next run."""
TRIED = "patience_tried"
log = logging.getLogger(__name__)


class PatienceMiddleware:
    """Repeats a request after 429 and 503, at the pace that Retry-After asks for."""

    def __init__(self, crawler: Crawler) -> None:
        self.first = crawler.settings.getfloat("PATIENCE_FIRST_WAIT", FIRST_WAIT)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatienceMiddleware":
        """Made by Scrapy."""
        return cls(crawler)

    async def process_response(
        self, request: Request, response: Response
    ) -> Request | Response:
        """Wait and ask again, or hand the refusal on when that is no use."""
        tried: int = request.meta.get(TRIED, 0)
        if response.status not in BUSY or tried >= TRIES:
            return response
        seconds = asked_wait(response)
        if seconds is None:
            seconds = self.first * 2**tried
        if seconds > LONGEST_WAIT:
            return response
        log.warning("HTTP %s: waiting %.0f s", response.status, seconds)
        await asyncio.sleep(seconds)
        meta: dict[str, Any] = {**request.meta, TRIED: tried + 1}
        return request.replace(meta=meta, dont_filter=True)


def asked_wait(response: Response) -> float | None:
    """The seconds that Retry-After asks for, in figures or as a moment."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if not value:
        return None
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
