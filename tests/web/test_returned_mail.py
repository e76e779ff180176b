"""Mail that comes back or is complained of finds its message and stops the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.endpoint import AddressState
from tests.web.channelled import post_to
from tests.web.doorkeeping import Doorkeeper, known, open_door, waiting
from tests.web.letters import LINKS, Sessions, clock, the_message
from tests.web.small_world import NOW
from web.alerts.channels.bounces import read_bounces
from web.alerts.delivery import deliver
from web.alerts.letters import MARK, read_token, token

REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="B"

--B
Content-Type: text/plain

It came back.
--B
Content-Type: {type}

{fields}
--B
Content-Type: text/rfc822-headers

{head}
Subject: x
--B--
"""


@pytest.fixture
def door() -> Iterator[tuple[Doorkeeper, str]]:
    with open_door() as found:
        yield found


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return waiting(database)


def report(
    folder: Path, to: str, fields: str, head: str = "", kind: str = "delivery-status"
) -> None:
    folder.mkdir(exist_ok=True)
    type_ = f"message/{kind}"
    words = {"to": to, "kind": kind, "type": type_, "fields": fields, "head": head}
    (folder / "1.eml").write_text(REPORT.format(**words))


def sent_with(sessions: Sessions, door: tuple[Doorkeeper, str], folder: Path) -> str:
    """Send the message; the address to which it would come back."""
    keeper, url = door
    post = post_to(folder, smtp_url=url, returns="bounces@chutong.example")
    assert deliver(sessions, post, clock).sent == 1
    return str(keeper.backs[0])


GONE = "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; li@firm.cn\n"
HARD = f"{GONE}Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 No such user"
FULL = f"{GONE}Action: failed\nStatus: 4.2.2"
LATE = f"{GONE}Action: delayed\nStatus: 4.4.1"


@pytest.mark.parametrize(
    ("fields", "kind", "state"),
    [
        (HARD, "delivery-status", AddressState.STOPPED),
        (FULL, "delivery-status", AddressState.TAKES),
        (LATE, "delivery-status", None),
        ("Feedback-Type: abuse", "feedback-report", AddressState.STOPPED),
    ],
)
def test_what_comes_back_finds_its_message(
    fields: str,
    kind: str,
    state: str | None,
    sessions: Sessions,
    door: tuple[Doorkeeper, str],
    tmp_path: Path,
) -> None:
    back = sent_with(sessions, door, tmp_path)
    assert back.startswith("bounces+")
    folder = tmp_path / "returned"
    report(folder, back, fields, kind=kind)
    post = post_to(tmp_path, bounces=folder)
    assert read_bounces(sessions, post, NOW) == (state is not None)
    kept = known(sessions)
    assert (kept.state if kept else None) == state
    assert read_bounces(sessions, post, NOW) == 0, "it is read once"
    report(folder, back, fields, kind=kind)
    assert read_bounces(sessions, post, NOW) == 0, "a message comes back once"
    assert [one.name for one in folder.iterdir()] == ["read"]


def test_the_returned_head_will_do(
    sessions: Sessions, door: tuple[Doorkeeper, str], tmp_path: Path
) -> None:
    sent_with(sessions, door, tmp_path)
    folder = tmp_path / "returned"
    report(folder, "postmaster@chutong.example", HARD, f"{MARK}: {mark(sessions)}")
    assert read_bounces(sessions, post_to(tmp_path, bounces=folder), NOW) == 1


def mark(sessions: Sessions) -> str:
    return token(LINKS.key, the_message(sessions).id)


def test_forged_returns_stop_nobody(
    sessions: Sessions, door: tuple[Doorkeeper, str], tmp_path: Path
) -> None:
    sent_with(sessions, door, tmp_path)
    folder = tmp_path / "returned"
    report(folder, "bounces+1-0123456789abcdef@chutong.example", HARD)
    (folder / "2.eml").write_bytes(b"\xff\x00 no mail")
    (folder / "3.eml").write_bytes(b"")
    assert read_bounces(sessions, post_to(tmp_path, bounces=folder), NOW) == 0
    assert known(sessions) is None
    assert read_token(LINKS.key, token("another key", 1)) is None
