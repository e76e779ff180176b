"""The level of a notice, red to blue, with the rule that fired; pure.

A proposal to be settled with the centre: only the colours are published anywhere.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from models.events import EventKind
from web.marks import N_

SOON = timedelta(days=30)
FRESH = timedelta(days=90)
BLOCKING = frozenset(
    {
        "prohibition",
        "registration-licensing",
        "testing-certification",
        "animal-health-import",
        "plant-health-import",
        "substance-restriction",
    }
)
GROUPS = ("main", "asean", "eu27", "eaeu", "gcc", "eac")
MAIN_MARKETS = (*GROUPS, "HKG", "IND", "MEX", "BRA", "ZAF", "GBR", "TPKM", "AUS")
"""Groups and Members that are main markets of Hubei."""
HOME = frozenset({"CHN"})
FINAL = frozenset({EventKind.ADOPTED, EventKind.PUBLISHED, EventKind.FINAL_TEXT})


class Level(StrEnum):
    """How much a notice asks of Hubei's exporters."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"
    UNKNOWN = "unknown"


RULES = {
    Level.RED: N_(
        "近期批准，或生效日在前后 30 天内；涉及湖北行业，"
        "且属限制准入的一类措施（或点名中国、湖北）"
    ),
    Level.ORANGE: N_("正在征求意见，确定涉及湖北行业，来自主要市场"),
    Level.YELLOW: N_("正在征求意见，涉及或可能涉及湖北行业"),
    Level.BLUE: N_("供了解"),
    Level.UNKNOWN: N_("待核验：尚未完成行业匹配，或日期存疑"),
}
"""What each level means, in the words shown beside it."""


@dataclass(frozen=True)
class LevelFacts:
    """What is known of a notice on a day; ``events`` are (kind, day) of its measure."""

    open: bool
    matched: bool
    doubtful: bool = False
    certainties: Collection[str] = ()
    members: Collection[str] = ()
    main: Collection[str] = ()
    measures: Collection[str] = ()
    events: Collection[tuple[str, date]] = field(default_factory=tuple)
    names_china: bool = False


def level_of(facts: LevelFacts, today: date) -> Level:
    """The level by the first rule that fits; unknown is never low."""
    if set(facts.members) == HOME:
        return Level.BLUE
    touches = bool(set(facts.certainties) & {"sure", "likely"})
    if is_near(facts.events, today) and touches and restricts(facts):
        return Level.RED
    if not facts.matched or (facts.doubtful and facts.open):
        return Level.UNKNOWN
    core = "sure" in facts.certainties
    if facts.open and core and set(facts.members) & set(facts.main):
        return Level.ORANGE
    return Level.YELLOW if facts.open and facts.certainties else Level.BLUE


def restricts(facts: LevelFacts) -> bool:
    """Whether the measure bars the way, or names China or Hubei."""
    freed = "deregulation-withdrawal" in facts.measures
    return facts.names_china or (bool(BLOCKING & set(facts.measures)) and not freed)


def is_near(events: Collection[tuple[str, date]], today: date) -> bool:
    """Whether the measure is adopted of late, or within 30 days of force."""
    kinds = {kind for kind, day in events if day <= today}
    if kinds & {EventKind.WITHDRAWN, EventKind.VOID}:
        return False
    force = [day for kind, day in events if kind == EventKind.IN_FORCE]
    if force:
        return abs(max(force) - today) <= SOON
    return any(
        kind in FINAL and timedelta(0) <= today - day <= FRESH for kind, day in events
    )
