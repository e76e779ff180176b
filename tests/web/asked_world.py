"""An application in which one firm is asked about a case."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.alert import Message
from models.consultation import Answer, Asked, AskedKind, Consultation
from models.database import session_factory
from tests.web.asking import CLOSES, add_body, add_case, add_round, ask
from tests.web.centre import make_app
from tests.web.small_world import TODAY, add_user
from web.alerts.links import Links
from web.consultations.links import link_of

FORM = {
    "affected": "yes",
    "cost": "to50",
    "months": "12",
    "exports": "c",
    "models": "12",
    "product": "锂电池",
    "contact": "李工",
    "opinion": "<script>标签</script>",
}
AFTER = CLOSES + timedelta(days=1)


class World:
    """An application, and one firm that is asked."""

    def __init__(self, database: Engine, folder: Path) -> None:
        self.sessions = session_factory(database)
        with self.sessions.begin() as session:
            clock.fix_day(session, TODAY)
            self.round_id = add_round(session, add_case(session)).id
            self.firm_id = add_body(session, "甲公司").id
            self.user_id = add_user(
                session, "li@jia.example", organisation_id=self.firm_id
            ).id
        url = database.url.render_as_string(hide_password=False)
        self.app: Flask = make_app(
            url, folder, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False
        )
        self.client = self.app.test_client()
        self.asked_id = self.ask("甲公司", organisation_id=self.firm_id)

    def ask(self, name: str, kind: AskedKind = AskedKind.FIRM, **columns: Any) -> int:
        """A further party of the round."""
        with self.sessions.begin() as session:
            one = session.get_one(Consultation, self.round_id)
            return ask(session, one, name, kind, **columns).id

    def way(self, asked_id: int | None = None) -> str:
        """The path of a party's link."""
        with self.sessions() as session:
            asked = session.get_one(Asked, asked_id or self.asked_id)
            links = Links("", self.app.config["SECRET_KEY"])
            return link_of(links, asked, TODAY)

    def on(self, day: date) -> None:
        """Let it be a day."""
        with self.sessions.begin() as session:
            clock.fix_day(session, day)

    def answer(self, asked_id: int | None = None) -> Answer | None:
        """What a party answered."""
        with self.sessions() as session:
            wanted = asked_id or self.asked_id
            return session.scalar(select(Answer).where(Answer.asked_id == wanted))

    def asked(self, asked_id: int | None = None) -> Asked:
        """A party."""
        with self.sessions() as session:
            return session.get_one(Asked, asked_id or self.asked_id)

    def edition(self) -> str:
        """What the form shows of the answer."""
        found = self.answer()
        return found.changed_at.isoformat() if found else ""

    def send(self, **words: Any) -> Any:
        """Send the form of the link."""
        given = {**FORM, "based_on": self.edition(), **words}
        return self.client.post(self.way(), data=given)


def letters(session: Session) -> list[str]:
    return [f"{m.address} {m.subject}" for m in session.scalars(select(Message))]
