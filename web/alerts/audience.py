"""Who must hear of what has happened: one set operation, then one alert each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import (
    CTE,
    ColumnElement,
    Row,
    and_,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from models.alert import Alert
from models.audience import word_term
from models.judgement import Judgement, Verdict
from models.measure import Event
from models.notice import Notice
from models.reference_facts import Setting
from models.subscription import Subscription
from web.alerts.chosen import chosen_kinds
from web.alerts.leaving_out import left_out
from web.alerts.meeting import audience, gather
from web.alerts.once import insert_once
from web.alerts.reasons import Briefing, Hits, brief
from web.levels.rules import Level

SEEN = "alerts.seen"
LOOK_BACK = timedelta(days=1)
"""Events may be stored a little later than the moment they carry."""
RECENT = timedelta(days=60)
"""An event that is older is no news, even if its notice is only now confirmed."""
BATCH = 500

Hit = Row[tuple[int, int, str, int]]


@dataclass(frozen=True)
class Made:
    """What one pass of alerting did."""

    events: int = 0
    alerts: int = 0


def make_alerts(session: Session, *, now: datetime, today: date) -> Made:
    """One alert for each subscription and each event it asks for; never twice.

    Only events of matched notices count; the others wait for the next pass. Those
    of a first load (baseline) alert nobody.
    """
    since = seen_until(session)
    gather(session, fresh_events(since))
    dialect = session.get_bind().dialect.name
    hits = session.execute(audience(dialect, today)).all()
    made = events = 0
    for event_id, group in groupby(hits, key=lambda hit: hit.event_id):
        briefing = brief(session, event_id, today)
        made += write(session, briefing, list(group), now)
        events += 1
    remember(session, since)
    return Made(events, made)


def fresh_events(since: datetime | None) -> CTE:
    """Events that may alert: not of a first load, and of a notice that is matched."""
    query = (
        select(Event.id.label("event_id"), Event.notice_id, Event.created_at)
        .join(Notice, Notice.id == Event.notice_id)
        .where(Event.baseline.is_(False), is_matched())
    )
    if since is not None:
        new = Event.created_at >= since - LOOK_BACK
        query = query.where(or_(new, newly_confirmed(since)))
    return query.cte("fresh")


def newly_confirmed(since: datetime) -> ColumnElement[bool]:
    """Whether an officer has lately said that the notice of a recent event matters."""
    said = select(Judgement.notice_id).where(
        Judgement.verdict == Verdict.CONFIRMED, Judgement.at >= since - LOOK_BACK
    )
    return and_(Event.created_at >= since - RECENT, Event.notice_id.in_(said))


def is_matched() -> ColumnElement[bool]:
    """Whether the present text of a notice has been tagged and matched."""
    same = Notice.matched_hash.startswith(Notice.content_hash)
    return func.coalesce(same, false())


def write(
    session: Session, briefing: Briefing, hits: Iterable[Hit], now: datetime
) -> int:
    """The alerts of one event, a few hundred at a time."""
    made, rows = 0, []
    for subscription_id, group in groupby(hits, key=lambda hit: hit.subscription_id):
        rows.append((subscription_id, [(hit.term, hit.from_id) for hit in group]))
    for start in range(0, len(rows), BATCH):
        part = dict(rows[start : start + BATCH])
        query = select(Subscription).where(Subscription.id.in_(part))
        wanted = [one for one in session.scalars(query) if asks_for(one, briefing)]
        alerts = [
            {
                "subscription_id": one.id,
                "user_id": one.user_id,
                "created_at": now,
                **alert_to(one, briefing, part[one.id]),
            }
            for one in wanted
        ]
        made += insert_once(session, Alert, alerts)
    return made


def alert_to(one: Subscription, briefing: Briefing, hits: Hits) -> dict[str, object]:
    """The columns of an alert to one subscription, with its own words that met."""
    columns = briefing.alert(hits)
    met = {term for term, _ in hits}
    own = {
        "words": [word for word in one.words if word_term(word) in met],
        "kinds": chosen_kinds(one, briefing.kind, briefing.notice.kind),
    }
    own = {name: values for name, values in own.items() if values}
    return {**columns, "reason": {**columns["reason"], **own}} if own else columns


def asks_for(subscription: Subscription, briefing: Briefing) -> bool:
    """What the keys cannot say: kinds of documents, the level, what is kept out."""
    if briefing.notice.kind not in subscription.notice_kinds:
        return False
    if subscription.kinds and briefing.kind not in subscription.kinds:
        return False
    if subscription.least_level and not reaches(
        briefing.snapshot["level"], subscription.least_level
    ):
        return False
    members = {one["code"] for one in briefing.snapshot["members"]}
    out = set(subscription.excluded_members)
    if members <= out and not subscription.measure_id:
        return False
    words = subscription.excluded_words
    return not (words and left_out(words, briefing.tokens))


def reaches(level: str, least: str) -> bool:
    """Whether a level is at least as grave as another; an unknown one is not."""
    order = list(Level)
    return order.index(Level(level)) <= order.index(Level(least))


def seen_until(session: Session) -> datetime | None:
    """Every event before this instant has been looked at."""
    row = session.get(Setting, SEEN)
    return datetime.fromisoformat(row.value) if row else None


def remember(session: Session, since: datetime | None) -> None:
    """Keep the instant before which nothing is left to look at."""
    live = select(func.min(Event.created_at)).where(Event.baseline.is_(False))
    waiting = live.join(Notice, Notice.id == Event.notice_id).where(~is_matched())
    last = select(func.max(Event.created_at)).where(Event.baseline.is_(False))
    until = session.scalar(waiting) or session.scalar(last)
    if until is not None and (since is None or until > since):
        session.merge(Setting(key=SEEN, value=until.isoformat()))
