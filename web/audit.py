"""The audit: who did what to what, written and never changed."""

from sqlalchemy.orm import Session

from models import clock
from models.user import AuditEntry


def note(
    session: Session,
    actor: str,
    action: str,
    subject: tuple[str, object],
    **details: str,
) -> None:
    """Add an entry; ``subject`` is the kind of thing and its id."""
    kind, name = subject
    session.add(
        AuditEntry(
            at=clock.now_in(session),
            actor=actor,
            action=action,
            subject_type=kind,
            subject_id=str(name),
            details=details,
        )
    )
