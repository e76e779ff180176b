"""What no longer reaches a reader is said where they look."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.database import session_factory
from models.endpoint import AddressState, Endpoint, EndpointState
from models.organisation import Organisation
from models.user import Role
from tests.web.signing_in import GOOD, HASHER, app_maker, enter, person
from tests.web.small_world import NOW, add_user
from web.alerts import standing
from web.channels.halted import halted

ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef"

READER = "li@firm.cn"


@pytest.fixture
def client(database: Engine, tmp_path: Path) -> FlaskClient:
    """A reader, signed in."""
    with session_factory(database).begin() as session:
        add_user(session, READER).password_hash = HASHER.hash(GOOD)
    made = app_maker(database, tmp_path)().test_client()
    assert enter(made, READER) == 303
    return made


def test_what_has_stopped_stands_above_the_inbox(
    client: FlaskClient, database: Engine
) -> None:
    """One's own address and one's own robot; not what one switched off oneself."""
    client.post("/channels", data={"name": "关务群", "url": ROBOT})
    with session_factory(database).begin() as session:
        kept = session.scalars(select(Endpoint)).one()
        kept.state, kept.disabled_at = EndpointState.DISABLED, None
    assert "已停止推送" not in client.get("/inbox").text
    with session_factory(database).begin() as session:
        kept = session.scalars(select(Endpoint)).one()
        kept.disabled_at = NOW
        standing.stop(session, kept.user.email, "550 No such user", NOW)
    for page in ("/inbox", "/"):
        text = client.get(page).text
        assert "自 2026-03-02 12:00 起，" in text
        assert f"“{kept.name}”未能送达，已停止推送" in text
        assert "收不到邮件，已停止发信" in text
        assert 'href="/channels">' in text


def test_a_colleagues_robot_is_told_of_and_a_strangers_is_not(
    database: Engine, session: Session
) -> None:
    firm = Organisation(kind="firm", name="甲", created_at=NOW)
    owner, colleague = add_user(session, "a@firm.cn"), add_user(session, "b@firm.cn")
    stranger = add_user(session, "c@other.cn")
    owner.organisation = colleague.organisation = firm
    session.add(
        Endpoint(
            user_id=owner.id,
            kind="wecom",
            name="群",
            url="x",
            state=EndpointState.DISABLED,
            disabled_at=NOW,
            created_at=NOW,
        )
    )
    session.flush()
    assert [one.owner for one in halted(session, colleague)] == [owner.name]
    assert [one.owner for one in halted(session, owner)] == [""]
    assert halted(session, stranger) == []


def test_who_gets_no_mail_sees_so(
    client: FlaskClient, database: Engine, tmp_path: Path
) -> None:
    with session_factory(database).begin() as session:
        standing.stop(session, READER, "550 No such user", NOW)
    assert "550 No such user" in client.get("/channels").text
    officer = app_maker(database, tmp_path)().test_client()
    enter(officer, person(database, Role.OFFICER))
    assert "li@firm.cn" in officer.get("/addresses").text
    assert client.get("/addresses").status_code == 403
    assert client.post("/channels/mail").status_code == 303
    with session_factory(database)() as session:
        kept = standing.row_of(session, "li@firm.cn", NOW)
        assert kept.state == AddressState.TAKES
