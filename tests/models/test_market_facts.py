"""The shipped facts about markets: whole, linked, and below what officers did."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.market_fact import MarketFact
from models.market_facts import WHOLE, Topic, load_market_facts, shipped_facts
from models.reference import Row, groups, members, read_rows, split
from models.user import Role, User

LEAST = {"USA": 20, "EU": 20, "JPN": 20, "KOR": 20, "IND": 20, "g:gcc": 20}
"""How many facts a market has at least; ten where it is not named."""
MARKETS = (
    *("USA", "EU", "GBR", "JPN", "KOR", "IND", "AUS", "CAN", "BRA", "MEX"),
    *("VNM", "THA", "IDN", "g:gcc", "g:eaeu"),
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read_rows("market_facts")


def fact(session: Session, market: str, topic: str, key: str) -> MarketFact:
    """One fact, read anew."""
    query = select(MarketFact).filter_by(market=market, topic=topic, key=key)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def officer(session: Session) -> User:
    """Somebody who may change facts."""
    user = User(email="o@example.org", name="周明", role=Role.OFFICER)
    user.password_hash, user.created_at = "", NOW
    session.add(user)
    session.flush()
    return user


def test_every_market_is_whole(rows: list[Row]) -> None:
    held = Counter(row["market"] for row in rows)
    assert set(held) == set(MARKETS)
    for market in MARKETS:
        topics = {row["topic"] for row in rows if row["market"] == market}
        assert topics >= WHOLE, market
        assert held[market] >= LEAST.get(market, 10), market


def test_every_fact_is_said_in_both_languages(rows: list[Row]) -> None:
    for row in rows:
        assert CHINESE.search(row["zh"]), row
        assert not CHINESE.search(row["en"]), row
        assert row["zh"].endswith("。"), row
        assert row["en"].endswith("."), row
        assert "  " not in row["zh"] + row["en"] + row["name"], row


def test_every_link_is_of_an_official_site(rows: list[Row]) -> None:
    sites = {row["domain"]: split(row["markets"]) for row in read_rows("market_sites")}
    used: dict[str, set[str]] = {}
    for row in rows:
        parts = urlsplit(row["url"])
        assert (parts.scheme, parts.query) == ("https", ""), row["url"]
        used.setdefault(parts.netloc, set()).add(row["market"])
    assert {name: sorted(found) for name, found in used.items()} == sites


def test_markets_topics_sectors_and_days_are_real(rows: list[Row]) -> None:
    places = {one.code for one in members()} | {f"g:{one.id}" for one in groups()}
    sectors = {row["id"] for row in read_rows("sectors")}
    for row in rows:
        assert row["market"] in places
        assert row["topic"] in set(Topic)
        assert re.fullmatch(r"[a-z0-9_]+", row["key"])
        assert set(split(row["sectors"])) <= sectors
        assert date(2026, 1, 1) <= date.fromisoformat(row["as_of"]) <= NOW.date()
        assert row["checked"] == "", "only an officer confirms"
    schemes = [split(row["sectors"]) for row in rows if row["topic"] == Topic.SCHEME]
    assert {name for one in schemes for name in one} == sectors


def test_no_fact_is_told_twice(rows: list[Row]) -> None:
    assert len(shipped_facts()) == len(rows)
    told = Counter((row["market"], row["zh"]) for row in rows)
    assert [key for key, times in told.items() if times > 1] == []


def test_a_load_holds_all_facts_and_a_second_changes_nothing(session: Session) -> None:
    query = select(MarketFact.id, MarketFact.zh).order_by(MarketFact.id)
    before = session.execute(query).all()
    load_market_facts(session)
    assert session.execute(query).all() == before
    assert len(before) == len(shipped_facts())


def test_a_reload_touches_only_what_no_officer_touched(session: Session) -> None:
    user = officer(session)
    keys = {name: ("JPN", "scheme", name) for name in ("pse", "psc", "giteki", "pmda")}
    for key in keys.values():
        fact(session, *key).zh = "旧文。"
    fact(session, *keys["psc"]).edited_by_id = user.id
    fact(session, *keys["giteki"]).checked_by_id = user.id
    fact(session, *keys["pmda"]).removed_at = NOW
    session.flush()
    load_market_facts(session)
    assert fact(session, *keys["pse"]).zh == shipped_facts()[keys["pse"]]["zh"]
    kept = {name for name, key in keys.items() if fact(session, *key).zh == "旧文。"}
    assert kept == {"psc", "giteki", "pmda"}


def test_what_the_file_drops_goes_and_what_was_added_stays(session: Session) -> None:
    for key, added in (("old", False), ("own", True)):
        row = MarketFact(market="ZAF", topic="scheme", key=key, added=added)
        row.zh, row.en, row.as_of = "一。", "One.", NOW.date()
        session.add(row)
    session.flush()
    load_market_facts(session)
    held = session.scalars(select(MarketFact.key).filter_by(market="ZAF")).all()
    assert held == ["own"]
