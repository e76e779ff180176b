"""A plan made backwards from days that are written down."""

from __future__ import annotations

from datetime import date

from models.back_plan import Lead, Plan, Window, plan_back
from models.deadlines import Basis
from models.working_days import Calendar


def day(text: str) -> date:
    return date.fromisoformat(text)


def plan(
    circulated: str,
    external: str | None,
    lead: Lead | None = None,
    *,
    basis: Basis = Basis.STATED,
    begun: str = "",
    zone: str = "",
) -> Plan:
    window = Window(
        circulated=day(circulated),
        external=day(external) if external else None,
        basis=basis,
        begun=day(begun or circulated),
        zone=zone,
    )
    return plan_back(window, lead or Lead(), Calendar())
