"""The pages of warnings: who may do what, links that change nothing, files."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update

from models.alert import Message, MessageState
from models.database import session_factory
from models.organisation import Organisation
from models.user import Role, User
from models.warning import OfficerWarning, Receipt
from tests.web.signing_in import MakeApp, app_maker, enter, person
from tests.web.small_world import NOW

PDF = b"%PDF-1.7 a short paper"
FORM = {
    "level": "red",
    "title_zh": "某类产品被退运<script>",
    "body_zh": "请自查。",
    "firms": "甲企业",
}


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    return app_maker(database, tmp_path)


def signed_in(make_app: MakeApp, email: str) -> FlaskClient:
    client = make_app().test_client()
    assert enter(client, email) == 303
    return client


def add_firm(database: Engine, name: str) -> int:
    with session_factory(database).begin() as session:
        firm = Organisation(kind="firm", name=name, city="武汉", created_at=NOW)
        session.add(firm)
        session.flush()
        return firm.id


@pytest.fixture
def officer(make_app: MakeApp, database: Engine) -> FlaskClient:
    return signed_in(make_app, person(database, Role.OFFICER))


@pytest.fixture
def receiver(make_app: MakeApp, database: Engine) -> FlaskClient:
    firm = add_firm(database, "甲企业")
    return signed_in(make_app, person(database, organisation_id=firm))


@pytest.fixture
def stranger(make_app: MakeApp, database: Engine) -> FlaskClient:
    firm = add_firm(database, "乙企业")
    email = person(database, Role.ASSOCIATION, organisation_id=firm)
    return signed_in(make_app, email)


@pytest.fixture
def reviewer(make_app: MakeApp, database: Engine) -> FlaskClient:
    return signed_in(make_app, person(database, Role.REVIEWER))


def write(officer: FlaskClient) -> str:
    """The page of a new warning with a file."""
    page = str(officer.post("/warnings", data=FORM).headers["Location"])
    upload = {"file": (io.BytesIO(PDF), "公告.pdf")}
    assert officer.post(f"{page}/files", data=upload).status_code == 303
    return page


def approve(reviewer: FlaskClient, page: str) -> int:
    seen = re.findall(r'name="seen" value="([^"]+)"', reviewer.get(page).text)
    form = {"do": "approve", "seen": seen[0] if seen else ""}
    return reviewer.post(f"{page}/review", data=form).status_code


def test_from_a_draft_to_an_answer(
    officer: FlaskClient,
    reviewer: FlaskClient,
    receiver: FlaskClient,
    stranger: FlaskClient,
    make_app: MakeApp,
    database: Engine,
) -> None:
    page = write(officer)
    shown = officer.get(page).text
    assert "1 家企业，1 人" in shown
    assert "&lt;script&gt;" in shown
    assert receiver.get(page.replace("/warnings/", "/received/")).status_code == 404
    assert officer.post(f"{page}/submit").status_code == 303
    assert officer.post(f"{page}/review", data={"do": "approve"}).status_code == 403
    assert officer.post(f"{page}/send").status_code == 422
    assert approve(reviewer, page) == 303
    assert officer.post(f"{page}/send").status_code == 303
    assert officer.post(f"{page}/send").status_code == 422
    own = page.replace("/warnings/", "/received/")
    assert receiver.get(own).status_code == 200
    assert "咨询中心预警" in receiver.get("/inbox").text
    assert "某类产品被退运" in receiver.get("/received").text
    assert stranger.get(own).status_code == 404
    assert "某类产品" not in stranger.get("/received").text
    answer_by_link(make_app, database)
    assert "受影响，两个月" in officer.get(page).text
    assert receiver.post(own, data={"answer": "长" * 2001}).status_code == 422
    assert receiver.post(own, data={"answer": "再补充"}).status_code == 303
    assert stranger.post(own, data={"answer": "x"}).status_code == 404


def answer_by_link(make_app: MakeApp, database: Engine) -> None:
    """Open the link of the mail without signing in, and press."""
    with session_factory(database)() as session:
        message = session.scalars(select(Message)).one()
    link = re.findall(r"https?://[^/\s]+(/w/[^/\s]+)\s", message.body)[0]
    visitor = make_app().test_client()
    assert "我已阅读" in visitor.get(link).text
    assert visitor.head(link).status_code == 200
    with session_factory(database)() as session:
        assert session.scalars(select(Receipt)).one().read_at is None
    pressed = visitor.post(link, data={"answer": "受影响，两个月"})
    assert pressed.status_code == 303
    assert visitor.post(link, data={}).status_code == 303
    with session_factory(database)() as session:
        receipt = session.scalars(select(Receipt)).one()
        assert receipt.read_at is not None
        assert receipt.answer == "受影响，两个月"
    assert visitor.get(link + "x").status_code == 404
    assert visitor.post("/w/forged", data={}).status_code == 404
    with session_factory(database).begin() as session:
        session.execute(
            update(User).where(User.id == receipt.user_id).values(disabled=True)
        )
    assert visitor.get(link).status_code == 404
    with session_factory(database).begin() as session:
        session.execute(update(User).values(disabled=False))


def test_files_are_for_the_centre_and_the_receivers(
    officer: FlaskClient,
    reviewer: FlaskClient,
    receiver: FlaskClient,
    stranger: FlaskClient,
    make_app: MakeApp,
    database: Engine,
) -> None:
    page = write(officer)
    with session_factory(database)() as session:
        held = session.scalars(select(OfficerWarning)).one().files[0]
    file = f"{page}/files/{held['sha256']}"
    assert receiver.get(file).status_code == 404
    officer.post(f"{page}/submit")
    approve(reviewer, page)
    officer.post(f"{page}/send")
    answer = receiver.get(file)
    assert answer.data == PDF
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert stranger.get(file).status_code == 404
    assert officer.get(f"{page}/files/{'0' * 64}").status_code == 404
    with session_factory(database)() as session:
        body = session.scalars(select(Message.body)).one()
    (link,) = re.findall(r"公告\.pdf https?://[^/\s]+(/w/\S+)", body)
    visitor = make_app().test_client()
    assert visitor.get(link).data == PDF
    assert link in visitor.get(link.partition("/files/")[0]).text
    assert receiver.get(link).data == officer.get(link).data == PDF
    refused = stranger.get(link)
    assert refused.status_code == 404
    assert "另一位收件人" in refused.text
    assert visitor.get(link.replace("/w/", "/w/x")).status_code == 404
    assert visitor.get(link.replace(held["sha256"], "0" * 64)).status_code == 404


def test_what_is_refused_keeps_what_was_written(
    officer: FlaskClient, database: Engine
) -> None:
    add_firm(database, "甲企业")
    answer = officer.post("/warnings", data={**FORM, "firms": "没有这家"})
    assert answer.status_code == 422
    assert "没有这家" in answer.text
    assert "请自查。" in answer.text
    page = write(officer)
    wrong = officer.post(f"{page}/edit", data={**FORM, "title_zh": ""})
    assert wrong.status_code == 422
    assert officer.post(f"{page}/edit", data=FORM).status_code == 303
    assert officer.post(f"{page}/withdraw", data={"reason": ""}).status_code == 422
    assert officer.get("/warnings/999").status_code == 404
    assert "某类产品被退运" in officer.get("/warnings?state=draft").text


def test_officers_see_deliveries_and_retry_one(
    officer: FlaskClient, receiver: FlaskClient, database: Engine
) -> None:
    with session_factory(database).begin() as session:
        message = Message(
            key="k:1",
            channel="mail",
            address="li@firm.cn",
            state=MessageState.FAILED,
            subject="【黄】某通报",
            body="",
            body_html="",
            error="The address was refused: [550].",
            created_at=NOW,
        )
        session.add(message)
        session.flush()
        way = f"/deliveries/{message.id}/retry"
    page = officer.get("/deliveries?state=failed").text
    assert "收件地址被拒：[550]." in page
    assert receiver.get("/deliveries").status_code == 403
    assert receiver.post(way).status_code == 403
    assert officer.post(way).status_code == 303
    assert officer.post(way).status_code == 422
    assert officer.get("/deliveries?page=99&fault=none").status_code == 200
