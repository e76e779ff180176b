"""What the pages of levels show: each rule, and how often it gives the level."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.level_rule import LevelRule
from models.level_rules import shipped_rules
from models.notice import Notice
from models.notice_lines import COLUMNS, make_lines
from web.levels.rules import Level, LevelFacts, Rule, rule_for
from web.levels.stored import all_rows, as_rule
from web.levels.words import sentence
from web.notices.rows import facts_of

SPAN = timedelta(days=90)
MOST = 1000
"""So many of the newest notices are tried, that a page may be read at once."""


@dataclass(frozen=True)
class Shown:
    """A rule in the list of rules, in the language of the page."""

    key: str
    level: Level
    kinds: tuple[str, ...]
    sentence: str
    enabled: bool
    edited_by: str | None
    is_shipped: bool
    count: int


@dataclass(frozen=True)
class Effect:
    """How many notices have each level by the rules in use, and by others."""

    tried: int
    before: dict[Level, int]
    after: dict[Level, int]
    moved: int


def read_shown(session: Session, language: str, today: date) -> tuple[list[Shown], int]:
    """The rules in their order, and how many notices they were counted over."""
    rows = all_rows(session)
    facts = lately(session, today)
    rules = [as_rule(row) for row in rows if row.enabled]
    counts = Counter(rule_for(one, rules, today).key for one in facts)
    shipped = {one["key"] for one in shipped_rules()}
    return [
        shown(row, language, counts[row.key], is_shipped=row.key in shipped)
        for row in rows
    ], len(facts)


def shown(row: LevelRule, language: str, count: int, *, is_shipped: bool) -> Shown:
    """One rule as the list shows it."""
    rule = as_rule(row)
    return Shown(
        key=row.key,
        level=rule.level,
        kinds=tuple(row.kinds),
        sentence=sentence(rule, language, most=None),
        enabled=row.enabled,
        edited_by=row.edited_by,
        is_shipped=is_shipped,
        count=count,
    )


def lately(session: Session, today: date) -> list[LevelFacts]:
    """What is known of the newest notices of the last 90 days."""
    query = select(*COLUMNS).where(Notice.distributed.between(today - SPAN, today))
    rows = session.execute(query.order_by(Notice.distributed.desc()).limit(MOST)).all()
    return facts_of(session, make_lines(session, rows, {}), today)


def effect_of(session: Session, changed: Rule, *, enabled: bool, today: date) -> Effect:
    """What changes if this rule stood in the place of the one with its key."""
    rows = all_rows(session)
    before = [as_rule(row) for row in rows if row.enabled]
    after = exchanged(rows, changed, enabled=enabled)
    facts = lately(session, today)
    pairs = [
        (rule_for(one, before, today).level, rule_for(one, after, today).level)
        for one in facts
    ]
    return Effect(
        tried=len(facts),
        before=dict(Counter(old for old, _ in pairs)),
        after=dict(Counter(new for _, new in pairs)),
        moved=sum(old != new for old, new in pairs),
    )


def exchanged(rows: Sequence[LevelRule], changed: Rule, *, enabled: bool) -> list[Rule]:
    """The rules in use after a change; a new rule stands before the last."""
    kept = [as_rule(row) for row in rows if row.enabled or row.key == changed.key]
    if all(rule.key != changed.key for rule in kept):
        kept.insert(max(len(kept) - 1, 0), changed)
    found = [changed if rule.key == changed.key else rule for rule in kept]
    return [rule for rule in found if enabled or rule.key != changed.key]
