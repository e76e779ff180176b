"""What the form of a subscription says; known to no framework."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from models.events import EventKind
from models.kinds import SORTS, NoticeKind, kinds_of
from models.subscription import EIGHT, USUAL, Subscription

KINDS = {
    "new": (EventKind.CIRCULATED, EventKind.REVISED),
    "dates": (EventKind.EXTENDED, EventKind.DATES_CHANGED),
    "text": (
        EventKind.CHANGED,
        EventKind.TEXT_CHANGED,
        EventKind.CORRECTED,
        EventKind.TRANSLATED,
        EventKind.GUIDANCE,
        EventKind.OTHER,
    ),
    "final": (
        EventKind.ADOPTED,
        EventKind.PUBLISHED,
        EventKind.FINAL_TEXT,
        EventKind.IN_FORCE,
    ),
    "ended": (EventKind.WITHDRAWN, EventKind.VOID),
}
"""Kinds of change as a reader chooses them."""
USUAL_SORTS = tuple(name for name, kinds in SORTS.items() if kinds <= set(USUAL))
"""Sorts of documents that a new subscription hears of; incidents must be chosen."""
MAIL, ENDPOINT = "mail", "endpoint:"
"""How channels are named; a robot or webhook by its number."""


@dataclass
class Wish:
    """A subscription as its form shows it.

    ``at`` is in minutes after midnight in Wuhan. ``cut`` tells which codes were longer
    than the six digits that are the same all over the world. A wish with a ``measure``
    follows it, whatever its goods and Members. ``endpoints`` are the numbers of robots
    and webhooks.
    """

    name: str = ""
    sectors: list[str] = field(default_factory=list)
    hs: list[str] = field(default_factory=list)
    ics: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    markets: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=lambda: list(KINDS))
    documents: list[str] = field(default_factory=lambda: list(USUAL_SORTS))
    least_level: str = ""
    excluded: list[str] = field(default_factory=list)
    excluded_members: list[str] = field(default_factory=list)
    excluded_hs: list[str] = field(default_factory=list)
    rate: str = "daily"
    weekday: int = 0
    at: int = EIGHT
    language: str = "zh"
    mail: bool = True
    endpoints: list[int] = field(default_factory=list)
    paused_until: date | None = None
    note: str = ""
    measure: int | None = None
    cut: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names_something(self) -> bool:
        """Whether it names goods, a market or a measure."""
        goods = self.sectors or self.hs or self.ics or self.words
        return bool(goods or self.markets or self.measure)


def following(measure_id: int, name: str, language: str) -> Wish:
    """The wish of whoever follows one measure: at once, of whatever kind."""
    return Wish(
        name=name,
        documents=list(SORTS),
        rate="immediate",
        language=language,
        measure=measure_id,
    )


def of(subscription: Subscription) -> Wish:
    """A subscription as its form shows it."""
    one, chosen = subscription, subscription.kinds
    return Wish(
        name=one.name,
        sectors=one.sectors,
        hs=one.hs,
        ics=one.ics,
        words=one.words,
        markets=one.markets,
        kinds=[n for n, kinds in KINDS.items() if not chosen or kinds[0] in chosen],
        documents=sorts_of(one.notice_kinds),
        least_level=one.least_level,
        excluded=one.excluded_words,
        excluded_members=one.excluded_members,
        excluded_hs=one.excluded_hs,
        rate=one.rate,
        weekday=one.weekday,
        at=one.told_at,
        language=one.language,
        mail=MAIL in one.channels,
        endpoints=endpoints_of(one.channels),
        paused_until=one.paused_until,
        note=one.note,
        measure=one.measure_id,
    )


def put(wish: Wish, kept: Subscription) -> None:
    """Write what a form says into a subscription; its keys are another matter."""
    kept.sectors, kept.hs, kept.markets = wish.sectors, wish.hs, wish.markets
    kept.ics, kept.words = wish.ics, wish.words
    kept.least_level = wish.least_level
    kept.excluded_members, kept.excluded_hs = wish.excluded_members, wish.excluded_hs
    kept.kinds = event_kinds(wish)
    kept.notice_kinds = notice_kinds(wish)
    kept.excluded_words = wish.excluded
    kept.rate, kept.language = wish.rate, wish.language
    kept.weekday, kept.told_at = wish.weekday, wish.at
    kept.channels = channels_of(wish, kept.channels or [])
    kept.name, kept.note = wish.name, wish.note
    kept.paused_until = wish.paused_until
    kept.measure_id = wish.measure


def channels_of(wish: Wish, held: Iterable[str]) -> list[str]:
    """The ways that are wanted, as a subscription names them; unknown ones stay."""
    unknown = [one for one in held if one != MAIL and ENDPOINT not in one]
    named = [f"{ENDPOINT}{number}" for number in wish.endpoints]
    return [*([MAIL] if wish.mail else []), *unknown, *named]


def endpoints_of(channels: Iterable[str]) -> list[int]:
    """The numbers of the endpoints among some channels."""
    named = (one.removeprefix(ENDPOINT) for one in channels if ENDPOINT in one)
    return [int(number) for number in named]


def sorts_of(kinds: Iterable[str]) -> list[str]:
    """The sorts of documents that some kinds make up."""
    held = set(kinds)
    return [name for name, parts in SORTS.items() if parts <= held]


def event_kinds(wish: Wish) -> list[str]:
    """The kinds of event that are wanted; an empty list means any."""
    if set(wish.kinds) >= set(KINDS):
        return []
    return [str(kind) for name in wish.kinds for kind in KINDS[name]]


def notice_kinds(wish: Wish) -> list[str]:
    """The kinds of document that are wanted; who follows a measure wants all."""
    if wish.measure:
        return [kind.value for kind in NoticeKind]
    return list(kinds_of(wish.documents))
