"""Many subscriptions and events, laid into the tables as the services lay them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert

from models.audience import ANY, Asked, lay_out
from models.audience_query import EVENT_MARKET, EVENT_TERM
from models.subscription import Subscription, SubscriptionClause, SubscriptionKey
from models.tables import Base
from models.user import Role, User

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 20_000
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
    keys = (
        {
            "term": term,
            "market": market,
            "second": second,
            "subscription_id": one,
            "checks": layout.checks,
        }
        for one, layout in layouts.items()
        for term, market, second in layout.keys
    )
    fill(connection, table_of(SubscriptionKey), keys)
    clauses = (
        {"subscription_id": one, "number": number, "term": term}
        for one, layout in layouts.items()
        for number, term in layout.clauses
    )
    fill(connection, table_of(SubscriptionClause), clauses)


def subscription(number: int, person: int) -> dict[str, Any]:
    """The row of a subscription."""
    return {
        "id": number,
        "user_id": person,
        "created_at": BEGAN,
        "updated_at": BEGAN,
    }


def add_events(connection: Connection, events: Mapping[int, Happened]) -> None:
    """Lay events into the tables that are joined with the keys."""
    terms = (
        {"event_id": event, "term": term, "from_id": event}
        for event, (held, _) in events.items()
        for term in sorted(held)
    )
    fill(connection, EVENT_TERM, terms)
    markets = (
        {"event_id": event, "market": market}
        for event, (_, named) in events.items()
        if named
        for market in [*sorted(named), ANY]
    )
    fill(connection, EVENT_MARKET, markets)


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
