"""Looks for the notification of each national measure; never commits.

Work is found by a query: measures that were never looked for, those whose day has
come, and all that are not settled once there are newer notifications. Doing it again
changes nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.counterpart import Counterpart, CounterpartState
from models.kinds import REGULATIONS, NoticeKind
from models.notice import Notice
from models.official import Reading
from models.sector import Match
from nlp.counterparts.reading import facts_of, read_notifications
from nlp.counterparts.scoring import Likeness, Rarity, nearest

RULES = "1"
PATIENCE = timedelta(days=30)
"""So long after its publication a notification may still be on its way: Members
notify a draft within weeks, and ePing shows it some days later."""
BACK = {NoticeKind.DRAFT: timedelta(days=120), NoticeKind.RULE: timedelta(days=900)}
"""How long before the publication the notification may have come: a rule that is
made was notified as a draft, often a year or two before."""
HORIZON = timedelta(days=400)
"""Measures published longer ago are not looked for any more."""
SETTLED = (CounterpartState.FOUND, CounterpartState.DISMISSED)
CERTAIN = ("sure", "likely")


@dataclass(frozen=True)
class Sought:
    """What one pass did."""

    looked: int = 0
    found: int = 0
    absent: int = 0


@dataclass(frozen=True)
class Pass:
    """When a pass looks, and at which state of the store."""

    basis: str
    now: datetime
    today: date


def seek(session: Session, now: datetime, today: date) -> Sought:
    """Look for the notification of every measure that needs it."""
    this = Pass(f"{RULES}:{state_of_store(session)}", now, today)
    measures = list(session.scalars(wanting(this)))
    by_member: dict[str, list[Notice]] = defaultdict(list)
    for one in measures:
        by_member[one.members[0].member_code].append(one)
    states = [
        state
        for member, own in by_member.items()
        for state in seek_in(session, member, own, this)
    ]
    session.flush()
    found = states.count(CounterpartState.FOUND)
    return Sought(len(states), found, states.count(CounterpartState.ABSENT))


def state_of_store(session: Session) -> str:
    """Names the state of the notifications and of their official forms."""
    query = select(func.max(Notice.id), func.max(Notice.updated_at))
    wto = query.where(Notice.kind == NoticeKind.NOTIFICATION)
    last, changed = session.execute(wto).one()
    return f"{last}:{changed}:{session.scalar(select(func.max(Reading.read_at)))}"


def wanting(this: Pass) -> Select[Notice]:
    """National measures for our sectors that are to be looked for now."""
    ours = select(Match.notice_id).where(Match.certainty.in_(CERTAIN))
    one = Counterpart
    unsettled = and_(one.state.not_in(SETTLED), one.rules != this.basis)
    come = and_(one.state == CounterpartState.SOUGHT, one.due <= this.today)
    return (
        select(Notice)
        .outerjoin(one, one.notice_id == Notice.id)
        .where(
            Notice.kind.in_(REGULATIONS),
            Notice.distributed >= this.today - HORIZON,
            Notice.id.in_(ours),
            Notice.members.any(),
            or_(one.id.is_(None), unsettled, come),
        )
        .options(selectinload(Notice.members))
        .order_by(Notice.id)
    )


def seek_in(
    session: Session, member: str, measures: Sequence[Notice], this: Pass
) -> list[str]:
    """Look for the measures of one Member among its notifications."""
    first = min(map(earliest, measures))
    notifications = read_notifications(session, member, first)
    rarity = Rarity(notifications)
    facts = facts_of(session, measures)
    states = []
    for notice in measures:
        within = [one for one in notifications if one.distributed >= earliest(notice)]
        near = nearest(facts[notice.id], within, rarity)
        states.append(note(session, notice, near, this))
    return states


def earliest(notice: Notice) -> date:
    """The first day on which the notification of a measure may have come."""
    return notice.distributed - BACK[NoticeKind(notice.kind)]


def note(session: Session, notice: Notice, near: Sequence[Likeness], this: Pass) -> str:
    """Write down how the search for a measure stands; what a person decided stays."""
    query = select(Counterpart).where(Counterpart.notice_id == notice.id)
    row = session.scalar(query)
    if row is None:
        row = Counterpart(notice_id=notice.id, due=notice.distributed + PATIENCE)
        row.state = CounterpartState.SOUGHT
        session.add(row)
    row.rules, row.checked_at = this.basis, this.now
    row.evidence = [one.told() for one in near]
    row.score = near[0].score if near else 0.0
    if near and near[0].is_same:
        row.state, row.found_id = CounterpartState.FOUND, near[0].id
    elif row.state in {CounterpartState.SOUGHT, CounterpartState.ABSENT}:
        come = row.due <= this.today
        row.state = CounterpartState.ABSENT if come else CounterpartState.SOUGHT
    return row.state
