"""Days as publishers write them. A day is a date of theirs: no zone is ever applied."""

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from models.fold import fold, fold_in_place
from models.periods import DayInWords, DayKind, read_period

__all__ = ["DayInWords", "DayKind", "find_days", "read_day", "read_period"]

EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_SANE = range(32874, 73051)
"""Serials from 1990 to 2099."""
MONTHS = (
    "january jan enero ene janvier janv janeiro",
    "february feb febrero fevrier fev fevereiro",
    "march mar marzo mars marco",
    "april apr abril abr avril avr",
    "may mayo mai maio",
    "june jun junio juin junho",
    "july jul julio juillet juil julho",
    "august aug agosto ago aout",
    "september sep sept septiembre setiembre septembre setembro set",
    "october oct octubre octobre outubro out",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic decembre dezembro dez",
)
NUMBER_OF = {name: k for k, names in enumerate(MONTHS, 1) for name in names.split()}
MONTH = rf"(?P<month>{'|'.join(sorted(NUMBER_OF, key=len, reverse=True))})"
YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
DAY = r"(?<![0-9])(?P<day>[0-9]{1,2})"
CLOCK = r"(?:[t\s]\s*[0-9]{1,2}:[0-9]{2}.*)?"
WORDED = (
    rf"{DAY}(?:st|nd|rd|th|er|o)?[\s.-]*(?:de\s+|of\s+|day of\s+)?{MONTH}(?![a-z])"
    rf"[\s.,-]*(?:del?\s+|of\s+)?{YEAR}",
    rf"(?<![a-z]){MONTH}\.?\s+{DAY}(?:st|nd|rd|th)?\s*,?\s+{YEAR}",
    r"(?P<year>[0-9]{4})\s*年\s*(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*日",
)
NUMERIC = (
    r"(?<![0-9/.-])(?P<year>[0-9]{4})(?P<mark>\s?[-/.]\s?)(?P<month>[0-9]{1,2})(?P=mark)"
    r"(?P<day>[0-9]{1,2})(?![0-9])\.?",
    r"(?<![0-9/.-])(?P<day>[0-9]{1,2})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)"
    r"(?P<year>[0-9]{4})(?![0-9])",
    r"(?<![0-9/.-])(?P<day>[0-9]{1,2})(?P<mark>[-/.])(?P<month>[a-z]{3,4})(?P=mark)"
    r"(?P<year>[0-9]{4})(?![0-9])",
)
COMPACT = r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
WHOLE = [re.compile(f"(?:{form}){CLOCK}") for form in (*WORDED, *NUMERIC, COMPACT)]
INSIDE = [re.compile(form) for form in (*WORDED, *NUMERIC)]
SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}")


def read_day(value: str | date | float | None) -> date | None:
    """Read one day; None for an empty cell and for words that are no day.

    A date in figures has the day first (05/08/2025 is 5 August), as the WTO's forms
    ask, and is never turned round, so 05/13/2025 is an error. ISO moments keep their
    first ten characters. Numbers are Excel serials from 1990 to 2099. A day that
    cannot be, or a year of two digits, raises ValueError with a sentence.
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        return read_text(value)
    return read_serial(value)


@lru_cache(maxsize=256)
def read_text(raw: str) -> date | None:
    """Read a day that fills the whole text."""
    text = fold(raw.replace("\u200b", "")).strip(" \t\r\n,;")
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", text):
        return read_serial(float(text))
    for form in WHOLE:
        match = form.fullmatch(text.rstrip("."))
        if match:
            return day_of(match, raw)
    if SHORT_YEAR.fullmatch(text):
        raise ValueError(f"The year of {raw!r} has two digits: write four.")
    return None


def read_serial(value: float) -> date | None:
    """Read an Excel serial; a broken number is an empty cell."""
    if math.isnan(value):
        return None
    if math.isinf(value) or int(value) not in EXCEL_SANE:
        raise ValueError(f"{value!r} is no Excel day between 1990 and 2099.")
    return EXCEL_EPOCH + timedelta(days=int(value))


def day_of(match: re.Match[str], raw: str) -> date:
    """The day a match names."""
    month = match["month"]
    number = int(month) if month.isdecimal() else NUMBER_OF.get(month, 0)
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError as error:
        raise ValueError(f"{raw.strip()!r} is no day of the calendar.") from error


def find_days(text: str) -> Iterator[tuple[date, int, int]]:
    """Every day written in a text, with its place, in order.

    Impossible days are passed over: in prose they are as likely a document's number.
    """
    plain = fold_in_place(text)
    found: dict[int, tuple[date, int, int]] = {}
    for form in INSIDE:
        for match in form.finditer(plain):
            day = possible_day(match)
            if day and match.start() not in found:
                found[match.start()] = (day, match.start(), match.end())
    yield from (found[start] for start in sorted(found))


def possible_day(match: re.Match[str]) -> date | None:
    """The day a match names, or None if there is no such day."""
    try:
        return day_of(match, match[0])
    except ValueError:
        return None
