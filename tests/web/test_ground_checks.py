"""Grounds compared with the treaty's text: marked, shown beside, taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.clock import fix_day
from models.database import session_factory
from tests.models.archive import TODAY
from tests.web.argued import argue, open_argued
from tests.web.bench import Bench, set_bench
from tests.web.centre import enter, make_app
from tests.web.small_world import NOW
from web.arguments import ground_checks as subject
from web.refused import RefusedError

TEXT = "《技术性贸易壁垒协定》第2.4条，WT/GC/W/1"


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def test_a_check_stands_until_it_is_taken_back_or_the_ground_changes(
    session: Session, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = bench.actor(bench.officer)
    subject.check_ground(session, "tbt-2.4", f" {TEXT} ", "", actor=actor, now=NOW)
    found = subject.standing_checks(session)
    assert {key: row.against for key, row in found.items()} == {"tbt-2.4": TEXT}
    assert found["tbt-2.4"].checked_by is bench.officer
    ground = subject.find_ground("tbt-2.4")
    with monkeypatch.context() as patch:
        other = replace(ground, statement_zh="另一种说法")
        patch.setattr(subject, "grounds", lambda: (other,))
        assert subject.standing_checks(session) == {}
    subject.withdraw_check(session, "tbt-2.4", actor=actor, now=NOW)
    assert subject.standing_checks(session) == {}
    with pytest.raises(RefusedError, match="不需要撤回"):
        subject.withdraw_check(session, "tbt-2.4", actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("ground", "against", "told"),
    [
        ("tbt-99", TEXT, "没有这条评议依据"),
        ("tbt-2.4", " ", "请写明对照的文本"),
        ("tbt-2.4", "长" * 201, "最多"),
    ],
)
def test_an_unfit_check_is_refused(
    session: Session, bench: Bench, ground: str, against: str, told: str
) -> None:
    actor = bench.actor(bench.officer)
    with pytest.raises(RefusedError, match=told):
        subject.check_ground(session, ground, against, "", actor=actor, now=NOW)


@pytest.fixture
def path(database: Engine) -> str:
    with session_factory(database)() as session:
        case, _officer = open_argued(session)
        item = argue(session, case, quote="", ground_id="tbt-5.2")
        fix_day(session, TODAY)
        session.commit()
        return f"/cases/{case.id}/items/{item.id}"


@pytest.fixture
def officer(database_url: str, tmp_path: Path, path: str) -> FlaskClient:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    return enter(app, 2 if path else 0)


def test_a_page_says_who_compared_a_ground_and_with_what(
    officer: FlaskClient, path: str
) -> None:
    page = officer.get("/grounds?q=5.2").text
    assert "未公布处理时限" in page
    assert "待核验" in page
    refused = officer.post("/grounds/tbt-5.2/check", data={"note": "第5.2.2条"})
    assert refused.status_code == 422
    assert "第5.2.2条" in refused.text
    done = officer.post("/grounds/tbt-5.2/check", data={"against": TEXT})
    assert done.status_code == 303
    assert TEXT in officer.get("/grounds?q=5.2").text
    item = officer.get(path).text
    assert TEXT in item
    assert "何时适用" in item
    english = officer.get(f"{path}?lang=en").text
    assert "No published time limit" in english
