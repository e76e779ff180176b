"""The score by hand, and its weights."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tests.web.small_world import NOW
from web.refused import RefusedError
from web.triage.scoring import SHIPPED, Figures, PartName, parts_of, total
from web.triage.weights import read_form, read_weights, save_weights

NOTHING = Figures(None, False, {}, {}, None, 0, 0, 0, 0, 0)


def part(known: Figures, name: PartName) -> float:
    return next(one.points for one in parts_of(known, SHIPPED) if one.name == name)


@pytest.mark.parametrize(
    ("changes", "name", "points"),
    [
        ({"exports": 0.0}, PartName.EXPOSURE, 0.0),
        ({"exports": 1e5}, PartName.EXPOSURE, 0.0),
        ({"exports": 1e7}, PartName.EXPOSURE, 15.6),  # 2 of 4.5 powers of 35
        ({"exports": 1e12}, PartName.EXPOSURE, 35.0),
        ({"exports": 1e8, "horizontal": True}, PartName.EXPOSURE, 15.6),
        ({"sectors": {"a": "sure"}}, PartName.EXPOSURE, 28.0),
        ({"sectors": {"a": "sure", "b": "possible"}}, PartName.EXPOSURE, 29.8),
        ({"sectors": {"a": "possible"}}, PartName.EXPOSURE, 7.0),
        ({"strengths": {"x": "core", "y": "rare"}}, PartName.GROUNDS, 8.8),
        ({"strengths": dict.fromkeys("abcd", "core")}, PartName.GROUNDS, 25.0),
        ({"left": 14}, PartName.TIME, 7.5),
        ({"left": 60}, PartName.TIME, 15.0),
        ({"left": -3}, PartName.TIME, 0.0),
        ({}, PartName.TIME, 7.5),
        ({}, PartName.RESPONSE, 5.0),
        ({"sent": 2, "replied": 0}, PartName.RESPONSE, 5.0),
        ({"sent": 4, "replied": 3}, PartName.RESPONSE, 7.5),
        ({"voices": 1, "taps": 1, "alerts": 1}, PartName.INTEREST, 7.5),
        ({"voices": 9}, PartName.INTEREST, 15.0),
    ],
)
def test_each_part_is_what_it_is_by_hand(
    changes: dict[str, object], name: PartName, points: float
) -> None:
    known = Figures(**{**vars(NOTHING), **changes})
    assert part(known, name) == pytest.approx(points)


def test_the_score_is_the_sum_of_what_is_printed() -> None:
    parts = parts_of(Figures(**{**vars(NOTHING), "left": 9, "exports": 3e6}), SHIPPED)
    assert total(parts) == pytest.approx(sum(one.points for one in parts))
    assert sum(SHIPPED.values()) == 100


def test_weights_are_kept_only_where_they_differ(session: Session) -> None:
    form = {name: f"{value:g}" for name, value in SHIPPED.items()}
    given = read_form({**form, "exposure": "50.04"})
    save_weights(session, given, actor="王建国", now=datetime(2026, 3, 2, tzinfo=UTC))
    assert read_weights(session) == {**SHIPPED, "exposure": 50.0}
    save_weights(session, dict(SHIPPED), actor="王建国", now=NOW)
    assert read_weights(session) == dict(SHIPPED)


@pytest.mark.parametrize("bad", ["", "很多", "-1", "101", "nan", "inf"])
def test_a_weight_that_is_no_number_is_refused(bad: str) -> None:
    form = dict.fromkeys(SHIPPED, "10")
    with pytest.raises(RefusedError):
        read_form({**form, "time": bad})
    with pytest.raises(RefusedError, match="全部为 0"):
        read_form(dict.fromkeys(SHIPPED, "0"))
