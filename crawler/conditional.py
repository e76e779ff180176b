"""Conditional requests: what has not changed is not sent again."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from sqlalchemy.orm import Session

from models.source import Fetch

WISH = "conditional"
"""The key in a request's meta that asks for this."""


@dataclass(frozen=True)
class Fetched:
    """The validators of an answer, and the hash of its body."""

    url: str
    etag: str | None
    last_modified: str | None
    sha256: str


class ConditionalMiddleware:
    """Adds the validators of the last complete run to requests that ask for it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ConditionalMiddleware":
        """Made by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Ask only for what is newer than what we hold."""
        if not request.meta.get(WISH):
            return
        spider: Any = self.crawler.spider
        with spider.errand.sessions() as session:
            held = session.get(Fetch, request.url)
        if held is None:
            return
        if held.etag:
            request.headers.setdefault("If-None-Match", held.etag)
        if held.last_modified:
            request.headers.setdefault("If-Modified-Since", held.last_modified)


def fetched(response: Response) -> Fetched:
    """The validators of an answer."""
    return Fetched(
        url=response.url,
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
        sha256=hashlib.sha256(response.body).hexdigest(),
    )


def header(response: Response, name: str) -> str | None:
    """One header of an answer as text."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def remember(session: Session, one: Fetched, now: datetime) -> None:
    """Keep the validators for the next run."""
    session.merge(
        Fetch(
            url=one.url,
            etag=one.etag,
            last_modified=one.last_modified,
            sha256=one.sha256,
            fetched_at=now,
        )
    )


def is_known(session: Session, one: Fetched) -> bool:
    """Whether the very same body was stored before."""
    held = session.get(Fetch, one.url)
    return held is not None and held.sha256 == one.sha256
