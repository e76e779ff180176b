"""The score of a notice: five parts, each a share times a weight, shown as a sum; pure.

Every part says the figure that it was made of, so that the list can be checked by
eye. What nobody knows counts half, and is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import log10
from typing import Any

UNKNOWN = 0.5


class PartName(StrEnum):
    """What the score is made of, in the order it is shown."""

    EXPOSURE = "exposure"
    GROUNDS = "grounds"
    TIME = "time"
    RESPONSE = "response"
    INTEREST = "interest"


SHIPPED: Mapping[str, float] = {
    PartName.EXPOSURE: 35.0,
    PartName.GROUNDS: 25.0,
    PartName.TIME: 15.0,
    PartName.RESPONSE: 10.0,
    PartName.INTEREST: 15.0,
}
"""Weights until an officer changes them; together a hundred."""
LEAST_EXPORTS, MOST_EXPORTS = 5.0, 9.5
"""Powers of ten between which exports rise from nothing to the whole share."""
WIDE = 0.1
"""How much a measure on goods of any kind has of all exports to its markets."""
CERTAIN = {"sure": 0.8, "likely": 0.5, "possible": 0.2}
"""Share of a sector where no table of exports tells more."""
FURTHER, MOST_FURTHER = 0.05, 4
"""What each further sector adds, and how many count."""
STRENGTH = {"core": 0.3, "supporting": 0.15, "rare": 0.05}
"""What a ground that fired is worth, by its strength."""
WORK_DAYS = 28
"""Days from the decision to the national body that a comment usually takes."""
LEAST_SENT = 3
"""Fewer papers sent to a Member tell nothing of its habits."""
VOICE, TAP, ALERT = 3, 2, 1
MUCH = 12
"""Interest at which the share is whole."""


@dataclass(frozen=True)
class Part:
    """One part of a score: its share (0 to 1), its weight, and the figure behind it."""

    name: PartName
    share: float
    weight: float
    figure: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """What it adds to the score, to one decimal, as it is printed."""
        return round(self.share * self.weight, 1)


@dataclass(frozen=True)
class Figures:
    """What is known of a notice, that its score is made of."""

    exports: float | None
    """Central exports to its markets; None where no table of exports counts."""
    horizontal: bool
    sectors: Mapping[str, str]
    """Certainty by sector."""
    strengths: Mapping[str, str]
    """Strength by ground that fired."""
    left: int | None
    """Days until the paper must lie at the national body; None: nobody knows."""
    sent: int
    replied: int
    voices: int
    taps: int
    alerts: int


def parts_of(known: Figures, weights: Mapping[str, float]) -> list[Part]:
    """The parts of a score in their order."""
    return [
        exposure(known, weights[PartName.EXPOSURE]),
        grounds(known, weights[PartName.GROUNDS]),
        time(known, weights[PartName.TIME]),
        response(known, weights[PartName.RESPONSE]),
        interest(known, weights[PartName.INTEREST]),
    ]


def total(parts: list[Part]) -> float:
    """The score: the sum of the points as they are printed."""
    return round(sum(part.points for part in parts), 1)


def bounded(share: float) -> float:
    """A share between nothing and the whole."""
    return max(0.0, min(1.0, share))


def exposure(known: Figures, weight: float) -> Part:
    """How much Hubei sells of what the notice is about; else the sectors it touches."""
    if known.exports is None:
        return sectors(known, weight)
    value = known.exports * (WIDE if known.horizontal else 1.0)
    share = 0.0
    if value > 0:
        share = (log10(value) - LEAST_EXPORTS) / (MOST_EXPORTS - LEAST_EXPORTS)
    figure = "wide" if known.horizontal else "exports"
    values = {"value": known.exports}
    return Part(PartName.EXPOSURE, bounded(share), weight, figure, values)


def sectors(known: Figures, weight: float) -> Part:
    """The surest sector, and a little for each further one."""
    shares = sorted((CERTAIN[one] for one in known.sectors.values()), reverse=True)
    if not shares:
        return Part(PartName.EXPOSURE, 0.0, weight, "no_sector")
    more = FURTHER * min(len(shares) - 1, MOST_FURTHER)
    values = {"n": len(shares)}
    return Part(PartName.EXPOSURE, bounded(shares[0] + more), weight, "sectors", values)


def grounds(known: Figures, weight: float) -> Part:
    """How strong the grounds are that the machine's checks propose."""
    share = sum(STRENGTH.get(one, 0.0) for one in known.strengths.values())
    core = sum(one == "core" for one in known.strengths.values())
    values = {"n": len(known.strengths), "core": core}
    return Part(PartName.GROUNDS, bounded(share), weight, "fired", values)


def time(known: Figures, weight: float) -> Part:
    """Whether the days left suffice for the work."""
    if known.left is None:
        return Part(PartName.TIME, UNKNOWN, weight, "no_day")
    share = bounded(known.left / WORK_DAYS)
    values = {"left": max(known.left, 0), "work": WORK_DAYS}
    return Part(PartName.TIME, share, weight, "days", values)


def response(known: Figures, weight: float) -> Part:
    """How often the Member answered what was sent to it."""
    values = {"sent": known.sent, "replied": known.replied}
    if known.sent < LEAST_SENT:
        return Part(PartName.RESPONSE, UNKNOWN, weight, "unknown_rate", values)
    share = bounded(known.replied / known.sent)
    return Part(PartName.RESPONSE, share, weight, "rate", values)


def interest(known: Figures, weight: float) -> Part:
    """What firms said, tapped and asked to hear of."""
    heard = VOICE * known.voices + TAP * known.taps + ALERT * known.alerts
    values = {"voices": known.voices, "taps": known.taps, "alerts": known.alerts}
    return Part(PartName.INTEREST, bounded(heard / MUCH), weight, "heard", values)
