"""Words that are typed and not saved: kept, offered back, never another's."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.clock import fix_day
from models.database import session_factory
from models.paper import CaseLetter
from models.unsaved import Unsaved
from models.user import User
from tests.models.archive import AT, TODAY
from tests.web.argued import argue, open_argued
from tests.web.centre import enter, make_app
from tests.web.small_world import add_user
from web.refused import RefusedError
from web.unsaved import service


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    with session_factory(database)() as session:
        case, officer = open_argued(session)
        item = argue(session, case, quote="")
        fix_day(session, TODAY)
        session.commit()
        reviewer = select(User.id).where(User.role == "reviewer")
        other = session.scalars(reviewer).one()
        return {"case": case.id, "item": item.id, "me": officer.id, "other": other}


@pytest.fixture
def me(database_url: str, tmp_path: Path, ids: dict[str, int]) -> FlaskClient:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    return enter(app, ids["me"])


def typed(ids: dict[str, int], **more: str) -> dict[str, str]:
    return {
        "place": f"item:{ids['item']}",
        "edition": "1",
        "problem_zh": "写了一半的话",
        "ground_id": "tbt-5.2",
        "csrf_token": "x",
        **more,
    }


def test_words_are_kept_and_offered_back(
    me: FlaskClient, ids: dict[str, int], database: Engine
) -> None:
    answer = me.post("/unsaved", data=typed(ids))
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["told"] == ""
    path = f"/cases/{ids['case']}/items/{ids['item']}"
    page = me.get(path).text
    assert "写的文字还没有保存" in page
    assert "写了一半的话" not in page
    assert "写了一半的话" in me.get(f"{path}?restore=1").text
    with session_factory(database)() as session:
        row = session.scalars(select(Unsaved)).one()
        assert "csrf_token" not in row.words


def test_they_go_when_they_are_saved_or_thrown_away(
    me: FlaskClient, ids: dict[str, int]
) -> None:
    path = f"/cases/{ids['case']}/items/{ids['item']}"
    me.post("/unsaved", data=typed(ids))
    gone = me.post("/unsaved/drop", data={"place": typed(ids)["place"], "back": path})
    assert gone.headers["Location"] == path
    assert "还没有保存" not in me.get(path).text
    me.post("/unsaved", data=typed(ids))
    saved = typed(ids, ask="amend", request_zh="请", request_en="Please", quote="")
    assert me.post(path, data=saved).status_code == 303
    assert "还没有保存" not in me.get(path).text
    away = me.post("/unsaved/drop", data={"place": "item:1", "back": "//evil.example"})
    assert away.headers["Location"] == "/"


def test_another_person_sees_nothing_of_them(
    me: FlaskClient, ids: dict[str, int]
) -> None:
    me.post("/unsaved", data=typed(ids))
    other = enter(me.application, ids["other"])
    path = f"/cases/{ids['case']}/items/{ids['item']}"
    assert "还没有保存" not in other.get(path).text
    assert "写了一半的话" not in other.get(f"{path}?restore=1").text


def test_one_is_told_that_somebody_saved_meanwhile(
    me: FlaskClient, ids: dict[str, int], database: Engine
) -> None:
    with session_factory(database)() as session:
        item = session.get_one(CaseItem, ids["item"])
        item.edition, item.edited_by = 2, "李梅"
        session.commit()
    answer = me.post("/unsaved", data=typed(ids))
    assert answer.json
    assert "李梅刚刚保存过" in answer.json["told"]


def test_a_session_that_has_ended_keeps_nothing_at_the_server(
    database_url: str, tmp_path: Path, ids: dict[str, int], database: Engine
) -> None:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    answer = app.test_client().post("/unsaved", data=typed(ids))
    assert answer.status_code == 302
    with session_factory(database)() as session:
        assert session.scalars(select(Unsaved)).all() == []


def hold(session: Session, case: Case, place: str, text: str = "字") -> None:
    service.hold(
        session, case.owner_id or 0, place, edition=1, words={"a": [text]}, at=AT
    )


def test_words_are_kept_though_the_row_was_dropped_in_the_same_moment(
    session: Session,
) -> None:
    case, _ = open_argued(session)
    hold(session, case, "item:1", "旧")
    row = service.held(session, case.owner_id or 0, "item:1")
    assert row
    service.forget(session, case.owner_id, "item:1")
    hold(session, case, "item:1", "新")
    hold(session, case, "item:1", "更新")
    session.expire_all()
    kept = service.held(session, case.owner_id or 0, "item:1")
    assert kept
    assert kept.words == {"a": ["更新"]}


def test_strange_places_and_endless_words_are_refused(session: Session) -> None:
    case, _ = open_argued(session)
    for place in ("", "item", "item:", "ITEM:1", "item:1/2", f"item:{'9' * 20}"):
        with pytest.raises(RefusedError, match="不认识这个表单"):
            hold(session, case, place)
    with pytest.raises(RefusedError, match="文字太长"):
        hold(session, case, "item:1", "字" * 600_001)
    hold(session, case, "draft:1")
    assert service.newer_than(session, f"draft:{case.id}", 0)
    assert service.newer_than(session, f"draft:{case.id}", 1) is None
    assert service.newer_than(session, "internal:1", 0) is None
    assert service.newer_than(session, "other:9999999999", 0) is None
    for number in range(service.MOST_PLACES + 2):
        hold(session, case, f"evidence:{number}")
        session.flush()
    assert len(service.all_held(session, case.owner_id or 0)) == service.MOST_PLACES


@pytest.mark.parametrize(
    ("path", "place", "saved"),
    [
        ("papers/extension", "letter:{case}:extension", "papers/extension"),
        ("evidence", "evidence-new:{case}", "evidence"),
        ("evidence", "line-new:{case}", "standards"),
        ("consultations/new", "round-new:{case}", ""),
    ],
)
def test_other_forms_keep_their_words_by_their_attributes_alone(
    me: FlaskClient, ids: dict[str, int], path: str, place: str, saved: str
) -> None:
    named = place.format(**ids)
    me.post("/unsaved", data={"place": named, "edition": 0, "text_zh": "写了一半"})
    page = me.get(f"/cases/{ids['case']}/{path}").text
    assert f'data-unsaved="{named}"' in page
    assert 'data-fill="' in page
    if not saved:
        return
    words = {"text_zh": "全文", "kind": "other", "subject": "限值", "based_on": "0"}
    made = me.post(f"/cases/{ids['case']}/{saved}", data=words | {"unsaved": named})
    assert made.status_code == 303
    assert "data-fill" not in me.get(f"/cases/{ids['case']}/{path}").text


def test_a_paper_that_was_saved_by_another_is_told_but_to_no_firm(
    me: FlaskClient, ids: dict[str, int], database: Engine
) -> None:
    place = f"letter:{ids['case']}:chase"
    words = {"place": place, "edition": "0", "text_zh": "稿"}
    with session_factory(database)() as session:
        letter = {"kind": "chase", "number": 1, "origin": "editor", "author": "李梅"}
        session.add(CaseLetter(case_id=ids["case"], created_at=AT, **letter))
        firm = add_user(session)
        session.commit()
        firm_id = firm.id
    answer = me.post("/unsaved", data=words)
    assert answer.json
    assert "李梅刚刚保存过" in answer.json["told"]
    assert "此后有人保存过新的内容" in me.get(f"/cases/{ids['case']}/papers/chase").text
    outside = enter(me.application, firm_id).post("/unsaved", data=words)
    assert outside.json
    assert outside.json["told"] == ""
