"""Check, then store: one transaction a page; only here is anything committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from crawler.conditional import remember
from crawler.errand import Errand, Page
from crawler.faults import CrawlError, first_line
from crawler.storing import store_counted
from models.source import Source


class StorePipeline:
    """Stores each page; after a fault nothing further is stored."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        """Made by Scrapy."""
        return cls(crawler)

    def process_item(self, page: Page) -> Page:
        """Store a page in one transaction, with the cursor if it is the last."""
        spider: Any = self.crawler.spider
        errand: Errand = spider.errand
        if errand.fault is not None:
            raise DropItem("A fault came before this page.")
        with broken_unless_done(errand), errand.sessions.begin() as session:
            store_page(session, spider.card.slug, page, errand)
        errand.tally.pages += 1
        errand.finished = errand.finished or page.last
        return page


@contextmanager
def broken_unless_done(errand: Errand) -> Iterator[None]:
    """Whatever comes up while a page is stored, the errand has failed."""
    done = False
    try:
        yield
        done = True
    except SQLAlchemyError as error:
        errand.fail(CrawlError("crashed", reason=first_line(error)))
        raise DropItem("The page could not be stored.") from error
    finally:
        if not done:
            errand.fail(CrawlError("broken_off"))


def store_page(session: Session, slug: str, page: Page, errand: Errand) -> None:
    """Store the items of a page, and what only the last page may tell."""
    store_counted(session, page.items, errand.moment, errand.tally)
    if page.last and page.whole:
        session.get_one(Source, slug).reconciled_at = errand.moment.now
    if page.cursor:
        known = min(page.cursor, errand.moment.now.date())
        advance(session.get_one(Source, slug), known)
    if page.fetched:
        remember(session, page.fetched, errand.moment.now)


def advance(source: Source, day: date) -> None:
    """The cursor only moves forward."""
    source.cursor = max(day, source.cursor or day)
