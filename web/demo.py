"""A demonstration: a fixed day, people of every role, and alerts that came of it."""

from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.reference_facts import Setting
from models.user import User

MARK = "demo"


def folder() -> Path:
    """The data folder of a demonstration, apart from the real one."""
    return user_data_path("chutong") / MARK


def build(sessions: sessionmaker[Session]) -> None:
    """Make a demonstration of a database that holds nothing but the archive."""


def is_demo(session: Session) -> bool:
    """Whether this database is a demonstration; it is marked when it is made."""
    return session.get(Setting, MARK) is not None


def demo_user(session: Session, role: str) -> User | None:
    """The person who plays a role."""
    query = select(User).where(User.role == role).order_by(User.id)
    return session.scalar(query.limit(1))
