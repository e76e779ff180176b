"""Where events and subscriptions meet: the terms of each event, and the join."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    Select,
    String,
    cast,
    exists,
    insert,
    literal,
    select,
    union,
)
from sqlalchemy.orm import Session

from models import audience_query
from models.alert import Alert
from models.audience import (
    ANY,
    UNSEATED,
    document_term,
    event_term,
    market_term,
    measure_term,
)
from models.audience_query import EVENT_TERM
from models.audience_words import Phrases
from models.measure import Event, Measure
from models.notice import Notice, NoticeMember
from models.subscription import Subscription, SubscriptionTerm
from models.user import User
from web.alerts.rates import goes_on
from web.alerts.touching import origins, touches

BATCH = 1000


def gather(session: Session, events: CTE) -> None:
    """Lay the terms and the markets of some events where they can be joined."""
    audience_query.begin(session)
    audience_query.add_markets(session, markets(events))
    audience_query.add_terms(session, terms(events))
    numbers = audience_query.phrases(session)
    if numbers:
        add_words(session, events, numbers)
    audience_query.settle(session)


def markets(events: CTE) -> Select[Any]:
    """The markets of each event: its Members, and with them any.

    One of no Member is in the market that stands for none.
    """
    code = NoticeMember.member_code
    member = NoticeMember.notice_id == events.c.notice_id
    seats = exists().where(member)
    every = union(
        select(events.c.event_id, code.label("market")).join(NoticeMember, member),
        select(events.c.event_id, literal(ANY)).where(seats),
        select(events.c.event_id, literal(UNSEATED)).where(~seats),
    ).subquery()
    return select(every.c.event_id, every.c.market)


def measures(events: CTE) -> Iterator[Select[Any]]:
    """The measure of each event, and those that were joined to it."""
    prefix = literal(measure_term(""))
    own = (
        select(events.c.event_id, Event.measure_id, Event.notice_id)
        .join(Event, Event.id == events.c.event_id)
        .subquery()
    )
    term = prefix + cast(own.c.measure_id, String)
    yield select(own.c.event_id, term, own.c.notice_id)
    joined = prefix + cast(Measure.id, String)
    query = select(own.c.event_id, joined, own.c.notice_id)
    yield query.join(Measure, Measure.redirect_id == own.c.measure_id)


def terms(events: CTE) -> Select[tuple[int, str, int]]:
    """What each event touches, its Members, its kind and that of its document."""
    touched = touches(events)
    kinds = (
        select(events.c.event_id, Event.kind, Notice.kind.label("document"), Notice.id)
        .join(Event, Event.id == events.c.event_id)
        .join(Notice, Notice.id == events.c.notice_id)
        .cte("kinds")
    )
    member = select(
        events.c.event_id,
        (literal(market_term("")) + NoticeMember.member_code).label("term"),
        NoticeMember.notice_id.label("from_id"),
    ).join(NoticeMember, NoticeMember.notice_id == events.c.notice_id)
    own = [
        select(kinds.c.event_id, (literal(prefix) + column).label("term"), kinds.c.id)
        for prefix, column in (
            (event_term(""), kinds.c.kind),
            (document_term(""), kinds.c.document),
        )
    ]
    whole = select(touched.c.event_id, touched.c.term, touched.c.from_id)
    every = union(whole, member, *own, *measures(events)).subquery()
    return select(every.c.event_id, every.c.term, every.c.from_id)


def add_words(session: Session, events: CTE, numbers: dict[str, int]) -> None:
    """The words and phrases asked for that stand in the text of each event."""
    known = Phrases(numbers)
    origin = origins(events)
    query = (
        select(origin.c.event_id, origin.c.from_id, Notice.search_text)
        .join(Notice, Notice.id == origin.c.from_id)
        .execution_options(yield_per=BATCH)
    )
    for part in session.execute(query).partitions(BATCH):
        rows = [
            {"event_id": one.event_id, "term_id": numbers[term], "from_id": one.from_id}
            for one in part
            for term in known.found(one.search_text)
        ]
        if rows:
            session.execute(insert(EVENT_TERM), rows)


def audience(dialect: str, today: date) -> Select[tuple[int, int, str, int]]:
    """Event, subscription, the term that met, and the notice that carries the term.

    Of the events that were gathered. One of no Member reaches nobody. A subscription
    hears only of what came after it was last widened.
    """
    column = EVENT_TERM.c
    key = Subscription.id.label("subscription_id")
    met = (
        audience_query.fired(dialect)
        .columns(column.event_id, key, column.term_id, column.from_id)
        .subquery("met")
    )
    term = SubscriptionTerm.term
    one = Subscription
    told = exists().where(
        Alert.subscription_id == one.id, Alert.event_id == met.c.event_id
    )
    return (
        select(met.c.event_id, key, term, met.c.from_id)
        .join(one, one.id == met.c.subscription_id)
        .join(SubscriptionTerm, SubscriptionTerm.id == met.c.term_id)
        .join(User, User.id == one.user_id)
        .join(Event, Event.id == met.c.event_id)
        .where(
            goes_on(today),
            User.disabled.is_(False),
            Event.created_at >= one.updated_at,
            ~told,
        )
        .distinct()
        .order_by(met.c.event_id, one.id, term, met.c.from_id)
    )
