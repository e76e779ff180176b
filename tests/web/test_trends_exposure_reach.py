"""Coverage, frequency, prevalence and the index, by hand."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from models.exposure_grid import spread, subheadings
from models.facts import facts_of
from tests.models.archive import TODAY, add_source
from tests.models.test_notice_exposure import MILLION, load, tag
from tests.web.exposing import cars, exports, wide
from tests.web.trending import add_family, choice_of, count, finding, table
from web.trends.reach import Reach, read_reaches, weigh_openings
from web.trends.view import Scene

__all__ = ["exports"]


def reach_of(session: Session, market: str) -> Reach:
    """The reach of all measures over the sector of the example."""
    facts = facts_of(session)
    scene = Scene(session, facts, choice_of(), TODAY)
    found = weigh_openings(scene)
    assert found is not None
    reaches = read_reaches(scene, found, facts.opening, found.best(facts.opening))
    wanted = ("ev", market)
    return next(one for one in reaches if (one.sector, one.side.market.code) == wanted)


def test_reach_is_the_worked_example_to_the_digit(exports: Session) -> None:
    cars(exports, "G/TBT/N/EU/1", "EU")
    one = reach_of(exports, "EU")
    assert one.covered / one.total == pytest.approx(0.80)
    assert round(one.hit / one.lines, 2) == 0.67
    assert round(one.mean, 2) == 0.67
    chapter = add_family(exports, "G/TBT/N/EU/2", members=["EU"])
    tag(exports, chapter, "87")
    same = reach_of(exports, "EU")
    assert (same.covered, same.hit, same.mean) == (one.covered, one.hit, one.mean)


def test_a_horizontal_measure_counts_only_where_it_says_so(exports: Session) -> None:
    cars(exports, "G/TBT/N/EU/1", "EU")
    wide(exports, "G/TBT/N/EU/2", "EU")
    rows = {row[0]: row[3:] for row in table(count(exports, "coverage"))}
    europe = rows["电动汽车→欧盟"]
    assert europe == (1000 * MILLION, 800 * MILLION, 0.8, 1.0)
    assert rows["电动汽车→英国"] == (50 * MILLION, 0.0, 0.0, 0.0)
    dense = {row[0]: row[3:] for row in table(count(exports, "prevalence"))}
    assert dense["电动汽车→欧盟"] == (3, 0.67, 1.67)
    lines = {row[0]: row[3:] for row in table(count(exports, "frequency"))}
    assert lines["电动汽车→欧盟"] == (3, 2, None, None), "three are too few for a share"
    counted = count(exports, "coverage", market="EU")
    assert {len(line.behind()) for line in counted.lines if "ev" in line.key} == {2}
    assert finding(exports, "coverage") == (
        "涉及出口额最多的是电动汽车→欧盟，覆盖率80%（不含横向措施）"
    )


def test_the_index_is_a_hundred_in_its_base_year(exports: Session) -> None:
    """2023 sees 520 of 1,080 million, 2024 only 45 of Britain: 100 and 8.7."""
    cars(exports, "G/TBT/N/EU/1", "EU", distributed=date(2023, 5, 1))
    cars(exports, "G/TBT/N/GBR/1", "GBR", distributed=date(2024, 5, 1))
    counted = count(exports, "exposure-index", since="2023-01", grain="year")
    assert [row[:3] for row in table(counted)] == [
        ("2023年", 1, 100.0),
        ("2024年", 1, 8.7),
        ("2025年", None, None),
    ]
    assert finding(exports, "exposure-index", since="2023-01", grain="year") == (
        "2024年新增涉及湖北出口的措施1项，暴露指数8.7（2023年＝100）"
    )


def test_a_heading_is_divided_for_counting_alone() -> None:
    parts = subheadings()["8703"]
    found = spread({"8703": {"EU": float(len(parts))}, "870899": {"EU": 5.0}})
    assert found[parts[0]] == {"EU": 1.0}
    assert sum(row["EU"] for row in found.values()) == len(parts) + 5


def test_a_union_known_by_its_members_is_added_up(session: Session) -> None:
    add_source(session)
    load(session, {("870380", "DEU"): 300.0, ("870380", "FRA"): 100.0})
    cars(session, "G/TBT/N/EU/1", "EU")
    cars(session, "G/TBT/N/FRA/1", "FRA")
    assert [row[5] for row in table(count(session, "exposure"))] == [360.0, 90.0]
