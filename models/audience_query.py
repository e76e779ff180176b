"""Whom events concern: one join of their terms and markets with all keys.

The terms and markets of the events in hand lie in two tables that only this
connection sees and that end with the transaction or are emptied by `begin`. They hold
numbers, and only of what somebody asks for.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
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
    Column("term_id", Integer, autoincrement=False),
    Column("event_id", Integer, autoincrement=False),
    Column("from_id", Integer, autoincrement=False),
    PrimaryKeyConstraint("term_id", "event_id", "from_id").ddl_if(dialect="sqlite"),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""Each event with its terms, and the notice that has each; in the order of the keys,
so that those looked up one after the other lie side by side. PostgreSQL sorts what it
looks up, and needs no index."""
EVENT_MARKET = Table(
    "event_market",
    LOCAL,
    Column("event_id", Integer, autoincrement=False),
    Column("market_id", Integer, autoincrement=False),
    PrimaryKeyConstraint("event_id", "market_id").ddl_if(dialect="sqlite"),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""Each event with its Members, and once more with any."""

SQLITE_JOIN = """
SELECT t.event_id, k.subscription_id, t.term_id, m.market_id, k.second, t.from_id
FROM event_term t
CROSS JOIN event_market m ON m.event_id = t.event_id
CROSS JOIN subscription_key k ON k.slot = t.term_id * 4096 + m.market_id
WHERE"""
SQLITE_HAS = """EXISTS (
    SELECT 1 FROM event_term s WHERE s.event_id = t.event_id AND s.term_id = {term})"""
POSTGRESQL_JOIN = """
SELECT t.event_id, k.subscription_id, t.term_id, t.market_id, k.second, t.from_id
FROM (
    SELECT one.event_id, one.term_id, one.from_id, m.market_id, every.terms
    FROM event_term one
    JOIN (
        SELECT event_id, array_agg(term_id) AS terms
        FROM event_term GROUP BY event_id) every ON every.event_id = one.event_id
    JOIN event_market m ON m.event_id = one.event_id
    ORDER BY one.term_id, m.market_id OFFSET 0) t
CROSS JOIN LATERAL (
    SELECT * FROM subscription_key held
    WHERE held.slot = CAST(t.term_id AS BIGINT) * 4096 + t.market_id OFFSET 0) k
WHERE"""
POSTGRESQL_HAS = "{term} = ANY(t.terms)"
"""Both joins begin with the events, and look up keys in the order in which they lie: a
few lines fix that order, which either planner would else turn round once the keys are
many. 4096 is `ROOM`. PostgreSQL looks at a short array of terms faster than into an
index of them."""
CHECK = """
(k.second = 0 OR {second})
AND (k.checks = 0 OR (
    NOT EXISTS (
        SELECT 1 FROM subscription_clause c
        WHERE c.subscription_id = k.subscription_id AND c.number = 0 AND {clause})
    AND (k.checks < 2 OR k.checks / 2 = (
        SELECT count(DISTINCT c.number) FROM subscription_clause c
        WHERE c.subscription_id = k.subscription_id AND c.number > 0 AND {clause}))))
"""


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
    join, has = SQLITE_JOIN, SQLITE_HAS
    if dialect == "postgresql":
        join, has = POSTGRESQL_JOIN, POSTGRESQL_HAS
    names = {"second": "k.second", "clause": "c.term_id"}
    had = {name: has.format(term=term) for name, term in names.items()}
    return text(join + CHECK.format(**had))


def phrases(session: Session) -> dict[str, int]:
    """Every word and phrase that a subscription may ask for, with its number."""
    known, term = SubscriptionTerm, SubscriptionTerm.term
    asked: ColumnElement[bool] = term.startswith(PREFIX, autoescape=True)
    if session.get_bind().dialect.name == "sqlite":  # so that it uses an index
        asked = term.between(PREFIX, AFTER)
    return {
        row[0]: row[1] for row in session.execute(select(term, known.id).where(asked))
    }
