"""A case with its notice, for tests of its days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case
from models.notice import Notice
from tests.web.small_world import add_notice

BEGUN = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
LAST = date(2026, 5, 1)
SYMBOL = "G/TBT/N/USA/9001"


def add_case(
    session: Session,
    symbol: str = SYMBOL,
    *,
    owner_id: int | None = None,
    state: str = "drafting",
    kind: str = "comment",
    begun: datetime = BEGUN,
    **columns: Any,
) -> Case:
    """A case on a notice of 2 March 2026 whose comments close after sixty days."""
    given = {"distributed": date(2026, 3, 2), "deadline": LAST, **columns}
    notice = add_notice(session, symbol, **given)
    return open_case(
        session, notice, owner_id=owner_id, state=state, kind=kind, begun=begun
    )


def open_case(
    session: Session,
    notice: Notice,
    *,
    owner_id: int | None = None,
    state: str = "drafting",
    kind: str = "comment",
    begun: datetime = BEGUN,
) -> Case:
    """A case written straight into its table."""
    case = Case(
        measure_id=notice.measure_id,
        notice=notice,
        kind=kind,
        state=state,
        owner_id=owner_id,
        created_at=begun,
        updated_at=begun,
    )
    session.add(case)
    session.flush()
    return case
