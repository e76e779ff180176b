"""Goods found by a few letters of their name or code, in Chinese and English.

The names are those of the nomenclature and of our lexicons of product names, so
that what the trade says (锂电池) leads to what customs say (8507.60).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.codes import Note, clean_hs
from models.fold import fold
from models.reference import code_names, hs_codes, read_rows
from nlp.lexicon import read_lexicon

LEXICONS = ("products_zh.csv", "products_en.csv")
MOST = 10
HEADING = 4
WHOLE, BEGINS, WITHIN = 0, 1, 2
"""How a name meets what was typed; the less, the better."""


@dataclass(frozen=True)
class Goods:
    """A code offered for what was typed: its official names, and the name that met."""

    hs: str
    zh: str
    en: str
    term: str

    @property
    def dotted(self) -> str:
        """The code as customs write it: 8507.60."""
        return dotted(self.hs)


def dotted(hs: str) -> str:
    """A code with the dot that customs put behind the heading."""
    return f"{hs[:HEADING]}.{hs[HEADING:]}" if len(hs) > HEADING else hs


def suggest(words: str, most: int = MOST) -> list[Goods]:
    """The codes that a few letters or digits may mean, the likeliest first.

    Digits, also with dots and with the national digits of a 商品编码, are read as the
    beginning of a code. One Latin letter means nothing and finds nothing.
    """
    typed = fold(words).strip()
    digits = typed.replace(".", "").replace(" ", "")
    if digits.isascii() and digits.isdecimal():
        return by_code(digits, most)
    if not typed or (typed.isascii() and len(typed) < len("ab")):
        return []
    return by_name(typed, most)


def by_code(digits: str, most: int) -> list[Goods]:
    """The code that digits name and what stands below it, or what they begin."""
    found, note = clean_hs(digits, hs_codes())
    if found is not None and note not in (Note.CUT, Note.FIVE_DIGITS):
        digits = found
    codes = sorted(code for code in hs_codes() if code.startswith(digits))
    return [goods_of(code) for code in codes[:most]]


def by_name(typed: str, most: int) -> list[Goods]:
    """The codes whose names meet what was typed, each once."""
    best: dict[str, tuple[tuple[int, bool, int], str]] = {}
    for name, hs, is_weak in names():
        if typed not in name:
            continue
        way = WHOLE if name == typed else BEGINS if name.startswith(typed) else WITHIN
        rank = (way, is_weak, len(name))
        if hs not in best or rank < best[hs][0]:
            best[hs] = rank, name
    order = sorted(best, key=lambda hs: (best[hs][0], hs))
    return [goods_of(hs, best[hs][1]) for hs in order[:most]]


def goods_of(hs: str, term: str = "") -> Goods:
    """A code with its official names."""
    zh, en = code_names("hs")[hs]
    return Goods(hs, zh, en, term)


@lru_cache(maxsize=1)
def names() -> tuple[tuple[str, str, bool], ...]:
    """Every name with its code, and whether the name alone says little."""
    return tuple(dict.fromkeys([*trade_names(), *official_names()]))


def trade_names() -> Iterator[tuple[str, str, bool]]:
    """What the trade calls goods; words of a whole chapter lead to no product."""
    for name in LEXICONS:
        for row in read_lexicon(name):
            if len(row["code"]) >= HEADING:
                yield fold(row["term"]), row["code"], row["strength"] != "sure"


def official_names() -> Iterator[tuple[str, str, bool]]:
    """What the nomenclature calls them; it names much else besides, so it is weak."""
    for row in read_rows("hs"):
        if len(row["code"]) >= HEADING:
            yield from (
                (fold(row[name]), row["code"], True)
                for name in ("zh", "en")
                if row[name]
            )
