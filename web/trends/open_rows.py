"""The rows of the open measures that touch exports: worked out once a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from models.data_stamp import data_version
from models.exposure_facts import Touched, touched
from models.facts import Facts
from models.kinds import NoticeKind, kinds_of
from models.reference import code_names
from web.trends.counting import places_behind
from web.trends.exports import AREAS
from web.trends.families import Family, by_exposure, of_open, read_families
from web.trends.graded import AREAS as LEVELS
from web.trends.graded import read_levels, strongest
from web.trends.names import brief_names, member_names, name_in, sector_names
from web.trends.view import Cell, Line, Scene, Words

BRIEF = 20
"""So many letters of a product's name."""
FEW = 3
"""So many Members or sectors are named; of more, their number."""
Weighed = tuple[Touched, list[tuple[Family, Line | None]]]


def weigh_open(scene: Scene) -> Weighed | None:
    """All open measures of the chosen kinds, whatever else is chosen.

    They are worked out once a day for each state of the data; a choice only leaves
    some of them out.
    """
    facts = scene.facts
    kinds = kinds_of(scene.choice.filters.kind) or (NoticeKind.NOTIFICATION.value,)
    mask = of_open(facts, facts.kind.among(kinds), scene.today)
    name = ("open", kinds, scene.today)
    found = touched(scene.session, facts, mask, name)
    if found is None:
        return None
    version = data_version(scene.session, *AREAS, *LEVELS)
    return facts.once((*name, version), lambda: (found, write_rows(scene, found)))


def write_rows(scene: Scene, found: Touched) -> list[tuple[Family, Line | None]]:
    """Each open measure with its row: by exposure, then horizontal ones, and then,
    without a row, those that touch nothing that is sold."""
    everything = np.ones(len(scene.facts), dtype=np.bool_)
    families = read_families(scene.facts, found, everything)
    told = by_exposure(found, families)
    wide = [one for one in families if found.horizontal[one.best]]
    wide.sort(key=lambda one: (-found.whole(one.best), one.place))
    shown = [*told, *wide]
    known = {one.best for one in shown}
    rest = [one for one in families if one.best not in known]
    lines = write_lines(scene, found, shown)
    return [*zip(shown, lines, strict=True), *((one, None) for one in rest)]


def write_lines(
    scene: Scene, found: Touched, families: Sequence[Family]
) -> Iterator[Line]:
    """A row for each measure."""
    facts, main = scene.facts, found.heaviest()
    members = member_names(scene.session, facts)
    sectors = brief_names(sector_names(scene.session, facts))
    ids = {int(facts.ids[place]) for one in families for place in one.places}
    levels = read_levels(scene.session, sorted(ids), scene.today)
    for one in families:
        product, whole = main.get(one.best, ""), found.whole(one.best)
        yield Line(
            facts.keys[one.place],
            (
                short_symbol(facts.symbols[one.place] or facts.keys[one.place]),
                some(members, facts.members.of_row(one.place), "个成员", "Members"),
                strongest(levels, map(int, facts.ids[one.places])),
                one.deadline,
                (one.deadline - scene.today).days,
                *bands_of(found, one),
                product_name(product) if product else None,
                some(sectors, sectors_of(facts, one), "个行业", "sectors"),
                whole if found.horizontal[one.best] else None,
            ),
            places_behind(facts, one.places),
        )


def bands_of(found: Touched, one: Family) -> tuple[Cell, ...]:
    """Low, central and high of a measure; nothing of a horizontal one."""
    if found.horizontal[one.best]:
        return None, None, None
    bounds = found.bounds
    bands = (bounds.low, bounds.central, bounds.high)
    return tuple(float(band[one.best]) for band in bands)


def short_symbol(symbols: str) -> Words:
    """The first symbol, and how many a joint notification has."""
    first, *more = symbols.split(", ")
    if not more:
        return Words(first, first)
    return Words(f"{first}等{len(more) + 1}个", f"{first} and {len(more)} more")


def sectors_of(facts: Facts, one: Family) -> list[str]:
    """The sectors of all documents of a measure."""
    rows = (facts.sectors.of_row(int(place)) for place in one.places)
    return sorted({sector for row in rows for sector in row})


def some(names: dict[str, Words], keys: Sequence[str], zh: str, en: str) -> Words:
    """A few names, or how many there are."""
    if len(keys) > FEW:
        return Words(f"{len(keys)}{zh}", f"{len(keys)} {en}")
    told = [name_in(names, key) for key in keys]
    return Words("、".join(one.zh for one in told), ", ".join(one.en for one in told))


def product_name(code: str) -> Words:
    """An HS code with the beginning of its name."""
    zh, en = (brief(one) for one in code_names("hs").get(code, ("", "")))
    return Words(f"{code} {zh}".strip(), f"{code} {en}".strip())


def brief(name: str) -> str:
    """The beginning of a name, its end marked where it is cut."""
    return name if len(name) <= BRIEF else f"{name[:BRIEF]}…"
