"""Earlier cases of ours and trade concerns that are like the one at hand, ranked.

What is alike (product, ground, Member) is said of each; what was asked, and what came
of it, is as the database has it. Unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.case import Case, CaseItem
from models.concern import Concern
from models.notice import Notice, NoticeMember
from models.tag import Tag

WEIGHTS = {"ground": 3, "product": 3, "member": 2}
"""How much each likeness counts; a Member alone is not enough to be shown."""
LEAST = 3
MOST_READ, SHOWN = 400, 8
HEADING = 4


@dataclass(frozen=True)
class Subject:
    """What a case is about, as it is compared."""

    grounds: frozenset[str]
    headings: frozenset[str]
    members: frozenset[str]


@dataclass(frozen=True)
class Precedent:
    """One earlier argument or concern, and what it has in common with ours.

    ``alike`` maps ``ground``, ``product`` and ``member`` to what is shared.
    """

    alike: Mapping[str, Sequence[str]]
    item: CaseItem | None = None
    concern: Concern | None = None
    at: datetime | None = None

    @property
    def score(self) -> int:
        """How alike it is."""
        return sum(WEIGHTS[name] for name, shared in self.alike.items() if shared)


def precedents(session: Session, case: Case, ground_id: str = "") -> list[Precedent]:
    """The most alike first, of equals the newest; an argument's ground counts first."""
    subject = subject_of(session, case, ground_id)
    found = [*of_cases(session, case, subject), *of_concerns(session, case, subject)]
    alike = [one for one in found if one.score >= LEAST]
    return sorted(alike, key=rank)[:SHOWN]


def rank(one: Precedent) -> tuple[int, bool, float]:
    """The order: score, those with an outcome first, then the newest."""
    told = bool(one.item.outcome if one.item else one.concern and one.concern.answer)
    return -one.score, not told, -(one.at.timestamp() if one.at else 0.0)


def subject_of(session: Session, case: Case, ground_id: str) -> Subject:
    """The grounds (one, or those of all arguments), HS headings and Members."""
    named = {ground_id} if ground_id else {item.ground_id for item in case.items}
    return Subject(
        frozenset(named),
        frozenset(headings_of(session, [case.notice_id])[case.notice_id]),
        frozenset(one.member_code for one in case.notice.members),
    )


def headings_of(session: Session, ids: Iterable[int]) -> dict[int, set[str]]:
    """The HS headings of notices, stated or found."""
    ids = list(ids)
    found: dict[int, set[str]] = {one: set() for one in ids}
    query = select(Tag.notice_id, Tag.code).where(
        Tag.notice_id.in_(ids), Tag.scheme == "hs", func.length(Tag.code) >= HEADING
    )
    for notice_id, code in session.execute(query):
        found[notice_id].add(code[:HEADING])
    return found


def of_cases(session: Session, case: Case, subject: Subject) -> Iterator[Precedent]:
    """Arguments of our other cases."""
    like = or_(
        CaseItem.ground_id.in_(subject.grounds),
        Case.notice_id.in_(
            select(NoticeMember.notice_id).where(
                NoticeMember.member_code.in_(subject.members)
            )
        ),
        Case.notice_id.in_(
            select(Tag.notice_id).where(
                Tag.scheme == "hs",
                func.substr(Tag.code, 1, HEADING).in_(subject.headings),
            )
        ),
    )
    query = (
        select(CaseItem)
        .join(Case, Case.id == CaseItem.case_id)
        .where(Case.id != case.id, CaseItem.removed_at.is_(None), like)
        .order_by(Case.updated_at.desc(), CaseItem.position)
        .limit(MOST_READ)
        .options(
            selectinload(CaseItem.case)
            .selectinload(Case.notice)
            .selectinload(Notice.members)
        )
    )
    items = session.scalars(query).all()
    headings = headings_of(session, {item.case.notice_id for item in items})
    for item in items:
        notice = item.case.notice
        alike = {
            "ground": sorted({item.ground_id, *item.further_grounds} & subject.grounds),
            "product": sorted(headings[notice.id] & subject.headings),
            "member": sorted(
                {one.member_code for one in notice.members} & subject.members
            ),
        }
        yield Precedent(alike, item=item, at=item.case.updated_at)


def of_concerns(session: Session, case: Case, subject: Subject) -> Iterator[Precedent]:
    """Trade concerns that were entered or imported."""
    query = select(Concern).order_by(Concern.edited_at.desc()).limit(5 * MOST_READ)
    for concern in session.scalars(query):
        if concern.case_id == case.id:
            continue
        headings = {code[:HEADING] for code in concern.hs if len(code) >= HEADING}
        alike = {
            "ground": sorted(set(concern.grounds) & subject.grounds),
            "product": sorted(headings & subject.headings),
            "member": sorted({concern.member_code} & subject.members),
        }
        yield Precedent(alike, concern=concern, at=concern.edited_at)
