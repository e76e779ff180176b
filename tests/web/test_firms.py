"""A firm's profile, from a pasted list to a subscription; and who may see it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.database import session_factory
from models.organisation import Contact, Organisation, Product
from models.subscription import Subscription
from tests.web.firm_people import firm_of, sign_in
from tests.web.signing_in import MakeApp, app_maker

NOW = datetime(2026, 1, 31, tzinfo=UTC)
LIST = "商品编码\t品名\n8507600090\t锂离子蓄电池\n小龙虾尾\n9999999999\t怪物\n"
CODE = "914403001922038216"


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    return app_maker(database, tmp_path)


@pytest.fixture
def client(make_app: MakeApp, database: Engine) -> FlaskClient:
    """The person of one firm, signed in."""
    return sign_in(make_app(), firm_of(database, "甲公司", "a@a.cn")[1])


def test_from_a_pasted_list_to_a_saved_subscription(
    client: FlaskClient, database: Engine
) -> None:
    page = client.post("/firm/goods/read", data={"list": LIST}).text
    assert "取前6位" in page
    assert "按品名查到" in page
    assert "编码无法识别" in page
    form = {
        "hs": ["850760", "1605"],
        "code": ["8507600090", ""],
        "name": ["锂离子蓄电池", "小龙虾尾"],
    }
    assert client.post("/firm/goods", data=form).status_code == 303
    profile = {"name": "甲公司", "market": ["EU", "g:gcc", "nowhere"], "sector": []}
    assert client.post("/firm", data=profile).status_code == 303
    way = client.post("/firm/subscribe").headers["Location"]
    assert "hs=850760" in way
    assert "market=g:gcc" in way
    assert client.get(way).status_code == 200
    wish = {
        "hs": "850760, 1605",
        "market": ["EU", "g:gcc"],
        "kind": ["new"],
        "document": ["notification"],
        "rate": "daily",
        "save": "1",
    }
    assert client.post("/subscriptions/new", data=wish).status_code == 303
    with session_factory(database)() as session:
        kept = session.scalars(select(Product).order_by(Product.hs)).all()
        assert [(one.hs, one.code) for one in kept] == [
            ("1605", ""),
            ("850760", "8507600090"),
        ]
        assert session.scalars(select(Organisation)).one().markets == ["EU", "g:gcc"]
        assert session.scalars(select(Subscription)).all() != []


def test_a_file_may_be_uploaded_and_what_is_wrong_is_said(client: FlaskClient) -> None:
    file = (BytesIO("090210,绿茶".encode("gb18030")), "a.csv")
    page = client.post("/firm/goods/read", data={"file": file}).text
    assert "0902.10" in page
    assert "绿茶" in page
    empty = client.post("/firm/goods/read", data={"list": " "})
    assert empty.status_code == 422
    assert "没有可读的行" in empty.text
    nothing = client.post("/firm/goods", data={"hs": "", "name": "x", "code": ""})
    assert nothing.status_code == 422


def test_goods_are_offered_while_one_types(client: FlaskClient) -> None:
    rows = client.get("/firm/goods/suggest?q=锂电池").get_json()
    assert rows[0]["dotted"] == "8507.60"
    assert rows[0]["term"] == "锂电池"


def test_goods_come_once_and_go(client: FlaskClient, database: Engine) -> None:
    form = {"hs": "0902", "code": "0902", "name": "茶叶"}
    for _ in range(2):
        client.post("/firm/goods", data=form)
    with session_factory(database)() as session:
        kept = session.scalars(select(Product)).one()
    assert client.post(f"/firm/goods/{kept.id}/drop").status_code == 303
    assert client.post(f"/firm/goods/{kept.id}/drop").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "x", "企业全称"),
        ("name", "乙公司", "已有同名企业"),
        ("credit_code", "914403001922038217", "信用代码不正确"),
        ("credit_code", CODE, "已有账号使用"),
        ("city", "巴黎", "市州"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(
    client: FlaskClient, database: Engine, field: str, value: str, words: str
) -> None:
    with session_factory(database).begin() as session:
        other = Organisation(kind="firm", name="乙公司", created_at=NOW)
        other.credit_code = CODE
        session.add(other)
    answer = client.post("/firm", data={"name": "甲公司", field: value})
    assert answer.status_code == 422
    assert words in answer.text


def test_contacts_and_colleagues(client: FlaskClient, database: Engine) -> None:
    assert client.post("/firm/contacts", data={"name": "王"}).status_code == 422
    form = {"name": "王", "phone": "027-1234567", "duty": "质量"}
    assert client.post("/firm/contacts", data=form).status_code == 303
    assert client.post("/firm/invite", data={"email": "b@a.cn"}).status_code == 303
    page = client.get("/firm").text
    assert "027-1234567" in page
    assert "b@a.cn" in page
    with session_factory(database)() as session:
        contact = session.scalars(select(Contact.id)).one()
    assert client.post(f"/firm/contacts/{contact}/drop").status_code == 303


def test_another_firm_sees_and_changes_nothing(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    client.post("/firm/goods", data={"hs": "0902", "code": "", "name": "秘密茶"})
    client.post("/firm/contacts", data={"name": "密友", "phone": "1"})
    other = sign_in(make_app(), firm_of(database, "乙公司", "b@b.cn")[1])
    page = other.get("/firm").text
    assert "秘密茶" not in page
    assert "密友" not in page
    with session_factory(database)() as session:
        goods = session.scalars(select(Product.id)).one()
        contact = session.scalars(select(Contact.id)).one()
        firm = session.scalars(select(Organisation.id)).first()
    assert other.post(f"/firm/goods/{goods}/drop").status_code == 404
    assert other.post(f"/firm/contacts/{contact}/drop").status_code == 404
    assert other.get(f"/firms/{firm}").status_code == 403
    assert "秘密茶" in client.get("/firm").text
