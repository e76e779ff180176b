"""Who asks for what: keys against the plain rule, on both databases."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from models import audience_query
from models.audience import ANY, Asked, code_terms, lay_out, meets, word_term
from models.audience_query import EVENT_MARKET, EVENT_TERM
from models.audience_words import Phrases
from models.search import search_tokens
from tests.bench.crowd import add_events, add_subscribers

SUBSCRIPTIONS, EVENTS = 200, 50
"""Ten thousand pairs."""
MARKETS = ["USA", "EU", "VNM", "JPN", "KOR", "GBR"]
CODES = ["850760", "850110", "8507", "85", "870899", "8708", "300490", "30"]
WORDS = ["lithium battery", "锂电池", "battery", "茶叶", "energy label", "tea"]
TEXTS = [
    "Lithium battery packs with an energy label",
    "Steam boilers; label of energy; battery of lithium",
    "锂离子电池和茶叶",
    "关于锂电池的能效标签",
    "Black tea, and tea leaves",
]
KINDS = ["event:circulated", "event:extended", "document:draft"]


def some(rng: Random, values: list[str], most: int) -> list[str]:
    return rng.sample(values, rng.randint(0, min(most, len(values))))


def asked_at_random(rng: Random) -> Asked:
    """Prefixes, words and phrases, second and further clauses, NOT, any market."""
    words = [term for word in WORDS if (term := word_term(word))]
    goods = [f"hs:{code}" for code in CODES] + words
    clauses = [some(rng, goods, 3), some(rng, KINDS, 2), some(rng, words, 2)]
    without = some(rng, goods, 2) if rng.random() < 0.4 else []
    return Asked([one for one in clauses if one], some(rng, MARKETS, 3), without)


def event_at_random(rng: Random, known: Phrases) -> tuple[set[str], set[str]]:
    terms = {term for code in some(rng, CODES, 2) for term in code_terms("hs", code)}
    terms |= known.found(search_tokens(rng.choice(TEXTS)))
    markets = set(some(rng, MARKETS, 2))
    named = {f"market:{one}" for one in markets}
    return {ANY, *terms, *named, rng.choice(KINDS)}, markets


def found(session: Session) -> set[tuple[int, int]]:
    """Pairs of event and subscription that the database finds."""
    query = audience_query.fired(session.get_bind().dialect.name)
    return {(row.event_id, row.subscription_id) for row in session.execute(query)}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_database_finds_what_the_plain_rule_says(
    session: Session, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311
    asks = dict(enumerate((asked_at_random(rng) for _ in range(SUBSCRIPTIONS)), 1))
    add_subscribers(session.connection(), asks)
    known = Phrases(audience_query.phrases(session))
    events = dict(enumerate((event_at_random(rng, known) for _ in range(EVENTS)), 1))
    add_events(session, events)
    expected = {
        (event, one)
        for event, (terms, markets) in events.items()
        for one, asked in asks.items()
        if meets(asked, terms, markets)
    }
    assert len(expected) > 200
    assert found(session) == expected


def test_many_codes_in_many_markets_are_checked_instead(session: Session) -> None:
    terms = [f"hs:{number:04}" for number in range(50)]
    markets = [f"M{number}" for number in range(100)]
    layout = lay_out(Asked([terms, ["event:extended"]], markets))
    assert (len(layout.keys), layout.checks) == (50, 4)
    assert {market for _, market, _ in layout.keys} == {ANY}
    add_subscribers(session.connection(), {1: Asked([terms], markets)})
    here = ({"hs:0007", "market:M7"}, {"M7"})
    elsewhere = ({"hs:0007", "market:XX"}, {"XX"})
    add_events(session, {1: here, 2: elsewhere})
    assert found(session) == {(1, 1)}


def test_an_event_of_no_market_reaches_nobody() -> None:
    assert not meets(Asked(), {ANY}, set())
    assert meets(Asked(), {ANY}, {"USA"})


@pytest.mark.parametrize(
    ("words", "told", "stands"),
    [
        ("lithium batteries", "A lithium battery", True),
        ("lithium battery", "Battery of lithium", False),
        ("tea", "steam boilers", False),
        ("锂电池", "关于锂电池的规定", True),
        ("锂电池", "锂离子电池", False),
        ("锂", "锂离子电池", True),
        ('"lithium" battery', "lithium battery", True),
    ],
)
def test_a_phrase_is_found_as_the_search_finds_it(
    words: str, told: str, stands: bool
) -> None:
    term = word_term(words)
    assert term is not None
    assert Phrases([term]).found(search_tokens(told)) == ({term} if stands else set())


def test_words_without_a_letter_are_no_term() -> None:
    assert word_term("… ！") is None
    assert not Phrases([])


def test_the_tables_of_the_events_are_emptied_for_the_next_pass(
    session: Session,
) -> None:
    for _ in range(2):
        audience_query.begin(session)
        for table in (EVENT_TERM, EVENT_MARKET):
            row = {column.name: 1 for column in table.columns}
            session.execute(insert(table), row)
            assert session.scalar(select(func.count()).select_from(table)) == 1
