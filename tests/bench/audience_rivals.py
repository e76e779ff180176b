"""What the keys are compared with: a counting join, and a loop in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, text

from models.audience import Asked, market_term
from tests.bench.crowd import Happened, parts

MADE = (
    "CREATE TABLE rival_term (term TEXT, subscription_id INTEGER, clause INTEGER,"
    " PRIMARY KEY (term, subscription_id, clause))",
    "CREATE TABLE rival_size (subscription_id INTEGER PRIMARY KEY, clauses INTEGER)",
)
TERM = "INSERT INTO rival_term VALUES (:term, :one, :clause)"
SIZE = "INSERT INTO rival_size VALUES (:one, :clauses)"
COUNTING = """
SELECT met.event_id, met.subscription_id FROM (
    SELECT t.event_id, r.subscription_id,
        count(DISTINCT CASE WHEN r.clause > 0 THEN r.clause END) AS met,
        sum(CASE WHEN r.clause = 0 THEN 1 ELSE 0 END) AS against
    FROM told_term t JOIN rival_term r ON r.term = t.term
    GROUP BY t.event_id, r.subscription_id) met
JOIN rival_size z ON z.subscription_id = met.subscription_id AND z.clauses = met.met
WHERE met.against = 0"""
"""Every term of every subscription is a row; a subscription is met when as many of
its clauses were hit as it has."""
Test = tuple[int, list[frozenset[str]], frozenset[str]]


def clauses_of(asked: Asked) -> list[list[str]]:
    """All that must be met; the markets are a clause like the others."""
    markets = [[market_term(code) for code in asked.markets]] if asked.markets else []
    return [*markets, *map(list, asked.clauses)]


def lay_counting(connection: Connection, asks: Mapping[int, Asked]) -> None:
    """The rows of the counting join."""
    ending = " WITHOUT ROWID" if connection.dialect.name == "sqlite" else ""
    for statement in MADE:
        connection.execute(text(statement + ending))
    sizes = (
        {"one": one, "clauses": len(clauses_of(asked))} for one, asked in asks.items()
    )
    for statement, rows in ((SIZE, sizes), (TERM, terms(asks))):
        for part in parts(rows):
            connection.execute(text(statement), part)


def terms(asks: Mapping[int, Asked]) -> Iterator[dict[str, int | str]]:
    """A row for each term of each clause; what must not be there has number 0."""
    for one, asked in asks.items():
        for number, clause in enumerate([asked.without, *clauses_of(asked)]):
            for term in sorted(set(clause)):
                yield {"one": one, "clause": number, "term": term}


def tests_of(asks: Mapping[int, Asked]) -> list[Test]:
    """What the loop looks at, made ready beforehand."""
    return [
        (
            one,
            [frozenset(clause) for clause in clauses_of(asked)],
            frozenset(asked.without),
        )
        for one, asked in asks.items()
    ]


def loop(
    tests: list[Test], events: Mapping[int, Happened]
) -> Iterator[tuple[int, int]]:
    """Every event against every subscription."""
    for event, (held, _) in events.items():
        for one, clauses, without in tests:
            for clause in clauses:
                if clause.isdisjoint(held):
                    break
            else:
                if without.isdisjoint(held):
                    yield event, one
