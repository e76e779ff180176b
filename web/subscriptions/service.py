"""Keeping subscriptions: choices, saving, pausing, deleting."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.notice import NoticeMember
from models.reference_facts import Member, MemberGroup, MemberGroupSeat
from models.sector import Sector
from models.subscription import Subscription
from models.user import User
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.subscriptions.checking import check, check_markets, check_offered
from web.subscriptions.keys import GROUP, write_keys
from web.subscriptions.ways import begin_ways, check_ways, offered, way_label
from web.subscriptions.wish import Wish, endpoints_of, put

MOST = 200
DAYS = 30
"""So many days are looked back on in the list of one's subscriptions."""


@dataclass(frozen=True)
class Choice:
    """Something to tick: its value, its names, and how many notices it has."""

    value: str
    zh: str
    en: str
    count: int = 0


@dataclass(frozen=True)
class Choices:
    """All that a form offers."""

    sectors: Sequence[Choice]
    groups: Sequence[Choice]
    markets: Sequence[Choice]
    others: Sequence[Choice]
    ways: Sequence[Choice]


def choices(session: Session, user: User | None = None) -> Choices:
    """Sectors, groups, Members (those that notified first), and a person's ways."""
    counts = notified(session)
    members = [
        Choice(one.code, one.zh, one.en, counts.get(one.code, 0))
        for one in session.scalars(select(Member).order_by(Member.en))
    ]
    active = sorted((one for one in members if one.count), key=lambda one: -one.count)
    return Choices(
        sectors=[
            Choice(one.id, one.name_zh, one.name_en)
            for one in session.scalars(select(Sector).order_by(Sector.position))
        ],
        groups=[
            Choice(GROUP + one.id, one.name_zh, one.name_en)
            for one in session.scalars(select(MemberGroup).order_by(MemberGroup.id))
        ],
        markets=active,
        others=[one for one in members if not one.count],
        ways=ways_of(session, user) if user else [],
    )


def ways_of(session: Session, user: User) -> list[Choice]:
    """The endpoints that a person may choose."""
    ways = offered(session, user)
    return [Choice(str(one.id), *way_label(one, by, user)) for one, by in ways]


def notified(session: Session) -> dict[str, int]:
    """How many notices each Member has here."""
    query = select(NoticeMember.member_code, func.count()).group_by(
        NoticeMember.member_code
    )
    return {row[0]: row[1] for row in session.execute(query)}


def seats(session: Session) -> dict[str, list[str]]:
    """The Members of each group."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in session.scalars(select(MemberGroupSeat)):
        found[one.group_id].append(one.member_code)
    return found


def list_own(session: Session, user: User) -> Sequence[Subscription]:
    """The subscriptions of a person, the newest first."""
    query = select(Subscription).where(Subscription.user_id == user.id)
    return session.scalars(query.order_by(Subscription.id.desc())).all()


def brought(session: Session, user: User, now: datetime) -> dict[int, int]:
    """How many alerts each subscription of a person has lately brought."""
    lately = Alert.user_id == user.id, Alert.created_at > now - timedelta(days=DAYS)
    query = select(Alert.subscription_id, func.count()).where(*lately)
    query = query.group_by(Alert.subscription_id)
    return {row[0]: row[1] for row in session.execute(query)}


def find_own(session: Session, user: User, subscription_id: int) -> Subscription | None:
    """One subscription of this person, and of nobody else."""
    query = select(Subscription).where(
        Subscription.id == subscription_id, Subscription.user_id == user.id
    )
    return session.scalar(query)


def create(session: Session, user: User, wish: Wish, now: datetime) -> Subscription:
    """A new subscription; it hears of what happens from now on."""
    if len(list_own(session, user)) >= MOST:
        raise RefusedError(N_("每人最多 %(most)d 个订阅。"), most=MOST)
    made = Subscription(user_id=user.id, created_at=now, updated_at=now)
    check_ways(session, user, wish, ())
    fill(session, made, wish)
    session.add(made)
    session.flush()
    note(session, user.email, "subscription.added", ("subscription", made.id))
    return made


def change(
    session: Session, user: User, kept: Subscription, wish: Wish, now: datetime
) -> None:
    """Change a subscription; one that asks for other things begins anew."""
    before, ways = interest(kept), endpoints_of(kept.channels)
    check_ways(session, user, wish, ways)
    fill(session, kept, wish)
    begin_ways(session, kept, ways)
    if interest(kept) != before:
        kept.updated_at = now
    note(session, user.email, "subscription.changed", ("subscription", kept.id))


def interest(one: Subscription) -> tuple[object, ...]:
    """What decides whether an event is alerted at all."""
    lists = (
        one.sectors,
        one.hs,
        one.ics,
        one.words,
        one.markets,
        one.kinds,
        one.notice_kinds,
        one.excluded_words,
        one.excluded_members,
        one.excluded_hs,
    )
    return (
        one.least_level or "",
        one.measure_id,
        *(frozenset(each or ()) for each in lists),
    )


def fill(session: Session, kept: Subscription, wish: Wish) -> None:
    """Write what a form says into a subscription, with its keys."""
    check_whole(session, wish)
    put(wish, kept)
    write_keys(session, kept, seats(session))


def check_whole(session: Session, wish: Wish) -> None:
    """Refuse what a wish cannot say, also by what there is to choose from."""
    check(wish)
    sectors = session.scalars(select(Sector.id))
    check_offered(wish.sectors, sectors)
    groups = [GROUP + one for one in session.scalars(select(MemberGroup.id))]
    markets = {*groups, *session.scalars(select(Member.code))}
    check_offered([*wish.markets, *wish.excluded_members], markets)
    check_markets(wish, seats(session))


def pause(
    session: Session, actor: str, kept: Subscription, *, paused: bool, now: datetime
) -> None:
    """Stop a subscription, or let it go on with what happens from now on."""
    if not paused and (kept.paused or kept.paused_until):
        kept.updated_at, kept.paused_until = now, None
    kept.paused = paused
    name = "subscription.paused" if paused else "subscription.resumed"
    note(session, actor, name, ("subscription", kept.id))


def remove(session: Session, user: User, kept: Subscription) -> None:
    """Delete a subscription and the alerts it brought."""
    note(session, user.email, "subscription.deleted", ("subscription", kept.id))
    session.execute(delete(Alert).where(Alert.subscription_id == kept.id))
    session.delete(kept)
