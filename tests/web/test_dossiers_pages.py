"""The pages of dossiers: for everyone to read, and for officers to keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.clock import fix_day
from models.database import session_factory
from models.market_fact import MarketFact
from tests.web.centre import add_people, enter, make_app
from tests.web.small_world import TODAY
from tests.web.test_dossiers import FORM


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
