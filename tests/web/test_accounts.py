"""Signing in: by password, by a link that works once, and by nothing else."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.database import session_factory
from models.reference_facts import Setting
from models.user import AuditEntry, Role, User
from tests.web.signing_in import GOOD, HASHER, MakeApp, app_maker, enter, person
from tests.web.small_world import add_user
from web.accounts import once, passwords, service
from web.refused import RefusedError


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    return app_maker(database, tmp_path)


@pytest.fixture
def client(make_app: MakeApp) -> FlaskClient:
    return make_app().test_client()


def test_a_password_lets_in_and_out(client: FlaskClient, database: Engine) -> None:
    email = person(database)
    assert client.get("/account").status_code == 302
    assert enter(client, f"  {email.upper()} ") == 303
    page = client.get("/account").get_data(as_text=True)
    assert email in page
    assert client.post("/logout").status_code == 303
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize(
    ("email", "password"), [("enterprise@firm.cn", "wrong"), ("nobody@firm.cn", GOOD)]
)
def test_every_way_to_be_wrong_is_told_alike(
    client: FlaskClient, database: Engine, email: str, password: str
) -> None:
    person(database)
    form = {"email": email, "password": password}
    answer = client.post("/login", data=form)
    assert answer.status_code == 422
    assert "邮箱或密码不正确。" in answer.get_data(as_text=True)
    with session_factory(database)() as session:
        refused = select(AuditEntry).where(AuditEntry.action == "login.refused")
        assert len(session.scalars(refused).all()) == 1


def test_the_disabled_and_those_without_password_stay_out(
    client: FlaskClient, database: Engine
) -> None:
    assert enter(client, person(database, disabled=True)) == 422
    assert enter(client, person(database, Role.EXPERT, password_hash=None)) == 422


def test_a_link_lets_in_once(make_app: MakeApp, database: Engine) -> None:
    app = make_app()
    with session_factory(database).begin() as session:
        token = service.first_admin(session, app.config["SECRET_KEY"])
        assert token is not None
        kept = session.scalars(select(Setting.key)).all()
        assert not any(token in key for key in kept)
    client = app.test_client()
    link = f"/login/once/{token}"
    assert client.get(link).status_code == 200
    assert client.get("/account").status_code == 302, "looking does not let in"
    assert client.post(link).headers["Location"] == "/account"
    assert client.get("/account").status_code == 200
    other = app.test_client()
    assert other.post(link).status_code == 422
    assert "已经用过或已失效" in other.get(link).get_data(as_text=True)


def test_a_forged_link_lets_nobody_in(client: FlaskClient) -> None:
    assert client.post("/login/once/ImFiYyI.aaaaaa.bbbbbb").status_code == 422


def test_a_late_link_is_refused(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = once.make_token(session, "key", add_user(session))
    monkeypatch.setattr(once, "LASTS", -once.LASTS)
    with pytest.raises(RefusedError):
        once.redeem(session, "key", token)


def test_of_two_who_press_at_once_one_comes_in(database: Engine) -> None:
    sessions = session_factory(database)
    with sessions.begin() as session:
        token = once.make_token(session, "key", add_user(session))
    outcomes: list[bool] = []

    def press() -> None:
        try:
            with sessions.begin() as session:
                once.redeem(session, "key", token)
        except RefusedError:
            outcomes.append(False)
        else:
            outcomes.append(True)

    pair = [threading.Thread(target=press) for _ in range(2)]
    for thread in pair:
        thread.start()
    for thread in pair:
        thread.join()
    assert sorted(outcomes) == [False, True]


def test_the_first_administrator_is_offered_until_one_has_a_password(
    session: Session,
) -> None:
    assert service.first_admin(session, "key")
    assert service.first_admin(session, "key")
    assert service.count_users(session) == 1
    admin = session.scalars(select(User)).one()
    service.change_password(session, HASHER, admin, "", GOOD)
    assert service.first_admin(session, "key") is None


def test_a_new_password_ends_the_other_sessions(
    make_app: MakeApp, database: Engine
) -> None:
    email, app = person(database), make_app()
    here, there = app.test_client(), app.test_client()
    for client in (here, there):
        assert enter(client, email) == 303
    form = {"current": GOOD, "new": "another long pass phrase"}
    assert here.post("/account/password", data=form).status_code == 303
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302
    assert enter(there, email) == 422


@pytest.mark.parametrize(
    ("current", "new", "words"),
    [
        ("wrong", "another long pass phrase", "当前密码不正确"),
        (GOOD, "short", "密码长度应为"),
        (GOOD, "enterprise-2026", "太容易猜到"),
        (GOOD, "aaaaaaaaaaaa", "太容易猜到"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(
    client: FlaskClient, database: Engine, current: str, new: str, words: str
) -> None:
    enter(client, person(database))
    answer = client.post("/account/password", data={"current": current, "new": new})
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_a_reset_ends_password_and_sessions(
    make_app: MakeApp, database: Engine
) -> None:
    email, app = person(database), make_app()
    client = app.test_client()
    enter(client, email)
    with session_factory(database).begin() as session:
        service.reset(session, email, app.config["SECRET_KEY"], actor="test")
    assert client.get("/account").status_code == 302
    assert enter(client, email) == 422


def test_language_and_name_are_kept(client: FlaskClient, database: Engine) -> None:
    enter(client, person(database))
    client.post("/account", data={"name": "Li Gong", "language": "en"})
    page = client.get("/account").get_data(as_text=True)
    assert 'value="Li Gong"' in page
    assert '<html lang="en">' in page


def test_an_account_is_one_address(session: Session) -> None:
    service.add_user(session, " A@Firm.cn ", "", Role.EXPERT, actor="test")
    assert service.find(session, "a@firm.CN") is not None
    for email, role in (("a@firm.cn", Role.EXPERT), ("no address", Role.EXPERT)):
        with pytest.raises(RefusedError):
            service.add_user(session, email, "", role, actor="test")
    with pytest.raises(RefusedError):
        service.add_user(session, "b@firm.cn", "", "king", actor="test")
    assert clock.now() >= session.scalars(select(AuditEntry)).one().at


def test_who_is_not_there_costs_as_much_as_who_is() -> None:
    before = passwords.hash_of_nobody(HASHER)
    assert not passwords.is_right(HASHER, None, "no one has this")
    assert passwords.hash_of_nobody(HASHER) == before, "made once, only compared since"
