"""Who asks for what, as conjunctions that a database can join; pure.

A subscription asks for one term out of each of its clauses, in one of its markets,
and for none of some terms. It is laid out as keys (term, market, second term), so
that finding those whom an event concerns is a join over equal values; what three
values cannot say is checked on the few that a key has met.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from models.codes import ancestors
from models.search import query_terms

ANY = "*"
"""The term that every event has, and the market of who names none."""
UNSEATED = "="
"""The market of an event of no Member, which reaches only who follows its measure."""
NONE = ""
"""The second term of a key that needs none."""
MOST = 256
"""Keys of one subscription; above, a clause or the markets are checked instead."""
WITHOUT = 0
"""The number of the clause of what must not be there."""


@dataclass(frozen=True)
class Asked:
    """One term out of each clause, in one of the markets, and none of some terms.

    The clause that is met most seldom stands first. No markets means any.
    """

    clauses: Sequence[Sequence[str]] = ()
    markets: Sequence[str] = ()
    without: Sequence[str] = ()


@dataclass(frozen=True)
class Layout:
    """The keys and the clauses of a subscription, as they are stored.

    ``checks`` is what must still be looked at when a key was met: 1 if something must
    not be there, and twice the number of the further clauses.
    """

    keys: frozenset[tuple[str, str, str]]
    clauses: frozenset[tuple[int, str]]
    checks: int


def lay_out(asked: Asked) -> Layout:
    """The keys that fire for exactly what was asked, with what remains to check."""
    terms, *rest = asked.clauses or [[ANY]]
    markets, seconds = asked.markets or [ANY], rest[0] if rest else [NONE]
    further = rest[1:]
    if len(terms) * len(markets) * len(seconds) > MOST:
        seconds, further = [NONE], rest
    if len(terms) * len(markets) > MOST:
        further = [*further, [market_term(one) for one in markets]]
        markets = [ANY]
    return Layout(
        frozenset(product(terms, markets, seconds)),
        frozenset(numbered([asked.without, *further])),
        2 * len(further) + bool(asked.without),
    )


def numbered(clauses: Iterable[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Each term with the number of its clause; the first holds what must not be."""
    for number, clause in enumerate(clauses, start=WITHOUT):
        yield from ((number, term) for term in clause)


def meets(asked: Asked, terms: set[str], markets: set[str]) -> bool:
    """Whether an event with these terms is asked for: the rule itself, said plainly.

    An event of no market reaches nobody.
    """
    here = bool(markets & set(asked.markets)) if asked.markets else bool(markets)
    every = all(terms.intersection(clause) for clause in asked.clauses)
    return here and every and not terms.intersection(asked.without)


def market_term(code: str) -> str:
    """A Member as a term."""
    return f"market:{code}"


def measure_term(measure_id: int | str) -> str:
    """A measure as a term, for those who follow it."""
    return f"measure:{measure_id}"


def event_term(kind: str) -> str:
    """A kind of event as a term."""
    return f"event:{kind}"


def document_term(kind: str) -> str:
    """A kind of document as a term."""
    return f"document:{kind}"


def code_terms(scheme: str, code: str) -> list[str]:
    """A code and all it lies under, as the terms of an event."""
    return [f"{scheme}:{part}" for part in ancestors(code)]


def word_term(words: str) -> str | None:
    """A word or phrase as a term, in the tokens of the search; None if it has none."""
    plain = words.replace('"', " ")
    found = query_terms(f'"{plain}"')
    return "word:" + " ".join(found[0]) if found else None
