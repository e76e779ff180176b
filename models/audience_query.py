"""Whom events concern: one join of their terms and markets with all keys.

The terms and markets of the events in hand lie in two tables that only this
connection sees and that end with the transaction or are emptied by `begin`. They hold
numbers, and only of what somebody asks for.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    TextClause,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Session

from models.audience_words import AFTER, PREFIX
from models.database import spend_memory
from models.subscription import SubscriptionMarket, SubscriptionTerm

LOCAL = MetaData()
EVENT_TERM = Table(
    "event_term",
    LOCAL,
    Column("term_id", Integer, primary_key=True, autoincrement=False),
    Column("event_id", Integer, primary_key=True, autoincrement=False),
    Column("from_id", Integer, primary_key=True, autoincrement=False),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""Each event with its terms, and the notice that has each; in the order of the keys,
so that those looked up one after the other lie side by side."""
EVENT_MARKET = Table(
    "event_market",
    LOCAL,
    Column("event_id", Integer, primary_key=True, autoincrement=False),
    Column("market_id", Integer, primary_key=True, autoincrement=False),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""Each event with its Members, and once more with any."""
Index("ix_event_term", EVENT_TERM.c.event_id, EVENT_TERM.c.term_id).ddl_if(
    dialect="postgresql"
)

WHAT = """
SELECT t.event_id, k.subscription_id, t.term_id, m.market_id, k.second, t.from_id"""
CHECK = """
(k.second = 0 OR EXISTS (
    SELECT 1 FROM event_term s WHERE s.event_id = t.event_id AND s.term_id = k.second))
AND (k.checks = 0 OR (
    NOT EXISTS (
        SELECT 1 FROM subscription_clause c
        JOIN event_term s ON s.event_id = t.event_id AND s.term_id = c.term_id
        WHERE c.subscription_id = k.subscription_id AND c.number = 0)
    AND (k.checks < 2 OR k.checks / 2 = (
        SELECT count(DISTINCT c.number) FROM subscription_clause c
        JOIN event_term s ON s.event_id = t.event_id AND s.term_id = c.term_id
        WHERE c.subscription_id = k.subscription_id AND c.number > 0))))
"""
SQLITE_JOIN = """
FROM event_term t
CROSS JOIN event_market m ON m.event_id = t.event_id
CROSS JOIN subscription_key k ON k.slot = t.term_id * 4096 + m.market_id
WHERE"""
POSTGRESQL_JOIN = """
FROM event_term t
JOIN event_market m ON m.event_id = t.event_id
CROSS JOIN LATERAL (
    SELECT * FROM subscription_key held
    WHERE held.slot = CAST(t.term_id AS BIGINT) * 4096 + m.market_id OFFSET 0) k
WHERE"""
"""Both begin with the events, and look up keys: a few lines fix the order of the
join, which either planner would else turn round once the keys are many. 4096 is
`ROOM`."""


def begin(session: Session) -> None:
    """Make the tables of the events in hand, or empty them."""
    connection = session.connection()
    spend_memory(connection)
    LOCAL.create_all(connection, checkfirst=True)
    for table in (EVENT_TERM, EVENT_MARKET):
        session.execute(table.delete())


def settle(session: Session) -> None:
    """Let PostgreSQL know how much lies in the tables of the events in hand."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL jit = off"))
        for table in (EVENT_TERM, EVENT_MARKET):
            session.execute(text(f"ANALYZE {table.name}"))


def add_terms(session: Session, terms: Select[Any]) -> None:
    """Lay the terms of events, given as event_id, term, from_id, by their numbers."""
    told, known, to = terms.subquery(), SubscriptionTerm, EVENT_TERM.c
    query = (
        select(known.id, told.c.event_id, told.c.from_id)
        .join_from(told, known, known.term == told.c.term)
        .order_by(known.id, told.c.event_id)
    )
    session.execute(
        insert(EVENT_TERM).from_select([to.term_id, to.event_id, to.from_id], query)
    )


def add_markets(session: Session, markets: Select[Any]) -> None:
    """Lay the markets of events, given as event_id, market, by their numbers."""
    told, known, to = markets.subquery(), SubscriptionMarket, EVENT_MARKET.c
    query = select(told.c.event_id, known.id).join_from(
        told, known, known.code == told.c.market
    )
    session.execute(
        insert(EVENT_MARKET).from_select([to.event_id, to.market_id], query)
    )


def fired(dialect: str) -> TextClause:
    """Each event with the keys it meets: what is asked for, and why.

    Columns: event_id, subscription_id, term_id, market_id, second, from_id, of which
    three are numbers of terms and markets. A subscription comes once for each of its
    keys that fired.
    """
    join = POSTGRESQL_JOIN if dialect == "postgresql" else SQLITE_JOIN
    return text(WHAT + join + CHECK)


def phrases(session: Session) -> dict[str, int]:
    """Every word and phrase that a subscription may ask for, with its number."""
    known, term = SubscriptionTerm, SubscriptionTerm.term
    asked: ColumnElement[bool] = term.startswith(PREFIX, autoescape=True)
    if session.get_bind().dialect.name == "sqlite":  # so that it uses an index
        asked = term.between(PREFIX, AFTER)
    return {
        row[0]: row[1] for row in session.execute(select(term, known.id).where(asked))
    }
