"""How much of Hubei's exports a notice touches: weights and three bands; pure.

The weights, the bands and the worked example that the tests hold to are the method of
the centre's analysts: E(n) is the sum over products k and markets m of w(n,k) V(k,m),
where V are the exports of a year and w how surely the notice is about k.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

LOW, CENTRAL, HIGH = 0.9, 0.5, 0.1
"""From which weight on a product counts in each band; the last is left out itself."""
CHAPTER = 2
"""Digits of a chapter."""
NOTHING: Mapping[str, str] = MappingProxyType({})
DOUBTFUL = 0.5
"""Factor of a stated code that the text contradicts."""


class Ground(StrEnum):
    """Why a notice is thought to be about a product; the best one counts."""

    LINE = "line"
    """The Member states the very subheading."""
    NAMED_HEADING = "named_heading"
    """The Member states the heading, and title or products name the thing."""
    HEADING = "heading"
    """The Member states the heading, or a part of it where only headings are known."""
    TERM = "term"
    """Title or products name the thing."""
    ICS = "ics"
    """The Member states an ICS code that a person has laid beside the heading."""
    CHAPTER = "chapter"
    """The Member states the chapter."""
    PROSE = "prose"
    """The description names the thing."""


WEIGHTS = {
    Ground.LINE: 1.0,
    Ground.NAMED_HEADING: 0.9,
    Ground.HEADING: 0.7,
    Ground.TERM: 0.6,
    Ground.ICS: 0.5,
    Ground.CHAPTER: 0.2,
    Ground.PROSE: 0.1,
}
"""w(n,k) by ground; they are not added."""


@dataclass(frozen=True)
class Hint:
    """A code found in a notice: stated by the Member, or named in the text.

    ``told`` is whether the words stand in the title or the products, ``words`` are
    they; a stated code that the text contradicts is ``doubtful``.
    """

    code: str
    stated: bool
    told: bool = False
    doubtful: bool = False
    words: str = ""


@dataclass(frozen=True)
class Weight:
    """How surely a notice is about one product, and the code and words that say so."""

    ground: Ground
    value: float
    code: str
    words: str = ""


@dataclass(frozen=True)
class Share:
    """What one product adds: its exports to the markets of the notice, times w."""

    hs: str
    weight: Weight
    exports: Mapping[str, float]
    """Exports of the product by market, in whole units of the table's currency."""

    @property
    def value(self) -> float:
        """All its exports to the markets of the notice."""
        return sum(self.exports.values())

    @property
    def weighed(self) -> float:
        """What it adds to the bands that it counts in."""
        return self.weight.value * self.value


@dataclass(frozen=True)
class Bands:
    """E(n) as low, central and high, with the products that make it."""

    low: float
    central: float
    high: float
    shares: tuple[Share, ...]


def weigh(
    product: str, hints: Iterable[Hint], by_ics: Mapping[str, str] = NOTHING
) -> Weight | None:
    """The best ground for which a notice is about a product; None if there is none.

    ``product`` is an HS code of the export table (4 or 6 digits), and ``by_ics`` are
    the headings that the notice's ICS codes stand for, each with the code it was.
    """
    given = list(hints)
    grounds = [weight for hint in given for weight in grounds_of(product, hint, given)]
    grounds += [
        Weight(Ground.ICS, WEIGHTS[Ground.ICS], heading, ics)
        for heading, ics in by_ics.items()
        if is_akin(product, heading)
    ]
    return max(grounds, key=lambda weight: weight.value, default=None)


def grounds_of(product: str, hint: Hint, hints: Collection[Hint]) -> Iterable[Weight]:
    """Each ground that one code gives; a stated one may be backed by a named one."""
    if not is_akin(product, hint.code):
        return
    if not hint.stated:
        ground = named_ground(hint)
        yield Weight(ground, WEIGHTS[ground], hint.code, hint.words)
        return
    ground = stated_ground(product, hint.code)
    named = next((one for one in hints if names(one, product)), None)
    if ground is Ground.HEADING and named:
        ground = Ground.NAMED_HEADING
    factor = DOUBTFUL if hint.doubtful else 1.0
    words = named.words if named else ""
    yield Weight(ground, WEIGHTS[ground] * factor, hint.code, words)


def named_ground(hint: Hint) -> Ground:
    """What a name is worth; one that means a whole chapter is as wide as that."""
    if not hint.told:
        return Ground.PROSE
    return Ground.CHAPTER if len(hint.code) == CHAPTER else Ground.TERM


def stated_ground(product: str, code: str) -> Ground:
    """How a stated code lies to a product of the table."""
    if len(code) == CHAPTER:
        return Ground.CHAPTER
    return Ground.LINE if code == product and len(code) >= 6 else Ground.HEADING


def names(hint: Hint, product: str) -> bool:
    """Whether a hint is the product named in title or products."""
    thing = not hint.stated and named_ground(hint) is Ground.TERM
    return thing and is_akin(product, hint.code)


def is_akin(product: str, code: str) -> bool:
    """Whether one code lies in the other."""
    return product.startswith(code) or code.startswith(product)


def bands(shares: Iterable[Share]) -> Bands:
    """Low, central and high E(n) of some products, the heaviest first."""
    kept = [one for one in shares if one.weight.value > HIGH and one.value > 0]
    kept.sort(key=lambda one: (-one.weighed, one.hs))
    return Bands(
        low=total(kept, LOW),
        central=total(kept, CENTRAL),
        high=sum(one.weighed for one in kept),
        shares=tuple(kept),
    )


def total(shares: Iterable[Share], least: float) -> float:
    """What the products of at least this weight add up to."""
    return sum(one.weighed for one in shares if one.weight.value >= least)


def exports_to(
    markets: Iterable[str], values: Mapping[str, float], union: Collection[str]
) -> dict[str, float]:
    """Exports of one product to the markets of a notice, no market twice.

    ``union`` are the Members that the European Union stands for. Where a table gives
    the EU as one market that row counts, and its Members' own rows do not; where it
    gives only them, they are added up.
    """
    wanted = set(markets)
    if "EU" in wanted and "EU" in values:
        wanted -= set(union) - {"EU"}
    elif "EU" in wanted:
        wanted |= set(union)
    return {market: values[market] for market in sorted(wanted) if market in values}
