"""Keys of subscriptions: how many they are, what they say, and that they stay."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.orm import Session

from models.audience import ANY, MOST, Asked, lay_out
from models.audience_terms import Triple, keys_of, number_terms, slot_of
from models.database import alone, downgrade, upgrade
from models.subscription import (
    ROOM,
    SubscriptionClause,
    SubscriptionKey,
    SubscriptionTerm,
)
from tests.bench.crowd import add_subscribers


def test_the_second_clause_is_left_out_of_the_keys_before_the_markets() -> None:
    terms = [f"hs:{number:04}" for number in range(MOST)]
    layout = lay_out(Asked([terms, ["event:a", "event:b"]], ["USA"], ["hs:01"]))
    assert layout.keys == {(term, "USA", "") for term in terms}
    assert layout.clauses == {(0, "hs:01"), (1, "event:a"), (1, "event:b")}
    assert layout.checks == 3


def test_who_asks_for_nothing_special_has_one_key() -> None:
    assert lay_out(Asked()).keys == {(ANY, ANY, "")}
    assert lay_out(Asked()).checks == 0


def stored(connection: Connection) -> tuple[list[Triple], list[Any], list[Any]]:
    """The keys of the first subscription in words, its checks, and its clauses."""
    with Session(connection) as session:
        keys = sorted(keys_of(session, 1))
        checks = session.scalars(select(SubscriptionKey.checks)).all()
        clauses = session.execute(
            select(SubscriptionClause.number, SubscriptionTerm.term).join(
                SubscriptionTerm, SubscriptionTerm.id == SubscriptionClause.term_id
            )
        )
        return keys, list(checks), sorted(map(tuple, clauses))


def test_a_term_has_one_number_and_a_key_says_the_same_as_its_words(
    session: Session,
) -> None:
    first = number_terms(session, ["hs:85", "tea"])
    assert number_terms(session, ["tea", "hs:85", "hs:86"]).items() > first.items()
    asked = Asked([["hs:85", "tea"], ["event:new"]], ["USA", "EU"])
    add_subscribers(session.connection(), {1: asked})
    assert set(keys_of(session, 1)) == lay_out(asked).keys


def test_a_market_beyond_those_that_fit_is_refused() -> None:
    assert slot_of(7, ROOM - 1) == 7 * ROOM + ROOM - 1
    for number in (0, ROOM):
        with pytest.raises(ValueError, match="no room"):
            slot_of(7, number)


@pytest.mark.parametrize("back", ["0011", "0003"])
def test_keys_of_old_stay_through_the_migration_and_back(
    database: Engine, back: str
) -> None:
    second = [["event:new"]] if back == "0011" else []
    without = ["hs:8507"] if back == "0011" else []
    asked = Asked([["hs:85"], *second, *second], ["USA"], without)
    with alone(database) as connection:
        add_subscribers(connection, {1: asked})
        before = stored(connection)
        downgrade(connection, back)
        upgrade(connection)
        assert stored(connection) == before
        assert before[0] == [("hs:85", "USA", "event:new" if second else "")]
        row = connection.execute(text("SELECT least_level FROM subscription"))
        assert row.scalar_one() == ""
