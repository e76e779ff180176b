"""How a demonstration is known, and who plays in it."""

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.reference_facts import Setting
from models.user import User
from web.config import PREFIX

MARK = "demo"
BEGUN, BUILT = "begun", "built"


def is_demo(session: Session) -> bool:
    """Whether this database is a demonstration; it is marked when it is made."""
    return session.get(Setting, MARK) is not None


def is_built(session: Session) -> bool:
    """Whether the demonstration was made to its end."""
    row = session.get(Setting, MARK)
    return row is not None and row.value == BUILT


def mark(session: Session, state: str) -> None:
    """Say that this is a demonstration, and how far it is made."""
    session.merge(Setting(key=MARK, value=state))
    session.flush()


def demo_user(session: Session, role: str) -> User | None:
    """The person who plays a role."""
    query = select(User).where(User.role == role).order_by(User.id)
    return session.scalar(query.limit(1))


def folder() -> Path:
    """The data folder of a demonstration, apart from the real one."""
    given = os.environ.get(PREFIX + "DATA")
    return (Path(given) if given else user_data_path("chutong")) / MARK
