"""What may be told of firms: counts and ranges from which nobody can be found out.

A firm counts once, by what it said last. No group of under three firms is told, nor
one that follows by subtraction: from the number of all, or from what was told before.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from models.consultation import AskedKind
from web.consultations.ranges import DIMENSIONS, ranges
from web.evidence.told import Told

LEAST = 3
"""So many firms a group has at least when it is told."""
ALL = "firms"
WIDE = str.maketrans("（）", "()")
Figures = dict[str, int]
"""Firms by what is counted: ``firms`` all of them, ``cost:to50`` those of a range."""


@dataclass(frozen=True)
class Counts:
    """Firms counted: ``inside`` for the centre, ``outward`` what may be told.

    ``held`` says that newer answers are left out, because what was told before would
    give them away.
    """

    inside: Figures
    outward: Figures = field(default_factory=dict)
    held: bool = False

    @property
    def firms(self) -> int:
        """All firms that answered."""
        return self.inside.get(ALL, 0)

    @property
    def is_outward(self) -> bool:
        """Whether anything may be told."""
        return bool(self.outward)


def count(told: Iterable[Told], published: Sequence[Figures] = ()) -> Counts:
    """Count answers, given newest first; ``published`` was told before, latest last."""
    inside = figures_of(latest(told))
    shown = shield(inside)
    if not published or not shown:
        return Counts(inside, shown, held=False)
    if any(is_near(inside[ALL], old.get(ALL, 0)) for old in published):
        return Counts(inside, published[-1], held=True)
    kept = dict(shown)
    for old in published:
        kept = without_near(kept, old)
    return Counts(inside, shield(kept, inside[ALL]))


def latest(told: Iterable[Told]) -> list[Told]:
    """What each firm said last; of others, and of who waits, nothing.

    A firm that is registered and one of the same name that is not are the same.
    """
    firms = [one for one in told if one.kind == AskedKind.FIRM and one.counts]
    known = {plain(one.name): one.key for one in firms if one.organisation_id}
    found: dict[tuple[str, object], Told] = {}
    for one in firms:
        found.setdefault(known.get(plain(one.name), one.key), one)
    return list(found.values())


def plain(name: str) -> str:
    """A name as it is compared: brackets of either width, no blanks."""
    return "".join(name.casefold().translate(WIDE).split())


def figures_of(firms: Sequence[Told]) -> Figures:
    """Firms by what they said."""
    said = Counter(
        f"{dimension}:{key}" for one in firms for dimension, key in one.said.items()
    )
    order = [f"{dimension}:{key}" for dimension, key in ranges()]
    return {ALL: len(firms), **{name: said[name] for name in order if said[name]}}


def shield(figures: Mapping[str, int], total: int | None = None) -> Figures:
    """The figures that may be told; nothing at all of under three firms.

    In each list, where what is left out is one or two firms in all, the smallest group
    goes too, until nothing or at least three are left out: else the number of all
    firms would give them away.
    """
    everybody = figures.get(ALL, 0) if total is None else total
    if everybody < LEAST:
        return {}
    shown: Figures = {ALL: everybody}
    for dimension in DIMENSIONS:
        shown.update(shield_list(everybody, of_list(figures, dimension)))
    return shown


def of_list(figures: Mapping[str, int], dimension: str) -> Figures:
    """The figures of one list."""
    return {k: n for k, n in figures.items() if k.startswith(f"{dimension}:")}


def shield_list(everybody: int, groups: Mapping[str, int]) -> Figures:
    """The groups of one list that may be told."""
    shown = {name: n for name, n in groups.items() if n >= LEAST}
    while shown and 0 < everybody - sum(shown.values()) < LEAST:
        del shown[min(shown, key=lambda name: shown[name])]
    return shown


def is_near(new: int, old: int) -> bool:
    """Whether two numbers differ by so few firms that the difference tells on them."""
    return 0 < abs(new - old) < LEAST


def without_near(shown: Figures, old: Figures) -> Figures:
    """The figures whose difference to what was told before gives nobody away.

    In each list the smallest group goes, until neither a group nor several together
    nor what they leave over has changed by one or two firms.
    """
    kept = {ALL: shown[ALL]}
    grown = shown[ALL] - old.get(ALL, 0)
    for dimension in DIMENSIONS:
        groups = of_list(shown, dimension)
        while tells(
            grown, [n - old[name] for name, n in groups.items() if name in old]
        ):
            common = [name for name in groups if name in old]
            del groups[min(common, key=lambda name: groups[name])]
        kept.update(groups)
    return kept


def tells(grown: int, changes: Sequence[int]) -> bool:
    """Whether some groups together, or the rest, changed by one or two firms."""
    sums = {0}
    for change in changes:
        sums |= {change + one for one in sums}
    return any(is_near(one, 0) or is_near(grown, one) for one in sums)
