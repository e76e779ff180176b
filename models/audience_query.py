"""Whom events concern: one join of their terms and markets with all keys.

The terms and markets of the events in hand lie in two tables that only this
connection sees and that end with the transaction or are emptied by `begin`.
"""

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TextClause,
    insert,
    literal,
    select,
    text,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.audience import ANY
from models.audience_words import PREFIX, Phrases
from models.subscription import SubscriptionClause, SubscriptionKey

LOCAL = MetaData()
EVENT_TERM = Table(
    "event_term",
    LOCAL,
    Column("event_id", Integer, nullable=False),
    Column("term", String, nullable=False),
    Column("from_id", Integer, nullable=False),
    Index("ix_event_term", "event_id", "term"),
    prefixes=["TEMPORARY"],
)
"""Each event with all its terms, and the notice that has each."""
EVENT_MARKET = Table(
    "event_market",
    LOCAL,
    Column("event_id", Integer, nullable=False),
    Column("market", String, nullable=False),
    Index("ix_event_market", "event_id"),
    prefixes=["TEMPORARY"],
)
"""Each event with its Members, and once more with any."""

WHAT = "SELECT t.event_id, k.subscription_id, k.term, k.market, k.second, t.from_id"
CHECK = """
(k.second = '' OR EXISTS (
    SELECT 1 FROM event_term s WHERE s.event_id = t.event_id AND s.term = k.second))
AND (k.checks = 0 OR (
    NOT EXISTS (
        SELECT 1 FROM subscription_clause c
        JOIN event_term s ON s.event_id = t.event_id AND s.term = c.term
        WHERE c.subscription_id = k.subscription_id AND c.number = 0)
    AND (k.checks < 2 OR k.checks / 2 = (
        SELECT count(DISTINCT c.number) FROM subscription_clause c
        JOIN event_term s ON s.event_id = t.event_id AND s.term = c.term
        WHERE c.subscription_id = k.subscription_id AND c.number > 0))))
"""
SQLITE_JOIN = """
FROM event_market m
CROSS JOIN event_term t ON t.event_id = m.event_id
CROSS JOIN subscription_key k ON k.term = t.term AND k.market = m.market
WHERE"""
POSTGRESQL_JOIN = """
FROM event_market m
JOIN event_term t ON t.event_id = m.event_id
CROSS JOIN LATERAL (
    SELECT * FROM subscription_key held
    WHERE held.term = t.term AND held.market = m.market OFFSET 0) k
WHERE"""
"""Both begin with the events, and look up keys: a few lines fix the order of the
join, which either planner would else turn round once the keys are many."""


def begin(session: Session) -> None:
    """Make the tables of the events in hand, or empty them."""
    connection = session.connection()
    LOCAL.create_all(connection, checkfirst=True)
    for table in (EVENT_TERM, EVENT_MARKET):
        session.execute(table.delete())


def settle(session: Session) -> None:
    """Let PostgreSQL know how much lies in the tables of the events in hand."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL jit = off"))
        for table in (EVENT_TERM, EVENT_MARKET):
            session.execute(text(f"ANALYZE {table.name}"))


def add_any(session: Session) -> None:
    """Put each event that has a market into any market too."""
    once = select(EVENT_MARKET.c.event_id).distinct()
    anywhere = select(once.subquery().c.event_id, literal(ANY))
    session.execute(insert(EVENT_MARKET).from_select(["event_id", "market"], anywhere))


def fired(dialect: str) -> TextClause:
    """Each event with the keys it meets: what is asked for, and why.

    Columns: event_id, subscription_id, term, market, second, from_id. A subscription
    comes once for each of its keys that fired.
    """
    join = POSTGRESQL_JOIN if dialect == "postgresql" else SQLITE_JOIN
    return text(WHAT + join + CHECK)


def phrases(session: Session) -> Phrases:
    """Every word and phrase that a subscription asks for or wants left out.

    A second term is never one: words are goods, which come first, or are clauses.
    """
    key, clause = SubscriptionKey, SubscriptionClause
    dialect = session.get_bind().dialect.name
    wanted = [
        select(column).where(words(column, dialect))
        for column in (key.term, clause.term)
    ]
    return Phrases(session.scalars(union(*wanted)))


def words(column: InstrumentedAttribute[str], dialect: str) -> ColumnElement[bool]:
    """Whether a column holds a word or phrase, asked so that SQLite uses an index."""
    if dialect == "sqlite":
        return column.between(PREFIX, PREFIX[:-1] + chr(ord(PREFIX[-1]) + 1))
    return column.startswith(PREFIX, autoescape=True)
