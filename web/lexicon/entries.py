"""The words of the lexicons as they stand: shipped, and as officers left them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.fold import fold
from models.lexicon_term import LexiconTerm
from nlp.lexicon import read_lexicon
from nlp.substances import NOTHING, substances
from web.marks import N_

LEXICONS = {
    "products": N_("产品名称"),
    "measures": N_("措施用语"),
    "substances": N_("受限物质"),
}
LANGUAGES = {"zh": N_("中文"), "en": N_("英文"), "fr": N_("法文"), "es": N_("西班牙文")}
STRENGTHS = {"sure": N_("确定"), "title": N_("仅标题确定"), "weak": N_("存疑")}
STATES = {
    "shipped": N_("随附"),
    "added": N_("人工新增"),
    "changed": N_("人工修改"),
    "removed": N_("已停用"),
}
A_PAGE = 50


class Key(NamedTuple):
    """What names a word: where it stands, and what it means there."""

    lexicon: str
    language: str
    term: str
    code: str


@dataclass(frozen=True)
class Entry:
    """A word as it stands; ``shipped`` is the strength it came with, '' if added."""

    key: Key
    strength: str
    state: str = "shipped"
    shipped: str = ""
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Wanted:
    """What an officer looks for; empty is everything."""

    words: str = ""
    lexicon: str = ""
    language: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True)
class Sheet:
    """One page of what was found."""

    entries: list[Entry]
    total: int
    page: int
    pages: int


@lru_cache(maxsize=1)
def shipped_words() -> dict[Key, str]:
    """The strength of every word that comes with the program."""
    return dict(read_shipped())


def read_shipped() -> Iterator[tuple[Key, str]]:
    """The shipped words, one lexicon after the other."""
    for language in LANGUAGES:
        for row in read_lexicon(f"products_{language}.csv"):
            key = Key("products", language, row["term"], row["code"])
            yield key, row["strength"]
    for row in read_lexicon("measure_cues.csv"):
        key = Key("measures", row["language"], row["term"], row["measure"])
        yield key, row["strength"]
    for one in substances().values():
        for language, names in one.names.items() if one.code != NOTHING else ():
            for name in names:
                yield Key("substances", language, name, one.code), "sure"


def as_entry(row: LexiconTerm) -> Entry:
    """An officer's row as it stands against the shipped word."""
    key = Key(row.lexicon, row.language, row.term, row.code)
    shipped = shipped_words().get(key, "")
    state = "removed" if row.removed else "changed" if shipped else "added"
    return Entry(key, row.strength, state, shipped, row.edited_by, row.edited_at)


def officers_entries(session: Session) -> dict[Key, Entry]:
    """All that officers changed, the newest first."""
    query = select(LexiconTerm).order_by(LexiconTerm.edited_at.desc(), LexiconTerm.id)
    entries = map(as_entry, session.scalars(query))
    return {one.key: one for one in entries}


def all_entries(session: Session) -> Iterator[Entry]:
    """Every word: officers' first, then the shipped ones that nobody changed."""
    own = officers_entries(session)
    yield from own.values()
    for key, strength in shipped_words().items():
        if key not in own:
            yield Entry(key, strength, "shipped", strength)


def find_entry(session: Session, key: Key) -> Entry | None:
    """One word as it stands; None if nobody ever listed it."""
    own = officers_entries(session).get(key)
    if own or key not in shipped_words():
        return own
    strength = shipped_words()[key]
    return Entry(key, strength, "shipped", strength)


def find_entries(session: Session, wanted: Wanted) -> list[Entry]:
    """The words that hold what is asked for; those that are it stand first."""
    asked = fold(wanted.words.strip())
    by_code = asked.isascii() and asked.isdigit()
    found = [
        one
        for one in all_entries(session)
        if wanted.lexicon in ("", one.key.lexicon)
        and wanted.language in ("", one.key.language)
        and wanted.state in ("", one.state)
        and (one.key.code.startswith(asked) if by_code else asked in fold(one.key.term))
    ]
    if asked and not by_code:
        found.sort(key=lambda one: (fold(one.key.term) != asked, len(one.key.term)))
    return found


def read_sheet(session: Session, wanted: Wanted) -> Sheet:
    """One page of the words asked for; a page beyond the last is the last."""
    found = find_entries(session, wanted)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(1, wanted.page), pages)
    return Sheet(found[(page - 1) * A_PAGE : page * A_PAGE], len(found), page, pages)
