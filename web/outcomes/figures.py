"""The indicators, counted from the ledger; each keeps the cases that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from models.case import Outcome
from web.outcomes.lines import Item, Line

SMALL = 5
"""Below so many, a share is told as numbers and not as a percentage."""
TAKEN = frozenset({Outcome.ACCEPTED, Outcome.PARTLY})
ANSWERED = TAKEN | {Outcome.REFUSED}
"""Outcomes that a Member has spoken on."""


@dataclass(frozen=True)
class Share:
    """Some of some: the cases of the part and of the whole, by id."""

    key: str
    part: frozenset[int]
    whole: frozenset[int]
    beyond: int = 0
    """What belongs to the whole and is no case."""

    @property
    def of(self) -> int:
        """How many the whole is."""
        return len(self.whole) + self.beyond

    @property
    def rate(self) -> float | None:
        """The share from 0 to 1; None where the numbers are too small for one."""
        return len(self.part) / self.of if self.of >= SMALL else None


@dataclass(frozen=True)
class Tally:
    """The outcomes of the arguments on one ground, or to one Member."""

    key: str
    counts: dict[str, int]
    cases: frozenset[int]

    @property
    def total(self) -> int:
        """All arguments, also those without an outcome."""
        return sum(self.counts.values())

    @property
    def taken(self) -> int:
        """Arguments that were accepted, wholly or in part."""
        return sum(self.counts.get(one, 0) for one in TAKEN)

    @property
    def answered(self) -> int:
        """Arguments that the Member has spoken on."""
        return sum(self.counts.get(one, 0) for one in ANSWERED)

    @property
    def rate(self) -> float | None:
        """Accepted of answered; None where the numbers are too small for a share."""
        return self.taken / self.answered if self.answered >= SMALL else None


@dataclass(frozen=True)
class Figures:
    """Everything that the page of indicators shows."""

    shares: Sequence[Share]
    days: float | None
    """The median of the days until a reply."""
    day_cases: frozenset[int]
    by_ground: Sequence[Tally]
    by_member: Sequence[Tally]


def count(lines: Sequence[Line], chosen: set[int], touching: set[int]) -> Figures:
    """All indicators of some cases.

    ``chosen`` are the measures that were decided for a comment, ``touching`` those
    that were open and touch a sector of Hubei.
    """
    sent = [one for one in lines if one.sent]
    known = {one.measure_id for one in lines}
    waits = [one.days_to_reply for one in sent if one.days_to_reply is not None]
    near = [one for one in lines if one.measure_id in touching]
    return Figures(
        shares=[
            Share("coverage", ids(sent), ids(lines), beyond=len(chosen - known)),
            Share(
                "reach",
                ids(one for one in near if one.sent),
                ids(near),
                beyond=len(touching - known),
            ),
            Share(
                "on_time",
                ids(one for one in lines if one.is_late is False),
                ids(one for one in lines if one.is_late is not None),
            ),
            Share("response", ids(one for one in sent if one.replied), ids(sent)),
        ],
        days=median(waits) if waits else None,
        day_cases=ids(one for one in sent if one.days_to_reply is not None),
        by_ground=tallies(
            (item.ground_id, line, item.outcome) for line, item in went(sent)
        ),
        by_member=tallies(
            (member, line, item.outcome)
            for line, item in went(sent)
            for member in line.members
        ),
    )


def ids(lines: Iterable[Line]) -> frozenset[int]:
    """The ids of some cases."""
    return frozenset(one.case_id for one in lines)


def went(sent: Iterable[Line]) -> Iterator[tuple[Line, Item]]:
    """Every argument that a Member has received, with its case."""
    return ((line, item) for line in sent for item in line.items)


def tallies(told: Iterable[tuple[str, Line, str]]) -> list[Tally]:
    """The outcomes under each name, the most arguments first."""
    counts: dict[str, dict[str, int]] = {}
    cases: dict[str, set[int]] = {}
    for key, line, outcome in told:
        held = counts.setdefault(key, {})
        held[outcome] = held.get(outcome, 0) + 1
        cases.setdefault(key, set()).add(line.case_id)
    made = [Tally(key, counts[key], frozenset(cases[key])) for key in counts]
    return sorted(made, key=lambda one: (-one.total, one.key))


def cases_behind(figures: Figures, key: str) -> frozenset[int] | None:
    """The cases that a figure counts; None if there is no such figure.

    A share's whole is behind ``<key>:of``.
    """
    name, _colon, which = key.partition(":")
    for share in figures.shares:
        if share.key == name:
            return share.whole if which == "of" else share.part
    if name == "days":
        return figures.day_cases
    rows = {"ground": figures.by_ground, "member": figures.by_member}.get(name, [])
    return next((one.cases for one in rows if one.key == which), None)
