"""The pages of level rules: everyone reads them, officers try and change them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.database import session_factory
from models.level_rule import LevelRule
from models.level_rules import load_level_rules, shipped_rules
from models.user import AuditEntry, User
from tests.web.centre import csrf_of, enter, make_app, open_centre

OWN = {
    "level": "red",
    "enabled": "1",
    "kind": ["notification", "draft"],
    "need": ["open", "touches"],
    "values_touches": ["sure", "likely", "possible"],
}


@pytest.fixture
def officer(database: Engine, database_url: str, tmp_path: Path) -> FlaskClient:
    people = open_centre(database)
    return enter(make_app(database_url, tmp_path), people["officer"])


def send(
    client: FlaskClient, address: str, *, page: str = "/levels", **fields: Any
) -> TestResponse:
    mark = csrf_of(client.get(page).text)
    return client.post(address, data={"csrf_token": mark, **fields})


def rules(database: Engine) -> list[tuple[str, str, bool, str | None]]:
    with session_factory(database)() as session:
        rows = session.scalars(select(LevelRule).order_by(LevelRule.position))
        return [(row.key, row.level, row.enabled, row.edited_by) for row in rows]


def keys(database: Engine) -> list[str]:
    return [key for key, *_ in rules(database)]


def test_everyone_sees_the_rules_in_their_order(
    officer: FlaskClient, database: Engine
) -> None:
    page = officer.application.test_client().get("/levels").text
    assert keys(database) == [row["key"] for row in shipped_rules()]
    assert page.index("通报成员为中国") < page.index(
        "正在征求意见；涉及湖北行业（确定）"
    )
    assert "不符合其他分级规则，供了解" in page
    assert "修改第" not in page
    assert "恢复默认" not in page
    assert "The notifying Member is China" in officer.get("/levels?lang=en").text


def test_only_the_centre_may_change_them(
    officer: FlaskClient, database: Engine
) -> None:
    stranger = officer.application.test_client()
    assert stranger.get("/levels/own").status_code == 302
    with session_factory(database)() as session:
        firm = session.scalar(select(User.id).where(User.role == "enterprise"))
    client = enter(officer.application, firm or 0)
    assert client.get("/levels/own").status_code == 403
    assert (
        send(client, "/levels/own", page="/subscriptions/new", **OWN).status_code == 403
    )
    assert keys(database) == [row["key"] for row in shipped_rules()]


def test_a_rule_is_tried_before_it_is_kept(
    officer: FlaskClient, database: Engine
) -> None:
    tried = send(officer, "/levels/own", do="try", **OWN)
    assert tried.status_code == 200
    assert "试算" in tried.text
    assert "尚未保存" in tried.text
    assert 'value="red" checked' in tried.text
    assert "own_1" not in keys(database)


def test_a_new_rule_stands_before_the_last_and_gives_the_level(
    officer: FlaskClient, database: Engine
) -> None:
    assert send(officer, "/levels/own", do="save", **OWN).status_code == 303
    assert keys(database)[-2:] == ["own_1", "rest"]
    for _ in range(len(keys(database))):
        send(officer, "/levels/own_1/move", do="up")
    assert keys(database)[0] == "own_1"
    assert send(officer, "/levels/own_1/move", do="up").status_code == 422
    page = officer.get("/notices?certainty=sure").text
    assert "mark-red" in page
    assert "正在征求意见；涉及湖北行业（确定）" in page
    with session_factory(database)() as session:
        told = session.scalars(select(AuditEntry.action)).all()
    assert {"level.saved", "level.moved"} <= set(told)


def test_a_changed_rule_stays_when_the_files_are_loaded_and_can_be_put_back(
    officer: FlaskClient, database: Engine
) -> None:
    assert send(officer, "/levels/open_any", do="save", **OWN).status_code == 303
    with session_factory(database).begin() as session:
        load_level_rules(session)
    kept = {key: row for key, *row in rules(database)}
    assert kept["open_any"] == ["red", True, "officer@example.org"]
    assert send(officer, "/levels/open_any/back", do="back").status_code == 303
    back = {key: row for key, *row in rules(database)}
    assert back["open_any"] == ["yellow", True, None]


def test_a_rule_of_ones_own_is_taken_away_whole(
    officer: FlaskClient, database: Engine
) -> None:
    send(officer, "/levels/own", do="save", **OWN)
    send(officer, "/levels/own_1/back", do="back")
    assert "own_1" not in keys(database)
    gone = officer.get("/levels/own_1")
    assert gone.status_code == 404
    assert "没有这条规则" in gone.text


def test_a_form_that_lacks_something_is_shown_again_as_it_was(
    officer: FlaskClient, database: Engine
) -> None:
    fields = {**OWN, "need": ["open", "market"], "markets": "USA, XYZ"}
    answer = send(officer, "/levels/open_any", do="save", **fields)
    assert answer.status_code == 422
    assert "“XYZ”不是成员代码" in answer.text
    assert 'value="USA, XYZ"' in answer.text
    assert {key: row for key, *row in rules(database)}["open_any"][0] == "yellow"


def test_a_file_that_lost_a_rule_takes_it_out_unless_it_was_edited(
    session: Session,
) -> None:
    session.add(LevelRule(key="former", position=5, level="blue"))
    session.add(LevelRule(key="own_7", position=6, level="blue", edited_by="a@b.org"))
    load_level_rules(session)
    held = set(session.scalars(select(LevelRule.key)))
    assert "former" not in held
    assert "own_7" in held
