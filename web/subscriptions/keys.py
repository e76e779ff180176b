"""The keys of a subscription: each term in each market, ready to be joined."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.subscription import Subscription, SubscriptionKey

ANY = "*"
UNION = "EU"
"""A market that is a group by itself: its own notices, and its members'."""
UNION_GROUP = "eu27"
GROUP = "g:"


def write_keys(subscription: Subscription, seats: Mapping[str, Sequence[str]]) -> None:
    """Give a subscription the keys that its words, markets and groups stand for."""
    terms = terms_of(subscription)
    markets = expand(subscription.markets, seats)
    wanted = {(term, market) for term in terms for market in markets}
    kept = [key for key in subscription.keys if (key.term, key.market) in wanted]
    there = {(key.term, key.market) for key in kept}
    made = [
        SubscriptionKey(term=term, market=market)
        for term, market in sorted(wanted - there)
    ]
    subscription.keys = [*kept, *made]


def terms_of(subscription: Subscription) -> list[str]:
    """The terms of the products; none chosen means any product."""
    terms = [
        *(f"sector:{sector}" for sector in subscription.sectors),
        *(term for code in subscription.hs for term in hs_terms(code)),
        *(f"ics:{code}" for code in subscription.ics),
    ]
    return list(dict.fromkeys(terms)) or [ANY]


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
