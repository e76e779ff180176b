"""What the machine checks propose on the newest facts of a case, beside its arguments.

Nothing is stored until a person adds a proposal or turns it down; one that was turned
down comes back only with other facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.reference import grounds
from web.arguments.service import touch
from web.arguments.texts import newest_notice
from web.arguments.wording import POLICY
from web.cases.beginning import item_of
from web.cases.checks import fired_grounds
from web.cases.contents import live_items
from web.cases.gathering import facts_of
from web.cases.kinds import CaseKind
from web.cases.lock import hold_open
from web.cases.points import Point, points_of
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

NO_LONGER = N_("这项提议已不再成立，可能是通报内容有变，请刷新页面。")


@dataclass(frozen=True)
class Proposal:
    """A point that no argument makes yet, or (``item``) makes on earlier facts."""

    point: Point
    item: CaseItem | None

    @property
    def key(self) -> str:
        """What names it in a form."""
        return f"{self.point.ground_id}|{self.point.check}"


@dataclass(frozen=True)
class Checked:
    """What the checks say now: proposals, and arguments whose reason has gone."""

    symbol: str
    proposals: Sequence[Proposal]
    unfounded: frozenset[int]


def check_again(session: Session, case: Case, today: date) -> Checked:
    """Let the checks look at the newest notification of the case's measure.

    They look at WTO notifications only.
    """
    notice = newest_notice(session, case)
    if case.kind != CaseKind.COMMENT or notice.agreement not in {"TBT", "SPS"}:
        return Checked(notice.symbol, [], frozenset())
    facts = facts_of(session, notice)
    offered = [one for one in grounds() if one.id not in POLICY]
    points = points_of(fired_grounds(offered, facts, today), facts)
    held = {(one.ground_id, one.check.get("check")): one for one in case.items}
    found = [Proposal(point, held.get(name_of(point))) for point in points]
    names = {name_of(point) for point in points}
    return Checked(
        notice.symbol,
        [one for one in found if is_news(one)],
        frozenset(
            item.id
            for item in live_items(case)
            if item.check.get("check")
            and (item.ground_id, item.check["check"]) not in names
        ),
    )


def name_of(point: Point) -> tuple[str, str]:
    """What names a point among the arguments of a case."""
    return point.ground_id, point.check


def is_news(proposal: Proposal) -> bool:
    """Whether no argument says so yet, not even one that was turned down."""
    if proposal.item is None:
        return True
    said = [reason.zh for reason in proposal.point.reasons]
    return bool(proposal.item.check.get("reasons_zh") != said)


def take_proposal(
    session: Session, case: Case, key: str, *, today: date, actor: Actor, at: datetime
) -> CaseItem:
    """Add what a check proposes as an argument of the machine; nobody stands by it yet.

    Where an argument says so on earlier facts, its reasons are brought up to date; its
    words are those of the machine only as long as nobody took them over.
    """
    hold_open(session, case)
    proposal = find_proposal(check_again(session, case, today), key)
    made = item_of(proposal.point, len(live_items(case)) + 1)
    item = proposal.item
    if item is None:
        case.items.append(made)
        item = made
    else:
        renew(item, made)
    touch(item, actor, at)
    session.flush()
    record(session, actor, "item.proposed", case, at, item=item.id, key=key)
    return item


def renew(item: CaseItem, made: CaseItem) -> None:
    """Bring the reasons of an argument up to date, and its words if it is untaken."""
    item.check = made.check
    item.edition += 1
    if item.removed_at is not None:
        item.position, item.removed_at = made.position, None
    if not item.taken:
        for name in ("problem_zh", "problem_en", "request_zh", "request_en", "ask"):
            setattr(item, name, getattr(made, name))


def turn_down(
    session: Session, case: Case, key: str, *, today: date, actor: Actor, at: datetime
) -> None:
    """Say that a proposal is not wanted; it is kept among what was taken out.

    Where an argument stands on earlier facts, only that the new ones were seen.
    """
    hold_open(session, case)
    proposal = find_proposal(check_again(session, case, today), key)
    made = item_of(proposal.point, len(live_items(case)) + 1)
    if proposal.item is None:
        made.removed_at = at
        case.items.append(made)
    else:
        proposal.item.check = made.check
    session.flush()
    record(session, actor, "item.turned_down", case, at, key=key)


def find_proposal(checked: Checked, key: str) -> Proposal:
    """The proposal that a form names, if the checks still make it."""
    found = next((one for one in checked.proposals if one.key == key), None)
    if found is None:
        raise RefusedError(NO_LONGER)
    return found
