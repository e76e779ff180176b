"""The card of an alert: its sentences, its path, and what would make it stricter."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.measure import Event
from models.notice import Notice
from models.subscription import Subscription
from web.alerts.touching import touches
from web.inbox.taps import LEAST, Precision, precision, spoken_of
from web.inbox.tighten import Proposal, propose, seen_of
from web.inbox.why import Key, fired_keys, sentences
from web.levels.words import sentence
from web.notices.rows import make_rows
from web.subscriptions.wish import of

MOST = 200
"""So many tapped alerts are looked at for a proposal."""


@dataclass(frozen=True)
class Card:
    """Why an alert came, and how well its subscription has done."""

    sentences: list[str]
    keys: list[Key]
    precision: Precision
    proposal: Proposal | None
    snapshot_level: str


def card(session: Session, alert: Alert, today: date, language: str) -> Card:
    """The card of an alert, rebuilt from what was stored with it."""
    keys = fired_keys(session, alert)
    level = level_rule(session, alert, today)
    return Card(
        sentences(alert, keys, level, language),
        keys,
        precision(session, alert.subscription_id),
        proposal(session, alert.subscription),
        alert.level,
    )


def level_rule(session: Session, alert: Alert, today: date) -> dict[str, str]:
    """The rule that gave the level: as it was stored, else if it still gives it."""
    stored = {name: alert.snapshot.get(f"rule_{name}", "") for name in ("zh", "en")}
    if any(stored.values()):
        return stored
    notice = session.get_one(Notice, alert.notice_id)
    row = make_rows(session, [notice], "zh", today)[0]
    if row.level != alert.level:
        return {}
    return {name: sentence(row.rule, name) for name in ("zh", "en")}


def proposal(session: Session, subscription: Subscription) -> Proposal | None:
    """What the taps on a subscription say should be left out; None if too few."""
    spoken = list(spoken_of(session, subscription.id).values())[:MOST]
    if len(spoken) < LEAST:
        return None
    codes = codes_of(session, [alert.event_id for alert, _ in spoken])
    return propose(seen_of(spoken, codes), of(subscription))


def codes_of(session: Session, event_ids: list[int]) -> dict[int, frozenset[str]]:
    """The HS codes that each event touches, as excluded codes are looked for."""
    query = select(Event.id.label("event_id"), Event.notice_id, Event.created_at)
    events = query.where(Event.id.in_(event_ids)).cte("tapped")
    touched = touches(events)
    found: dict[int, set[str]] = defaultdict(set)
    rows = select(touched.c.event_id, touched.c.term)
    for event_id, term in session.execute(rows.where(touched.c.term.like("hs:%"))):
        found[event_id].add(term.removeprefix("hs:"))
    return {event_id: frozenset(codes) for event_id, codes in found.items()}
