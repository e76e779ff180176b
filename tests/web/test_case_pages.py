"""The pages of a case's whole way: board, moves, review, sending, answer, figures."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Case, CaseDraft
from models.clock import fix_day
from models.correspondence import Dispatch
from models.database import session_factory
from tests.web.bench import set_bench
from tests.web.centre import enter, make_app
from tests.web.desk import add_firm
from tests.web.small_world import TODAY, add_user

SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    """A complete case, a gap-ridden one, and people."""
    with session_factory(database).begin() as session:
        fix_day(session, TODAY)
        bench = set_bench(session)
        whole, bare = bench.case(items=2), bench.case(proven=False)
        body = bench.recipient()
        firm = add_firm(session, "武汉电池", "武汉")
        outsider = add_user(session, organisation_id=firm.id)
        return {
            "officer": bench.officer.id,
            "reviewer": bench.reviewer.id,
            "outsider": outsider.id,
            "case": whole.id,
            "bare": bare.id,
            "body": body.id,
            "item": whole.items[0].id,
            "other": whole.items[1].id,
        }


@pytest.fixture
def app(database_url: str, tmp_path: Path, ids: dict[str, int]) -> Flask:
    return make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)


@pytest.fixture
def officer(app: Flask, ids: dict[str, int]) -> FlaskClient:
    return enter(app, ids["officer"])


@pytest.fixture
def reviewer(app: Flask, ids: dict[str, int]) -> FlaskClient:
    return enter(app, ids["reviewer"])


def post(client: FlaskClient, path: str, **form: object) -> int:
    return client.post(path, data=form).status_code


def sign(reviewer: FlaskClient, case: str) -> int:
    found = SEEN.search(reviewer.get(f"{case}/review").text)
    assert found
    return post(reviewer, f"{case}/signature", seen=found[1])


def state_of(database: Engine, ids: dict[str, int]) -> str:
    with session_factory(database)() as session:
        return str(session.scalar(select(Case.state).where(Case.id == ids["case"])))


def test_the_whole_way_of_a_case(
    officer: FlaskClient,
    reviewer: FlaskClient,
    app: Flask,
    ids: dict[str, int],
    database: Engine,
) -> None:
    case = f"/cases/{ids['case']}"
    review(officer, reviewer, case, ids)
    day = {"day": TODAY.isoformat(), "channel": "邮件"}
    sending = {"recipient": ids["body"], "mail": "yes", **day}
    assert post(officer, f"{case}/dispatches", **sending) == 303
    number, token = sent_by_mail(database)
    package = app.test_client().get(f"/packages/{token}")
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        assert len(archive.namelist()) == 2
    assert app.test_client().get(f"/packages/{token[:-2]}").status_code == 404
    assert officer.get(f"{case}/dispatches/{number}.zip").data == package.data
    assert post(officer, f"{case}/dispatches/{number}/receipt", text="收到") == 303
    assert state_of(database, ids) == "submitted"
    assert post(officer, f"{case}/abroad", **day) == 303
    assert "催询" in officer.get("/correspondence/silent").text
    answer(officer, case, ids)
    assert state_of(database, ids) == "closed"
    see_the_figures(officer)


def review(
    officer: FlaskClient, reviewer: FlaskClient, case: str, ids: dict[str, int]
) -> None:
    """A remark, its answer, and the sign-off by the one who may."""
    assert post(officer, f"{case}/moves", to="reviewing", seen="drafting") == 303
    assert reviewer.get("/cases/tasks").text.count("data-row") == 1
    assert officer.get("/cases/tasks").text.count("data-row") == 1
    remark = {"item": ids["item"], "text": "请补数据"}
    assert post(reviewer, f"{case}/remarks", **remark) == 303
    page = reviewer.get(f"{case}/review").text
    assert "请补数据" in page
    assert "审定第1版" not in page
    mark = re.search(r'id="remark-(\d+)"', page)
    assert mark
    assert post(officer, f"{case}/remarks", parent=mark[1], text="已补") == 303
    assert post(reviewer, f"{case}/remarks/{mark[1]}", done="yes") == 303
    assert post(officer, f"{case}/signature", seen="x") == 403
    assert sign(reviewer, case) == 303
    assert "与审定时一致" in officer.get(case).text


def answer(officer: FlaskClient, case: str, ids: dict[str, int]) -> None:
    """The Member's reply, and what came of each argument."""
    heard = {"kind": "reply", "day": TODAY.isoformat(), "text": "We agree <b>"}
    assert post(officer, f"{case}/replies", **heard) == 303
    assert "We agree &lt;b&gt;" in officer.get(f"{case}/correspondence").text
    assert post(officer, f"{case}/moves", to="closed", seen="replied") == 422
    for item in ("item", "other"):
        place = f"{case}/items/{ids[item]}/outcome"
        given = {"outcome": "accepted", "quote": "We agree", "seen": ""}
        assert post(officer, place, **given) == 303
    assert post(officer, f"{case}/tell") == 303
    assert post(officer, f"{case}/moves", to="closed", seen="replied") == 303


def see_the_figures(officer: FlaskClient) -> None:
    """The indicators and the history tell of the one case that came through."""
    assert "1 / 2" in officer.get("/outcomes").text
    ledger = officer.get("/outcomes.csv").data.decode("utf-8-sig")
    assert ledger.count("采纳") == 2
    assert officer.get("/outcomes.xlsx").data[:2] == b"PK"
    listed = officer.get("/outcomes/cases?figure=coverage").text
    assert listed.count("<tr data-row>") == 1
    assert officer.get("/outcomes/cases?figure=luck").status_code == 404
    assert officer.get("/cases/history").text.count("<tr data-row>") == 8


def sent_by_mail(database: Engine) -> tuple[int, str]:
    """The sending, and the token of the link in the one mail about it."""
    with session_factory(database)() as session:
        number = session.scalars(select(Dispatch.id)).one()
        mail = session.scalars(select(Message)).one()
        found = re.search(r"/packages/(\S+)", mail.body)
        assert found
        return number, found[1]


def test_what_is_refused_says_why_and_keeps_the_words(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    bare = f"/cases/{ids['bare']}"
    refused = officer.post(f"{bare}/moves", data={"to": "reviewing"})
    assert refused.status_code == 422
    assert "不能送审" in refused.text
    form = {"to": "screened_out", "why": "other", "reason": "  "}
    assert "要写明理由" in officer.post(f"{bare}/moves", data=form).text
    form = {"to": "screened_out", "seen": "candidate", "reason": "我的<理由>"}
    late = officer.post(f"{bare}/moves", data=form)
    assert "刚刚改变了案件状态" in late.text
    assert "我的&lt;理由&gt;" in late.text
    form = {"to": "screened_out", "why": "duplicate", "reason": "同一措施"}
    assert post(officer, f"{bare}/moves", **form) == 303
    page = officer.get(bare).text
    assert "重复：同一措施" in page
    undo = re.search(r"/moves/(\d+)/undo", page)
    assert undo
    assert post(officer, f"{bare}/moves/{undo[1]}/undo") == 303
    assert post(officer, f"{bare}/moves/{undo[1]}/undo") == 422
    refused = officer.post(f"{bare}/replies", data={"kind": "reply", "day": "昨天"})
    assert "按 2026-11-24 的格式" in refused.text
    text = officer.post(f"{bare}/remarks", data={"text": "长" * 3001})
    assert (text.status_code, "长" * 3001 in text.text) == (422, True)
    for path in ("/cases/99", "/cases/99/review", "/cases/99/correspondence"):
        assert officer.get(path).status_code == 404


def test_tampering_shows_on_the_page_and_stops_the_sending(
    officer: FlaskClient,
    reviewer: FlaskClient,
    ids: dict[str, int],
    database: Engine,
) -> None:
    case = f"/cases/{ids['case']}"
    post(officer, f"{case}/moves", to="reviewing")
    assert sign(reviewer, case) == 303
    with session_factory(database).begin() as session:
        session.execute(update(CaseDraft).values(text_zh="改过"))
    page = officer.get(f"{case}/review").text
    assert "与审定时不一致" in page
    assert "中文文本" in page
    form = {"recipient": ids["body"], "day": TODAY.isoformat(), "channel": "邮件"}
    refused = officer.post(f"{case}/dispatches", data=form)
    assert (refused.status_code, "不能报送" in refused.text) == (422, True)
    assert post(reviewer, f"{case}/signature/reopen", reason="") == 422
    assert post(reviewer, f"{case}/signature/reopen", reason="有改动") == 303
    assert "第1次审定" in officer.get(f"{case}/review").text
    assert officer.get(f"{case}/signatures/1").status_code == 200
    assert officer.get(f"{case}/signatures/2").status_code == 404


def test_flags_and_owners(
    officer: FlaskClient, reviewer: FlaskClient, ids: dict[str, int]
) -> None:
    case = f"/cases/{ids['case']}"
    flag = {"flag": "joined", "note": "与日本联合"}
    assert post(officer, f"{case}/flags", **flag) == 303
    assert post(officer, f"{case}/flags", **flag) == 422
    assert "与日本联合" in officer.get(case).text
    assert post(officer, f"{case}/flags", flag="joined", end="1") == 303
    assert post(officer, f"{case}/flags", flag="joined", end="1") == 422
    assert post(officer, f"{case}/owner", owner=ids["outsider"]) == 422
    assert post(officer, f"{case}/owner", owner=ids["officer"]) == 303


@pytest.mark.parametrize(
    "path",
    [
        "/cases?by=week",
        "/cases?who=mine",
        "/cases/list?state=drafting",
        "/cases/list?state=nowhere&page=9",
        "/meetings",
        "/meetings/new",
        "/concerns?q=%25&state=raised",
        "/outcomes?from=2026-12-31&to=2026-01-01",
        "/outcomes?from=x",
    ],
)
def test_lists_open_in_both_languages(officer: FlaskClient, path: str) -> None:
    mark = "&" if "?" in path else "?"
    for language in ("zh", "en"):
        answer = officer.get(f"{path}{mark}lang={language}")
        assert answer.status_code == 200, path


def test_a_meeting_and_a_concern_by_their_forms(
    officer: FlaskClient,
    reviewer: FlaskClient,
    ids: dict[str, int],
    database: Engine,
    app: Flask,
) -> None:
    call = {"title": "评议会", "day": "", "case": ids["case"], "invited": "张，甲"}
    refused = officer.post("/meetings", data=call)
    assert (refused.status_code, "张，甲" in refused.text) == (422, True)
    made = officer.post("/meetings", data=call | {"day": "2026-03-20"})
    assert made.status_code == 303
    place = made.headers["Location"]
    seen = re.findall(r'name="seen" value="(\w+)"', officer.get(place).text)
    minutes = {"minutes": "纪要一", f"agreed-{ids['case']}": "同意", "seen": seen[0]}
    assert post(officer, f"{place}/minutes", **minutes) == 303
    late = officer.post(f"{place}/minutes", data=minutes | {"minutes": "另一份"})
    assert (late.status_code, "另一份</textarea>" in late.text) == (422, True)
    assert '<p class="said-text">纪要一</p>' in late.text
    assert "同意" in officer.get(f"/cases/{ids['case']}/review").text
    assert post(officer, f"{place}/invitations") == 303
    assert officer.get("/meetings/9").status_code == 404
    assert app.test_client().get("/meetings/x.ics").status_code == 404
    case = f"/cases/{ids['case']}"
    with session_factory(database).begin() as session:
        move_to_sent(session, ids)
    assert officer.get(f"{case}/escalate").status_code == 403
    assert "问题1" in reviewer.get(f"{case}/escalate").text
    assert post(reviewer, f"{case}/escalate", title_zh="") == 422
    made = reviewer.post(f"{case}/escalate", data={"title_zh": "电池<标签>"})
    assert made.status_code == 303
    concern = made.headers["Location"]
    assert "电池&lt;标签&gt;" in officer.get(concern).text
    raising = {"meeting": "2026-03-10", "supporters": "JPN, XXX"}
    refused = officer.post(f"{concern}/raisings", data=raising)
    assert "没有代码为“XXX”的成员" in refused.text
    assert post(officer, f"{concern}/raisings", meeting="2026-03-10") == 303
    assert post(officer, f"{concern}/steps", day="2026-03-11", what="磋商") == 303
    late = officer.post(concern, data={"title_zh": "别的", "seen": "早先"})
    assert '<dd class="said-text">电池&lt;标签&gt;</dd>' in late.text
    assert post(officer, "/concerns/meetings", days="2026-11-11，例会") == 303
    assert post(officer, "/concerns/meetings", days="某日") == 422
    assert "例会" in officer.get("/concerns").text


def move_to_sent(session: Session, ids: dict[str, int]) -> None:
    """Bring the case where it may be escalated."""
    session.get_one(Case, ids["case"]).state = "sent"
