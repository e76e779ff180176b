"""Reports of barriers: signed in, or confirmed by mail; and the centre's work."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update

from models import clock
from models.alert import Message
from models.database import session_factory
from models.organisation import Organisation
from models.user import Role
from models.voice import Barrier, BarrierNote
from tests.web.signing_in import GOOD, HASHER, MakeApp, app_maker, enter, person
from tests.web.small_world import NOW, add_notice, add_user
from web.barriers.reporting import check_month
from web.refused import RefusedError

STORY = "海关要求每批出具新的检测报告，没有看到任何文件。"
FORM = {
    "market": "MEX",
    "product": "钢管",
    "hs": "7304.19",
    "story": STORY,
    "since": "2026-03",
    "loss": "to50",
    "firm": "武汉某某钢管有限公司",
    "contact": "周工",
    "email": "zhou@firm.cn",
}


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    return app_maker(database, tmp_path)


@pytest.fixture
def client(make_app: MakeApp) -> FlaskClient:
    return make_app().test_client()


def signed_in(make_app: MakeApp, email: str) -> FlaskClient:
    client = make_app().test_client()
    assert enter(client, email) == 303
    return client


@pytest.fixture
def officer(make_app: MakeApp, database: Engine) -> FlaskClient:
    return signed_in(make_app, person(database, Role.OFFICER))


def letters(database: Engine) -> list[Message]:
    with session_factory(database)() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


def only(database: Engine) -> Barrier:
    with session_factory(database)() as session:
        return session.scalars(select(Barrier)).one()


def test_a_stranger_confirms_by_mail_before_anybody_sees_it(
    client: FlaskClient, officer: FlaskClient, database: Engine
) -> None:
    assert client.post("/barriers/new", data=FORM).status_code == 200
    assert "钢管" not in officer.get("/barriers").text
    assert officer.get(f"/barriers/{only(database).id}").status_code == 404
    letter = letters(database)[0]
    assert (letter.address, letter.user_id) == ("zhou@firm.cn", None)
    assert "钢管" not in letter.subject + letter.body
    way = re.findall(r"https?://[^/\s]+(/barriers/\S+)", letter.body)[0]
    assert client.get(way).status_code == 200
    assert "钢管" not in officer.get("/barriers").text
    for _ in range(2):
        assert "报告已受理" in client.post(way).text
    assert "钢管" in officer.get("/barriers?state=new").text
    assert client.post("/barriers/confirm/nothing").status_code == 422


def test_a_second_press_makes_no_second_report_and_no_second_answer(
    client: FlaskClient, officer: FlaskClient, database: Engine
) -> None:
    for _ in range(2):
        assert client.post("/barriers/new", data=FORM).status_code == 200
    assert len(letters(database)) == 1
    client.post(re.findall(r"(/barriers/confirm/\S+)", letters(database)[0].body)[0])
    way = f"/barriers/{only(database).id}/answer"
    for words in ("已向对方询问。", "已向对方询问。", "对方已答复。"):
        assert officer.post(way, data={"answer": words}).status_code == 303
    assert len(letters(database)) == 3
    assert only(database).answer == "对方已答复。"


@pytest.mark.parametrize("since", ["2026-03", "2026-04"])
def test_a_month_begins_when_it_begins_here(since: str) -> None:
    midnight = datetime(2026, 2, 28, 16, 30, tzinfo=UTC)
    if since == "2026-03":
        assert check_month(since, midnight) == since
    else:
        with pytest.raises(RefusedError, match="不晚于本月"):
            check_month(since, midnight)


def test_a_late_confirmation_is_refused(client: FlaskClient, database: Engine) -> None:
    client.post("/barriers/new", data=FORM)
    way = re.findall(r"(/barriers/confirm/\S+)", letters(database)[0].body)[0]
    with session_factory(database).begin() as session:
        session.execute(
            update(Barrier).values(expires_at=clock.now() - timedelta(seconds=1))
        )
    assert "已失效" in client.post(way).text
    assert only(database).state == "unconfirmed"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"market": "XXX"}, "请选择遇到壁垒的市场"),
        ({"product": ""}, "请填写涉及的产品"),
        ({"hs": "99x"}, "不是HS编码"),
        ({"story": "不行"}, "至少10个字"),
        ({"story": "长" * 5001}, "超过5000字"),
        ({"since": "2099-01"}, "开始时间"),
        ({"since": "昨天"}, "开始时间"),
        ({"email": "a@b.cn\r\nBcc: x@y.cn"}, "不是邮箱地址"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_typed_is_lost(
    client: FlaskClient, database: Engine, given: dict[str, str], words: str
) -> None:
    answer = client.post("/barriers/new", data={**FORM, **given})
    assert answer.status_code == 422
    assert words in answer.text
    assert "周工" in answer.text
    assert letters(database) == []


def test_a_firm_sees_its_own_and_no_other(
    make_app: MakeApp, officer: FlaskClient, database: Engine
) -> None:
    with session_factory(database).begin() as session:
        firm = Organisation(kind="firm", name="甲公司", created_at=NOW)
        session.add(firm)
        session.flush()
        given = {"organisation_id": firm.id, "password_hash": HASHER.hash(GOOD)}
        add_user(session, "one@firm.cn", **given)
        add_user(session, "two@firm.cn", **given)
    own, colleague = (signed_in(make_app, f"{n}@firm.cn") for n in ("one", "two"))
    other = signed_in(make_app, person(database))
    form = {**FORM, "file": (BytesIO(b"%PDF-1.7"), "要求.pdf")}
    answer = own.post("/barriers/new", data=form, content_type="multipart/form-data")
    way = answer.headers["Location"]
    kept = only(database)
    assert (kept.email, kept.state, kept.hs) == ("one@firm.cn", "new", "730419")
    for client in (own, colleague):
        assert STORY in client.get(way).text
        assert client.get(f"{way}/file").status_code == 200
    assert other.get(way).status_code == 404
    assert other.get(f"{way}/file").status_code == 404
    assert "钢管" not in other.get("/barriers").text
    assert own.post(way, data={"state": "closed"}).status_code == 403
    officer.post(way, data={"state": "checking", "text": "内部：已电询"})
    assert "核实中" in own.get(way).text
    assert "已电询" not in own.get(way).text
    assert letters(database) == []


def test_the_centre_checks_assigns_links_and_answers(
    make_app: MakeApp, officer: FlaskClient, database: Engine
) -> None:
    own = signed_in(make_app, person(database))
    way = own.post("/barriers/new", data=FORM).headers["Location"]
    with session_factory(database).begin() as session:
        add_notice(session, "G/TBT/N/MEX/7", members=("MEX",))
        someone = add_user(session, "firm@firm.cn").id
    for given, words in (
        ({"state": "unconfirmed"}, "没有这种状态"),
        ({"state": "passed"}, "请写明去向或原因"),
        ({"symbol": "G/TBT/N/MEX/8"}, "没有编号为 G/TBT/N/MEX/8"),
        ({"case": "12"}, "没有编号为 12 的评议案件"),
        ({"owner": str(someone)}, "经办人须是咨询中心人员"),
    ):
        refused = officer.post(way, data={"text": "", **given})
        assert refused.status_code == 422
        assert words in refused.text
    given = {"state": "passed", "text": "转商务厅", "symbol": "G/TBT/N/MEX/7"}
    assert officer.post(way, data=given).status_code == 303
    assert officer.post(f"{way}/answer", data={"answer": " "}).status_code == 422
    told = {"answer": "已查到通报，\n见链接。"}
    assert officer.post(f"{way}/answer", data=told).status_code == 303
    page = own.get(way).text
    assert "G/TBT/N/MEX/7" in page
    assert "转办" in page
    assert "已查到通报" in page
    assert [one.key.split(":")[1] for one in letters(database)] == ["answer"]
    with session_factory(database)() as session:
        notes = session.scalars(select(BarrierNote)).all()
    assert [(one.state, one.text) for one in notes] == [("passed", "转商务厅")]
