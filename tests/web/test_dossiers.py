"""The dossiers of markets: read by all, added to, confirmed and removed by officers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.market_fact import MarketFact
from models.market_facts import Topic, load_market_facts
from models.user import AuditEntry, Role, User
from tests.web.small_world import NOW, TODAY, add_user
from web.dossiers import keeping, service
from web.dossiers.words import language_of
from web.refused import RefusedError

FORM = {
    "topic": "scheme",
    "name": "標準檢驗局商品檢驗標識",
    "zh": "列入应施检验的商品须加施标识。",
    "en": "Goods under inspection bear the mark.",
    "url": "https://www.example.org/mark",
    "as_of": "2026-01-05",
}
Values = dict[str, Any]


def values(**change: Any) -> Values:
    """What a good form holds, with some of it changed."""
    return keeping.read_form({**FORM, **change}, ["tea"], TODAY)


@pytest.fixture
def officer(session: Session) -> User:
    return add_user(session, "o@centre.cn", role=Role.OFFICER, name="周明")


@pytest.fixture
def pse(session: Session) -> MarketFact:
    query = select(MarketFact).filter_by(market="JPN", topic="scheme", key="pse")
    return session.scalars(query).one()


def test_a_dossier_goes_by_topics_and_is_not_confirmed(session: Session) -> None:
    dossier = service.read_dossier(session, "JPN")
    assert [section.topic for section in dossier.sections] == list(Topic)
    assert (dossier.checked, dossier.removed, dossier.lent) == (0, [], [])


@pytest.mark.parametrize(
    ("code", "lent"),
    [
        ("g:eu27", ["EU"]),
        ("DEU", ["EU"]),
        ("EU", []),
        ("SAU", ["g:gcc"]),
        ("KAZ", ["g:eaeu"]),
        ("ZAF", []),
    ],
)
def test_a_member_of_a_union_shares_its_dossier(
    session: Session, code: str, lent: list[str]
) -> None:
    dossier = service.read_dossier(session, code)
    assert dossier.lent == lent
    assert bool(dossier.total) == bool(lent or code == "EU")


def test_a_sector_sees_what_matters_to_it(session: Session) -> None:
    tea = service.read_dossier(session, "JPN", "tea").facts
    assert {one.key for one in tea} >= {"food_import", "organic_jas", "tbt"}
    assert not {"pse", "giteki"} & {one.key for one in tea}
    told = service.markets_told(session)
    assert (len(told), told[0]) == (15, "USA")
    markets = {one.market for one in service.schemes_for(session, "tea")}
    assert {"USA", "EU", "JPN", "KOR"} <= markets


def test_what_an_officer_adds_waits_and_outlives_a_reload(
    session: Session, officer: User
) -> None:
    fact = keeping.add_fact(session, "TPKM", values(), officer, NOW)
    load_market_facts(session)
    held = service.read_dossier(session, "TPKM")
    assert [one.id for one in held.facts] == [fact.id]
    assert (fact.added, fact.checked_at, fact.sectors) == (True, None, ["tea"])
    assert not service.is_official(fact.url)


def test_a_changed_fact_waits_again_and_keeps_its_topic(
    session: Session, officer: User, pse: MarketFact
) -> None:
    keeping.act(session, pse, "confirm", "1", user=officer, now=NOW)
    assert (pse.checked_by_id, pse.edition) == (officer.id, 2)
    keeping.change_fact(
        session, pse, values(topic="regulator"), "2", user=officer, now=NOW
    )
    assert (pse.checked_at, pse.topic, pse.zh) == (None, "scheme", FORM["zh"])
    load_market_facts(session)
    assert pse.zh == FORM["zh"]
    told = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert told == ["fact.confirm", "fact.changed"]


def test_a_removed_fact_is_kept_and_comes_back(
    session: Session, officer: User, pse: MarketFact
) -> None:
    keeping.act(session, pse, "remove", "1", user=officer, now=NOW)
    load_market_facts(session)
    dossier = service.read_dossier(session, "JPN")
    assert dossier.removed == [pse]
    assert pse not in dossier.facts
    keeping.act(session, pse, "back", "2", user=officer, now=NOW)
    assert pse in service.read_dossier(session, "JPN").facts


def test_two_officers_cannot_overwrite_each_other(
    session: Session, officer: User, pse: MarketFact
) -> None:
    keeping.act(session, pse, "confirm", "1", user=officer, now=NOW)
    with pytest.raises(RefusedError, match="刚被修改"):
        keeping.act(session, pse, "remove", "1", user=officer, now=NOW)
    with pytest.raises(RefusedError, match="刚被修改"):
        keeping.change_fact(session, pse, values(), "1", user=officer, now=NOW)
    assert pse.removed_at is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"topic": "weather"}, "类别"),
        ({"zh": " "}, "中文"),
        ({"zh": "长" * 601}, "600 字"),
        ({"url": "http://www.example.org"}, "https://"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"url": "https://user@www.example.org"}, "https://"),
        ({"url": "https://[bad"}, "https://"),
        ({"as_of": "3 March"}, "日期"),
        ({"as_of": (TODAY + timedelta(days=1)).isoformat()}, "日期"),
    ],
)
def test_a_bad_fact_is_refused_in_a_sentence(change: Values, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        values(**change)


def test_names_are_said_in_their_language() -> None:
    assert language_of("JPN", "経済産業省（METI）") == "ja"
    assert language_of("g:gcc", "Type approval") == "en"
    assert language_of("BRA", "Selo Inmetro") == "pt"
