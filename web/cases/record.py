"""Who acts on a case, and the audit that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case
from models.user import AuditEntry


@dataclass(frozen=True)
class Actor:
    """Who acts, as the record will name them."""

    id: int | None
    name: str

    def did(self, by_id: int | None, by_name: str) -> bool:
        """Whether it was they who did what a row tells of.

        People of one name are told apart, and a renamed person is still the same. A row
        of before ids were kept has only the name.
        """
        return by_id == self.id if by_id is not None else by_name == self.name


def record(
    session: Session,
    actor: Actor,
    action: str,
    case: Case,
    at: datetime,
    **details: int | str,
) -> None:
    """Say in the audit who did what to the case."""
    session.add(
        AuditEntry(
            at=at,
            actor=actor.name,
            actor_id=actor.id,
            action=action,
            subject_type="case",
            subject_id=str(case.id),
            details=details,
        )
    )
