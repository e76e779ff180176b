"""The pages of the inbox: what they show, keep, refuse, and hide from others."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from models.alert import Alert
from models.database import session_factory
from models.handling import Handling, HandlingFile, Tap
from models.user import Role
from tests.web.alerted import SECTOR, add_firm, happen
from tests.web.signing_in import GOOD, HASHER, MakeApp, app_maker, enter
from tests.web.small_world import add_user, subscribe
from web.alerts.links import Links

PDF = b"%PDF-1.4 report"
PEOPLE = {"li": "one", "wang": "one", "zhao": "two"}


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    return app_maker(database, tmp_path)


@pytest.fixture
def measure(database: Engine) -> int:
    """A measure that the first firm was alerted to; the second one was not."""
    with session_factory(database).begin() as session:
        firms = {name: add_firm(session, name) for name in ("one", "two")}
        for name, firm in PEOPLE.items():
            user = add_user(
                session,
                f"{name}@firm.cn",
                name=name,
                password_hash=HASHER.hash(GOOD),
                organisation=firms[firm],
            )
            wanted = {"sectors": [SECTOR]} if firm == "one" else {"markets": ["BRA"]}
            subscribe(session, user, **wanted)
        hashed = HASHER.hash(GOOD)
        add_user(session, "officer@firm.cn", role=Role.OFFICER, password_hash=hashed)
        found = happen(session, "G/TBT/N/USA/1").measure_id
        assert found
        return found


def client_of(make_app: MakeApp, name: str) -> FlaskClient:
    """A browser of someone who is signed in."""
    client = make_app().test_client()
    assert enter(client, f"{name}@firm.cn") == 303
    return client


def text(client: FlaskClient, address: str) -> str:
    """A page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_a_firm_keeps_what_it_does_and_another_sees_nothing(
    make_app: MakeApp, measure: int, database: Engine
) -> None:
    li, wang, zhao = (client_of(make_app, name) for name in PEOPLE)
    assert 'badge-count">1' in text(li, "/inbox")
    page = f"/inbox/measures/{measure}"
    sent = {
        "state": "done",
        "note": "已核对<b>",
        "due": "2026-03-09",
        "file": (io.BytesIO(PDF), "报告.pdf"),
    }
    assert li.post(page, data=sent).status_code == 303
    shown = text(wang, page)
    assert "已核对&lt;b&gt;" in shown
    assert "待看 → 已完成" in shown
    assert "badge-count" not in text(li, "/inbox"), "what was decided was read"
    assert "badge-count" in text(wang, "/inbox")
    with session_factory(database)() as session:
        file = session.scalars(select(HandlingFile.id)).one()
        alert = session.scalars(select(Alert.id)).first()
    got = wang.get(f"/inbox/files/{file}")
    assert got.data == PDF
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    for address in (page, f"/inbox/files/{file}", f"/inbox/{alert}/why"):
        assert zhao.get(address).status_code == 404
    for address in (
        page,
        f"/inbox/files/{file}/remove",
        f"{page}/tap",
        f"/inbox/{alert}/tap",
    ):
        assert zhao.post(address, data={"state": "done"}).status_code == 404
    marked = zhao.post("/inbox/mark", data={"measure": measure, "state": "working"})
    assert marked.status_code == 422
    assert "G/TBT/N/USA/1" not in text(zhao, "/inbox")
    assert wang.post(f"/inbox/files/{file}/remove").status_code == 303
    assert wang.get(f"/inbox/files/{file}").status_code == 404


def test_what_is_refused_hands_the_words_back(
    make_app: MakeApp, measure: int, database: Engine
) -> None:
    li, page = client_of(make_app, "li"), f"/inbox/measures/{measure}"
    for sent, why in (
        ({"state": "done", "due": "soon"}, "不是日期"),
        ({"state": "lost"}, "请选择一种处理状态"),
        ({"state": "done", "colleague": "99999"}, "同事"),
        ({"state": "done", "file": (io.BytesIO(b"MZ"), "a.pdf")}, "不是可接受的文件"),
    ):
        answer = li.post(page, data={**sent, "note": "写了很久"})
        assert answer.status_code == 422
        shown = answer.get_data(as_text=True)
        assert why in shown
        assert "写了很久" in shown
    with session_factory(database)() as session:
        assert session.scalar(select(func.count()).select_from(Handling)) == 0


def test_many_are_marked_and_the_list_is_narrowed(
    make_app: MakeApp, measure: int
) -> None:
    li = client_of(make_app, "li")
    sent = {"measure": [str(measure)], "state": "not_ours"}
    answer = li.post("/inbox/mark?state=waiting&_external=1", data=sent)
    assert answer.headers["Location"] == "/inbox?state=waiting"
    assert "G/TBT/N/USA/1" in text(li, "/inbox?state=not_ours")
    assert "没有符合条件" in text(li, "/inbox?state=waiting&level=red&colleague=1")
    assert "G/TBT/N/USA/1" in text(li, "/inbox?state=odd&level=odd&page=-3&colleague=x")
    assert li.post("/inbox/mark", data={"measure": "x"}).status_code == 400
    assert li.post("/inbox/read").status_code == 303
    book = li.get("/inbox/ledger.xlsx")
    assert book.data.startswith(b"PK")
    assert "attachment" in book.headers["Content-Disposition"]


def test_the_centre_sees_counts_and_firms_do_not(
    make_app: MakeApp, measure: int
) -> None:
    li, officer = client_of(make_app, "li"), client_of(make_app, "officer")
    li.post(f"/inbox/measures/{measure}", data={"state": "done", "note": "秘密"})
    page = text(officer, "/inbox/overview")
    assert "one" in page
    assert "秘密" not in page
    assert li.get("/inbox/overview").status_code == 403
    assert officer.get(f"/inbox/measures/{measure}").status_code == 404


def test_the_card_takes_a_tap(
    make_app: MakeApp, measure: int, database: Engine
) -> None:
    li, wang = client_of(make_app, "li"), client_of(make_app, "wang")
    with session_factory(database)() as session:
        alert = session.scalars(select(Alert.id).order_by(Alert.id)).first()
    page = text(li, f"/inbox/{alert}/why")
    assert "样本不足：还没有点评" in page
    assert "得分 0.90" in page
    assert li.post(f"/inbox/{alert}/tap", data={"verdict": "maybe"}).status_code == 422
    assert (
        li.post(f"/inbox/{alert}/tap", data={"verdict": "relevant"}).status_code == 303
    )
    assert "只有 1 次点评" in text(wang, f"/inbox/{alert}/why")
    tapped = wang.post(f"/inbox/measures/{measure}/tap", data={"verdict": "irrelevant"})
    assert tapped.status_code == 303
    with session_factory(database)() as session:
        assert session.scalar(select(func.count()).select_from(Tap)) == 2


def test_a_link_of_a_mail_taps_by_its_button_alone(
    make_app: MakeApp, measure: int, database: Engine
) -> None:
    app = make_app()
    stranger = app.test_client()
    with session_factory(database)() as session:
        alert = session.scalars(select(Alert.id).order_by(Alert.id)).first() or 0
    address = Links("", app.config["SECRET_KEY"]).tap(alert, "irrelevant")
    for _ in range(2):
        assert "确认：不相关" in text(stranger, address)
    with session_factory(database)() as session:
        assert session.scalar(select(Tap.verdict)) is None, "looking keeps nothing"
    for _ in range(2):
        assert "已记下：不相关" in stranger.post(address).get_data(as_text=True)
    with session_factory(database)() as session:
        assert session.scalars(select(Tap.verdict)).all() == ["irrelevant"]
    for bad in (address[:-3], "/tap/x", address + "x"):
        for answer in (stranger.get(bad), stranger.post(bad)):
            assert answer.status_code == 410
            assert "不完整或已过期" in answer.get_data(as_text=True)


def test_a_proposal_opens_the_editor_filled_in(
    make_app: MakeApp, measure: int, database: Engine
) -> None:
    li = client_of(make_app, "li")
    with session_factory(database)() as session:
        own = session.scalars(select(Alert.subscription_id).order_by(Alert.id)).first()
    assert "按此修改订阅" not in text(li, "/subscriptions")
    page = text(li, f"/subscriptions/{own}?leave_out=word:家用")
    assert "家用" in page
    assert "家用" not in text(li, f"/subscriptions/{own}"), "it is not saved"
