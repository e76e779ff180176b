"""WTO document symbols: how a notification is named, and which family it is of."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SUFFIXES = {
    "Rev": "revision",
    "Add": "addendum",
    "Corr": "corrigendum",
    "Suppl": "supplement",
}
SUFFIX = r"/(?:Rev|Add|Corr|Suppl)\.?[0-9]{1,4}"
SYMBOL = re.compile(
    rf"G/(TBT|SPS)/N/([A-Z]{{2,4}})/([0-9]{{1,6}})((?:{SUFFIX})*)", re.IGNORECASE
)
SPELLING = {name.lower(): name for name in SUFFIXES}
OTHER_SERIES = frozenset({"EQV"})
"""Words that stand where a Member should, but name another series of documents."""
HIDDEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
BETWEEN = re.compile(r"[,;]+|(?<=[0-9])(?=G/(?:TBT|SPS)/)", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Symbol:
    """One notification's name, such as G/TBT/N/BRA/366/Add.1/Corr.1."""

    agreement: str
    member: str
    number: int
    suffixes: tuple[tuple[str, int], ...] = ()

    @property
    def text(self) -> str:
        """The symbol as the WTO prints it."""
        return self.base + "".join(f"/{name}.{k}" for name, k in self.suffixes)

    @property
    def base(self) -> str:
        """The symbol of the family: cut before the first Rev, Add, Corr or Suppl."""
        return f"G/{self.agreement}/N/{self.member}/{self.number}"

    @property
    def kind(self) -> str:
        """Regular, revision, addendum, corrigendum or supplement; the last counts."""
        return SUFFIXES[self.suffixes[-1][0]] if self.suffixes else "regular"

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=256)
def read_symbol(raw: str) -> Symbol | None:
    """Read one symbol, whatever its blanks and case.

    Anything else is None: the form used before 2000, and the series that only look
    alike (equivalence, code of good practice, agreements under Article 10.7).
    """
    match = SYMBOL.fullmatch(tidy(raw))
    if match is None or match[2].upper() in OTHER_SERIES:
        return None
    suffixes = tuple(read_suffix(part) for part in match[4].split("/")[1:])
    return Symbol(match[1].upper(), match[2].upper(), int(match[3]), suffixes)


def read_symbols(raw: str) -> list[Symbol]:
    """The readable symbols of a joint document, in order and without doubles."""
    found = (read_symbol(part) for part in split_symbols(raw))
    return list(dict.fromkeys(symbol for symbol in found if symbol))


def source_key(raw: str) -> str:
    """The key of a WTO document: its symbols sorted and joined by a comma.

    If any part cannot be read, the stripped text is the key, so nothing is lost.
    """
    symbols = [read_symbol(part) for part in split_symbols(raw)]
    readable = {symbol.text for symbol in symbols if symbol}
    if not readable or None in symbols:
        return raw.replace("\u00a0", " ").strip()
    return ",".join(sorted(readable))


def base_symbols(raw: str) -> list[str]:
    """The family symbols of a (joint) document, in order and without doubles."""
    return list(dict.fromkeys(symbol.base for symbol in read_symbols(raw)))


def tidy(raw: str) -> str:
    """The text without any blank, with plain letters for full-width ones."""
    return HIDDEN.sub("", unicodedata.normalize("NFKC", raw))


def split_symbols(raw: str) -> list[str]:
    """The parts of a joined string; blanks are gone, empty parts are left out."""
    return [part for part in BETWEEN.split(tidy(raw)) if part]


def read_suffix(part: str) -> tuple[str, int]:
    """Turn "rev.1" into ("Rev", 1)."""
    name = part.rstrip("0123456789")
    return SPELLING[name.rstrip(".").lower()], int(part[len(name) :])
