"""Calls on a publisher: chooses the way, sends the spider, records the run."""

import asyncio
from collections.abc import Coroutine
from datetime import date, datetime, timedelta
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, AsyncCrawlerRunner, Crawler
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.card import CARDS, Card, put_source
from crawler.errand import Errand
from crawler.faults import CrawlError
from crawler.moments import moment_for
from crawler.runs import Ending, Tally, recorded
from crawler.settings import Wishes, scrapy_settings
from crawler.spider import SourceSpider
from crawler.spiders.wto_eping_api import WtoEpingApiSpider
from crawler.spiders.wto_eping_website import WtoEpingWebsiteSpider
from crawler.spiders.wto_eping_workbook import WtoEpingWorkbookSpider
from models import clock
from models.source import Run, RunState, Source

OVERLAP = timedelta(days=7)
"""Follow-ups arrive late: a short time before the newest day is read again."""
FIRST_REACH = timedelta(days=120)
"""How far a first crawl goes back: whatever may still be open for comments."""
SPIDERS: tuple[type[SourceSpider], ...] = (
    WtoEpingApiSpider,
    WtoEpingWebsiteSpider,
    WtoEpingWorkbookSpider,
)
JOB = "crawl"


def call_on(
    sessions: sessionmaker[Session],
    wishes: Wishes,
    slug: str,
    *,
    since: date | None = None,
    way: str | None = None,
    reactor: bool = True,
) -> tuple[Ending, Tally]:
    """One crawl of one publisher, recorded; never raises for what the publisher did.

    ``reactor`` false runs the spider in a plain event loop, which a process can do
    more than once.
    """
    card = CARDS[slug]
    errand = prepare(sessions, wishes, card, since)
    named = (JOB, slug, way or best_way(wishes))
    with recorded(sessions, named, errand.tally) as ending:
        try:
            send(choose(slug, named[2], wishes), errand, reactor=reactor)
        except CrawlError as fault:
            errand.fail(fault)
        ending.state, ending.fault = errand.state, errand.fault
    return ending, errand.tally


def best_way(wishes: Wishes) -> str:
    """The best way that has what it needs."""
    if wishes.eping_key:
        return "api"
    return "website" if wishes.eping_website else "workbook"


def choose(slug: str, way: str, wishes: Wishes) -> type[SourceSpider]:
    """The spider of a way; what the way lacks is a fault."""
    if wishes.offline:
        raise CrawlError("offline", source=CARDS[slug].title)
    if way == "api" and not wishes.eping_key:
        raise CrawlError("key_not_set")
    if way == "website" and not wishes.eping_website:
        raise CrawlError("website_off")
    ways = {kind.way: kind for kind in SPIDERS if kind.card.slug == slug}
    return ways[way]


def prepare(
    sessions: sessionmaker[Session], wishes: Wishes, card: Card, since: date | None
) -> Errand:
    """What the spider is to bring, and from which day on."""
    with sessions.begin() as session:
        source = put_source(session, card)
        today = clock.today(session)
        start = source.cursor - OVERLAP if source.cursor else today - FIRST_REACH
        moment = moment_for(source, clock.now())
    return Errand(sessions, wishes, since or start, moment)


def send(kind: type[SourceSpider], errand: Errand, *, reactor: bool) -> None:
    """Let the spider run to its end."""
    settings = scrapy_settings(errand.wishes)
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
        errand.fail(CrawlError("crashed", reason="an unforeseen error, see the log"))


async def run_alone(
    runner: AsyncCrawlerRunner, crawler: Crawler, errand: Errand
) -> None:
    """The crawl as a coroutine of its own loop."""
    done: Coroutine[Any, Any, None] | asyncio.Task[None]
    done = runner.crawl(crawler, errand=errand)
    await done


def due(sessions: sessionmaker[Session], now: datetime) -> list[str]:
    """The publishers whose last call is long enough ago."""
    with sessions.begin() as session:
        for card in CARDS.values():
            put_source(session, card)
        return [card.slug for card in CARDS.values() if is_due(session, card, now)]


def is_due(session: Session, card: Card, now: datetime) -> bool:
    """Whether a publisher is to be called on, by its card and its last run."""
    if not session.get_one(Source, card.slug).enabled:
        return False
    last = session.scalar(
        select(Run.started_at)
        .where(Run.source_slug == card.slug, Run.job == JOB)
        .where(Run.state != RunState.SKIPPED)
        .order_by(Run.started_at.desc())
        .limit(1)
    )
    return last is None or last + card.every <= now
