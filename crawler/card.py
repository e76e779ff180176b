"""What we know of a publisher before we call on it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from models.source import Source


@dataclass(frozen=True)
class Card:
    """A publisher: its names, its address, how often and how gently we call.

    ``least`` is the number of records that a whole reading of the source must hold;
    fewer mean that something is wrong. Only ``hosts`` are ever called. ``delay`` is
    the seconds between two calls. A first crawl goes back by ``reach``, later ones
    begin ``overlap`` before the newest day that is stored. ``ways`` are the ways of
    fetching, the best first; ``whole`` is the one that brings everything, which is
    asked first of all and then every ``reconcile``. A contract that is not
    ``proven`` leaves the source off until an administrator turns it on.
    """

    slug: str
    title: str
    title_zh: str
    url: str
    every: timedelta
    least: int
    hosts: tuple[str, ...]
    licence: str
    delay: float = 1.0
    reach: timedelta = timedelta(days=120)
    overlap: timedelta = timedelta(days=7)
    ways: tuple[str, ...] = ("feed",)
    whole: str | None = None
    reconcile: timedelta | None = None
    proven: bool = True


def put_source(session: Session, card: Card) -> Source:
    """The row of a publisher, made or brought up to date; its state is kept."""
    source = session.get(Source, card.slug)
    if source is None:
        source = Source(slug=card.slug, enabled=card.proven)
        session.add(source)
    source.title, source.title_zh, source.url = card.title, card.title_zh, card.url
    source.every_minutes = int(card.every.total_seconds() // 60)
    source.least, source.proven = card.least, card.proven
    source.licence = card.licence
    session.flush()
    return source


WTO_EPING = Card(
    slug="wto_eping",
    title="WTO ePing",
    title_zh="世贸组织ePing平台",
    url="https://eping.wto.org/",
    every=timedelta(hours=2),
    least=50,
    hosts=("api.wto.org", "epingalert.org", "www.epingalert.org", "eping.wto.org"),
    licence="WTO content; reproduced facts with the source named",
    ways=("api", "website", "workbook"),
    whole="workbook",
    reconcile=timedelta(days=7),
)
