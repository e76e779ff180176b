"""Alerts as the API answers them: those to the people of one organisation."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from models.alert import Alert
from models.deadlines import HERE
from models.user import User
from web.alerts.items import item
from web.api.answers import Coded, Names
from web.api.notice_answers import AlertRow
from web.api.questions import AlertsQuestion


def of_organisation(organisation_id: int) -> Select[Alert]:
    """The alerts to the people of an organisation."""
    people = select(User.id).where(User.organisation_id == organisation_id)
    parts = (selectinload(Alert.subscription), selectinload(Alert.event))
    return select(Alert).where(Alert.user_id.in_(people)).options(*parts)


def read_alerts(
    session: Session, organisation_id: int, asked: AlertsQuestion
) -> Sequence[Alert]:
    """One page of alerts and one more, if there is one; the newest first."""
    query = of_organisation(organisation_id)
    if asked.since:
        query = query.where(
            Alert.created_at >= datetime.combine(asked.since, time(), HERE)
        )
    if asked.unread == "1":
        query = query.where(Alert.read_at.is_(None))
    if asked.after is not None:
        query = query.where(Alert.id < asked.after)
    return session.scalars(query.order_by(Alert.id.desc()).limit(asked.limit + 1)).all()


def find_alert(session: Session, organisation_id: int, alert_id: int) -> Alert | None:
    """An alert to somebody of an organisation; another's is none."""
    query = of_organisation(organisation_id)
    return session.scalar(query.where(Alert.id == alert_id))


def write_alert(alert: Alert, site: str, today: date) -> AlertRow:
    """An alert as it was told, in both languages."""
    shown = alert.snapshot
    zh, en = (item([alert], today, name) for name in ("zh", "en"))
    return AlertRow(
        id=alert.id,
        created=alert.created_at,
        read=alert.read_at is not None,
        subscription_id=alert.subscription_id,
        subscription=alert.subscription.name,
        notice_id=alert.notice_id,
        measure_id=alert.measure_id,
        symbol=shown["symbol"],
        url=f"{site}/notices/{alert.notice_id}",
        level=alert.level,
        event=alert.event.kind,
        event_day=alert.event.day,
        title=Names(zh=zh.title, en=en.title),
        original=shown["title"],
        members=[Coded.model_validate(one) for one in shown["members"]],
        deadline=shown["deadline"],
        changes=side_by_side(zh.changes, en.changes),
        why=side_by_side(zh.why, en.why),
    )


def side_by_side(zh: Sequence[str], en: Sequence[str]) -> list[Names]:
    """Lines in both languages; they come from the same facts in the same order."""
    return [Names(zh=one, en=other) for one, other in zip(zh, en, strict=False)]
