"""A rule as a sentence, in Chinese or in English, made of its own conditions."""

import csv
from functools import lru_cache
from pathlib import Path

from models.reference import groups, measure_types, members, read_rows
from web.levels.rules import Need, Rule

Names = dict[str, tuple[str, str]]
CONDITIONS = Path(__file__).parent / "conditions.csv"
CERTAINTIES: Names = {
    "sure": ("确定", "sure"),
    "likely": ("很可能", "likely"),
    "possible": ("可能", "possible"),
}
BETWEEN = ("；", "; ")
AND = ("、", ", ")
MORE = ("{names}等 {n} 项", "{names} and others ({n})")
REST = (
    "不符合其他分级规则，供了解",
    "No other rule of levels applies; for information",
)
NONE = ("没有适用的规则，待核验", "No rule fits; to be checked")
SHORT = 4
"""So many names of a list are said where there is little room."""


def sentence(rule: Rule, language: str, most: int | None = SHORT) -> str:
    """What the rule asks; of long lists no more than ``most`` names."""
    place = 0 if language == "zh" else 1
    if not rule.needs:
        return (REST if rule.key else NONE)[place]
    told = BETWEEN[place].join(clause(need, place, most) for need in rule.needs)
    return told if place == 0 else told[:1].upper() + told[1:]


def clause(need: Need, place: int, most: int | None) -> str:
    """One condition in words."""
    kind = "touches_of" if need.kind == "touches" and need.sectors else need.kind
    return conditions()[kind][place].format(
        days=need.days,
        values=listed(need.values, value_names(need.kind), place, most),
        sectors=listed(need.sectors, sector_names(), place, most),
    )


def listed(
    keys: tuple[str, ...], names: Names, place: int, most: int | None = None
) -> str:
    """Names side by side; a long list ends with how many there are."""
    told = [names.get(key, (key, key))[place] for key in keys]
    if most is None or len(told) <= most:
        return AND[place].join(told)
    return MORE[place].format(names=AND[place].join(told[:most]), n=len(told))


def value_names(kind: str) -> Names:
    """Names of what a condition is asked with."""
    return {
        "touches": CERTAINTIES,
        "market": market_names(),
        "measure": measure_names(),
        "no_measure": measure_names(),
    }.get(kind, {})


@lru_cache(maxsize=1)
def conditions() -> Names:
    """Each condition in both languages, with places for what it is asked with."""
    with CONDITIONS.open(encoding="utf-8", newline="") as lines:
        return {row["is"]: (row["zh"], row["en"]) for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def market_names() -> Names:
    """Names of the groups of Members, and of each Member."""
    named = {one.code: (one.zh, one.en) for one in members()}
    return {one.id: (one.name_zh, one.name_en) for one in groups()} | named


@lru_cache(maxsize=1)
def measure_names() -> Names:
    """Names of the kinds of measure."""
    return {one.id: (one.zh, one.en) for one in measure_types()}


@lru_cache(maxsize=1)
def sector_names() -> Names:
    """Names of the sectors as they are shipped."""
    return {row["id"]: (row["name_zh"], row["name_en"]) for row in read_rows("sectors")}
