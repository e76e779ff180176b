"""Bands of stored notices: what counts, of which table, and the worked example."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.export_tables import Key, changed_codes, counted, put_table
from models.exposure import ExportTable
from models.exposure_clues import headings_of, ics_headings
from models.exposures import Ground
from models.hs_editions import current_codes, edition_of, split_codes
from models.notice import Notice
from models.notice_exposure import Exposed, exposed
from models.reference import hs_codes, ics_codes
from models.tag import Tag
from tests.web.small_world import add_notice

NOW = datetime(2026, 3, 2, tzinfo=UTC)
MILLION = 1e6
EXAMPLE = {
    ("870380", "EU"): 300 * MILLION,
    ("870380", "GBR"): 50 * MILLION,
    ("870899", "EU"): 200 * MILLION,
    ("850760", "EU"): 500 * MILLION,
    ("870380", "BHR"): 10 * MILLION,
    ("870380", "KWT"): 20 * MILLION,
}


def load(
    session: Session,
    values: dict[tuple[str, str], float],
    *,
    year: int = 2025,
    name: str = "a",
    **columns: object,
) -> ExportTable:
    given = {"hs_edition": "HS2022", "imported_at": NOW, "remarks": [], **columns}
    table = ExportTable(
        name=name,
        sha256=name,
        source="武汉海关",
        currency="CNY",
        imported_by="li",
        **given,
    )
    put_table(session, table, {Key(year, *key): one for key, one in values.items()})
    return table


def tag(session: Session, notice: Notice, code: str, **columns: object) -> None:
    given = {"scheme": "hs", "origin": "stated", "field": "codes", "score": 1.0}
    row = {**given, "words": "", **columns}
    session.add(Tag(notice_id=notice.id, version_number=1, code=code, rules="1", **row))
    session.flush()


def cars(session: Session, *members: str) -> Notice:
    notice = add_notice(session, f"G/TBT/N/{'/'.join(members)}/1", members=members)
    tag(session, notice, "8703")
    words = "electric vehicles"
    tag(session, notice, "870380", origin="found", field="title", words=words)
    tag(session, notice, "43.120", scheme="ics")
    return notice


def of(session: Session, notice: Notice) -> Exposed:
    return exposed(session, [notice.id])[notice.id]


def sums(found: Exposed) -> tuple[float, float, float]:
    return found.bands.low, found.bands.central, found.bands.high


def test_the_worked_example_out_of_the_database(session: Session) -> None:
    load(session, EXAMPLE)
    found = of(session, cars(session, "EU"))
    assert sums(found) == (270 * MILLION, 520 * MILLION, 520 * MILLION)
    assert [(one.hs, one.weight.ground, one.weight.words) for one in found.bands.shares]
    assert [one.weight.ground for one in found.bands.shares] == [
        Ground.NAMED_HEADING,
        Ground.ICS,
    ]
    assert found.bands.shares[1].weight.words == "43.120"


def test_a_joint_notice_adds_each_member_once(session: Session) -> None:
    load(session, EXAMPLE)
    assert sums(of(session, cars(session, "BHR", "KWT")))[0] == 27 * MILLION
    assert sums(of(session, cars(session, "GBR")))[0] == 45 * MILLION


def test_a_chapter_or_a_guess_adds_little_or_nothing(session: Session) -> None:
    load(session, EXAMPLE)
    wide = add_notice(session, "G/TBT/N/EU/2", members=("EU",))
    tag(session, wide, "87")
    assert sums(of(session, wide)) == pytest.approx((0, 0, 100 * MILLION))
    guess = add_notice(session, "G/TBT/N/EU/3", members=("EU",))
    tag(session, guess, "8703", origin="predicted", field="title")
    tag(session, guess, "8708", origin="found", field="description")
    tag(session, guess, "8507", origin="found", field="title", score=0.2)
    assert sums(of(session, guess)) == (0, 0, 0)


@pytest.mark.parametrize("by", ["scope", "breadth"])
def test_a_horizontal_measure_stands_apart(session: Session, by: str) -> None:
    codes = [one for one in hs_codes() if one[:2] in {"85", "87"} and len(one) == 6]
    load(session, {(one, "EU"): 1.0 for one in codes})
    notice = add_notice(session, "G/TBT/N/EU/4", members=("EU",))
    tag(session, notice, "87")
    tag(session, notice, "85")
    if by == "scope":
        tag(session, notice, "horizontal", scheme="scope", origin="found")
    found = of(session, notice)
    assert found.horizontal
    assert found.whole == len(codes)
    assert sums(found) == (0, 0, 0)


def test_nothing_without_a_table(session: Session) -> None:
    assert exposed(session, [cars(session, "EU").id]) == {}


def test_the_newest_table_of_the_latest_year_counts(session: Session) -> None:
    later = NOW.replace(day=9)
    old = load(session, EXAMPLE, name="old")
    new = load(session, {("870380", "EU"): 100.0}, name="new", imported_at=later)
    load(session, EXAMPLE, name="past", year=2024, imported_at=later)
    load(session, EXAMPLE, name="made up", year=2026, invented=True)
    notice = cars(session, "EU")
    assert sums(of(session, notice))[0] == 90
    new.active = False
    session.flush()
    found = counted(session)
    assert found
    assert (found.table.id, found.year) == (old.id, 2025)
    assert sums(of(session, notice))[0] == 270 * MILLION


def test_values_of_an_older_edition_are_divided_and_marked(session: Session) -> None:
    load(session, {("851712", "USA"): 100.0}, year=2021, hs_edition="HS2017")
    notice = add_notice(session, "G/TBT/N/USA/5")
    tag(session, notice, "851713")
    assert sums(of(session, notice)) == (50.0, 50.0, 50.0)
    found = counted(session)
    assert found
    assert changed_codes(session, found, ["851713"]) == {"851713"}


def test_every_listed_code_exists_and_shares_add_up() -> None:
    for (edition, old), parts in split_codes().items():
        assert set(parts) <= hs_codes(), old
        assert sum(current_codes(old, edition).values()) == pytest.approx(1)
    assert current_codes("071234", "HS2022") == {"071234": 1.0}
    assert current_codes("071239", "HS2017").keys() == {"071234", "071239"}
    assert current_codes("290339", "HS2017") == {"2903": 1.0}
    assert current_codes("980100", "HS2022") == {}
    assert [edition_of(year) for year in (2025, 2021, 2015)] == [
        "HS2022",
        "HS2017",
        None,
    ]


def test_headings_of_ics_codes_exist_and_are_inherited() -> None:
    for ics, headings in ics_headings().items():
        assert ics in ics_codes()
        assert set(headings) <= hs_codes(), ics
    assert headings_of("83.160.99") == ()
    assert headings_of("43.060.10") == headings_of("43.060")
    assert headings_of("13.020") == ()


def test_twenty_thousand_notices_take_seconds(session: Session) -> None:
    """Slow only by the size of the history: one read of the tags, no query each."""
    codes = sorted(code for code in hs_codes() if len(code) == 6)[:4000]
    load(session, {(code, m): 1.0 for code in codes for m in ("EU", "USA", "JPN")})
    ids = [add_notice(session, f"G/TBT/N/USA/{n}").id for n in range(40)]
    rows = [
        {
            "notice_id": one,
            "version_number": 1,
            "scheme": "hs",
            "code": codes[(one * 37 + n * 11) % 4000][: 4 + 2 * (n % 2)],
            "score": 1.0,
            "origin": "stated",
            "field": "codes",
            "rules": "1",
        }
        for one in ids
        for n in range(5)
    ]
    session.execute(insert(Tag), rows)
    began = time.perf_counter()
    found = exposed(session, ids)
    assert time.perf_counter() - began < 5
    assert all(one.bands.high > 0 for one in found.values())
