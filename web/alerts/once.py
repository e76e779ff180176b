"""Write a row only if no row of the same key is there, on either database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Base


def insert_once(
    session: Session, table: type[Base], rows: Sequence[dict[str, Any]]
) -> int:
    """Insert the rows that are new by any unique key; say how many were."""
    if not rows:
        return 0
    key = table.__mapper__.primary_key
    statement = (
        postgresql.insert(table).on_conflict_do_nothing().returning(*key)
        if session.get_bind().dialect.name == "postgresql"
        else sqlite.insert(table).on_conflict_do_nothing().returning(*key)
    )
    return len(session.execute(statement, rows).all())
