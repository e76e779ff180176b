"""The pages of the worklist: shown parts, decided by button, by many, weights."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.clock import fix_day
from models.database import session_factory
from models.triage import Triage, TriageWeight
from models.user import Role
from tests.web.centre import enter, make_app
from tests.web.small_world import TODAY, add_match, add_notice, add_user

SYMBOLS = [f"G/TBT/N/USA/{number}" for number in range(1, 5)]


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    with session_factory(database)() as session:
        fix_day(session, TODAY)
        officer = add_user(session, "wang@centre.cn", name="王建国", role=Role.OFFICER)
        firm = add_user(session)
        notices = [add_notice(session, symbol) for symbol in SYMBOLS]
        for notice, sure in zip(
            notices[:3], ("sure", "likely", "possible"), strict=True
        ):
            add_match(session, notice, "tea", sure)
        session.commit()
        people = {"officer": officer.id, "firm": firm.id}
        return people | {one.symbol: one.id for one in notices}


@pytest.fixture
def client(
    database: Engine, database_url: str, tmp_path: Path, ids: dict[str, int]
) -> FlaskClient:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    return enter(app, ids["officer"])


def order(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'data-notice="(\d+)"', page)]


def test_the_page_shows_its_sums_in_their_order(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    page = client.get("/triage").text
    assert order(page) == [ids[symbol] for symbol in SYMBOLS[:3]]
    assert "本周 4 件，已定 0 件" in page
    for row in page.split('class="row-item triage-row')[1:]:
        parts = re.findall(r'part-points">([\d.]+)<', row)
        score = re.findall(r"<strong>([\d.]+)</strong>", row)[0]
        assert len(parts) == 5
        assert sum(float(one) for one in parts) == pytest.approx(float(score))
    other = client.get("/triage?show=other").text
    assert order(other) == [ids[SYMBOLS[3]]]
    assert 'value="no_product" selected' in other
    assert "Weekly triage" in client.get("/triage?lang=en").text


def test_a_button_decides_and_leads_to_the_next(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    first, second = ids[SYMBOLS[0]], ids[SYMBOLS[1]]
    form = {"one": f"watch:{first}", "next": str(second)}
    answer = client.post("/triage", data=form)
    assert answer.headers["Location"] == f"/triage?at={second}"
    page = client.get(answer.headers["Location"]).text
    assert "关注：1 件。" in page
    assert order(page)[0] == second
    assert "撤销上一次决定（关注，1 件）" in page
    client.post("/triage/undo")
    assert order(client.get("/triage").text)[0] == first


def test_to_archive_by_button_uses_the_reason_beside_it(
    client: FlaskClient, database: Engine, ids: dict[str, int]
) -> None:
    one = ids[SYMBOLS[0]]
    refused = client.post("/triage", data={"one": f"archive:{one}"})
    assert refused.status_code == 422
    assert "存档须选择理由" in refused.text
    form = {"one": f"archive:{one}", f"reason-{one}": "other", f"note-{one}": "并案"}
    assert client.post("/triage", data=form).status_code == 303
    with session_factory(database)() as session:
        row = session.scalars(select(Triage)).one()
        assert (row.choice, row.reason, row.note) == ("archive", "other", "并案")
    page = client.get("/triage?show=archive").text
    assert "其他 · 并案 · 王建国" in page


def test_a_refused_decision_keeps_what_was_ticked_and_written(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    form = {"notice": [ids[SYMBOLS[0]]], "choice": "archive", "note": "还没想好"}
    page = client.post("/triage", data=form)
    assert page.status_code == 422
    assert "还没想好" in page.text
    assert f'value="{ids[SYMBOLS[0]]}" checked' in page.text
    for bad in ({"choice": "watch"}, {"choice": "watch", "notice": "x"}):
        assert client.post("/triage", data=bad).status_code == 422


def test_many_are_decided_in_bulk(client: FlaskClient, ids: dict[str, int]) -> None:
    ticked = [ids[symbol] for symbol in SYMBOLS[:3]]
    form = {"notice": ticked, "choice": "archive", "reason": "facilitating"}
    assert client.post("/triage", data=form).status_code == 303
    page = client.get("/triage").text
    assert order(page) == []
    assert "现在没有需要决定的通报" in page
    assert "本周 4 件，已定 3 件" in page


def test_to_comment_opens_a_case(client: FlaskClient, ids: dict[str, int]) -> None:
    client.post("/triage", data={"one": f"comment:{ids[SYMBOLS[0]]}"})
    page = client.get("/triage?show=comment").text
    assert order(page) == [ids[SYMBOLS[0]]]
    assert "看案件" in page


def test_weights_are_tried_before_they_are_kept(
    client: FlaskClient, database: Engine
) -> None:
    form = dict.fromkeys(("grounds", "time", "response", "interest"), "0")
    form["exposure"] = "80"
    tried = client.post("/triage/weights", data={**form, "do": "try"}).text
    assert "试排结果" in tried
    assert "64.0" in tried
    with session_factory(database)() as session:
        assert session.scalars(select(TriageWeight)).all() == []
    refused = client.post("/triage/weights", data={**form, "time": "很多"})
    assert refused.status_code == 422
    assert "请核对“剩余时间”" in refused.text
    assert client.post("/triage/weights", data=form).status_code == 303
    assert "<strong>64.0</strong>" in client.get("/triage").text
    client.post("/triage/weights", data={"do": "shipped"})
    with session_factory(database)() as session:
        assert session.scalars(select(TriageWeight)).all() == []


def test_a_firm_has_no_worklist(
    database_url: str, tmp_path: Path, ids: dict[str, int]
) -> None:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    firm = enter(app, ids["firm"])
    for path in ("/triage", "/triage/weights"):
        assert firm.get(path).status_code == 403
        assert firm.post(path).status_code == 403
