"""Which documents a made workbook holds: symbols, families, joint documents, days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST_DAY = date(2000, 1, 3)
LAST_DAY = date(2026, 9, 11)
JOINT = (
    ("KEN", "TZA", "UGA", "RWA", "BDI"),
    ("SAU", "ARE", "KWT", "QAT", "BHR", "OMN", "YEM"),
)
FOLLOWING = (("Add", 0.30), ("Corr", 0.03), ("Rev", 0.03), ("Suppl", 0.01))
BUSIEST = [
    "USA",
    "UGA",
    "BRA",
    "EU",
    "CHN",
    "KEN",
    "TZA",
    "KOR",
    "JPN",
    "CAN",
    "MEX",
    "RWA",
    "BDI",
    "VNM",
    "CHL",
    "COL",
    "IND",
    "THA",
    "IDN",
    "TPKM",
    "ARG",
    "PER",
    "SAU",
    "ISR",
    "AUS",
    "EGY",
    "PHL",
    "UKR",
    "ARE",
    "TUR",
]
SHARE_JOINT = 0.015
RECENT = 4000
"""Among so many of the last documents a follow-up finds its base."""


@dataclass(frozen=True)
class Planned:
    """One row: the Member, the symbols of its document, the base if it follows one."""

    member: str
    symbols: tuple[str, ...]
    agreement: str
    suffix: str
    day: date
    seed: int


class Numbering:
    """The next number of each Member's series, and how often a base was followed."""

    def __init__(self, members: list[str]) -> None:
        rest = [code for code in members if code not in BUSIEST]
        self.members = [*(code for code in BUSIEST if code in members), *rest]
        self.last: dict[tuple[str, str], int] = {}
        self.followed: dict[tuple[str, str], int] = {}
        self.bases: list[tuple[str, tuple[str, ...], str]] = []

    def begin(self, rng: Random) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """A new notification: its Members, its agreement, its symbols."""
        agreement = "TBT" if rng.random() < 0.62 else "SPS"
        joint = rng.random() < SHARE_JOINT
        place = int(len(self.members) * rng.random() ** 2.2)
        owners = rng.choice(JOINT) if joint else (self.members[place],)
        symbols = []
        for code in owners:
            number = self.last[agreement, code] = (
                self.last.get((agreement, code), 0) + 1
            )
            symbols.append(f"G/{agreement}/N/{code}/{number}")
        self.bases.append((owners[0], tuple(symbols), agreement))
        return owners, agreement, tuple(symbols)

    def follow(
        self, rng: Random, name: str
    ) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """A follow-up of the first Member to one of the recent documents."""
        owner, symbols, agreement = rng.choice(self.bases[-RECENT:])
        base = symbols[0]
        count = self.followed[base, name] = self.followed.get((base, name), 0) + 1
        return (owner,), agreement, (f"{base}/{name}.{count}",)


def plan_rows(rows: int, members: list[str], seed: int) -> list[Planned]:
    """The rows of a workbook, the newest first as the publisher lists them."""
    planned = list(chronicle(rows, members, seed))[:rows]
    return planned[::-1]


def chronicle(rows: int, members: list[str], seed: int) -> Iterator[Planned]:
    """The rows in the order of their days; a joint document gives several."""
    rng = Random(seed)  # noqa: S311
    numbering = Numbering(members)
    span = (LAST_DAY - FIRST_DAY).days
    done = 0
    while done < rows:
        name = following(rng) if done > 20 else ""
        made = numbering.follow(rng, name) if name else numbering.begin(rng)
        owners, agreement, symbols = made
        day = FIRST_DAY + timedelta(days=span * done // rows)
        for code in owners:
            yield Planned(code, symbols, agreement, name, day, seed + done)
        done += len(owners)


def following(rng: Random) -> str:
    """The suffix of a follow-up, or nothing for a new notification."""
    drawn = rng.random()
    for name, share in FOLLOWING:
        if drawn < share:
            return name
        drawn -= share
    return ""
