"""When a measure is to be adopted and to enter into force, as its documents state."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.events import EventKind
from models.notice import Notice
from models.periods import DayKind
from web.notices.family import Plan
from web.notices.official import Official

STEPS = {
    EventKind.ADOPTED: "adoption",
    EventKind.IN_FORCE: "entry_into_force",
}
"""The field that plans each step."""


def plans_of(notices: Iterable[Notice], official: Official | None) -> dict[str, Plan]:
    """What is planned, by the kind of the event that will come of it.

    The record of the first document comes first, then its official form, then the
    records of the others in their order.
    """
    records = [one.content for one in notices]
    forms = official.facts if official else []
    found: dict[str, Plan] = {}
    for kind, name in STEPS.items():
        told = next((one.value for one in forms if one.name == name), None)
        days = [read_day(record.get(name)) for record in records]
        plan = Plan(days[0]) if days and days[0] else of_form(told)
        if plan is None:
            later = next((day for day in days[1:] if day), None)
            plan = Plan(later) if later else None
        if plan:
            found[kind] = plan
    return found


def of_form(told: dict[str, Any] | None) -> Plan | None:
    """What the official form says of a step; None where it says nothing of use."""
    if not told or told["kind"] == DayKind.UNKNOWN:
        return None
    day = read_day(told["day"])
    return Plan(day) if day else Plan(None, told)


def read_day(value: object) -> date | None:
    """A day, if the publisher states one as such."""
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
