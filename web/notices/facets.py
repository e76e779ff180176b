"""The filters beside a list: every value with its name and its count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facets import Totals
from models.kinds import SORTS, sort_of
from models.notice_filter import GROUP
from models.reference_facts import Member, MemberGroup
from models.sector import Sector
from models.source import Source
from web.labels import hs_names, ics_names, measure_types, objectives
from web.notices.filters import Filters
from web.notices.remembered import Counts, remembered_counts

Names = Mapping[str, tuple[str, str]]
LAID_OUT = (
    ("kind", "kinds"),
    ("sector", "sectors"),
    ("market", "groups"),
    ("market", "markets"),
    ("source", "sources"),
    ("type", "types"),
    ("measure", "measures"),
    ("hs", "hs"),
    ("ics", "ics"),
    ("objective", "objectives"),
)
"""The facets in order: the name in the address, and in ``models.facets``."""
ALONE = frozenset({"kind", "source"})


@dataclass(frozen=True)
class Option:
    """A value that could narrow the list, with how many would be left."""

    value: str
    zh: str
    en: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A group of options; ``name`` is its name in the address."""

    name: str
    counted: str
    options: Sequence[Option]

    @property
    def is_used(self) -> bool:
        """Whether any of its values is chosen."""
        return any(option.chosen for option in self.options)


def read_counts(
    session: Session, chosen: Filters, today: date
) -> tuple[Totals, list[Facet]]:
    """The size of a list, and all its facets that have anything to choose."""
    found = remembered_counts(
        session, chosen.question(today), [counted for _, counted in LAID_OUT], today
    )
    return found.totals, lay_out(session, chosen, found.facets)


def lay_out(session: Session, chosen: Filters, counts: Counts) -> list[Facet]:
    """All facets that have anything to choose, in order."""
    own = {kind: counts["kinds"].get(kind, 0) for kind in chosen.kind}
    counts = {**counts, "kinds": own | by_sort(counts["kinds"])}
    names = read_names(session)
    facets = [
        Facet(name, counted, options(chosen, name, counted, counts[counted], names))
        for name, counted in LAID_OUT
    ]
    return [facet for facet in facets if tells(facet)]


def by_sort(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts of kinds under their sorts, in the order of the sorts."""
    found = {
        name: sum(counts.get(kind, 0) for kind in kinds)
        for name, kinds in SORTS.items()
    }
    strange = {kind: n for kind, n in counts.items() if sort_of(kind) not in SORTS}
    return {name: n for name, n in {**found, **strange}.items() if n}


def tells(facet: Facet) -> bool:
    """Whether a facet has anything to choose; one source or sort alone has not."""
    least = 2 if facet.name in ALONE else 1
    return facet.is_used or len(facet.options) >= least


def options(
    chosen: Filters,
    name: str,
    counted: str,
    counts: Mapping[str, int],
    names: Mapping[str, Names],
) -> list[Option]:
    """The values of one facet, those chosen first."""
    picked: tuple[str, ...] = getattr(chosen, name)
    mark = GROUP if counted == "groups" else ""
    found = {mark + value: count for value, count in counts.items()}
    mine = [v for v in picked if v.startswith(GROUP) == bool(mark)]
    found = {value: found.get(value, 0) for value in [*mine, *found]}
    return [
        Option(value, *name_of(names, name, value), count, value in picked)
        for value, count in found.items()
    ]


def name_of(names: Mapping[str, Names], name: str, value: str) -> tuple[str, str]:
    """Chinese and English name of a value; the value where it has none."""
    return names.get(name, {}).get(value, (value, value))


def read_names(session: Session) -> dict[str, Names]:
    """The names of everything a list can be narrowed by."""
    members = select(Member.code, Member.zh, Member.en)
    groups = select(MemberGroup.id, MemberGroup.name_zh, MemberGroup.name_en)
    sectors = select(Sector.id, Sector.name_zh, Sector.name_en)
    sources = select(Source.slug, Source.title_zh, Source.title)
    markets = {code: (zh, en) for code, zh, en in session.execute(members)}
    for group, zh, en in session.execute(groups):
        markets[GROUP + group] = (zh, en)
    return {
        "market": markets,
        "sector": {key: (zh, en) for key, zh, en in session.execute(sectors)},
        "source": {key: (zh, en) for key, zh, en in session.execute(sources)},
        "measure": measure_types(),
        "objective": objectives(),
        "hs": hs_names(),
        "ics": ics_names(),
    }
