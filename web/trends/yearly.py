"""What is held of each year beside what was published of it.

The publisher's count may be of documents or of records, a joint document having one for
each Member: where neither agrees, nothing that is drawn by year should be believed
before the reason is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from models.kinds import NoticeKind
from models.notice import Notice, NoticeMember
from models.reference import Row, read_rows
from web.gaps.held import OURS
from web.trends.view import Words

HOLDINGS = 104_818
"""Records of ePing on 18 August 2026, which only grow: a whole load has them."""
MARGIN = 0.03
"""Within this part of a published total a count agrees with it."""
NEW = frozenset({"regular", "emergency"})
ALL, OPENED, FOLLOW = "all", "new", "follow"


class Verdict(StrEnum):
    """How a year stands."""

    AGREES = "agrees"
    BY_MEMBER = "by_member"
    """Only if a joint document counts once for each Member."""
    DIFFERS = "differs"
    PARTIAL = "partial"
    """The whole history is not loaded: nothing can be said."""


@dataclass(frozen=True)
class Total:
    """A published total and what is held of it: as documents, and as records.

    ``stated`` is whether the WTO itself says it; else it is press or second hand.
    """

    year: int
    agreement: str
    part: str
    published: int
    documents: int
    records: int
    verdict: Verdict
    source: str
    stated: bool

    @property
    def difference(self) -> float:
        """Documents held beyond the published ones, as a part of them."""
        return self.documents / self.published - 1

    @property
    def name(self) -> str:
        """The year, and the part of it where it is one."""
        return str(self.year) if self.part == ALL else f"{self.year} {self.part}"


@dataclass(frozen=True)
class Check:
    """All totals, and the records that are held of the whole source."""

    records: int
    totals: tuple[Total, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the whole history of the source is loaded."""
        return is_whole(self.records)


Key = tuple[int, str, str]


@dataclass(frozen=True)
class Held:
    """Documents and records by year, agreement and part."""

    documents: Mapping[Key, int]
    records: Mapping[Key, int]


def check_totals(session: Session) -> Check:
    """The published totals beside what the database holds."""
    held = read_held(session)
    records = sum(many for key, many in held.records.items() if key[2] == ALL)
    rows = read_rows("yearly_totals")
    return Check(records, tuple(compare(rows, held, whole=is_whole(records))))


def is_whole(records: int) -> bool:
    """Whether so many records are a whole load of the source."""
    return records >= HOLDINGS * (1 - MARGIN)


def read_held(session: Session) -> Held:
    """What the publisher's own documents are by year of distribution."""
    year = extract("year", Notice.distributed)
    own = (*OURS, Notice.kind == NoticeKind.NOTIFICATION, Notice.agreement.is_not(None))
    columns = year, Notice.agreement, Notice.type
    documents = select(*columns, func.count()).where(*own).group_by(*columns)
    records = select(*columns, func.count()).join(NoticeMember).where(*own)
    return Held(
        tally(session.execute(documents).all()),
        tally(session.execute(records.group_by(*columns)).all()),
    )


def tally(rows: Iterable[Sequence[Any]]) -> Counter[Key]:
    """Counts by part: all of a year, and new ones apart from follow-ups.

    A row is a year, an agreement, a type and how many there are.
    """
    found: Counter[Key] = Counter()
    for year, agreement, kind, many in rows:
        for part in (ALL, OPENED if kind in NEW else FOLLOW):
            found[int(year), agreement or "", part] += many
    return found


def compare(rows: Iterable[Row], held: Held, *, whole: bool) -> Iterator[Total]:
    """Each published total with its verdict."""
    for row in rows:
        key = int(row["year"]), row["agreement"], row["part"]
        documents, records = held.documents.get(key, 0), held.records.get(key, 0)
        published = int(row["total"])
        verdict = judge(published, documents, records) if whole else Verdict.PARTIAL
        source, stated = row["source"], bool(row["stated"])
        yield Total(*key, published, documents, records, verdict, source, stated)


def judge(published: int, documents: int, records: int) -> Verdict:
    """Whether documents agree with a published total, or else records."""
    if agrees(published, documents):
        return Verdict.AGREES
    return Verdict.BY_MEMBER if agrees(published, records) else Verdict.DIFFERS


def agrees(published: int, held: int) -> bool:
    """Whether a count lies within the margin of a published one."""
    return abs(held - published) <= published * MARGIN


def said_of(check: Check) -> Words:
    """The check in a sentence, for who reads a chart."""
    if not check.is_whole:
        return Words(
            f"年度总数核对：来源的全部历史尚未载入（现有{check.records:,}条通报记录，"
            f"来源至少{HOLDINGS:,}条），暂不能与公布的年度总数比较。",
            "Yearly totals: the whole history of the source is not loaded"
            f" ({check.records:,} records of at least {HOLDINGS:,}), so that they"
            " cannot be compared with published ones yet.",
        )
    off = [one for one in check.totals if one.verdict is Verdict.DIFFERS]
    if not off:
        return Words(
            f"年度总数核对：{len(check.totals)}项公布数均在{MARGIN:.0%}以内。",
            f"Yearly totals: all {len(check.totals)} published ones agree within"
            f" {MARGIN:.0%}.",
        )
    zh = "、".join(f"{one.name}（{one.difference:+.1%}）" for one in off)
    en = ", ".join(f"{one.name} ({one.difference:+.1%})" for one in off)
    return Words(
        f"年度总数核对：{zh}与公布数相差超过{MARGIN:.0%}，先查联合通报的计法。",
        f"Yearly totals: {en} differ by more than {MARGIN:.0%}; look at how joint"
        " documents are counted first.",
    )
