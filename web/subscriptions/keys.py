"""The keys of a subscription: each term in each market, ready to be joined."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from models.audience import ANY as ANY
from models.audience import (
    UNSEATED,
    Asked,
    document_term,
    event_term,
    lay_out,
    measure_term,
    word_term,
)
from models.audience_terms import key_rows, number_terms
from models.kinds import NoticeKind
from models.subscription import Subscription, SubscriptionClause, SubscriptionKey

UNION = "EU"
"""A market that is a group by itself: its own notices, and its members'."""
UNION_GROUP = "eu27"
GROUP = "g:"
NOWHERE = "-"
"""A term and a market that no event has: what can be met by nothing."""


def write_keys(
    session: Session, subscription: Subscription, seats: Mapping[str, Sequence[str]]
) -> None:
    """Give a subscription the keys that its words, markets and groups stand for.

    What is there already stays, so that a change writes only what differs.
    """
    layout = lay_out(asked_by(subscription, seats))
    wanted = key_rows(session, layout)
    held = {(one.slot, one.second): one for one in subscription.keys}
    kept = [one for pair, one in held.items() if pair in wanted]
    for one in kept:
        one.checks = layout.checks
    made = [
        SubscriptionKey(slot=slot, second=second, checks=layout.checks)
        for slot, second in sorted(wanted - held.keys())
    ]
    subscription.keys = [*kept, *made]
    numbers = number_terms(session, {term for _, term in layout.clauses})
    write_clauses(subscription, {(n, numbers[term]) for n, term in layout.clauses})


def write_clauses(subscription: Subscription, wanted: set[tuple[int, int]]) -> None:
    """Give a subscription the clauses that are checked beside its keys."""
    held = {(one.number, one.term_id): one for one in subscription.clauses}
    kept = [one for pair, one in held.items() if pair in wanted]
    made = [
        SubscriptionClause(number=number, term_id=term_id)
        for number, term_id in sorted(wanted - held.keys())
    ]
    subscription.clauses = [*kept, *made]


def asked_by(subscription: Subscription, seats: Mapping[str, Sequence[str]]) -> Asked:
    """What a subscription asks for, as far as keys and clauses can say it.

    The level, words kept out, and Members kept out are looked at when an alert is
    written.
    """
    chosen = kinds_of_change(subscription.kinds, subscription.notice_kinds)
    without = [f"hs:{code}" for code in subscription.excluded_hs]
    return Asked(
        clauses=[terms_of(subscription), *([chosen] if chosen else [])],
        markets=wanted_markets(subscription, seats),
        without=without,
    )


def kinds_of_change(kinds: Sequence[str], notice_kinds: Sequence[str]) -> list[str]:
    """The kinds of events; else those of documents, if notifications are left out."""
    if kinds:
        return [event_term(kind) for kind in kinds]
    if NoticeKind.NOTIFICATION in notice_kinds:
        return []
    return [document_term(kind) for kind in notice_kinds]


def wanted_markets(
    subscription: Subscription, seats: Mapping[str, Sequence[str]]
) -> list[str]:
    """The Members that are asked for; none chosen means any, none left means none.

    Who follows a measure hears of it wherever it is from, be that known or not.
    """
    if subscription.measure_id:
        return [ANY, UNSEATED]
    markets = expand(subscription.markets, seats)
    out = set(subscription.excluded_members)
    return [one for one in markets if one not in out] or [NOWHERE]


def terms_of(subscription: Subscription) -> list[str]:
    """The terms of the products; none chosen means any product."""
    if subscription.measure_id:
        return [measure_term(subscription.measure_id)]
    words = (word_term(word) for word in subscription.words)
    terms = [
        *(f"sector:{sector}" for sector in subscription.sectors),
        *(term for code in subscription.hs for term in hs_terms(code)),
        *(f"ics:{code}" for code in subscription.ics),
        *(term for term in words if term),
    ]
    asks = [*subscription.sectors, *subscription.hs, *subscription.ics]
    nothing = [NOWHERE] if asks or subscription.words else [ANY]
    return list(dict.fromkeys(terms)) or nothing


def hs_terms(code: str) -> Iterator[str]:
    """Everything inside the code, and the heading that holds it when told alone."""
    yield f"hs:{code}"
    if len(code) > 4:
        yield f"hs={code[:4]}"


def expand(markets: Iterable[str], seats: Mapping[str, Sequence[str]]) -> list[str]:
    """The Members that markets and groups stand for; none chosen means any.

    An unknown group stands for nobody, never for everybody.
    """
    chosen = list(markets)
    if not chosen:
        return [ANY]
    found: set[str] = set()
    for market in chosen:
        if market.startswith(GROUP):
            found.update(seats.get(market.removeprefix(GROUP), ()))
        else:
            found.add(market)
        if market == UNION:
            found.update(seats.get(UNION_GROUP, ()))
    return sorted(found)
