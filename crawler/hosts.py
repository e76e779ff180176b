"""Only the publisher is called: the hosts on its card, and none inside our house."""

import asyncio
import socket
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class ForeignHostError(IgnoreRequest):
    """A request, or a redirect, to a host that is not on the card."""


class HostsMiddleware:
    """Refuses every address that is not on the card, redirects included."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.safe: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HostsMiddleware":
        """Made by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or refuse it before anything is sent."""
        spider: Any = self.crawler.spider
        parts = urlsplit(request.url)
        if parts.netloc in spider.errand.wishes.own_hosts:
            return
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or host not in spider.card.hosts:
            raise ForeignHostError(f"{host} is not one of the publisher's hosts")
        if host not in self.safe and await leads_inside(host):
            raise ForeignHostError(f"{host} leads to an address inside the house")
        self.safe.add(host)


async def leads_inside(host: str) -> bool:
    """Whether a name stands for an address that is not a public one."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False  # the call itself will say that there is no such host
    return any(not ip_address(entry[4][0]).is_global for entry in found)
