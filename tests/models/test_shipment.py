from __future__ import annotations

from datetime import date

import pytest

from models.reference import members
from models.shipment import (
    DayOrigin,
    Known,
    Lack,
    Mode,
    Shipment,
    Transit,
    is_short,
    last_shipment,
    months_after,
)
from models.transit import shipped_lines, ways_to

FORCE = Known(date(2026, 12, 1), DayOrigin.STATED)
SEA = Transit("USA", Mode.SEA, 35, 7)
MARKETS = (
    "EU USA JPN KOR HKG IND MEX BRA GBR TPKM AUS ZAF"
    " BRN KHM IDN LAO MYS MMR PHL SGP THA VNM"
    " RUS ARM BLR KAZ KGZ ARE BHR KWT OMN QAT SAU BDI KEN RWA TZA UGA"
)


def test_the_last_day_is_force_less_transit_less_buffer() -> None:
    found = last_shipment(FORCE, SEA)
    assert isinstance(found, Shipment)
    assert found.last == date(2026, 10, 20)
    assert found.in_force.origin is DayOrigin.STATED
    assert found.left(date(2026, 10, 18)) == 2
    assert found.left(date(2026, 10, 21)) == -1


def test_nothing_is_computed_of_what_is_not_known() -> None:
    assert last_shipment(None, SEA) is Lack.IN_FORCE
    assert last_shipment(FORCE, None) is Lack.TRANSIT
    assert last_shipment(None, None) is Lack.IN_FORCE


@pytest.mark.parametrize(
    ("start", "short"),
    [
        (date(2026, 6, 1), False),
        (date(2026, 6, 2), True),
        (date(2026, 5, 31), False),
        (date(2027, 1, 1), True),
    ],
)
def test_a_transition_is_short_under_six_months(start: date, short: bool) -> None:
    assert is_short(Known(start, DayOrigin.NATIONAL), FORCE) is short


def test_a_transition_without_its_ends_is_unknown() -> None:
    assert is_short(None, FORCE) is Lack.START
    assert is_short(FORCE, None) is Lack.IN_FORCE


def test_months_end_with_their_last_day() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 15), 6) == date(2028, 6, 15)


def test_the_shipped_table_holds_every_main_market_as_an_estimate() -> None:
    lines = shipped_lines()
    known = {one.code for one in members()}
    for code in MARKETS.split():
        assert ways_to(code, lines), code
    for (member, _), line in lines.items():
        assert member in known
        assert 0 < line.transit.days < 90
        assert line.transit.buffer > 0
        assert line.source.startswith("编辑估算：")
        assert line.source_en.startswith("Editorial estimate:")
        assert line.is_estimate


def test_a_member_state_ships_as_the_union_and_a_stranger_not_at_all() -> None:
    lines = shipped_lines()
    union = [(one.mode, one.days) for one in ways_to("EU", lines)]
    assert [(one.mode, one.days) for one in ways_to("DEU", lines)] == union
    assert ways_to("DEU", lines)[0].member == "DEU"
    assert ways_to("CHL", lines) == []
