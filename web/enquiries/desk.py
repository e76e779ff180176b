"""Who sits at the desk, and which questions somebody may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.enquiry import Enquiry, EnquiryState
from models.user import User
from web.limits import number
from web.marks import N_
from web.paging import cut
from web.refused import RefusedError
from web.rights import HOLDERS, Right

PAGE = 50
OVERDUE = "overdue"
NO_OFFICER = N_("经办人须是咨询中心人员，请从列表中选择。")


@dataclass(frozen=True)
class Listed:
    """A page of questions, with how many of each state, and how many are overdue."""

    enquiries: Sequence[Enquiry]
    counts: dict[str, int]
    page: int
    pages: int


def officers(session: Session) -> Sequence[User]:
    """The people of the centre who may take a question on."""
    query = select(User).where(
        User.role.in_(HOLDERS[Right.CENTRE]), User.disabled.is_(False)
    )
    return session.scalars(query.order_by(User.name, User.id)).all()


def find_officer(session: Session, wanted: str) -> int | None:
    """The id of an officer as a form gives it; blank is nobody."""
    if not wanted:
        return None
    try:
        found = session.get(User, number(wanted))
    except ValueError as error:
        raise RefusedError(NO_OFFICER) from error
    if found is None or found.disabled or not is_officer(found):
        raise RefusedError(NO_OFFICER)
    return found.id


def is_officer(user: User) -> bool:
    """Whether somebody is of the centre."""
    return user.role in HOLDERS[Right.CENTRE]


def visible(user: User) -> ColumnElement[bool]:
    """Which questions somebody may see: the centre all, a firm its own."""
    if is_officer(user):
        return Enquiry.id > 0
    own = Enquiry.user_id == user.id
    if user.organisation_id is not None:
        own = or_(own, Enquiry.organisation_id == user.organisation_id)
    return own


def late(today: date) -> ColumnElement[bool]:
    """Which questions still want their first answer after its day."""
    return (Enquiry.state == EnquiryState.OPEN) & (Enquiry.due < today)


def list_enquiries(
    session: Session, user: User, today: date, *, state: str, page: int
) -> Listed:
    """Questions: those that wait come first, the soonest due before the others."""
    seen = visible(user)
    counts = count_states(session, user, today)
    total = counts.get(state, 0) if state else counts["all"]
    here = cut(total, PAGE, page)
    query = select(Enquiry).where(seen)
    if state:
        wanted = late(today) if state == OVERDUE else Enquiry.state == state
        query = query.where(wanted)
    ordered = query.order_by(
        Enquiry.state != EnquiryState.OPEN,
        Enquiry.due.desc() if state == EnquiryState.CLOSED else Enquiry.due,
        Enquiry.id.desc(),
    )
    whole = ordered.options(
        selectinload(Enquiry.organisation),
        selectinload(Enquiry.owner),
        selectinload(Enquiry.notice),
    )
    shown = session.scalars(here.of(whole)).all()
    return Listed(shown, counts, here.page, here.pages)


def count_states(session: Session, user: User, today: date) -> dict[str, int]:
    """How many questions there are of each state, overdue, and in all."""
    query = select(Enquiry.state, func.count()).where(visible(user))
    rows = session.execute(query.group_by(Enquiry.state))
    counts = {row[0]: row[1] for row in rows}
    overdue = select(func.count()).where(visible(user), late(today))
    return {
        **counts,
        "all": sum(counts.values()),
        OVERDUE: session.scalar(overdue) or 0,
    }


def find_enquiry(session: Session, user: User, enquiry_id: int) -> Enquiry | None:
    """A question that somebody may see; None is the same as not there."""
    query = select(Enquiry).where(Enquiry.id == enquiry_id, visible(user))
    return session.scalar(query)
