"""A mail server that answers as it is told, and what is known of a reader's address."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Connection
from sqlalchemy import Engine

from models.database import session_factory
from models.endpoint import MailAddress
from tests.web.letters import Sessions, alert, group

READER = "li@firm.cn"


class Doorkeeper:
    """A mail server that answers to RCPT as it is told, and keeps whom it saw."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.taken: list[str] = []
        self.backs: list[str | None] = []

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _connection: Connection,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _connection: Connection, envelope: Envelope
    ) -> str:
        self.taken += envelope.rcpt_tos
        self.backs.append(envelope.mail_from)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def open_door() -> Iterator[tuple[Doorkeeper, str]]:
    """Such a server while it runs, and its address."""
    keeper, port = Doorkeeper(), free_port()
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    yield keeper, f"smtp://127.0.0.1:{port}"
    controller.stop()


def waiting(database: Engine) -> Sessions:
    """A database with one message that waits."""
    made = session_factory(database)
    alert(made)
    group(made)
    return made


def known(sessions: Sessions) -> MailAddress | None:
    with sessions() as session:
        return session.get(MailAddress, READER)
