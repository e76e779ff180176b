"""What we know of a publisher before we call on it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from models.source import Source


@dataclass(frozen=True)
class Card:
    """A publisher: its names, its address, how often we call, the least we expect.

    ``least`` is the number of records that the whole source must hold; fewer in a
    first load mean that something is wrong.
    """

    slug: str
    title: str
    title_zh: str
    url: str
    every: timedelta
    least: int


def put_source(session: Session, card: Card) -> Source:
    """The row of a publisher, made or brought up to date; its state is kept."""
    source = session.get(Source, card.slug)
    if source is None:
        source = Source(slug=card.slug, enabled=True)
        session.add(source)
    source.title, source.title_zh, source.url = card.title, card.title_zh, card.url
    source.every_minutes = int(card.every.total_seconds() // 60)
    source.least = card.least
    session.flush()
    return source


WTO_EPING = Card(
    slug="wto_eping",
    title="WTO ePing",
    title_zh="世贸组织ePing平台",
    url="https://eping.wto.org/",
    every=timedelta(hours=2),
    least=50,
)
CARDS = {card.slug: card for card in (WTO_EPING,)}
