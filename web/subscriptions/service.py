"""Keeping subscriptions: choices, saving, pausing, deleting."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.kinds import kinds_of
from models.notice import NoticeMember
from models.reference_facts import Member, MemberGroup, MemberGroupSeat
from models.sector import Sector
from models.subscription import Subscription
from models.user import User
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.subscriptions.keys import GROUP, terms_of, wanted_markets, write_keys
from web.subscriptions.wish import MAIL, Wish, check, event_kinds

MOST = 50


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


def choices(session: Session) -> Choices:
    """Sectors, groups, and Members: those that have notified come first."""
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
    )


def notified(session: Session) -> dict[str, int]:
    """How many notices each Member has here."""
    query = select(NoticeMember.member_code, func.count()).group_by(
        NoticeMember.member_code
    )
    return {row[0]: row[1] for row in session.execute(query)}


def seats(session: Session) -> dict[str, list[str]]:
    """The Members of each group."""
    found: dict[str, list[str]] = defaultdict(list)
    for seat in session.scalars(select(MemberGroupSeat)):
        found[seat.group_id].append(seat.member_code)
    return found


def list_own(session: Session, user: User) -> Sequence[Subscription]:
    """The subscriptions of a person, the newest first."""
    query = select(Subscription).where(Subscription.user_id == user.id)
    return session.scalars(query.order_by(Subscription.id.desc())).all()


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
    fill(session, made, wish)
    session.add(made)
    session.flush()
    note(session, user.email, "subscription.added", ("subscription", made.id))
    return made


def change(
    session: Session, user: User, kept: Subscription, wish: Wish, now: datetime
) -> None:
    """Change a subscription; one that asks for other things begins anew."""
    before = interest(kept)
    fill(session, kept, wish)
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
    return one.least_level or "", *(frozenset(each or ()) for each in lists)


def fill(session: Session, kept: Subscription, wish: Wish) -> None:
    """Write what a form says into a subscription, with its keys."""
    check(wish)
    check_known(session, wish)
    kept.sectors, kept.hs, kept.markets = wish.sectors, wish.hs, wish.markets
    kept.ics, kept.words = wish.ics, wish.words
    kept.least_level = wish.least_level
    kept.excluded_members, kept.excluded_hs = wish.excluded_members, wish.excluded_hs
    kept.kinds = event_kinds(wish)
    kept.notice_kinds = list(kinds_of(wish.documents))
    kept.excluded_words = wish.excluded
    kept.rate, kept.language = wish.rate, wish.language
    kept.channels = [MAIL] if wish.mail else []
    kept.name = wish.name
    write_keys(kept, seats(session))


def check_known(session: Session, wish: Wish) -> None:
    """Refuse sectors and markets that are not among the choices."""
    offered = choices(session)
    sectors = {one.value for one in offered.sectors}
    markets = {
        one.value for one in [*offered.groups, *offered.markets, *offered.others]
    }
    strange = [one for one in wish.sectors if one not in sectors]
    named = [*wish.markets, *wish.excluded_members]
    strange += [one for one in named if one not in markets]
    if strange:
        raise RefusedError(N_("“%(value)s”不在可选范围内。"), value=strange[0][:40])


def keys_of(session: Session, wish: Wish) -> tuple[list[str], list[str]]:
    """The terms and the markets that a wish stands for."""
    like = Subscription(
        sectors=wish.sectors,
        hs=wish.hs,
        ics=wish.ics,
        words=wish.words,
        markets=wish.markets,
        excluded_members=wish.excluded_members,
    )
    return terms_of(like), wanted_markets(like, seats(session))


def pause(
    session: Session, actor: str, kept: Subscription, *, paused: bool, now: datetime
) -> None:
    """Stop a subscription, or let it go on with what happens from now on."""
    if kept.paused and not paused:
        kept.updated_at = now
    kept.paused = paused
    word = "paused" if paused else "resumed"
    note(session, actor, f"subscription.{word}", ("subscription", kept.id))


def remove(session: Session, user: User, kept: Subscription) -> None:
    """Delete a subscription and the alerts it brought."""
    note(session, user.email, "subscription.deleted", ("subscription", kept.id))
    session.execute(delete(Alert).where(Alert.subscription_id == kept.id))
    session.delete(kept)
