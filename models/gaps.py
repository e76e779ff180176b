"""Holes in the numbering of notifications: which numbers must be there and are not.

A Member's notifications under one agreement are numbered upwards by one, and so are
the addenda, corrigenda, revisions and supplements of each document. Every symbol also
proves those before it: ``G/TBT/N/USA/993/Add.2`` that there is ``…/993``. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from models.symbols import Symbol

MAY_COME = timedelta(days=14)
"""So long after a later number was distributed, an earlier one may still come."""
LEAP = 1000
"""A jump over more numbers than this, and than are held, is a slip of the pen."""


class Reason(StrEnum):
    """Why a number is not there, or not there yet."""

    JOINT = "joint"
    """It went to a document that several Members filed together."""
    VOID = "void"
    """A corrigendum declared it void."""
    LATE = "late"
    """Its neighbours are so young that it may still come."""
    RENUMBERED = "renumbered"
    RESTRICTED = "restricted"
    UNUSED = "unused"
    """The number was never given out."""


@dataclass(frozen=True)
class History:
    """How far back the store can vouch for the source.

    ``whole``: all of it was read, and a series starts at 1. Else everything from
    ``since`` on was; without a day only files were read, which vouch for no day.
    """

    whole: bool = False
    since: date | None = None

    def covers(self, day: date) -> bool:
        """Whether all that was distributed on this day must be there."""
        return self.whole or self.since is None or day >= self.since


@dataclass
class Series:
    """One run of numbers; ``name`` is what stands before them.

    ``held`` are the numbers that are there with their days; ``proven`` all that must
    be there, each with the first day that shows it. ``parent`` is the document that
    the follow-ups of this series belong to: its series and its number.
    """

    name: str
    agreement: str
    member: str
    parent: tuple[str, int] | None = None
    held: dict[int, date] = field(default_factory=dict)
    proven: dict[int, date] = field(default_factory=dict)

    def hold(self, number: int, day: date) -> None:
        """The document of this number is there."""
        self.held[number] = min(day, self.held.get(number, day))
        self.prove(number, day)

    def prove(self, number: int, day: date) -> None:
        """A document of this day shows that there is such a number."""
        self.proven[number] = min(day, self.proven.get(number, day))


AllSeries = dict[str, Series]


def symbol_of(series: str, number: int) -> str:
    """The symbol of a number: ``…/USA/12`` of a Member, ``…/12/Add.2`` of a base."""
    return f"{series}{'.' if is_follow_up(series) else '/'}{number}"


def is_follow_up(series: str) -> bool:
    """Whether this numbers what follows a document, and not a Member's documents."""
    return series.count("/") > 3


def read_series(held: Iterable[tuple[Symbol, date]]) -> AllSeries:
    """All series of the documents that are held, with what each symbol proves."""
    found: AllSeries = {}
    for symbol, day in held:
        steps = steps_of(symbol)
        for name, number, parent in steps[:-1]:
            series_named(found, name, symbol, parent).prove(number, day)
        name, number, parent = steps[-1]
        series_named(found, name, symbol, parent).hold(number, day)
    return found


Step = tuple[str, int, tuple[str, int] | None]


def steps_of(symbol: Symbol) -> list[Step]:
    """The documents that a symbol names in turn, the last one itself."""
    name = f"G/{symbol.agreement}/N/{symbol.member}"
    steps: list[Step] = [(name, symbol.number, None)]
    for kind, number in symbol.suffixes:
        before, at, _ = steps[-1]
        steps.append((f"{symbol_of(before, at)}/{kind}", number, (before, at)))
    return steps


def series_named(
    found: AllSeries, name: str, symbol: Symbol, parent: tuple[str, int] | None
) -> Series:
    """The series of this name, made where it is new."""
    if name not in found:
        found[name] = Series(name, symbol.agreement, symbol.member, parent)
    return found[name]


def start_of(series: Series, found: Mapping[str, Series], known: History) -> int | None:
    """The number from which on the store vouches for a series; None: from none.

    A whole history starts at 1. So do the follow-ups of a document whose own day is
    vouched for. Else it is the lowest number that is held of a vouched day.
    """
    if known.whole:
        return 1
    if series.parent:
        name, number = series.parent
        day = found[name].held.get(number)
        if day and known.covers(day):
            return 1
    return lowest(series.held, known)


def lowest(held: Mapping[int, date], known: History) -> int | None:
    """The lowest number of a vouched day.

    One far below all others that nevertheless came after the next one is a straggler
    from before: the numbers between it and the others came before that day.
    """
    numbers = sorted(number for number, day in held.items() if known.covers(day))
    for number, following in pairwise(numbers):
        is_late = held[number] > held[following]
        if following - number <= (len(numbers) if is_late else bound_of(numbers)):
            return number
    return numbers[-1] if numbers else None


def bound_of(numbers: Sequence[int]) -> int:
    """The largest jump between two numbers that is believed."""
    return max(LEAP, len(numbers))


def highest(series: Series) -> int:
    """The highest number that must be there, leaps left out; 0 if none."""
    numbers = sorted(series.proven)
    return numbers[-1 - len(leaps(numbers))] if numbers else 0


def leaps(numbers: Sequence[int]) -> Sequence[int]:
    """The few last of sorted numbers that lie impossibly far beyond the others."""
    bound = bound_of(numbers)
    for place in range((len(numbers) + 1) // 2, len(numbers)):
        if numbers[place] - numbers[place - 1] > bound:
            return numbers[place:]
    return ()


def holes_of(series: Series, start: int | None) -> dict[int, date]:
    """The numbers from ``start`` on that are not held.

    Each comes with the day by which it had been given out, for a later number or
    what follows it was distributed then.
    """
    if start is None:
        return {}
    found: dict[int, date] = {}
    given = date.max
    for number in range(highest(series), start - 1, -1):
        given = min(given, series.proven.get(number, date.max))
        if number not in series.held:
            found[number] = given
    return dict(sorted(found.items()))


def may_come(given: date, today: date) -> bool:
    """Whether a number given out by this day may still come."""
    return today - given < MAY_COME


def complete_to(start: int | None, end: int, unsettled: Iterable[int]) -> int | None:
    """The largest number up to ``end`` to which none from the start is unsettled.

    None if already the first is, or the store vouches for none.
    """
    if start is None:
        return None
    last = min(unsettled, default=end + 1) - 1
    return last if last >= start else None


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs without a break: 3, 4, 5, 9 are (3, 5), (9, 9)."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def say_ranges(numbers: Iterable[int]) -> str:
    """Runs as people write them: ``3-5, 9``."""
    return ", ".join(
        str(first) if first == last else f"{first}-{last}"
        for first, last in ranges(numbers)
    )
