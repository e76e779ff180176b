"""The level of a measure: the strongest of its documents, by the rules in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.notice_lines import COLUMNS, make_lines
from web.levels.rules import Level, rule_for
from web.levels.stored import read_rules
from web.notices.rows import facts_of
from web.trends.view import Words

AREAS = ("levels",)
ORDER = (Level.RED, Level.ORANGE, Level.YELLOW, Level.BLUE, Level.UNKNOWN)
NAMES = {
    Level.RED: Words("红", "Red"),
    Level.ORANGE: Words("橙", "Orange"),
    Level.YELLOW: Words("黄", "Yellow"),
    Level.BLUE: Words("蓝", "Blue"),
    Level.UNKNOWN: Words("待核验", "To be checked"),
}
AT_ONCE = 5000
"""So many ids stand in one statement."""


def read_levels(session: Session, ids: Sequence[int], today: date) -> dict[int, Level]:
    """The level of each of some notices on a day."""
    rules = read_rules(session)
    found: dict[int, Level] = {}
    for first in range(0, len(ids), AT_ONCE):
        query = select(*COLUMNS).where(Notice.id.in_(ids[first : first + AT_ONCE]))
        lines = make_lines(session, session.execute(query).all(), {})
        told = zip(lines, facts_of(session, lines, today), strict=True)
        found |= {line.id: rule_for(one, rules, today).level for line, one in told}
    return found


def strongest(levels: Mapping[int, Level], ids: Iterable[int]) -> Words:
    """The strongest level of some notices, in words."""
    own = [levels.get(one, Level.UNKNOWN) for one in ids]
    return NAMES[min(own, key=ORDER.index, default=Level.UNKNOWN)]
