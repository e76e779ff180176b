"""Words worth watching for chosen goods: what our lexicons call them, as met here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.audience import word_term
from models.notice import Notice
from models.search_index import matches_search
from models.sector import SectorTerm
from nlp.lexicon import read_lexicon
from web.subscriptions.happened import YEAR
from web.subscriptions.wish import Wish

LEXICONS = ("products_zh.csv", "products_en.csv")
MOST, LOOKED_AT, A_CODE = 10, 30, 6
HEADING = 4


@dataclass(frozen=True)
class WatchWord:
    """A word, and in how many notices of the last twelve months it stands."""

    word: str
    count: int


def watch_words(session: Session, wish: Wish, today: date) -> list[WatchWord]:
    """The words of the chosen codes and sectors that occur most, not yet asked for."""
    offered = [*of_codes(wish.hs), *of_sectors(session, wish.sectors)]
    there = {word_term(word) for word in [*wish.words, *wish.excluded]}
    fresh: dict[str, str] = {}
    for word in offered:
        term = word_term(word)
        if term is not None and term not in there:
            fresh.setdefault(term, word)
    words = list(fresh.values())[:LOOKED_AT]
    counts = Counter({word: count_of(session, word, today) for word in words})
    return [WatchWord(word, n) for word, n in counts.most_common(MOST) if n]


def of_codes(codes: Iterable[str]) -> Iterator[str]:
    """What the trade calls some codes; the first codes come first."""
    held = names()
    for code in codes:
        heading = code[:HEADING]
        own = held.get(code, ()) if len(code) >= HEADING else ()
        wider = held.get(heading, ()) if len(code) > HEADING else ()
        yield from [*own, *wider][:A_CODE]


@lru_cache(maxsize=1)
def names() -> dict[str, tuple[str, ...]]:
    """The names of each code and heading that mean its goods alone, both languages
    by turns."""
    found: dict[str, list[list[str]]] = {}
    for place, name in enumerate(LEXICONS):
        for row in read_lexicon(name):
            if row["strength"] != "sure" or len(row["code"]) < HEADING:
                continue
            for code in {row["code"], row["code"][:HEADING]}:
                found.setdefault(code, [[], []])[place].append(row["term"])
    return {code: tuple(by_turns(*both)) for code, both in found.items()}


def by_turns(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    """One word of each, then the next of each."""
    for place in range(max(len(one), len(other))):
        yield from [*one[place : place + 1], *other[place : place + 1]]


def of_sectors(session: Session, sectors: Sequence[str]) -> Iterator[str]:
    """The words that define some sectors, the weightiest first."""
    query = (
        select(SectorTerm.term)
        .where(
            SectorTerm.sector_id.in_(sectors),
            SectorTerm.kind == "word",
            SectorTerm.language.in_(("zh", "en")),
            SectorTerm.removed.is_(False),
        )
        .order_by(SectorTerm.weight.desc(), SectorTerm.id)
        .limit(LOOKED_AT)
    )
    yield from session.scalars(query) if sectors else ()


def count_of(session: Session, word: str, today: date) -> int:
    """The notices of the last twelve months in which a word stands."""
    asked = word.replace('"', " ")
    found = matches_search(session.get_bind().dialect.name, f'"{asked}"')
    if found is None:
        return 0
    query = select(func.count()).select_from(Notice).where(found)
    year = Notice.distributed > today - YEAR, Notice.distributed <= today
    return session.scalar(query.where(*year)) or 0
