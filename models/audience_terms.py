"""The numbers of terms and markets: keys hold these, not the words.

A key of numbers is short, so that many of them lie on a page, and a term that nobody
asks for is known at one look.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.audience import Layout
from models.subscription import (
    ROOM,
    SubscriptionKey,
    SubscriptionMarket,
    SubscriptionTerm,
)

PART = 500
NO_SECOND = 0
"""The second term of a key that needs none."""
Column = InstrumentedAttribute[str]
Triple = tuple[str, str, str]


def slot_of(term_id: int, market_id: int) -> int:
    """A term and a market as one number; ValueError beyond the markets that fit."""
    if not 0 < market_id < ROOM:
        raise ValueError(f"A key has no room for market number {market_id}.")
    return term_id * ROOM + market_id


def number_terms(session: Session, terms: Iterable[str]) -> dict[str, int]:
    """The number of each term; one that nobody has asked for yet gets its own."""
    return numbers(session, SubscriptionTerm.term, terms)


def number_markets(session: Session, codes: Iterable[str]) -> dict[str, int]:
    """The number of each market, likewise."""
    return numbers(session, SubscriptionMarket.code, codes)


def numbers(session: Session, column: Column, words: Iterable[str]) -> dict[str, int]:
    """The rows of some words, made where they are missing.

    They are made in one order by everybody, so that two who do so at once do not wait
    for each other.
    """
    wanted = sorted(set(words))
    found = dict(held(session, column, wanted))
    missing = [word for word in wanted if word not in found]
    if missing:
        dialect = session.get_bind().dialect.name
        kind: Any = postgresql if dialect == "postgresql" else sqlite
        made = kind.insert(column.class_).on_conflict_do_nothing()
        session.execute(made, [{column.key: word} for word in missing])
        found |= held(session, column, missing)
    return found


def held(
    session: Session, column: Column, words: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """The words that have numbers."""
    for start in range(0, len(words), PART):
        query = select(column, column.class_.id)
        part = query.where(column.in_(words[start : start + PART]))
        yield from ((row[0], row[1]) for row in session.execute(part))


def key_rows(session: Session, layout: Layout) -> set[tuple[int, int]]:
    """The keys of a layout in numbers: slot and second term."""
    words = {word for term, _, second in layout.keys for word in (term, second)}
    terms = {"": NO_SECOND, **number_terms(session, words - {""})}
    markets = number_markets(session, {market for _, market, _ in layout.keys})
    return {
        (slot_of(terms[term], markets[market]), terms[second])
        for term, market, second in layout.keys
    }


def keys_of(session: Session, subscription_id: int) -> list[Triple]:
    """The keys of a subscription in words: term, market, second term."""
    own = SubscriptionKey.subscription_id == subscription_id
    rows = session.execute(in_words().where(own))
    return [(term, market, second or "") for term, market, second in rows]


def in_words() -> Select[str, str, str]:
    """Each key in words; the second term is NULL where there is none."""
    key, second = SubscriptionKey, aliased(SubscriptionTerm)
    term, market = SubscriptionTerm, SubscriptionMarket
    return (
        select(term.term, market.code, second.term)
        .select_from(key)
        .join(term, term.id == key.slot.op("/")(literal(ROOM)))
        .join(market, market.id == key.slot % ROOM)
        .outerjoin(second, second.id == key.second)
    )
