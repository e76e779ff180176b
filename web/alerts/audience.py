"""Who must hear of what has happened: one set operation, then one alert each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import CTE, ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from models.judgement import Judgement, Verdict
from models.measure import Event
from models.notice import Notice
from models.reference_facts import Setting
from web.alerts.asking import Askers
from web.alerts.meeting import audience, gather
from web.alerts.reasons import brief
from web.alerts.writing import Hit, tell, write

SEEN = "alerts.seen"
LOOK_BACK = timedelta(days=1)
"""Events may be stored a little later than the moment they carry."""
RECENT = timedelta(days=60)
"""An event that is older is no news, even if its notice is only now confirmed."""
EVENTS, ALERTS = 200, 2_000
"""So many events are met at once, and so many alerts written."""


@dataclass(frozen=True)
class Made:
    """What one pass of alerting did."""

    events: int = 0
    alerts: int = 0


def make_alerts(
    session: Session,
    *,
    now: datetime,
    today: date,
    keep: Callable[[], None] | None = None,
) -> Made:
    """One alert for each subscription and each event it asks for; never twice.

    Only events of matched notices count; the others wait for the next pass. Those
    of a first load (baseline) alert nobody. ``keep`` commits: it is called before and
    after each part that is written, so that a pass that is killed has lost little, and
    the next one goes on where it ended.
    """
    keep = keep or session.flush
    since = seen_until(session)
    fresh = fresh_events(since)
    ids = list(session.scalars(select(fresh.c.event_id).order_by(fresh.c.event_id)))
    made, askers = Made(), Askers(session)
    for start in range(0, len(ids), EVENTS):
        hits = meet(session, ids[start : start + EVENTS], today)
        briefings = brief(session, {hit.event_id for hit in hits}, today)
        made = Made(made.events + len(briefings), made.alerts)
        for part in tell(hits, briefings, askers, ALERTS):
            keep()
            made = Made(made.events, made.alerts + write(session, part, now))
            keep()
    remember(session, since)
    return made


def meet(session: Session, ids: Sequence[int], today: date) -> Sequence[Hit]:
    """Who asks for some events, by event and subscription."""
    query = select(Event.id.label("event_id"), Event.notice_id, Event.created_at)
    gather(session, query.where(Event.id.in_(ids)).cte("fresh"))
    dialect = session.get_bind().dialect.name
    return session.execute(audience(dialect, today)).all()


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
