from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.days import find_days, read_day

NAMES = """
January February March April May June July August September October November December
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
"""
ENGLISH, SPANISH, FRENCH = (line.split() for line in NAMES.strip().splitlines())

days = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def spellings(day: date) -> list[str]:
    k = day.month - 1
    return [
        day.isoformat(),
        f"{day.isoformat()}T00:00:00+00:00",
        f"{day.isoformat()}T23:59:59Z",
        f"{day.isoformat()} 00:00:00",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y} 10:00:00",
        f"{day:%d.%m.%Y}",
        f"{day.year}. {day.month}. {day.day}.",
        f"{day:%Y%m%d}",
        f"{day.day} {ENGLISH[k]} {day.year}",
        f"{day.day} {ENGLISH[k]}, {day.year}",
        f"{day.day} {ENGLISH[k]},{day.year}",
        f"{ENGLISH[k]} {day.day}, {day.year}",
        f"{day.day}-{ENGLISH[k][:3]}-{day.year}",
        f"{day.day} de {SPANISH[k]} de {day.year}",
        f"{day.day} de {SPANISH[k].upper()} del {day.year}",
        f"{day.day} {FRENCH[k]} {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
    ]


@given(days)
def test_every_form_gives_the_day_back(day: date) -> None:
    assert {read_day(form) for form in spellings(day)} == {day}
    assert read_day(day) == day
    assert read_day(datetime(day.year, day.month, day.day, 23, tzinfo=UTC)) == day


@given(days)
def test_excel_serials(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_day(serial) == read_day(serial + 0.75) == read_day(str(serial)) == day


@given(days)
def test_days_are_found_in_prose(day: date) -> None:
    for form in (f"{day.day} {ENGLISH[day.month - 1]},{day.year}", f"{day:%d/%m/%Y}"):
        text = f"In force on {form}. Été."
        [(found, start, end)] = find_days(text)
        assert (found, text[start:end].strip()) == (day, form)


@given(st.text())
def test_any_text_is_a_day_or_nothing_or_a_clear_error(text: str) -> None:
    with suppress(ValueError):
        assert read_day(text) is None or isinstance(read_day(text), date)
    assert all(found for found, _, _ in find_days(text))


def test_a_day_at_the_end_of_its_zone_is_not_moved() -> None:
    assert read_day("2025-06-11T23:59:59-05:00") == date(2025, 6, 11)
    assert read_day(46280) == date(2026, 9, 15)


def test_the_day_comes_first() -> None:
    assert read_day("05/08/2025") == date(2025, 8, 5)
    with pytest.raises(ValueError, match="no day of the calendar"):
        read_day("05/13/2025")


@pytest.mark.parametrize(
    "value", ["31/02/2025", "30 February 2025", "2025-13-01", "12/05/25", 12, 1e12]
)
def test_impossible_days_are_errors(value: str | float) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        read_day(value)


@pytest.mark.parametrize(
    "value", [None, "", "  \u00a0", "To be determined", "Not indicated", float("nan")]
)
def test_no_day(value: str | float | None) -> None:
    assert read_day(value) is None


def test_days_in_prose_are_in_order_and_possible() -> None:
    text = (
        "No. 37/2010, (EU) 2025/1105 of 3 June 2025; del 23 de mayo de 2025; 99/99/2025"
    )
    assert [day for day, _, _ in find_days(text)] == [
        date(2025, 6, 3),
        date(2025, 5, 23),
    ]
