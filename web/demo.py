"""A demonstration: a fixed day, people of every role, and alerts that came of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.reference_facts import Setting
from models.user import User

MARK = "demo"


def is_demo(session: Session) -> bool:
    """Whether this database is a demonstration; it is marked when it is made."""
    return session.get(Setting, MARK) is not None


def demo_user(session: Session, role: str) -> User | None:
    """The person who plays a role."""
    query = select(User).where(User.role == role).order_by(User.id)
    return session.scalar(query.limit(1))
