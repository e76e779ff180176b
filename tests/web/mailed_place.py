"""A place that takes requests for accounts and mails by a real server."""

from __future__ import annotations

import email
import email.policy
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from waitress import create_server

from crawler.moments import Moment
from models import clock
from models.database import open_database
from models.user import Role
from tests.crawler.stored import item, put
from tests.web.doorkeeping import free_port
from tests.web.small_world import add_user
from tests.web.stage import Place
from web import create_app, jobs
from web.alerts.links import Links
from web.config import load_settings, session_key

SOON = 60
"""Seconds after which a letter that goes out at once is missed."""
YEAR = {  # the year behind: symbol, Member, days ago, goods
    "G/TBT/N/EU/1101": ("European Union", 30, "8507.60"),
    "G/TBT/N/EU/1090": ("European Union", 200, "8507.60"),
    "G/TBT/N/EU/1080": ("European Union", 500, "8507.60"),
    "G/TBT/N/BRA/1600": ("Brazil", 40, "8507.60"),
    "G/TBT/N/BRA/1590": ("Brazil", 90, "8507.60"),
    "G/TBT/N/BRA/1580": ("Brazil", 300, "8507.60"),
    "G/TBT/N/BRA/1570": ("Brazil", 10, "0902.10"),
    "G/SPS/N/EU/800": ("European Union", 60, "0902.10"),
}
"""Of the last twelve months and of lithium batteries: EU two, Brazil three."""
NAMES = {"8507.60": "Lithium-ion accumulators", "0902.10": "Green tea"}


class Postman:
    """A mail server that lays each letter where it can be waited for."""

    def __init__(self) -> None:
        self.letters: Queue[EmailMessage] = Queue()

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _connection: Any, envelope: Any
    ) -> str:
        """Take one letter."""
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.put(letter)
        return "250 OK"


@dataclass(frozen=True)
class MailedPlace(Place):
    """A place with the mail server that its letters arrive at."""

    postman: Postman

    def letter(self) -> EmailMessage:
        """The next letter, once it is there."""
        return self.postman.letters.get(timeout=SOON)

    def store(
        self, symbol: str, member: str, days: int, code: str, **more: Any
    ) -> None:
        """A notice as its publisher gives it, distributed so many days ago."""
        today = clock.now().date()
        given = {
            "symbol": symbol,
            "member": member,
            "title": f"{NAMES[code]}: labelling",
            "description": f"Labelling of {NAMES[code].lower()}.",
            "products": f"{NAMES[code]} (HS {code})",
            "hs": f"{code} - {NAMES[code]}",
            "distributed": (today - timedelta(days=days)).isoformat(),
            "comments_close": (today + timedelta(days=60 - days)).isoformat(),
        }
        with self.sessions.begin() as session:
            put(session, item(**given), moment=Moment(clock.now(), **more))

    def go_round(self) -> int:
        """A pass: read what is new, alert, and deliver; how many letters left.

        The letters link as behind a proxy with TLS.
        """
        jobs.understand(self.sessions)
        base = self.settings.base_url.replace("http:", "https:")
        links = Links(base, session_key(self.settings))
        jobs.alert(self.sessions, links)
        return jobs.send(self.sessions, self.settings, links).sent


@contextmanager
def open_mailed_place(folder: Path, template: Path) -> Iterator[MailedPlace]:
    """Such a place while it is served, with a year behind it and with an officer."""
    shutil.copyfile(template, folder / "chutong.db")
    web, mail, postman = free_port(), free_port(), Postman()
    (folder / "chutong.toml").write_text(
        f'base_url = "http://127.0.0.1:{web}"\nsignup = "approve"\n'
        f'smtp_url = "smtp://127.0.0.1:{mail}"\n'
        'mail_from = "楚通 <alert@chutong.example>"\n',
        encoding="utf-8",
    )
    settings = load_settings(data=folder)
    place = MailedPlace(settings, open_database(settings.database), postman)
    with place.sessions.begin() as session:
        add_user(session, "officer@centre.cn", name="周岚", role=Role.OFFICER)
    for symbol, (member, days, code) in YEAR.items():
        place.store(symbol, member, days, code, baseline=True)
    controller = Controller(postman, hostname="127.0.0.1", port=mail)
    controller.start()
    server = create_server(create_app(settings), host="127.0.0.1", port=web, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        assert place.go_round() == 0
        yield place
    finally:
        server.close()
        thread.join(timeout=5)
        controller.stop()
