"""The form of the filters that all views share, and what may be chosen in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import reference
from models.facts import facts_of
from web.trends.choice import Choice
from web.trends.figures.notifications import TYPES
from web.trends.names import (
    measure_type_names,
    member_names,
    objective_names,
    sector_names,
)
from web.trends.view import Words

Option = tuple[str, Words, bool]
"""A value, its name, and whether it is chosen."""


@dataclass(frozen=True)
class Form:
    """What may be chosen, each list in a useful order."""

    markets: Sequence[Option]
    sectors: Sequence[Option]
    objectives: Sequence[Option]
    measures: Sequence[Option]
    types: Sequence[Option]


def read_form(session: Session, choice: Choice) -> Form:
    """The options of the form; Members only where something of theirs is held."""
    facts = facts_of(session)
    asked = choice.filters
    names = member_names(session, facts)
    groups = {
        f"g:{one.id}": Words(one.name_zh, one.name_en) for one in reference.groups()
    }
    held = {code: names[code] for code in sorted(facts.members.names) if code in names}
    return Form(
        markets=options(groups | held, asked.market),
        sectors=options(sector_names(session, facts), asked.sector),
        objectives=options(objective_names(), asked.objective),
        measures=options(measure_type_names(), asked.measure),
        types=options(TYPES, asked.type),
    )


def options(names: dict[str, Words], chosen: Sequence[str]) -> list[Option]:
    """Options from names, those that are chosen marked."""
    return [(key, name, key in chosen) for key, name in names.items()]
