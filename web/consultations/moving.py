"""The last day of an open round moved: checked, told to all who are asked, once."""

from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.consultation import Consultation
from web.alerts.links import Links
from web.cases.record import Actor, record
from web.consultations.letters import post_letter, say_day
from web.consultations.links import link_of
from web.consultations.rounds import IS_OVER, OVER, TOO_LATE
from web.consultations.standing import is_closed
from web.marks import N_
from web.planning.extension import closing_day
from web.planning.making import ROUND
from web.planning.service import plan_of, replan
from web.refused import RefusedError

ENDED = N_("本轮已结束，不能再改截止日；可以新开一轮。")
PAST = N_("新的截止日不能早于今天（%(today)s）。")
SAME = N_("截止日就是%(day)s，没有改动。")
CHANGED = N_("另一位同事刚把截止日改为%(day)s，请核对后再改。")


def check_day(session: Session, one: Consultation, closes: date, today: date) -> None:
    """Refuse a day that a round cannot be moved to."""
    if one.case.state in OVER:
        raise RefusedError(IS_OVER)
    if is_closed(one, today):
        raise RefusedError(ENDED)
    if closes < today:
        raise RefusedError(PAST, today=today.isoformat())
    if closes == one.closes:
        raise RefusedError(SAME, day=closes.isoformat())
    ends = closing_day(session, one.case)
    if ends is not None and today < ends < closes:
        raise RefusedError(TOO_LATE, day=ends.isoformat())


def move_day(
    session: Session,
    one: Consultation,
    closes: date,
    links: Links,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> int:
    """Move the last day, tell all who are asked, plan anew; how many were told.

    Of two officers who move it at once the second is refused, so that nobody is told
    of a day that does not stand.
    """
    check_day(session, one, closes, today)
    before = one.closes
    same = update(Consultation).where(
        Consultation.id == one.id,
        Consultation.closes == before,
        Consultation.closed_at.is_(None),
    )
    moved = same.values(closes=closes).returning(Consultation.id)
    if not session.scalars(moved).all():
        session.refresh(one)
        raise RefusedError(CHANGED, day=one.closes.isoformat())
    session.refresh(one)
    told = {"before": before.isoformat(), "closes": closes.isoformat()}
    record(
        session, actor, "consultation.moved", one.case, now, round=one.number, **told
    )
    if plan_of(session, one.case) is not None:
        replan(session, one.case, ROUND, now, by=actor)
    return tell_all(session, one, before, links, now=now, today=today)


def overtaken(session: Session, one: Consultation) -> date | None:
    """The day by which a draft is planned, if answers may come after it."""
    plan = plan_of(session, one.case)
    due = plan.draft_due if plan else None
    return due if due is not None and due < one.closes else None


def tell_all(
    session: Session,
    one: Consultation,
    before: date,
    links: Links,
    *,
    now: datetime,
    today: date,
) -> int:
    """A letter to everybody who is still asked and has an address."""
    asked = [party for party in one.asked if party.withdrawn_at is None]
    return sum(
        post_letter(
            session,
            "moved",
            party,
            link_of(links, party, today),
            key=f"moved:{now.isoformat()}",
            now=now,
            before=say_day(before, party.language),
        )
        for party in asked
    )
