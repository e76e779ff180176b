"""The level of a notice, red to blue, with the rule that fired; pure.

A proposal to be settled with the centre: only the colours are published anywhere.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from models.events import EventKind
from models.kinds import INCIDENTS, NoticeKind
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
RULES_OF_RULE = {
    Level.RED: RULES[Level.RED],
    Level.ORANGE: N_("尚未生效，或还在征求意见；确定涉及湖北行业，来自主要市场"),
    Level.YELLOW: N_("近 90 天内公布，或尚未生效；涉及湖北行业"),
}
"""The same for a rule, which is made and not proposed."""
RULES_OF_INCIDENT = {
    Level.RED: N_("进口警示点名中国，涉及湖北行业：货物可能未经检验即被扣留"),
    Level.ORANGE: N_("近 90 天内有中国产品被拒绝入境或通报风险，涉及湖北行业"),
    Level.YELLOW: N_("进口警示，或近 90 天内的风险信息；涉及或可能涉及湖北行业"),
}
"""The same for goods held, turned back or found unsafe."""


def rule_for(level: Level, kind: str) -> str:
    """What a level means for a document of this kind."""
    special = RULES_OF_INCIDENT if kind in INCIDENTS else {}
    if kind == NoticeKind.RULE:
        special = RULES_OF_RULE
    return special.get(level, RULES[level])


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
    kind: str = NoticeKind.NOTIFICATION
    distributed: date | None = None


def level_of(facts: LevelFacts, today: date) -> Level:
    """The level by the first rule that fits; unknown is never low."""
    if set(facts.members) == HOME:
        return Level.BLUE
    if facts.kind in INCIDENTS:
        return level_of_incident(facts, today)
    if is_near(facts.events, today) and touches(facts) and restricts(facts):
        return Level.RED
    if not facts.matched or (facts.doubtful and facts.open):
        return Level.UNKNOWN
    core = "sure" in facts.certainties and bool(set(facts.members) & set(facts.main))
    if core and (facts.open or is_coming(facts, today)):
        return Level.ORANGE
    if facts.kind == NoticeKind.RULE:
        young = is_young(facts, today) or is_coming(facts, today)
        return Level.YELLOW if young and touches(facts) else Level.BLUE
    return Level.YELLOW if facts.open and facts.certainties else Level.BLUE


def level_of_incident(facts: LevelFacts, today: date) -> Level:
    """The level of an incident: a border alert holds on, the others grow old."""
    if not facts.matched:
        return Level.UNKNOWN
    standing = facts.kind == NoticeKind.BORDER_ALERT
    if not facts.certainties or not (standing or is_young(facts, today)):
        return Level.BLUE
    if facts.names_china and touches(facts):
        return Level.RED if standing else Level.ORANGE
    return Level.YELLOW


def touches(facts: LevelFacts) -> bool:
    """Whether it surely or likely touches a sector of Hubei."""
    return bool(set(facts.certainties) & {"sure", "likely"})


def is_coming(facts: LevelFacts, today: date) -> bool:
    """Whether it is a rule with a day of entry into force ahead."""
    force = [day for kind, day in facts.events if kind == EventKind.IN_FORCE]
    return facts.kind == NoticeKind.RULE and bool(force) and max(force) > today


def is_young(facts: LevelFacts, today: date) -> bool:
    """Whether it came out within the last 90 days."""
    day = facts.distributed
    return day is not None and timedelta(0) <= today - day <= FRESH


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
