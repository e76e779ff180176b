"""Both firms founded, and what the probes need to know of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import fix_day
from models.user import User
from tests.web.small_world import NOW, TODAY
from tests.web.two_firms import MAKERS, SECTORS, Firm, Values, found_firm
from web.alerts.audience import make_alerts


@dataclass(frozen=True)
class Side:
    """One firm as its probes need it: whom to sign in, and what it owns."""

    mark: str
    people: dict[str, int]
    owns: dict[str, Values]
    notice_id: int


def found_both(session: Session, folder: Path) -> tuple[Side, Side]:
    """Both firms with all that can be owned; at a fixed day."""
    fix_day(session, TODAY)
    firms = [found_firm(session, mark, folder) for mark in SECTORS]
    make_alerts(session, now=NOW, today=TODAY)
    one, other = (side_of(session, firm) for firm in firms)
    return one, other


def side_of(session: Session, firm: Firm) -> Side:
    """Make all that a firm owns."""
    owns = {kind: make(session, firm) for kind, make in MAKERS.items()}
    return Side(firm.mark, dict(people_of(session, firm)), owns, firm.notice.id)


def people_of(session: Session, firm: Firm) -> Iterator[tuple[str, int]]:
    """The people of a firm by their role."""
    for user in session.scalars(
        select(User).where(User.organisation_id == firm.row.id)
    ):
        yield user.role, user.id
