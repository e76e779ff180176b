"""The dossiers of markets: read by all, added to, confirmed and removed by officers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.clock import fix_day
from models.database import session_factory
from models.market_fact import MarketFact
from models.market_facts import Topic, load_market_facts
from models.user import AuditEntry, Role, User
from tests.web.centre import add_people, enter, make_app
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


@pytest.fixture
def clients(
    database: Engine, database_url: str, tmp_path: Path
) -> Callable[[str], FlaskClient]:
    """Browsers by role, on a day that stands still."""
    with session_factory(database).begin() as session:
        fix_day(session, TODAY)
        people = {name: one.id for name, one in add_people(session).items()}
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    return lambda role: enter(app, people[role])


def test_an_officer_adds_confirms_and_removes_on_the_pages(
    clients: Callable[[str], FlaskClient], database: Engine
) -> None:
    officer, firm = clients("officer"), clients("enterprise")
    address = "/markets/TPKM/dossier"
    assert "还没有这个市场的准入资料" in firm.get(address).text
    bad = officer.post(f"{address}/0", data={**FORM, "url": "no"})
    assert bad.status_code == 422
    assert FORM["zh"] in bad.text
    assert officer.post(f"{address}/0", data=FORM).status_code == 303
    page = firm.get(address).text
    assert FORM["zh"] in page
    assert "待核验" in page
    assert "确认已核验" not in page
    with session_factory(database)() as session:
        number = session.scalars(select(MarketFact.id).filter_by(added=True)).one()
    form = officer.get(f"{address}/{number}")
    assert 'value="https://www.example.org/mark"' in form.text
    act = {"do": "confirm", "seen": "1"}
    assert officer.post(f"{address}/{number}/act", data=act).status_code == 303
    assert "2026-03-02 核验" in firm.get(address).text
    assert officer.get(f"/markets/JPN/dossier/{number}").status_code == 404
    stale = officer.post(f"{address}/{number}/act", data=act, follow_redirects=True)
    assert "刚被修改过" in stale.text
    act = {"do": "remove", "seen": "2"}
    officer.post(f"{address}/{number}/act", data=act)
    assert FORM["zh"] not in firm.get(address).text
    assert "已移除" in officer.get(address).text


def test_a_dossier_is_read_in_english_and_of_a_sector(
    clients: Callable[[str], FlaskClient],
) -> None:
    reader = clients("enterprise")
    page = reader.get("/markets/KOR/dossier?lang=en&sector=tea").text
    assert "To be verified" in page
    assert "Positive list for pesticides" in page
    assert "KMVSS" not in page
    assert reader.get("/markets/XXX/dossier").status_code == 404
