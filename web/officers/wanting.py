"""Who of the centre is written to, and what each of them was told already."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.reference_facts import Setting
from models.user import Role, User
from web.alerts.once import insert_once
from web.enquiries.desk import officers

SWITCH = "desk-mail."
TOLD = "desk-told."
"""How the names of a person's rows begin."""
ON, OFF = "on", "off"
BREAK = timedelta(hours=1)
"""Between two letters to the same person."""


@dataclass(frozen=True)
class Told:
    """What a person was told of, by its marks, and when the last letter was written."""

    marks: frozenset[str] = frozenset()
    at: datetime | None = None
    stored: str | None = None
    """The row as it was read; None if there is none."""

    def rests(self, now: datetime) -> bool:
        """Whether the last letter is too fresh for another."""
        return self.at is not None and timedelta() <= now - self.at < BREAK


def wants(session: Session, user: User) -> bool:
    """Whether a person is written to; officers are, until they say otherwise."""
    row = session.get(Setting, f"{SWITCH}{user.id}")
    return row.value == ON if row else user.role == Role.OFFICER


def want(session: Session, user: User, *, wanted: bool) -> None:
    """Begin or end the letters; twice is as good as once."""
    key = f"{SWITCH}{user.id}"
    session.execute(delete(Setting).where(Setting.key == key))
    insert_once(session, Setting, [{"key": key, "value": ON if wanted else OFF}])


def readers(session: Session) -> list[User]:
    """The people of the centre who are written to."""
    people = officers(session)
    keys = [f"{SWITCH}{one.id}" for one in people]
    rows = session.execute(
        select(Setting.key, Setting.value).where(Setting.key.in_(keys))
    )
    said = {row.key: row.value for row in rows}
    usual = {one.id: ON if one.role == Role.OFFICER else OFF for one in people}
    return [one for one in people if said.get(f"{SWITCH}{one.id}", usual[one.id]) == ON]


def read_told(session: Session, user: User) -> Told:
    """What a person was told of."""
    query = select(Setting.value).where(Setting.key == f"{TOLD}{user.id}")
    stored = session.scalar(query)
    if stored is None:
        return Told()
    row = json.loads(stored)
    return Told(frozenset(row["marks"]), datetime.fromisoformat(row["at"]), stored)


def claim(
    session: Session, user: User, before: Told, marks: set[str], now: datetime
) -> bool:
    """Take it on us to tell a person of some things; False if somebody else did."""
    key = f"{TOLD}{user.id}"
    value = json.dumps({"at": now.isoformat(), "marks": sorted(marks)})
    if before.stored is None:
        return insert_once(session, Setting, [{"key": key, "value": value}]) == 1
    same = (Setting.key == key, Setting.value == before.stored)
    changed = update(Setting).where(*same).values(value=value).returning(Setting.key)
    return len(session.scalars(changed).all()) == 1
