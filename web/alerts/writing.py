"""Alerts become rows, many at once: what all alerts of an event share is said once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, text
from sqlalchemy.orm import Session

from models.audience import word_term
from models.base import UtcDateTime
from web.alerts.asking import Asker, Askers, asks_for
from web.alerts.chosen import chosen_kinds
from web.alerts.reasons import Briefing, Hits
from web.subscriptions.keys import kinds_of_change

AT = bindparam("created_at", type_=UtcDateTime())
EACH = text(
    """
INSERT INTO alert (subscription_id, user_id, reason, measure_id, event_id, notice_id,
    level, snapshot, created_at)
VALUES (:subscription_id, :user_id, :reason, :measure_id, :event_id, :notice_id,
    :level, :snapshot, :created_at)
ON CONFLICT DO NOTHING"""
).bindparams(AT)
"""On SQLite, where a row more costs little."""
TOGETHER = text(
    """
INSERT INTO alert (subscription_id, user_id, reason, measure_id, event_id, notice_id,
    level, snapshot, created_at)
SELECT one.subscription_id, one.user_id, one.reason, :measure_id, :event_id,
    :notice_id, :level, CAST(:snapshot AS JSON), :created_at
FROM unnest(CAST(:subscription_ids AS INTEGER[]), CAST(:user_ids AS INTEGER[]),
    CAST(:reasons AS JSON[])) AS one (subscription_id, user_id, reason)
ON CONFLICT DO NOTHING"""
).bindparams(AT)
"""On PostgreSQL, where all that is sent costs: the snapshot goes once."""
Hit = Row[tuple[int, int, str, int]]
"""Event, subscription, the term that met, and the notice that carries the term."""


@dataclass
class Told:
    """An event, and those who are told of it, each with the reason as it is stored."""

    briefing: Briefing
    to: Sequence[tuple[Asker, str]]

    @cached_property
    def shared(self) -> dict[str, Any]:
        """What is the same in all its alerts."""
        one = self.briefing
        return {
            "measure_id": one.event.measure_id,
            "event_id": one.event.id,
            "notice_id": one.notice.id,
            "level": one.snapshot["level"],
            "snapshot": one.stored,
        }


def tell(
    hits: Iterable[Hit], briefings: Mapping[int, Briefing], askers: Askers, most: int
) -> Iterator[list[Told]]:
    """Those who want what has met their keys, in parts of about so many alerts.

    The hits come by event and subscription.
    """
    part: list[Told] = []
    for event_id, group in groupby(hits, key=lambda hit: hit.event_id):
        wanted = list(wanting(group, briefings[event_id], askers))
        for start in range(0, len(wanted), most):
            part.append(Told(briefings[event_id], wanted[start : start + most]))
            if sum(len(one.to) for one in part) >= most:
                yield part
                part = []
    if part:
        yield part


def wanting(
    hits: Iterable[Hit], briefing: Briefing, askers: Askers
) -> Iterator[tuple[Asker, str]]:
    """Who wants one event, and why."""
    met = {
        key: tuple((hit.term, hit.from_id) for hit in group)
        for key, group in groupby(hits, key=lambda hit: hit.subscription_id)
    }
    for one in askers.read(met).values():
        if asks_for(one, briefing):
            yield (
                one,
                briefing.reason_for(met[one.id], *own(one, briefing, met[one.id])),
            )


def own(
    one: Asker, briefing: Briefing, hits: Hits
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that met as they were asked for, and the kinds that were asked for."""
    asked = kinds_of_change(one.kinds, one.notice_kinds)
    kinds = chosen_kinds(asked, briefing.kind, briefing.notice.kind)
    if not one.words:
        return (), tuple(kinds)
    met = {term for term, _ in hits}
    return tuple(word for word in one.words if word_term(word) in met), tuple(kinds)


def write(session: Session, told: Iterable[Told], now: datetime) -> int:
    """Write alerts that are not there yet; how many there were."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        made = (
            connection.execute(TOGETHER, {**columns(one), "created_at": now}).rowcount
            for one in told
        )
        return sum(made)
    rows = [
        {
            **one.shared,
            "subscription_id": asker.id,
            "user_id": asker.user_id,
            "reason": reason,
            "created_at": now,
        }
        for one in told
        for asker, reason in one.to
    ]
    return connection.execute(EACH, rows).rowcount if rows else 0


def columns(told: Told) -> dict[str, Any]:
    """The alerts of an event as columns."""
    return {
        **told.shared,
        "subscription_ids": [one.id for one, _ in told.to],
        "user_ids": [one.user_id for one, _ in told.to],
        "reasons": [reason for _, reason in told.to],
    }
