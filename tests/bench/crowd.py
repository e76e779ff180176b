"""Many subscriptions and events, laid into the tables as the services lay them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    insert,
    select,
)
from sqlalchemy.orm import Session

from models import audience_query
from models.audience import ANY, Asked, Layout, lay_out
from models.audience_terms import NO_SECOND, number_markets, number_terms, slot_of
from models.subscription import Subscription, SubscriptionClause, SubscriptionKey
from models.tables import Base
from models.user import Role, User

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 20_000
TOLD = MetaData()
TOLD_TERM = Table(
    "told_term",
    TOLD,
    Column("event_id", Integer, primary_key=True, autoincrement=False),
    Column("term", String, primary_key=True),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
TOLD_MARKET = Table(
    "told_market",
    TOLD,
    Column("event_id", Integer, primary_key=True, autoincrement=False),
    Column("market", String, primary_key=True),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""What happened in words, as the tables of notices tell it."""
Happened = tuple[set[str], set[str]]
"""The terms and the markets of an event."""


def add_subscribers(
    connection: Connection, asks: Mapping[int, Asked], person: int = 1
) -> None:
    """One person with all these subscriptions, by number, with their keys."""
    user = {"id": person, "email": f"{person}@b.cn", "name": "A", "created_at": BEGAN}
    connection.execute(insert(User), {**user, "role": Role.ENTERPRISE})
    rows = (subscription(one, person) for one in asks)
    fill(connection, table_of(Subscription), rows)
    layouts = {one: lay_out(asked) for one, asked in asks.items()}
    terms, markets = number_all(connection, layouts.values())
    keys = (
        {
            "slot": slot_of(terms[term], markets[market]),
            "second": terms[second] if second else NO_SECOND,
            "subscription_id": one,
            "checks": layout.checks,
        }
        for one, layout in layouts.items()
        for term, market, second in layout.keys
    )
    fill(connection, table_of(SubscriptionKey), keys)
    clauses = (
        {"subscription_id": one, "number": number, "term_id": terms[term]}
        for one, layout in layouts.items()
        for number, term in layout.clauses
    )
    fill(connection, table_of(SubscriptionClause), clauses)


def number_all(
    connection: Connection, layouts: Iterable[Layout]
) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of all terms and markets of some layouts."""
    terms: set[str] = set()
    markets: set[str] = set()
    for one in layouts:
        for term, market, second in one.keys:
            terms |= {term, second} - {""}
            markets.add(market)
        terms |= {term for _, term in one.clauses}
    with Session(connection) as session:
        return number_terms(session, terms), number_markets(session, markets)


def subscription(number: int, person: int) -> dict[str, Any]:
    """The row of a subscription."""
    return {
        "id": number,
        "user_id": person,
        "created_at": BEGAN,
        "updated_at": BEGAN,
    }


def add_events(session: Session, events: Mapping[int, Happened]) -> None:
    """Lay events into the tables that are joined with the keys."""
    tell_events(session, events)
    audience_query.begin(session)
    lay_events(session)


def tell_events(session: Session, events: Mapping[int, Happened]) -> None:
    """What happened, in words, where the database can read it."""
    connection = session.connection()
    TOLD.create_all(connection, checkfirst=True)
    for table in (TOLD_TERM, TOLD_MARKET):
        connection.execute(table.delete())
    terms = (
        {"event_id": event, "term": term}
        for event, (held, _) in events.items()
        for term in sorted(held)
    )
    fill(connection, TOLD_TERM, terms)
    markets = (
        {"event_id": event, "market": market}
        for event, (_, named) in events.items()
        if named
        for market in [*sorted(named), ANY]
    )
    fill(connection, TOLD_MARKET, markets)


def lay_events(session: Session) -> None:
    """Put what was told into numbers; this is part of what a notice costs."""
    event, term = TOLD_TERM.c.event_id, TOLD_TERM.c.term
    audience_query.add_terms(session, select(event, term, event.label("from_id")))
    audience_query.add_markets(session, select(TOLD_MARKET))
    audience_query.settle(session)


def fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert many rows, some thousands at a time."""
    for part in parts(iter(rows)):
        connection.execute(insert(table), part)


def parts(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The rows in lists of at most a batch."""
    while part := list(islice(rows, BATCH)):
        yield part


def table_of(model: type[Base]) -> Table:
    """The table of a class."""
    found = model.__table__
    if not isinstance(found, Table):
        raise TypeError(f"{model.__name__} is not one table.")
    return found
