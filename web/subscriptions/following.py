"""Following one measure, and changing a subscription by its signed link."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.measure import Measure
from models.notice import Notice
from models.subscription import Subscription
from models.user import User
from web.alerts.links import MANAGE, unsealed
from web.alerts.rates import Rate
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.subscriptions.service import create, list_own, pause, remove
from web.subscriptions.wish import following

LONGEST = 100
LONGEST_PAUSE = timedelta(days=366)
GONE = N_("这个链接已失效：订阅已删除，或已换新链接。请登录后在“我的订阅”中修改。")


def follow(
    session: Session, user: User, measure_id: int, language: str, now: datetime
) -> Subscription | None:
    """Follow a measure; twice is as good as once. None if there is no such measure."""
    measure = session.get(Measure, measure_id)
    if measure is not None and measure.redirect_id:
        measure = session.get(Measure, measure.redirect_id)
    if measure is None:
        return None
    held = followed(session, user, measure.id)
    if held is None:
        name = symbol_of(session, measure)[:LONGEST]
        return create(session, user, following(measure.id, name, language), now)
    if held.paused or held.paused_until:
        pause(session, user.email, held, paused=False, now=now)
    return held


def symbol_of(session: Session, measure: Measure) -> str:
    """The symbol of the first document of a measure."""
    first = select(Notice.symbol).where(Notice.measure_id == measure.id)
    symbol = session.scalar(first.order_by(Notice.distributed, Notice.id).limit(1))
    return symbol or measure.slug


def followed(session: Session, user: User, measure_id: int) -> Subscription | None:
    """The subscription by which a person follows a measure, if they have one."""
    ids = select(Measure.id).where(
        (Measure.id == measure_id) | (Measure.redirect_id == measure_id)
    )
    query = select(Subscription).where(
        Subscription.user_id == user.id, Subscription.measure_id.in_(ids)
    )
    return session.scalar(query.limit(1))


def unfollow(session: Session, user: User, measure_id: int, now: datetime) -> None:
    """Follow a measure no longer; the alerts that it brought stay."""
    held = followed(session, user, measure_id)
    if held is None:
        return
    told = select(Alert.id).where(Alert.subscription_id == held.id).limit(1)
    if session.scalar(told) is None:
        remove(session, user, held)
    else:
        pause(session, user.email, held, paused=True, now=now)


def by_link(session: Session, key: str, token: str) -> Subscription:
    """The subscription that a link may change; RefusedError if it may not, or no
    longer."""
    told = unsealed(key, MANAGE, token)
    if not isinstance(told, list) or len(told) != len(("id", "number")):
        raise RefusedError(GONE)
    found = session.get(Subscription, told[0])
    if found is None or found.links != told[1] or found.user.disabled:
        raise RefusedError(GONE)
    return found


def pause_until(
    session: Session, actor: str, kept: Subscription, until: date | None, today: date
) -> None:
    """Tell nothing before a day; what happens in between is not told later."""
    if until is None or not today < until <= today + LONGEST_PAUSE:
        raise RefusedError(N_("请选择明天起一年以内的日期。"))
    kept.paused, kept.paused_until = False, until
    subject = ("subscription", kept.id)
    note(session, actor, "subscription.paused", subject, until=until.isoformat())


def set_rate(session: Session, actor: str, kept: Subscription, rate: str) -> None:
    """Tell sooner or less often."""
    if rate not in list(Rate):
        raise RefusedError(N_("请从列表中选择频率。"))
    kept.rate = rate
    note(session, actor, "subscription.rated", ("subscription", kept.id), rate=rate)


def renew_links(session: Session, user: User) -> int:
    """End the links of all of a person's subscriptions; new mails carry new ones."""
    own = list_own(session, user)
    for one in own:
        one.links += 1
    note(session, user.email, "subscription.links", ("user", user.id))
    return len(own)
