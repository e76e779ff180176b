"""Words worth watching for chosen goods: what our lexicons call them, as met here."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.audience import word_term
from models.audience_words import Phrases
from models.notice import Notice
from models.search_index import matches_search
from models.sector import SectorTerm
from models.subscription import Subscription
from nlp.lexicon import read_lexicon
from web.subscriptions.happened import YEAR
from web.subscriptions.keys import terms_of
from web.subscriptions.named import named
from web.subscriptions.wish import Wish

LEXICONS = ("products_zh.csv", "products_en.csv")
MOST, LATEST = 10, 300
"""Words that are proposed, and notices of the goods that are looked through."""
HEADING = 4


@dataclass(frozen=True)
class WatchWord:
    """A word, and in how many notices of the last twelve months it stands."""

    word: str
    count: int


def watch_words(session: Session, wish: Wish, today: date) -> list[WatchWord]:
    """The names of the chosen goods that occur most, not yet asked for.

    Which occur is seen in the latest notices of these goods; how often, in all.
    """
    offered = {word_term(word): word for word in of_goods(session, wish)}
    for word in [*wish.words, *wish.excluded]:
        offered.pop(word_term(word), None)
    known = Phrases(term for term in offered if term)
    seen = Counter(
        term for text in texts(session, wish, today) for term in known.found(text)
    )
    words = [offered[term] for term, _ in seen.most_common(MOST)]
    counts = Counter({word: count_of(session, word, today) for word in words})
    return [WatchWord(word, n) for word, n in counts.most_common() if n]


def of_goods(session: Session, wish: Wish) -> list[str]:
    """What the lexicons and the definitions of sectors call some goods."""
    held = names()
    codes = [code for code in wish.hs if len(code) >= HEADING]
    words = [word for code in codes for word in held.get(code, ())]
    if wish.sectors:
        query = select(SectorTerm.term).where(
            SectorTerm.sector_id.in_(wish.sectors),
            SectorTerm.kind == "word",
            SectorTerm.language.in_(("zh", "en")),
            SectorTerm.removed.is_(False),
        )
        words += session.scalars(query)
    return words


@lru_cache(maxsize=1)
def names() -> dict[str, tuple[str, ...]]:
    """The names of each code, and of each heading with what lies under it."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in LEXICONS:
        for row in read_lexicon(name):
            if row["strength"] == "sure" and len(row["code"]) >= HEADING:
                for code in {row["code"], row["code"][:HEADING]}:
                    found[code].append(row["term"])
    return {code: tuple(words) for code, words in found.items()}


def texts(session: Session, wish: Wish, today: date) -> Iterable[str]:
    """The texts of the latest notices of some codes and sectors."""
    goods = Subscription(hs=wish.hs, sectors=wish.sectors, ics=[], words=[])
    naming = named(terms_of(goods), session.get_bind().dialect.name)
    if naming is None:
        return ()
    query = (
        select(Notice.search_text)
        .where(
            Notice.id.in_(select(naming.c.notice_id)),
            Notice.distributed > today - YEAR,
            Notice.distributed <= today,
        )
        .order_by(Notice.distributed.desc(), Notice.id.desc())
        .limit(LATEST)
    )
    return session.scalars(query)


def count_of(session: Session, word: str, today: date) -> int:
    """The notices of the last twelve months in which a word stands."""
    asked = word.replace('"', " ")
    found = matches_search(session.get_bind().dialect.name, f'"{asked}"')
    if found is None:
        return 0
    query = select(func.count()).select_from(Notice).where(found)
    year = Notice.distributed > today - YEAR, Notice.distributed <= today
    return session.scalar(query.where(*year)) or 0
