"""The centre's work with reports of barriers: list, check, assign, link, answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.user import User
from models.voice import Barrier, BarrierNote, BarrierState
from web.audit import note
from web.enquiries.desk import find_officer
from web.enquiries.letters import Letter, post_letter
from web.joining.letters import Reader
from web.marks import N_
from web.notices.service import notice_of_symbol
from web.paging import cut
from web.refused import RefusedError
from web.rights import HOLDERS, Right

PAGE = 50
MOST_WORDS = 5000
NO_STATE = N_("没有这种状态，请从列表中选择。")
NEEDS_NOTE = N_("转办和无法核实请写明去向或原因。")
NO_NOTICE = N_("没有编号为 %(symbol)s 的通报或措施，请核对编号。")
NO_CASE = N_("没有编号为 %(number)s 的评议案件。")
NO_ANSWER = N_("请填写答复，不超过5000字。")
EXPLAINED = {BarrierState.PASSED, BarrierState.UNVERIFIABLE}


@dataclass(frozen=True)
class Listed:
    """A page of reports, and how many of each state there are."""

    reports: Sequence[Barrier]
    counts: dict[str, int]
    page: int
    pages: int


@dataclass(frozen=True)
class Step:
    """What an officer does with a report, as the form gives it."""

    state: str = ""
    owner: str = ""
    symbol: str = ""
    case: str = ""
    text: str = ""


def visible(user: User) -> ColumnElement[bool]:
    """Which reports somebody may see: the centre all, a firm its own."""
    known = Barrier.state != BarrierState.UNCONFIRMED
    if user.role in HOLDERS[Right.CENTRE]:
        return known
    own = Barrier.user_id == user.id
    if user.organisation_id is not None:
        own = or_(own, Barrier.organisation_id == user.organisation_id)
    return known & own


def list_reports(session: Session, user: User, state: str, page: int) -> Listed:
    """Reports, the newest first."""
    seen = visible(user)
    counting = select(Barrier.state, func.count()).where(seen).group_by(Barrier.state)
    counts = {row[0]: row[1] for row in session.execute(counting)}
    total = counts.get(state, 0) if state else sum(counts.values())
    here = cut(total, PAGE, page)
    query = select(Barrier).where(seen).options(selectinload(Barrier.owner))
    if state:
        query = query.where(Barrier.state == state)
    query = query.order_by(Barrier.created_at.desc(), Barrier.id.desc())
    shown = session.scalars(here.of(query)).all()
    return Listed(shown, counts, here.page, here.pages)


def find_report(session: Session, user: User, barrier_id: int) -> Barrier | None:
    """A report that somebody may see; None is the same as not there."""
    query = select(Barrier).where(Barrier.id == barrier_id, visible(user))
    return session.scalar(query)


def take_step(
    session: Session, found: Barrier, step: Step, actor: User, now: datetime
) -> None:
    """Change state, officer and links of a report, and note it."""
    text = step.text.strip()[:MOST_WORDS]
    state = step.state or found.state
    if state not in set(BarrierState) - {BarrierState.UNCONFIRMED}:
        raise RefusedError(NO_STATE)
    if state != found.state and state in EXPLAINED and not text:
        raise RefusedError(NEEDS_NOTE)
    found.owner_id = find_officer(session, step.owner)
    found.notice_id = find_notice(session, step.symbol)
    found.case_id = find_case(session, step.case)
    found.state, found.updated_at = state, now
    found.notes.append(BarrierNote(at=now, actor=actor.name, state=state, text=text))
    subject = ("barrier", found.id)
    note(session, actor.email, "barrier.step", subject, state=state)


def find_notice(session: Session, symbol: str) -> int | None:
    """The notice or national measure that a report is linked to."""
    wanted = symbol.strip()
    if not wanted:
        return None
    found = notice_of_symbol(session, wanted)
    if found is None:
        raise RefusedError(NO_NOTICE, symbol=wanted[:80])
    return found


def find_case(session: Session, number: str) -> int | None:
    """The case that a report is linked to, by its number."""
    wanted = number.strip()
    if not wanted:
        return None
    digits = wanted.isascii() and wanted.isdecimal() and len(wanted) < len("10000000")
    case = session.get(Case, int(wanted)) if digits else None
    if case is None:
        raise RefusedError(NO_CASE, number=wanted[:20])
    return case.id


def answer(
    session: Session,
    found: Barrier,
    text: str,
    actor: User,
    base_url: str,
    *,
    now: datetime,
) -> None:
    """Answer the author: kept, shown to the firm, and mailed; the same words once."""
    words = text.strip()
    if not words or len(words) > MOST_WORDS:
        raise RefusedError(NO_ANSWER)
    if words == found.answer:
        return  # a second press
    found.answer, found.answered_at, found.updated_at = words, now, now
    url = f"{base_url}/barriers/{found.id}" if found.user_id else f"{base_url}/"
    reader = Reader(found.email, found.contact, found.language, found.user_id)
    post_letter(
        session,
        Letter("barrier_answered", url, words),
        reader,
        key=f"barrier:answer:{found.id}:{now.isoformat()}",
        now=now,
        product=found.product,
    )
    note(session, actor.email, "barrier.answered", ("barrier", found.id))
