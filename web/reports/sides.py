"""A measure and the markets that notified on the same goods, to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select

from models.facts import Facts
from models.facts.columns import Mask, Numbers
from models.measure import Measure
from models.reference import member_by_name
from models.symbols import read_symbol, split_symbols
from web.trends.choice import choose
from web.trends.names import member_names, name_in
from web.trends.view import Scene, Words

OWN = "own"


@dataclass(frozen=True)
class Side:
    """The measure, or another market: its Members, and the places of its notices."""

    key: str
    name: Words
    places: Numbers
    codes: Sequence[str]


@dataclass(frozen=True)
class Field:
    """The notices that are compared: those of the measure, and those on its goods."""

    scene: Scene
    mask: Mask
    own: Side
    others: Sequence[Side]

    @property
    def sides(self) -> list[Side]:
        """The measure first, then the markets that notified most."""
        return [self.own, *self.others]

    @property
    def foreign(self) -> list[Side]:
        """The Members that have no part in the measure itself."""
        return [one for one in self.others if one.key not in self.own.codes]


def read_field(scene: Scene, slug: str) -> Field:
    """The documents of a measure, and all others that name the same goods."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    number = scene.session.scalar(select(Measure.id).where(Measure.slug == slug))
    until = (scene.choice.until or scene.today).toordinal()
    own = (facts.measure == (number or -1)) & (facts.distributed <= until) & ~facts.void
    rest = facts.members.rows(chosen.mask & ~own)
    names = member_names(scene.session, facts)
    codes = sorted(facts.members.count(own))
    ours = [name_in(names, code) for code in codes]
    names = names | {code: further(name_in(names, code)) for code in codes}
    zh, en = "、".join(one.zh for one in ours), ", ".join(one.en for one in ours)
    name = Words(f"本措施（{zh}）", f"This measure ({en})")
    order = sorted(rest, key=lambda code: (-len(rest[code]), code))
    return Field(
        scene,
        chosen.mask | own,
        Side(OWN, name, np.flatnonzero(own), codes),
        [Side(one, name_in(names, one), rest[one], [one]) for one in order],
    )


def further(name: Words) -> Words:
    """The Member of the measure, where its other documents are compared."""
    return Words(f"{name.zh}（其他文件）", f"{name.en} (other documents)")


def mask_of(facts: Facts, places: Numbers) -> Mask:
    """Some places as a mask."""
    mask = np.zeros(len(facts), dtype=np.bool_)
    mask[places] = True
    return mask


def newest(scene: Scene, side: Side) -> tuple[date | None, str | None]:
    """The day and the symbol of the latest notice of a side; of a joint one its own."""
    facts, places = scene.facts, side.places
    if not len(places):
        return None, None
    last = max(places, key=lambda one: (facts.distributed[one], facts.ids[one]))
    day = date.fromordinal(int(facts.distributed[last]))
    return day, own_symbol(facts.symbols[int(last)], side.codes)


def own_symbol(symbol: str, codes: Sequence[str]) -> str:
    """The part of a joint symbol that is of one of some Members; else its first."""
    parts = split_symbols(symbol)
    read = ((one, read_symbol(one)) for one in parts)
    ours = (raw for raw, one in read if one and member_by_name(one.member) in codes)
    return next(ours, parts[0] if parts else symbol)
