"""What stands at the head of a letter, and what follows from a wish to stop."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from models.alert import MessageState
from models.database import session_factory
from models.subscription import Subscription
from models.user import User
from tests.web.letters import LINKS, SECTOR, Sessions, alert, clock, group, the_message
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
)
from web.alerts.audience import make_alerts
from web.alerts.channels.bounces import read_bounces
from web.alerts.delivery import Post, deliver
from web.alerts.grouping import make_messages
from web.alerts.letters import stop_by_mail
from web.alerts.links import Links
from web.digest import mailing


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return session_factory(database)


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """Without a mail server: letters become files; returned mail is read."""
    came = tmp_path / "came"
    came.mkdir()
    back = "back@chutong.example"
    return Post(LINKS, tmp_path / "outbox", returns=back, bounces=came)


def test_the_head_of_a_letter_is_read_by_any_mail_program(
    sessions: Sessions, post: Post
) -> None:
    """No address is encoded, however long; two ways out where mail is read."""
    long = Links(f"https://{'preisausschreiben.' * 6}example", LINKS.key)
    alert(sessions)
    with sessions.begin() as session:
        make_messages(session, long, now=NOW, today=TODAY)
    deliver(sessions, replace(post, links=long), clock)
    (file,) = post.folder.iterdir()
    head = file.read_bytes().partition(b"\r\n\r\n")[0].decode("ascii")
    lines = dict(re.findall(r"^([\w-]+): (.+?)\r?$", head, re.MULTILINE))
    web, mail = lines["List-Unsubscribe"].split(", ")
    assert web.startswith(f"<{long.base_url}/unsubscribe/")
    assert re.fullmatch(
        r"<mailto:back\+1-[0-9a-f]{16}@chutong.example\?subject=unsubscribe>", mail
    )
    assert lines["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert lines["Precedence"] == "bulk"
    assert lines["Auto-Submitted"] == "auto-generated"
    assert lines["Content-Language"] == "zh-Hans"
    assert lines["List-Id"].startswith("<alerts.")
    key = the_message(sessions).key.replace(":", "-")
    assert lines["Message-ID"].startswith(f"<{key}@")
    assert lines["Date"] == format_datetime(NOW)


def test_without_tls_no_press_stops_a_mail(sessions: Sessions, post: Post) -> None:
    """RFC 8058 wants https: a mail program opens the page, which asks first."""
    bare = Links("http://chutong.example", LINKS.key)
    alert(sessions)
    group(sessions)
    deliver(sessions, replace(post, links=bare), clock)
    (file,) = post.folder.iterdir()
    head = file.read_bytes().partition(b"\r\n\r\n")[0].decode("ascii")
    assert "List-Unsubscribe: <http://chutong.example/unsubscribe/" in head
    assert "List-Unsubscribe-Post" not in head


def test_what_its_reader_has_stopped_does_not_leave(
    sessions: Sessions, post: Post
) -> None:
    """One that waits for a server is not sent; what is not written yet waits."""
    alert(sessions)
    group(sessions)
    with sessions.begin() as session:
        session.execute(update(Subscription).values(paused=True))
        notice = add_notice(session, "G/TBT/N/USA/9")
        add_match(session, notice, SECTOR)
        session.execute(update(Subscription).values(paused=False))
        add_event(session, notice)
        make_alerts(session, now=NOW, today=TODAY)
        session.execute(update(Subscription).values(paused=True))
    assert group(sessions) == 0
    assert deliver(sessions, post, clock).sent == 0
    assert the_message(sessions).state == MessageState.FAILED
    with sessions.begin() as session:
        session.execute(update(Subscription).values(paused=False))
    assert group(sessions) == 1


def ask_to_stop(post: Post, to: str, name: str = "1") -> None:
    """A mail program writes to the address that stops a message."""
    assert post.bounces is not None
    words = f"From: li@firm.cn\nTo: <{to.upper()}>\nSubject: unsubscribe\n\n"
    (post.bounces / name).write_text(words)


def test_a_mail_to_its_address_stops_it(sessions: Sessions, post: Post) -> None:
    alert(sessions)
    group(sessions)
    number = the_message(sessions).id
    ask_to_stop(post, stop_by_mail(post, number).replace("+1-", "+2-"))
    assert read_bounces(sessions, post, NOW) == 0, "the seal is of another number"
    ask_to_stop(post, stop_by_mail(post, number))
    assert read_bounces(sessions, post, NOW) == 1
    with sessions() as session:
        assert session.scalars(select(Subscription.paused)).all() == [True]
    assert stop_by_mail(replace(post, bounces=None), number) == "", "nobody reads it"


def test_a_mail_stops_the_overview(sessions: Sessions, post: Post) -> None:
    alert(sessions)
    group(sessions)
    with sessions.begin() as session:
        (user,) = session.scalars(select(User))
        mailing.want(session, user.id, wanted=True)
        message = the_message(sessions)
        session.merge(message).key = f"digest:2026-03-01:{user.id}"
    ask_to_stop(post, stop_by_mail(post, message.id))
    read_bounces(sessions, post, NOW)
    with sessions() as session:
        assert not mailing.wants(session, user.id)
        assert session.scalars(select(Subscription.paused)).all() == [False]


def test_returned_mail_that_cannot_be_read_holds_up_nothing(
    sessions: Sessions, post: Post
) -> None:
    """A nest of parts without end, a broken head, a folder where none may write."""
    assert post.bounces is not None
    nest = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'
        for n in range(3000)
    )
    (post.bounces / "nest").write_text(nest)
    (post.bounces / "head").write_bytes(b"To: =?x?q?\xff?= <@@>,;:\nDate: \x00\n\n")
    assert read_bounces(sessions, post, NOW) == 0
    assert {one.name for one in (post.bounces / "read").iterdir()} == {"nest", "head"}
    (post.bounces / "late").write_text("To: a\n\n")
    (post.bounces / "read" / "late").mkdir()
    (post.bounces / "read" / "late" / "x").touch()
    assert read_bounces(sessions, post, NOW) == 0, "it cannot be put away"
