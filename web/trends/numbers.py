"""The numbers of each Member's notifications, and which are missing in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.facts.columns import Mask, Numbers
from models.gap import Gap, GapState
from models.gaps import is_follow_up
from models.notice import Notice, NoticeMember
from models.reference import member_by_name
from models.symbols import read_symbol, split_symbols
from web.gaps.held import OURS


@dataclass(frozen=True)
class Series:
    """A Member's numbers under one agreement, upwards, with days and documents."""

    name: str
    agreement: str
    member: str
    numbers: Numbers
    days: Numbers
    ids: Numbers


@dataclass(frozen=True)
class Window:
    """The numbers of a series from the lowest to the highest of some days."""

    series: Series
    inside: Mask

    @property
    def numbers(self) -> Numbers:
        """Those held."""
        return self.series.numbers[self.inside]

    @property
    def ends(self) -> tuple[int, int]:
        """The lowest and the highest."""
        return int(self.numbers[0]), int(self.numbers[-1])

    @property
    def holes(self) -> list[int]:
        """Those between them that are not held."""
        first, last = self.ends
        missing = np.setdiff1d(np.arange(first, last + 1), self.numbers)
        return [int(one) for one in missing]

    @property
    def complete(self) -> float:
        """|P| / (b - a + 1)."""
        first, last = self.ends
        return len(self.numbers) / (last - first + 1)


def read_series(session: Session) -> list[Series]:
    """All series of the publisher's documents; follow-ups are numbered apart."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for text, ordinal, notice in held_symbols(session):
        symbol = read_symbol(text)
        if symbol and not symbol.suffixes:
            name = f"G/{symbol.agreement}/N/{symbol.member}"
            own = found.setdefault(name, {})
            told = ordinal, notice
            own[symbol.number] = min(told, own.get(symbol.number, told))
    made = (make_series(name, found[name]) for name in sorted(found))
    return [one for one in made if one]


def held_symbols(session: Session) -> Iterator[tuple[str, int, int]]:
    """Every symbol of the publisher's documents, with its day and its document."""
    day = func.coalesce(NoticeMember.distributed, Notice.distributed)
    copies = select(NoticeMember.symbol, day, Notice.id).join(
        Notice, Notice.id == NoticeMember.notice_id
    )
    for text, when, notice in session.execute(copies.where(*OURS)):
        if text:
            yield text, when.toordinal(), notice
    whole = select(Notice.source_key, Notice.distributed, Notice.id).where(*OURS)
    for key, when, notice in session.execute(whole):
        for text in split_symbols(key) if "," in key else (key,):
            yield text, when.toordinal(), notice


def make_series(name: str, held: dict[int, tuple[int, int]]) -> Series | None:
    """A series in the order of its numbers; None of an unknown Member."""
    _, agreement, _, written = name.split("/")
    code = member_by_name(written)
    if not code:
        return None
    numbers = sorted(held)
    days, ids = zip(*(held[one] for one in numbers), strict=True)
    told = (np.array(one, dtype=np.int64) for one in (numbers, days, ids))
    return Series(name, agreement, code, *told)


def read_explained(session: Session) -> dict[str, frozenset[int]]:
    """The numbers of each series whose absence is explained, or that may still come."""
    query = select(Gap.series, Gap.number).where(Gap.state == GapState.EXPLAINED)
    found: dict[str, set[int]] = {}
    for name, one in session.execute(query):
        if not is_follow_up(name):
            found.setdefault(name, set()).add(one)
    return {name: frozenset(numbers) for name, numbers in found.items()}
