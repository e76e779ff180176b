"""The words of the search index and the words of a question: one rule for both.

The text made here fills one column that SQLite indexes with FTS5 `unicode61` and
PostgreSQL with `to_tsvector('simple', ...)`. Its tokens hold letters and figures only,
so that both cut it at the same places.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from models.codes import ancestors, hs_token, ics_token, is_chapter
from models.fold import fold
from models.lemmas import LONGEST, lemma_chain
from models.symbols import SYMBOL, read_symbol

MOST_TERMS = 40
MOST_PARTS = 50_000
"""Parts of a text that are kept for a language; then all are forgotten."""
ASCII_END = 128
CJK = (
    r"\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
WHOLE_SYMBOL = re.sub(r"\((?!\?)", "(?:", SYMBOL.pattern)
PIECE = re.compile(
    rf"(?P<symbol>(?<![^\W_]){WHOLE_SYMBOL}(?![^\W_]))"
    rf"|(?P<cjk>[{CJK}]+)"
    r"|(?P<named>(?<![^\W_])(?:hs|ics)(?:\s{1,3}codes?)?(?:\(s\))?[\s:]{1,3}"
    r"[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?|(?:\.?[0-9]{2}){0,4}))(?![^\W_]|\.[0-9])"
    r"|(?P<hs>(?<![^\W_])(?<![0-9]\.)[0-9]{4}\.[0-9]{2}(?:\.[0-9]{2,4}){0,3})"
    r"(?![^\W_]|\.[0-9])"
    r"|(?P<ics>(?<![^\W_])(?<![0-9]\.)[0-9]{2}\.[0-9]{3}(?:\.[0-9]{2})?)"
    r"(?![^\W_]|\.[0-9])"
    rf"|(?P<word>[^\W_{CJK}]+)",
    re.IGNORECASE,
)
ACROSS = re.compile(r"(?<![^\W_])(?:hs|ics)[\s:(]", re.IGNORECASE)
"""What may make one piece of words with blanks between them."""
QUOTED = re.compile(r'["“”„«»「」『』＂]([^"“”„«»「」『』＂]*)["“”„«»「」『』＂]')
CODE_WORD = re.compile(r"(hs|ics)([0-9]{2,12})")
ICS_CODE = re.compile(r"[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?)?")
DATE = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]")


class Tokens(NamedTuple):
    """The tokens of one piece of text.

    `line` stands in the order of the text, for phrases; `beside` are further words
    that find it; `asked` is the phrase that a question with this piece looks for.
    """

    line: list[str]
    beside: list[str]
    asked: list[str]


class Usable(dict[int, int]):
    """A table for str.translate: what SQLite's tables hold as no letter is a blank."""

    def __missing__(self, point: int) -> int:
        letter = unicodedata.ucd_3_2_0.category(chr(point))[0] in "LN"
        self[point] = point if letter or point < ASCII_END else ord(" ")
        return self[point]


USABLE = Usable()


def search_tokens(text: str, lang: str = "en") -> str:
    """All the words that should find this text, parted by blanks.

    Latin words stand in their dictionary form and, where it differs, as written; runs
    of Chinese as overlapping pairs and single characters; HS and ICS codes with all
    they lie under (hs85 hs8507 hs850760); symbols whole, as their base, and in parts.
    """
    plain = usable(text)
    parts = plain.split()
    if ACROSS.search(plain) or len(max(parts, key=len, default="")) > LONGEST:
        found = [as_short(*read_tokens(plain, lang))]
    else:
        found = [*map(short_tokens(lang).__getitem__, parts)]
    line = " ".join([one.line for one in found if one.line])
    beside = [token for one in found if one.beside for token in one.beside]
    if not beside:
        return line
    held = set(line.split(" "))
    further = [token for token in dict.fromkeys(beside) if token not in held]
    return " ".join([line, *further]) if line else " ".join(further)


def read_tokens(plain: str, lang: str) -> tuple[list[str], list[str]]:
    """The tokens of a text in usable letters: in its line, and beside it."""
    line: list[str] = []
    beside: dict[str, None] = {}
    for tokens in cut(plain, lang):
        line += tokens.line
        beside.update(dict.fromkeys(tokens.beside))
    held = set(line)
    return line, [token for token in beside if token not in held]


class Short(NamedTuple):
    """The tokens of a part without blanks: those in its line joined, and the others."""

    line: str
    beside: tuple[str, ...]


def as_short(line: list[str], beside: list[str]) -> Short:
    """Tokens as they are kept."""
    return Short(" ".join(line), tuple(beside))


class ShortTokens(dict[str, Short]):
    """The tokens of parts without blanks: words come again and again."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang

    def __missing__(self, part: str) -> Short:
        if len(self) >= MOST_PARTS:
            self.clear()
        found = self[part] = as_short(*read_tokens(part, self.lang))
        return found


@lru_cache(maxsize=8)
def short_tokens(lang: str) -> ShortTokens:
    """The tokens of parts in one language."""
    return ShortTokens(lang)


def query_terms(query: str, lang: str = "en") -> list[list[str]]:
    """What a question asks: phrases of tokens, all of which must be found.

    Words in quotes are one phrase; a run of Chinese is the phrase of its pairs; a
    number that looks like an HS code finds that code and all under it.
    """
    quoted = [match[1] for match in QUOTED.finditer(query)]
    phrases = [
        [token for tokens in pieces(words, lang) for token in tokens.line]
        for words in quoted
    ]
    rest = pieces(QUOTED.sub(" ", query), lang)
    terms = [*(tokens.asked for tokens in rest), *phrases]
    return [list(term) for term in dict.fromkeys(map(tuple, terms)) if term][
        :MOST_TERMS
    ]


def fts5_match(terms: Iterable[Iterable[str]]) -> str:
    """The MATCH expression of SQLite FTS5; without terms it matches nothing."""
    phrases = [" ".join(bare(term)) for term in terms]
    return " AND ".join(f'"{phrase}"' for phrase in phrases if phrase) or '""'


def tsquery(terms: Iterable[Iterable[str]]) -> str:
    """The text for to_tsquery('simple', ...); without terms it matches nothing."""
    phrases = [" <-> ".join(f"'{token}'" for token in bare(term)) for term in terms]
    return " & ".join(f"({phrase})" for phrase in phrases if phrase)


def bare(term: Iterable[str]) -> list[str]:
    """The tokens of a phrase without anything that a search engine might obey."""
    return re.findall(r"[^\W_]+", " ".join(term))


def pieces(text: str, lang: str) -> Iterator[Tokens]:
    """The text cut into symbols, codes, words and runs of Chinese, as tokens."""
    return cut(usable(text), lang)


def usable(text: str) -> str:
    """The text in plain letters, with blanks for what SQLite's tables do not know."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(USABLE)


def cut(plain: str, lang: str) -> Iterator[Tokens]:
    """The same for a text in usable letters."""
    for match in PIECE.finditer(plain):
        words = match[0]
        if match.lastgroup == "word":
            yield word_tokens(words, lang)
        elif match.lastgroup == "cjk":
            yield cjk_tokens(words)
        elif match.lastgroup == "symbol":
            yield symbol_tokens(words)
        else:
            yield code_tokens(words, match.lastgroup or "")


def word_tokens(word: str, lang: str) -> Tokens:
    """A word, a number, or a code that already is a token (hs8507)."""
    plain = fold(word)[:LONGEST]
    if plain.isascii() and plain.isdecimal():
        hs = hs_tokens(plain) if looks_like_hs(plain) else []
        return Tokens([plain], hs, hs[-1:] or [plain])
    code = CODE_WORD.fullmatch(plain)
    if code and code[1] == "hs":
        hs = hs_tokens(code[2])
        return Tokens(hs[-1:], hs, hs[-1:])
    chain = lemma_chain(word, lang)
    return Tokens([chain[0]], list(chain), [chain[0]])


def cjk_tokens(run: str) -> Tokens:
    """A run of Chinese as overlapping pairs; each character finds it too."""
    pairs = [run[k : k + 2] for k in range(max(1, len(run) - 1))]
    return Tokens(pairs, list(run), pairs)


def symbol_tokens(words: str) -> Tokens:
    """A symbol whole, in its parts, and as its base; "1325" alone finds it too."""
    symbol = read_symbol(words)
    parts = re.findall(r"[a-z]+|[0-9]+", words.lower())
    if symbol is None:
        return Tokens(parts, [], parts)
    whole, base = joined(symbol.text), joined(symbol.base)
    number = str(symbol.number)
    hs = [hs_token(number)] if looks_like_hs(number) else []
    line = [whole, *re.findall(r"[a-z]+|[0-9]+", symbol.text.lower())[1:]]
    return Tokens(line, [base, *hs], [whole])


def code_tokens(words: str, kind: str) -> Tokens:
    """A dotted code, or a code after the letters HS or ICS."""
    digits = re.sub(r"\D", "", words)
    name = Tokens([], [], [])
    if kind == "named":
        name = word_tokens("ics" if words[0] in "iI" else "hs", "en")
    if kind == "ics" or words[0] in "iI":
        code = ICS_CODE.search(words)
        found = [ics_token(part) for part in ancestors(code[0] if code else digits)]
        last = found[-1]
    else:
        found, last = hs_tokens(digits), digits
    return Tokens([*name.line, last], [*name.beside, *found], found[-1:])


def hs_tokens(digits: str) -> list[str]:
    """A code with all it lies under; national digits are cut off."""
    return [hs_token(part) for part in ancestors(digits[:6])]


def looks_like_hs(digits: str) -> bool:
    """Whether a bare number may be an HS code: not a year, not a date."""
    if len(digits) not in (4, 6, 8, 10) or not is_chapter(digits[:2]):
        return False
    year = len(digits) == 4 and "1950" <= digits <= "2050"
    return not year and not DATE.fullmatch(digits)


def joined(symbol: str) -> str:
    """A symbol as one word: gtbtnusa974add1."""
    return re.sub(r"[^a-z0-9]", "", symbol.lower())
