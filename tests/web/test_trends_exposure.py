"""Exposure by hand: the example of the method, bands, families, reach, the index."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from sqlalchemy.orm import Session

from models.exposure_facts import Touched, touched
from models.exposure_whole import central_of_all
from models.facts import facts_of
from models.level_rule import LevelRule
from tests.models.archive import TODAY, add_source
from tests.models.test_notice_exposure import EXAMPLE, MILLION, load, of, sums, tag
from tests.web.exposing import OPEN, cars, exports, wide
from tests.web.trending import AGE, add_family, count, finding, table
from web.trends.catalogue import VIEWS
from web.trends.exports import saturated, spread_of
from web.trends.graded import read_levels, strongest
from web.trends.view import Counted, View, Words

LATER = date(2025, 8, 1)
__all__ = ["exports"]
KEYS = ("exposure", "exposure-index", "coverage", "frequency", "prevalence")


def by_symbol(session: Session) -> dict[str, tuple[Any, ...]]:
    """The bands of the list by symbol, in million."""
    found = {}
    for row in table(count(session, "exposure")):
        cells = (*row[5:8], row[10])
        found[str(row[0]).removeprefix("G/TBT/N/")] = tuple(
            round(one / MILLION, 6) if isinstance(one, float) else one for one in cells
        )
    return found


def test_the_list_is_the_worked_example_to_the_digit(exports: Session) -> None:
    """270, 520 and 520; a chapter alone adds 100 to high; joint is one family."""
    notice = cars(exports, "G/TBT/N/EU/1", "EU")
    chapter = add_family(exports, "G/TBT/N/EU/2", members=["EU"], deadline=OPEN)
    tag(exports, chapter, "87")
    cars(exports, "G/TBT/N/BHR/3", "BHR", "KWT", deadline=LATER)
    assert by_symbol(exports) == {
        "EU/1": (270, 520, 520, None),
        "BHR/3": (27, 27, 27, None),
        "EU/2": (0, 0, 100, None),
    }
    assert list(by_symbol(exports)) == ["EU/1", "BHR/3", "EU/2"], "by central"
    assert sums(of(exports, notice)) == (270 * MILLION, 520 * MILLION, 520 * MILLION)
    row = table(count(exports, "exposure"))[1]
    assert row[1] == "巴林、科威特"
    assert row[3:5] == (LATER, 50)
    assert str(row[8]).startswith("870380")


def test_the_sentence_comes_from_the_figures(exports: Session) -> None:
    cars(exports, "G/TBT/N/EU/1", "EU")
    cars(exports, "G/TBT/N/GBR/1", "GBR", deadline=TODAY)
    assert finding(exports, "exposure") == (
        "2项开放评议的措施涉及湖北出口，1项在14天内截止；涉及最多的是G/TBT/N/EU/1，"
        "中档5.20亿元"
    )
    english = finding(exports, "exposure", "en")
    assert "2 open measures" in english
    assert "CNY 520 million" in english
    notes = " ".join(one.zh for one in count(exports, "exposure").notes)
    assert "武汉海关，2025年，以元计，不作汇率换算" in notes


def test_only_open_measures_stand_in_it_each_once(exports: Session) -> None:
    """An addendum that moves the day opens its measure; the draft speaks for it."""
    cars(exports, "G/TBT/N/EU/1", "EU", deadline=date(2025, 6, 1))
    add_family(
        exports,
        "G/TBT/N/EU/1/Add.1",
        type="addendum",
        members=["EU"],
        deadline=LATER,
        distributed=date(2025, 6, 10),
    )
    cars(exports, "G/TBT/N/GBR/9", "GBR", deadline=date(2025, 6, 11))
    add_family(exports, "G/TBT/N/EU/7", members=["EU"], deadline=OPEN)
    counted = count(exports, "exposure")
    assert [row[0] for row in table(counted)] == ["G/TBT/N/EU/1"]
    assert table(counted)[0][3] == LATER
    assert len(counted.lines[0].behind()) == 2
    assert [(out.why.zh, out.many) for out in counted.left_out] == [
        ("开放评议但与出口数据没有对应的措施", 1)
    ]


def test_the_level_is_the_strongest_of_the_documents(exports: Session) -> None:
    """What is still open is red by this rule, anything else blue."""
    for place, (level, needs) in enumerate((("red", [{"is": "open"}]), ("blue", []))):
        rule = LevelRule(key=level, level=level, kinds=["notification"], needs=needs)
        rule.position, rule.enabled = place, True
        exports.add(rule)
    draft = cars(exports, "G/TBT/N/EU/1", "EU", deadline=date(2025, 6, 1))
    longer = add_family(
        exports, "G/TBT/N/EU/1/Add.1", type="addendum", members=["EU"], deadline=LATER
    )
    assert [row[2] for row in table(count(exports, "exposure"))] == ["红"]
    levels = read_levels(exports, [draft.id, longer.id], TODAY)
    assert levels == {draft.id: "blue", longer.id: "red"}
    assert strongest(levels, [draft.id]).en == "Blue"
    assert strongest(levels, [-1]).zh == "待核验"


def test_horizontal_measures_stand_apart_without_bands(exports: Session) -> None:
    cars(exports, "G/TBT/N/EU/1", "EU")
    wide(exports, "G/TBT/N/EU/2", "EU")
    assert by_symbol(exports)["EU/2"] == (None, None, None, 1000)
    assert any("横向措施1项" in one.zh for one in count(exports, "exposure").notes)
    assert finding(exports, "exposure").startswith("1项开放评议的措施")
    drawn = VIEWS["exposure"].draw
    assert drawn is not None
    values = drawn(count(exports, "exposure"), "zh")["data"]["values"]
    assert [(one["low"], one["central"]) for one in values] == [(2.7, 5.2)]


def test_the_rows_of_members_give_way_to_that_of_the_union(session: Session) -> None:
    add_source(session)
    load(session, {("870380", "EU"): 300.0, ("870380", "FRA"): 100.0})
    cars(session, "G/TBT/N/EU/1", "EU")
    assert [row[5] for row in table(count(session, "exposure"))] == [270.0]


def test_old_and_new_codes_meet_in_one_line(session: Session) -> None:
    """Dried shiitake was 071239 before 2022; half of it is taken to be 071234 now."""
    add_source(session)
    load(session, {("071239", "JPN"): 100.0}, hs_edition="HS2017")
    notice = add_family(session, "G/SPS/N/JPN/1", members=["JPN"], deadline=OPEN)
    tag(session, notice, "071234")
    counted = count(session, "exposure")
    assert [row[5] for row in table(counted)] == [50.0]
    assert "HS2017" in counted.notes[0].zh


def test_the_guard_trips_where_most_lines_share_a_band(session: Session) -> None:
    """Six of ten lines are touched surely: the note says that little is told apart."""
    add_source(session)
    codes = [f"8703{number}" for number in (10, 21, 22, 23, 24, 31)]
    others = ["090210", "090220", "090230", "090240"]
    load(session, {(one, "EU"): 1.0 for one in (*codes, *others)})
    notice = add_family(session, "G/TBT/N/EU/1", members=["EU"], deadline=OPEN)
    for code in codes:
        tag(session, notice, code)
    found = weighed(session)
    best = found.best(np.ones(1, dtype=np.bool_))
    assert spread_of(found.grid, best) == [6, 0, 0, 4]
    assert saturated([6, 0, 0, 4])
    assert not saturated([5, 0, 0, 5])
    assert not saturated([1, 1, 1, 7])
    assert "区分度不足" in count(session, "exposure").notes[-1].zh


def weighed(session: Session) -> Touched:
    """The weights of all notices."""
    facts = facts_of(session)
    mask = np.ones(len(facts), dtype=np.bool_)
    found = touched(session, facts, mask, "all")
    assert found is not None
    return found


def test_arrays_say_the_same_as_the_page_of_a_notice(exports: Session) -> None:
    notices = [
        cars(exports, "G/TBT/N/EU/1", "EU", "GBR"),
        cars(exports, "G/TBT/N/KWT/1", "KWT", "USA"),
        wide(exports, "G/TBT/N/KWT/2", "KWT"),
    ]
    found = weighed(exports)
    for row, notice in enumerate(notices):
        bands = tuple(
            float(band[row])
            for band in (found.bounds.low, found.bounds.central, found.bounds.high)
        )
        assert bands == pytest.approx(sums(of(exports, notice)))
    assert found.whole(2) == of(exports, notices[2]).whole == 20 * MILLION


def test_every_choice_is_borne(exports: Session) -> None:
    cars(exports, "G/TBT/N/EU/1", "EU")
    for key, asked in ((key, asked) for key in KEYS for asked in AGE):
        counted = count(exports, key, **asked)
        bear(VIEWS[key], counted)


def bear(view: View, counted: Counted) -> None:
    """Any answer can be said and drawn, and holds plain values."""
    for language in ("zh", "en"):
        assert view.say(counted, language)
        assert view.draw is None or not counted.lines or view.draw(counted, language)
    good = (str, int, float, date, Words, type(None))
    for line in counted.lines:
        assert len(line.cells) == len(counted.columns)
        assert all(type(cell) in good for cell in line.cells), line.cells


def test_without_a_table_the_need_is_told(session: Session) -> None:
    for view in (VIEWS[key] for key in KEYS):
        need = view.need(session)
        assert need is not None
        assert "缺少武汉海关数据" in need.how.zh
        assert need.endpoint == "exposure.index"
        assert count(session, view.key).lines == ()
        assert view.say(count(session, view.key), "zh").startswith("所选条件下没有")


def test_a_changed_export_changes_the_cut(exports: Session) -> None:
    cars(exports, "G/TBT/N/EU/1", "EU")
    before = count(exports, "exposure").basis
    load(exports, {**EXAMPLE, ("870380", "EU"): 301 * MILLION}, name="b")
    after = count(exports, "exposure").basis
    assert before.cut != after.cut
    changed = set(before.marks().items()) ^ set(after.marks().items())
    assert {name for name, _ in changed} == {"exports:2025:870380:EU"}


def test_the_league_says_what_comes_from_the_largest_markets(
    exports: Session,
) -> None:
    for number, member in enumerate(("EU", "FRA", "GBR", "JPN", "JPN", "USA")):
        add_family(exports, f"G/TBT/N/{member}/9{number}", members=[member])
    told = count(exports, "members")
    assert told.notes[-1].zh == (
        "湖北出口额最大的4个市场（2025年，欧盟作为一个市场）"
        "通报了6件中的3件（50%），联合通报计一次。"
    )
    assert told.notes[-1].en.startswith("3 of 6 documents (50%) come from Hubei's 4")
    assert told.basis.used == 10, "six documents and four markets"


def test_the_exposure_of_all_is_that_of_each(exports: Session) -> None:
    assert central_of_all(exports, facts_of(exports)) is not None
    cars(exports, "G/TBT/N/EU/1", "EU")
    wide(exports, "G/TBT/N/EU/2", "EU")
    known = central_of_all(exports, facts_of(exports))
    assert known is not None
    whole, central = known
    each = weighed(exports)
    assert central.tolist() == each.bounds.central.tolist()
    assert max(central) > 0 == min(central), "a horizontal measure has no bands"
    assert (whole.grid.products, len(whole.weights)) == (each.grid.products, 0)
