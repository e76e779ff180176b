"""Documents that are held, by number and day, and the numbers that are missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.gaps import History, holes_of, read_series, start_of, symbol_of
from models.symbols import read_symbols

DAY = date(2026, 3, 1)
WHOLE = History(whole=True)
FILES = History()
Held = Sequence[tuple[str, date]]


def on(*symbols: str, day: date = DAY) -> Held:
    """Documents that came on a day; a joint one has its symbols joined."""
    return [(symbol, day) for symbol in symbols]


def usa(*numbers: int, day: date = DAY) -> Held:
    """Notifications of the United States."""
    return on(*(f"G/TBT/N/USA/{number}" for number in numbers), day=day)


def missing(held: Held, known: History = WHOLE) -> list[str]:
    """The symbols that are missing, in their order."""
    found = read_series((one, day) for raw, day in held for one in read_symbols(raw))
    return [
        symbol_of(name, number)
        for name in found
        for number in holes_of(found[name], start_of(found[name], found, known))
    ]
