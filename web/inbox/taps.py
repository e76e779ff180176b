"""Taps: what readers say of alerts, and how often a subscription was right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.handling import Tap, TapVerdict
from web.alerts import links
from web.alerts.once import insert_once
from web.marks import N_
from web.refused import RefusedError

LATEST = 20
"""So many taps tell how often a subscription is right."""
LEAST = 5
"""Fewer say nothing."""


@dataclass(frozen=True)
class Precision:
    """Of the latest taps on a subscription, how many were relevant."""

    taps: int = 0
    relevant: int = 0

    @property
    def enough(self) -> bool:
        """Whether there are enough taps to say anything."""
        return self.taps >= LEAST


def alert_of(session: Session, key: str, token: str) -> tuple[Alert, str]:
    """The alert and the verdict of a link in a mail; RefusedError if it is no good."""
    found = links.read_tap(key, token)
    if found is None or found[1] not in set(TapVerdict):
        raise RefusedError(N_("这个链接不完整或已过期，请登录后在“我的预警”里点评。"))
    alert = session.get(Alert, found[0])
    if alert is None:
        raise RefusedError(N_("这条预警已随订阅删除，不能再点评。"))
    return alert, found[1]


def tap(
    session: Session, user_id: int, alert_id: int, verdict: str, now: datetime
) -> None:
    """Keep what a reader says of an alert; saying it again changes nothing."""
    if verdict not in set(TapVerdict):
        raise RefusedError(N_("请点“相关”或“不相关”。"))
    row = {"alert_id": alert_id, "user_id": user_id, "verdict": verdict, "at": now}
    if insert_once(session, Tap, [row]):
        return
    kept = find(session, user_id, alert_id)
    if kept is not None and kept.verdict != verdict:
        kept.verdict, kept.at = verdict, now


def tap_all(
    session: Session, user_id: int, alerts: list[Alert], verdict: str, now: datetime
) -> None:
    """One press on a measure speaks of the latest alert of each subscription."""
    latest = {one.subscription_id: one for one in alerts}
    for alert in latest.values():
        tap(session, user_id, alert.id, verdict, now)


def find(session: Session, user_id: int, alert_id: int) -> Tap | None:
    """What a reader has said of an alert."""
    query = select(Tap).where(Tap.alert_id == alert_id, Tap.user_id == user_id)
    return session.scalar(query)


def said_of(session: Session, user_id: int, alert_ids: list[int]) -> dict[int, str]:
    """What a reader has said of some alerts."""
    query = select(Tap.alert_id, Tap.verdict).where(
        Tap.user_id == user_id, Tap.alert_id.in_(alert_ids)
    )
    return {row.alert_id: row.verdict for row in session.execute(query)}


def last_said(
    session: Session, user_id: int, groups: Sequence[Sequence[int]]
) -> list[str]:
    """What a reader has said of the latest alert of each group; empty if nothing."""
    said = said_of(session, user_id, [one for group in groups for one in group])
    return [
        next((said[one] for one in reversed(group) if one in said), "")
        for group in groups
    ]


def precision(session: Session, subscription_id: int) -> Precision:
    """How many of the latest taps on a subscription were relevant."""
    query = (
        select(Tap.verdict)
        .join(Alert, Alert.id == Tap.alert_id)
        .where(Alert.subscription_id == subscription_id)
        .order_by(Tap.at.desc(), Tap.id.desc())
        .limit(LATEST)
    )
    verdicts = session.scalars(query).all()
    return Precision(len(verdicts), verdicts.count(TapVerdict.RELEVANT))


def spoken_of(session: Session, subscription_id: int) -> dict[int, tuple[Alert, str]]:
    """The alerts of a subscription that were tapped, each with its last verdict."""
    query = (
        select(Alert, Tap.verdict)
        .join(Tap, Tap.alert_id == Alert.id)
        .where(Alert.subscription_id == subscription_id)
        .order_by(Alert.id.desc(), Tap.at.desc(), Tap.id.desc())
    )
    rows = session.execute(query).all()
    first = (next(group) for _, group in groupby(rows, key=lambda row: row[0].id))
    return {row[0].id: (row[0], row[1]) for row in first}
