"""What the exporter of the demonstration has done with its alerts, and said of them."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.events import EventKind
from models.handling import HandlingState, TapVerdict
from models.measure import Event
from models.notice import Notice
from models.subscription import Subscription
from models.user import Role, User
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.inbox.listing import mark_read
from web.inbox.service import Decision, decide
from web.inbox.taps import tap

READ_UNTIL = date(2025, 6, 9)
PUT_OFF = (EventKind.EXTENDED, EventKind.ADOPTED)
NOTES = (
    (
        HandlingState.DONE,
        "已核对配方，现有产品符合，不需改动（演示用虚构内容）。",
        None,
    ),
    (HandlingState.NOT_OURS, "本企业不出口这类产品（演示用虚构内容）。", None),
    (HandlingState.WORKING, "已请检测机构报价，等回复（演示用虚构内容）。", 14),
    (HandlingState.WORKING, "请质量部核对标签（演示用虚构内容）。", -1),
)
"""State, note, and the days from today until it is due."""
TAPS = 12
"""So many alerts of a subscription were tapped."""
WRONG = ("饮用水", "消毒")
"""Goods in a title that the exporter does not sell."""


def act_on_alerts(session: Session) -> None:
    """The exporter has read what came before this week, and begun to act."""
    user = demo_user(session, Role.ENTERPRISE)
    if user is None:
        return
    ids = early(session, user)
    mark_read(session, user, at(READ_UNTIL, 9), ids)
    for measure_id, (state, note, days) in zip(ids, NOTES, strict=False):
        due = DAY + timedelta(days) if days is not None else None
        decision = Decision(state, user.id, note, due)
        decide(session, user, measure_id, decision, at(READ_UNTIL, 15))
    say_of_alerts(session, user)


def early(session: Session, user: User) -> list[int]:
    """Measures of which the exporter has heard nothing pressing since."""
    pressing = (
        select(Alert.measure_id)
        .join(Event, Event.id == Alert.event_id)
        .where(Alert.user_id == user.id, Event.kind.in_(PUT_OFF))
    )
    query = (
        select(Alert.measure_id)
        .join(Notice, Notice.id == Alert.notice_id)
        .where(
            Alert.user_id == user.id,
            Notice.distributed <= READ_UNTIL,
            Alert.measure_id.not_in(pressing),
        )
    )
    return sorted(set(session.scalars(query)))


def say_of_alerts(session: Session, user: User) -> None:
    """Taps on the latest alerts of each of the exporter's subscriptions."""
    mine = select(Subscription.id).where(Subscription.user_id == user.id)
    for subscription_id in session.scalars(mine).all():
        own = select(Alert).where(Alert.subscription_id == subscription_id)
        for alert in session.scalars(own.order_by(Alert.id.desc()).limit(TAPS)):
            wrong = any(word in alert.snapshot["title_zh"] for word in WRONG)
            verdict = TapVerdict.IRRELEVANT if wrong else TapVerdict.RELEVANT
            tap(session, user.id, alert.id, verdict, at(DAY, 8, 30))
