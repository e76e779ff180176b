"""Calls on a publisher: chooses the way, sends the spider, records the run.

A workbook that a spider leaves is stored when the calls are over, by the same code as
a user's own file.
"""

import asyncio
from collections.abc import Coroutine
from datetime import date
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, AsyncCrawlerRunner, Crawler
from sqlalchemy.orm import Session, sessionmaker

from crawler.books import store_book
from crawler.card import Card, put_source
from crawler.errand import Errand
from crawler.faults import CrawlError
from crawler.moments import moment_for
from crawler.runs import Ending, Tally, recorded
from crawler.settings import Wishes, scrapy_settings
from crawler.sources import all_cards, spider_of, usable_ways
from crawler.spider import Caller, SourceSpider
from models import clock

JOB = "crawl"


def call_on(
    sessions: sessionmaker[Session],
    wishes: Wishes,
    slug: str,
    *,
    since: date | None = None,
    way: str | None = None,
    instead_of: str | None = None,
    reactor: bool = True,
) -> tuple[Ending, Tally]:
    """One crawl of one publisher, recorded; never raises for what the publisher did.

    Raises BusyError where another process is calling on it. ``reactor`` false runs the
    spider in a plain event loop, which a process can do more than once.
    """
    card = all_cards()[slug]
    errand = prepare(sessions, wishes, card, since)
    errand.tally.instead_of, errand.tally.since = instead_of, errand.since
    named = (JOB, slug, way or (usable_ways(card, wishes) or card.ways)[0])
    with recorded(sessions, named, errand.tally) as ending:
        try:
            kind = choose(card, named[2], wishes)
            crashed = send(kind, errand, wishes, reactor=reactor)
            if crashed:
                errand.fail(crashed)
            elif errand.book and errand.fault is None:
                store_book(errand, card, errand.book)
        except CrawlError as fault:
            errand.fail(fault)
        ending.state, ending.fault = errand.state, errand.fault
    return ending, errand.tally


def choose(card: Card, way: str, wishes: Wishes) -> type[SourceSpider]:
    """The spider of a way; what the way lacks is a fault."""
    if wishes.offline:
        raise CrawlError("offline", source=card.title)
    kind = spider_of(card.slug, way)
    lack = kind.lacks(wishes)
    if lack:
        raise lack
    return kind


def prepare(
    sessions: sessionmaker[Session], wishes: Wishes, card: Card, since: date | None
) -> Errand:
    """What the spider is to bring, and from which day on."""
    with sessions.begin() as session:
        source = put_source(session, card)
        today = clock.today(session)
        newest = source.cursor
        start = newest - card.overlap if newest else today - card.reach
        moment = moment_for(source, clock.now())
    return Errand(sessions, wishes, since or start, moment)


def send(
    kind: type[Caller], errand: object, wishes: Wishes, *, reactor: bool
) -> CrawlError | None:
    """Let a spider run its errand to the end; a fault if it came to none.

    ``reactor`` false runs it in a plain event loop, which a process can do more than
    once.
    """
    settings = scrapy_settings(wishes, kind.card)
    if reactor:
        process = AsyncCrawlerProcess(settings)
        crawler = process.create_crawler(kind)
        process.crawl(crawler, errand=errand)
        process.start()
    else:
        runner = AsyncCrawlerRunner({**settings, "TWISTED_REACTOR_ENABLED": False})
        crawler = runner.create_crawler(kind)
        asyncio.run(run_alone(runner, crawler, errand))
    if crawler.stats and crawler.stats.get_value("spider_exceptions/count"):
        return CrawlError("crashed", reason="an unforeseen error, see the log")
    return None


async def run_alone(
    runner: AsyncCrawlerRunner, crawler: Crawler, errand: object
) -> None:
    """The crawl as a coroutine of its own loop."""
    done: Coroutine[Any, Any, None] | asyncio.Task[None]
    done = runner.crawl(crawler, errand=errand)
    await done
