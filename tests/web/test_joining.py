"""Ways to an account: invitations, requests, and a new password."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update

from models import clock
from models.alert import Message
from models.database import session_factory
from models.organisation import Application, Invitation, Organisation
from models.reference_facts import Setting
from models.user import Role, User
from tests.web.signing_in import GOOD, MakeApp, app_maker, enter, person
from web.config import load_settings
from web.papers.contact import KEY

CODE = "914403001922038216"
NEW = "another long pass phrase"
FORM = {
    "email": "wang@firm.cn",
    "name": "王芳",
    "password": GOOD,
    "firm": "武汉某某光电有限公司",
    "credit_code": CODE,
    "city": "武汉",
}


@pytest.fixture
def make_app(
    database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MakeApp:
    monkeypatch.setenv("CHUTONG_SIGNUP", "approve")
    assert load_settings(data=tmp_path).signup == "approve"
    return app_maker(database, tmp_path)


@pytest.fixture
def client(make_app: MakeApp) -> FlaskClient:
    return make_app().test_client()


def letters(database: Engine, occasion: str = "") -> list[Message]:
    with session_factory(database)() as session:
        query = select(Message).where(Message.key.startswith(f"account:{occasion}"))
        return list(session.scalars(query.order_by(Message.id)))


def link(database: Engine, occasion: str) -> str:
    """The path of the link in the last letter of an occasion."""
    found = re.findall(r"https?://[^/\s]+(/\S+)", letters(database, occasion)[-1].body)
    return str(found[0])


def signed_in(make_app: MakeApp, email: str) -> FlaskClient:
    client = make_app().test_client()
    assert enter(client, email) == 303
    return client


def test_a_request_is_confirmed_approved_and_lets_in(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    assert client.post("/signup", data=FORM).status_code == 200
    assert enter(client, FORM["email"]) == 422
    way = link(database, "confirm")
    assert client.get(way).status_code == 200
    officer = signed_in(make_app, person(database, Role.OFFICER))
    assert FORM["firm"] not in officer.get("/applications").text
    assert client.post(way).status_code == 200
    page = officer.get("/applications").text
    assert FORM["firm"] in page
    assert CODE in page
    with session_factory(database)() as session:
        asked = session.scalars(select(Application.id)).one()
    form = {"do": "approve"}
    assert officer.post(f"/applications/{asked}", data=form).status_code == 303
    assert officer.post(f"/applications/{asked}", data=form).status_code == 422
    assert enter(client, FORM["email"]) == 303
    assert FORM["firm"] in client.get("/firm").text
    assert letters(database, "approved")[0].address == FORM["email"]


def test_a_refusal_is_told_with_its_reason(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    client.post("/signup", data=FORM)
    client.post(link(database, "confirm"))
    officer = signed_in(make_app, person(database, Role.OFFICER))
    with session_factory(database)() as session:
        asked = session.scalars(select(Application.id)).one()
    answer = officer.post(f"/applications/{asked}", data={"do": "refuse"})
    assert answer.status_code == 422
    assert "请写明不通过的原因" in answer.text
    form = {"do": "refuse", "reason": "企业不在湖北"}
    assert officer.post(f"/applications/{asked}", data=form).status_code == 303
    assert "企业不在湖北" in letters(database, "refused")[0].body
    assert enter(client, FORM["email"]) == 422


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("credit_code", "914403001922038217", "统一社会信用代码不正确"),
        ("email", "no address", "不是邮箱地址"),
        ("email", "a@b.cn\r\nBcc: x@y.cn", "不是邮箱地址"),
        ("password", "short", "密码长度"),
        ("firm", " ", "企业全称"),
        ("name", "", "请填写姓名"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_typed_is_lost(
    client: FlaskClient, database: Engine, field: str, value: str, words: str
) -> None:
    answer = client.post("/signup", data={**FORM, field: value})
    assert answer.status_code == 422
    assert words in answer.text
    kept = "firm" if field != "firm" else "name"
    assert FORM[kept] in answer.text
    assert GOOD not in answer.text
    assert letters(database) == []


def test_nobody_learns_by_the_page_who_has_an_account(
    client: FlaskClient, database: Engine
) -> None:
    known = person(database)
    pages = []
    for email in (known, "new@firm.cn"):
        pages.append(client.post("/signup", data={**FORM, "email": email}).text)
        pages.append(client.post("/reset", data={"email": email}).text)
    assert pages[0] == pages[2]
    assert pages[1] == pages[3]
    assert [one.address for one in letters(database, "known")] == [known]
    assert [one.address for one in letters(database, "reset")] == [known]
    client.post("/signup", data={**FORM, "email": known})
    assert len(letters(database, "known")) == 1


def test_without_approval_nobody_may_ask(
    database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHUTONG_SIGNUP", "invite")
    client = app_maker(database, tmp_path)().test_client()
    assert "目前只接受邀请开通" in client.get("/signup").text
    known = {"phone": "027-00000000", "email": "c@hubei.cn", "person_zh": "王某"}
    with session_factory(database).begin() as session:
        session.add(Setting(key=KEY, value=json.dumps(known)))
    page = client.get("/signup").text
    assert "027-00000000 · c@hubei.cn" in page
    assert "王某" not in page
    assert client.post("/signup", data=FORM).status_code == 404


def test_two_people_of_one_firm_meet_in_it(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    officer = signed_in(make_app, person(database, Role.OFFICER))
    for email in ("first@firm.cn", "second@firm.cn"):
        client.post("/signup", data={**FORM, "email": email})
        client.post(link(database, "confirm"))
    with session_factory(database)() as session:
        asked = session.scalars(select(Application.id)).all()
    for one in asked:
        officer.post(f"/applications/{one}", data={"do": "approve"})
    with session_factory(database)() as session:
        firm = session.scalars(select(Organisation)).one()
        people = select(User.email).where(User.organisation_id == firm.id)
        assert set(session.scalars(people)) == {"first@firm.cn", "second@firm.cn"}


def test_an_invitation_is_taken_once(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    admin = signed_in(make_app, person(database, Role.ADMIN))
    form = {"email": "li@centre.cn", "role": "officer"}
    assert admin.post("/people/invite", data=form).status_code == 303
    way = link(database, "invited")
    assert "评议专员" in client.get(way).text
    weak = client.post(way, data={"name": "李", "password": "short"})
    assert weak.status_code == 422
    taken = client.post(way, data={"name": "李", "password": GOOD})
    assert taken.status_code == 303
    assert client.get("/applications").status_code == 200
    again = make_app().test_client()
    assert again.get(way).status_code == 422
    assert again.post(way, data={"name": "x", "password": NEW}).status_code == 422


def test_a_newer_or_late_invitation_ends_the_older(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    admin = signed_in(make_app, person(database, Role.ADMIN))
    form = {"email": "li@centre.cn", "role": "officer"}
    admin.post("/people/invite", data=form)
    older = link(database, "invited")
    admin.post("/people/invite", data=form)
    assert client.get(older).status_code == 422
    with session_factory(database).begin() as session:
        late = clock.now() - timedelta(seconds=1)
        session.execute(update(Invitation).values(expires_at=late))
    assert client.get(link(database, "invited")).status_code == 422
    assert client.get("/join/forged").status_code == 422


def test_a_new_password_ends_the_old_one_and_all_sessions(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    email = person(database)
    elsewhere = signed_in(make_app, email)
    client.post("/reset", data={"email": email})
    assert enter(client, email) == 303, "the old one works until there is a new one"
    way = link(database, "reset")
    fresh = make_app().test_client()
    assert fresh.get(way).status_code == 200
    assert fresh.post(way, data={"password": "short"}).status_code == 422
    assert fresh.post(way, data={"password": NEW}).status_code == 303
    assert fresh.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert enter(make_app().test_client(), email) == 422
    late = fresh.post(way, data={"password": GOOD})
    assert late.status_code == 422
    for page in (late, fresh.get(way)):
        assert "已经用过或已失效" in page.text
        assert 'action="/reset"' in page.text, "one may ask for a new link at once"


def test_signing_out_everywhere_ends_every_session(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    email = person(database)
    elsewhere = signed_in(make_app, email)
    enter(client, email)
    assert "密码登录" in client.get("/account").text
    assert client.post("/logout/everywhere").status_code == 303
    assert client.get("/account").status_code == 302
    assert elsewhere.get("/account").status_code == 302


def test_letters_hold_one_line_subjects_in_both_languages(
    client: FlaskClient, database: Engine
) -> None:
    form = {**FORM, "name": "王<b>芳", "firm": "甲\n乙公司"}
    client.post("/signup", data=form)
    client.post("/signup?lang=en", data={**form, "email": "second@firm.cn"})
    zh, en = letters(database, "confirm")
    assert "请确认邮箱" in zh.subject
    assert "confirm your address" in en.subject
    assert "\n" not in zh.subject
    assert "<b>芳" not in zh.body_html
    assert "&lt;b&gt;" in zh.body_html
