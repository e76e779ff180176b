"""What the page and the command say of the holes, and how an officer explains one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.deadlines import HERE
from models.gap import Gap, GapState
from models.gaps import Reason, complete_to, is_follow_up, symbol_of
from models.reference_facts import Member
from models.source import Source
from web.gaps.silence import EPING
from web.gaps.summary import Line, Summary, read_summary

SEARCH = "https://eping.wto.org/en/Search?viewData="  # then the symbol, encoded
Names = tuple[str, str]


class Standing(StrEnum):
    """How a hole stands; a young one is told apart from what is explained."""

    OPEN = "open"
    LATE = "late"
    EXPLAINED = "explained"
    FOUND = "found"


UNSETTLED = (Standing.OPEN, Standing.LATE)


@dataclass(frozen=True)
class Hole:
    """One number that is or was missing."""

    series: str
    number: int
    agreement: str
    member: str
    standing: Standing
    reason: str
    note: str
    author: str | None
    seen_at: datetime
    closed_at: datetime | None

    @property
    def symbol(self) -> str:
        """The symbol that the document would carry."""
        return symbol_of(self.series, self.number)

    @property
    def line(self) -> str:
        """The Member's series that it belongs to, also as a follow-up."""
        return "/".join(self.series.split("/")[:4])


@dataclass
class Account:
    """A Member's numbers under one agreement, with the holes in them."""

    line: Line
    names: Names
    holes: list[Hole] = field(default_factory=list)

    def those(self, *standings: Standing, follow_up: bool = False) -> list[Hole]:
        """The holes that stand so: in the Member's own numbers, or behind them."""
        return [
            hole
            for hole in self.holes
            if hole.standing in standings and is_follow_up(hole.series) == follow_up
        ]

    @property
    def complete_to(self) -> int | None:
        """The largest number to which nothing is open or may still come."""
        waiting = [hole.number for hole in self.those(*UNSETTLED)]
        return complete_to(self.line.start, self.line.highest, waiting)

    @property
    def waits(self) -> bool:
        """Whether something is open or may still come, in the numbers or behind."""
        return any(hole.standing in UNSETTLED for hole in self.holes)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is unsettled, where the store vouches for something."""
        return self.line.start is not None and not self.waits


@dataclass(frozen=True)
class Overview:
    """All that is known of the holes; ``reconciled`` is when the whole was read."""

    summary: Summary
    accounts: list[Account]
    reconciled: datetime | None

    @property
    def holes(self) -> list[Hole]:
        """All holes, those first that were noticed first."""
        found = (hole for account in self.accounts for hole in account.holes)
        return sorted(found, key=lambda one: (one.seen_at, one.series, one.number))

    @property
    def counts(self) -> Counter[Standing]:
        """How many holes there are of each standing."""
        return Counter(hole.standing for one in self.accounts for hole in one.holes)

    @property
    def complete(self) -> int:
        """How many series are complete."""
        return sum(one.is_complete for one in self.accounts)

    @property
    def vouched(self) -> int:
        """How many series the store vouches for at all."""
        return sum(one.line.start is not None for one in self.accounts)

    @property
    def with_open(self) -> list[Account]:
        """Series with open holes, those with most of them first."""
        found = [one for one in self.accounts if count_open(one)]
        return sorted(found, key=lambda one: (-count_open(one), one.line.series))

    @property
    def members(self) -> list[tuple[str, Names]]:
        """The Members that have a series, by their codes."""
        return sorted({(one.line.member, one.names) for one in self.accounts})

    @property
    def as_of(self) -> date | None:
        """The day that the statements stand for: when the source was last read."""
        heard = self.summary.heard
        return heard.astimezone(HERE).date() if heard else self.summary.newest


def count_open(account: Account) -> int:
    """How many holes of an account are open, also behind its numbers."""
    return sum(hole.standing == Standing.OPEN for hole in account.holes)


def read_overview(session: Session) -> Overview | None:
    """What the last check found; None before the first one."""
    summary = read_summary(session)
    return overview_of(session, summary) if summary else None


def overview_of(session: Session, summary: Summary) -> Overview:
    """What a check found, with the holes as they stand now."""
    query = select(Member.code, Member.zh, Member.en)
    names = {code: (zh, en) for code, zh, en in session.execute(query)}
    accounts = {
        line.series: Account(line, names.get(line.member, (line.member, line.member)))
        for line in summary.lines
    }
    for hole in read_holes(session):
        if hole.line in accounts:
            accounts[hole.line].holes.append(hole)
    source = session.get(Source, EPING)
    return Overview(
        summary, list(accounts.values()), source.reconciled_at if source else None
    )


def read_holes(session: Session) -> Iterable[Hole]:
    """All holes, in the order of their numbers."""
    columns = (
        Gap.series,
        Gap.number,
        Gap.agreement,
        Gap.member_code,
        Gap.state,
        Gap.reason,
        Gap.note,
        Gap.author,
        Gap.seen_at,
        Gap.closed_at,
    )
    for row in session.execute(select(*columns).order_by(Gap.series, Gap.number)):
        series, number, agreement, member, state, reason, *rest = row
        standing = standing_of(state, reason)
        yield Hole(series, number, agreement, member, standing, reason, *rest)


def standing_of(state: str, reason: str) -> Standing:
    """How a hole stands, by its state and the reason of it."""
    is_young = state == GapState.EXPLAINED and reason == Reason.LATE
    return Standing.LATE if is_young else Standing(state)


def page_at_the_wto(symbol: str) -> str:
    """The address of the WTO's own page of a symbol."""
    return SEARCH + quote(symbol, safe="")
