"""The level of a rule and of an incident, and the sentence that explains it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.kinds import INCIDENTS, NoticeKind
from web.notices.levels import RULES, Level, LevelFacts, level_of, rule_for

DAY = date(2026, 3, 2)


def days(count: int) -> date:
    return DAY + timedelta(days=count)


RULE = LevelFacts(
    open=False,
    matched=True,
    certainties=["sure"],
    members=["USA"],
    main=["USA"],
    measures=["labelling"],
    kind=NoticeKind.RULE,
    distributed=days(-20),
    events=[("published", days(-20)), ("in_force", days(60))],
)
IN_FORCE = replace(RULE, events=[("published", days(-20)), ("in_force", days(-1))])
SEIZED = replace(
    RULE, kind=NoticeKind.REJECTION, names_china=True, events=[("circulated", DAY)]
)
OLD = days(-120)


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (RULE, Level.ORANGE),
        (replace(RULE, members=["MWI"]), Level.YELLOW),
        (replace(RULE, certainties=["likely"]), Level.YELLOW),
        (replace(RULE, certainties=["possible"]), Level.BLUE),
        (replace(RULE, measures=["prohibition"], events=IN_FORCE.events), Level.RED),
        (IN_FORCE, Level.YELLOW),
        (replace(IN_FORCE, distributed=OLD), Level.BLUE),
        (replace(RULE, matched=False), Level.UNKNOWN),
        (SEIZED, Level.ORANGE),
        (replace(SEIZED, kind=NoticeKind.MARKET_ALERT), Level.ORANGE),
        (replace(SEIZED, certainties=["possible"]), Level.YELLOW),
        (replace(SEIZED, names_china=False), Level.YELLOW),
        (replace(SEIZED, certainties=[]), Level.BLUE),
        (replace(SEIZED, distributed=OLD), Level.BLUE),
        (replace(SEIZED, matched=False), Level.UNKNOWN),
        (replace(SEIZED, kind=NoticeKind.BORDER_ALERT, distributed=OLD), Level.RED),
        (
            replace(SEIZED, kind=NoticeKind.BORDER_ALERT, names_china=False),
            Level.YELLOW,
        ),
    ],
)
def test_a_level_follows_the_kind(facts: LevelFacts, level: Level) -> None:
    assert level_of(facts, DAY) is level


def test_the_rule_of_a_level_never_speaks_of_comments_on_an_incident() -> None:
    for level in Level:
        for kind in INCIDENTS:
            assert "征求意见" not in rule_for(level, kind)
        assert rule_for(level, "notification") == RULES[level]
        assert rule_for(level, "draft") == RULES[level]
    assert rule_for(Level.YELLOW, "rule") != RULES[Level.YELLOW]
