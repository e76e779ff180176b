"""What a notice states of its days, for the tests of shipment."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models.notice import Notice
from models.shipment import Known
from tests.web.small_world import TODAY
from web.shipment.dates import days_of, read_told


def stated(**days: str) -> dict[str, Any]:
    """The columns of a notice whose record states these days."""
    return {"content": {"title": "A draft", "products": "goods", **days}}


def days(
    session: Session, notice: Notice, member: str = "USA"
) -> tuple[Known | None, Known | None]:
    """When a measure binds for a Member, and from when its transition counts."""
    found = days_of(read_told(session, notice).of(member), TODAY)
    return found.in_force, found.start
