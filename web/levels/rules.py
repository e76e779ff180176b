"""The level of a notice: the first rule whose every need is met; pure.

A proposal to be settled with the centre: only the colours are published anywhere.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from models.events import EventKind
from models.kinds import NoticeKind
from models.level_rules import NUMBERED

HOME = frozenset({"CHN"})
FINAL = frozenset({EventKind.ADOPTED, EventKind.PUBLISHED, EventKind.FINAL_TEXT})
ENDED = frozenset({EventKind.WITHDRAWN, EventKind.VOID})


class Level(StrEnum):
    """How much a notice asks of Hubei's exporters."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class LevelFacts:
    """What is known of a notice on a day.

    ``sectors`` are those it touches, with the certainty of each; ``events`` are
    (kind, day) of its measure.
    """

    open: bool
    matched: bool
    doubtful: bool = False
    sectors: Mapping[str, str] = field(default_factory=dict)
    members: Collection[str] = ()
    measures: Collection[str] = ()
    events: Collection[tuple[str, date]] = ()
    names_china: bool = False
    kind: str = NoticeKind.NOTIFICATION
    distributed: date | None = None


@dataclass(frozen=True)
class Need:
    """One condition, with what it is asked with.

    ``values`` are certainties, markets or kinds of measure; ``sectors`` narrows
    ``touches`` to some sectors, and is empty for all; ``members`` are the Members
    that the markets stand for.
    """

    kind: str
    days: int = 0
    values: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rule:
    """Documents of these kinds that meet every need have this level."""

    key: str
    level: Level
    kinds: frozenset[str]
    needs: tuple[Need, ...] = ()


NO_RULE = Rule("", Level.UNKNOWN, frozenset())
"""What holds where no rule fits: unknown is never low."""


def rule_for(facts: LevelFacts, rules: Sequence[Rule], today: date) -> Rule:
    """The first rule that fits; NO_RULE if none does."""
    for rule in rules:
        if facts.kind in rule.kinds and all(
            TESTS[need.kind](need, facts, today) for need in rule.needs
        ):
            return rule
    return NO_RULE


def is_home(_need: Need, facts: LevelFacts, _today: date) -> bool:
    """Whether China alone notified it."""
    return frozenset(facts.members) == HOME


def is_unmatched(_need: Need, facts: LevelFacts, _today: date) -> bool:
    """Whether its sectors are not known yet."""
    return not facts.matched


def is_doubtful(_need: Need, facts: LevelFacts, _today: date) -> bool:
    """Whether its deadline is doubtful."""
    return facts.doubtful


def is_open(_need: Need, facts: LevelFacts, _today: date) -> bool:
    """Whether it may still be commented on."""
    return facts.open


def is_coming(_need: Need, facts: LevelFacts, today: date) -> bool:
    """Whether its day of entry into force lies ahead."""
    force = days_of_force(facts)
    return bool(force) and max(force) > today


def is_force_near(need: Need, facts: LevelFacts, today: date) -> bool:
    """Whether it enters, or has entered, into force within so many days."""
    force = days_of_force(facts)
    near = bool(force) and abs(max(force) - today) <= timedelta(days=need.days)
    return near and not is_ended(facts, today)


def is_made_lately(need: Need, facts: LevelFacts, today: date) -> bool:
    """Whether it was adopted or published of late, and no day of force is known."""
    if days_of_force(facts) or is_ended(facts, today):
        return False
    return any(
        kind in FINAL and is_within(day, need.days, today) for kind, day in facts.events
    )


def is_young(need: Need, facts: LevelFacts, today: date) -> bool:
    """Whether it came out within the last days."""
    day = facts.distributed
    return day is not None and is_within(day, need.days, today)


def touches(need: Need, facts: LevelFacts, _today: date) -> bool:
    """Whether it touches a sector, or one of those chosen, that surely."""
    return any(
        certainty in need.values and (not need.sectors or sector in need.sectors)
        for sector, certainty in facts.sectors.items()
    )


def is_of_market(need: Need, facts: LevelFacts, _today: date) -> bool:
    """Whether one of its Members is among the markets."""
    return not need.members.isdisjoint(facts.members)


def has_measure(need: Need, facts: LevelFacts, _today: date) -> bool:
    """Whether it is a measure of one of these kinds."""
    return not set(need.values).isdisjoint(facts.measures)


def has_no_measure(need: Need, facts: LevelFacts, today: date) -> bool:
    """Whether it is a measure of none of these kinds."""
    return not has_measure(need, facts, today)


def names_china(_need: Need, facts: LevelFacts, _today: date) -> bool:
    """Whether it names China or Hubei."""
    return facts.names_china


def days_of_force(facts: LevelFacts) -> list[date]:
    """The days on which it enters into force, as they were told."""
    return [day for kind, day in facts.events if kind == EventKind.IN_FORCE]


def is_ended(facts: LevelFacts, today: date) -> bool:
    """Whether it is withdrawn or void."""
    return any(kind in ENDED and day <= today for kind, day in facts.events)


def is_within(day: date, days: int, today: date) -> bool:
    """Whether a day lies within the last days."""
    return timedelta(0) <= today - day <= timedelta(days=days)


Test = Callable[[Need, LevelFacts, date], bool]
TESTS: dict[str, Test] = {
    "home": is_home,
    "unmatched": is_unmatched,
    "doubtful": is_doubtful,
    "open": is_open,
    "coming": is_coming,
    "force_near": is_force_near,
    "made_lately": is_made_lately,
    "young": is_young,
    "touches": touches,
    "market": is_of_market,
    "measure": has_measure,
    "no_measure": has_no_measure,
    "names_china": names_china,
}
"""Each condition by its name."""
WITH_DAYS = NUMBERED
WITH_VALUES = frozenset({"touches", "market", "measure", "no_measure"})
