"""Fixed turns of speech in a folded text, by plain search; pure."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from models.fold import fold_in_place

ROOT = 5
"""Letters of the root of a turn of speech."""


def places_of(plain: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where terms stand, in the order of the text; a Latin one begins a word.

    Both are folded. Plain search beats one large pattern tenfold.
    """
    found = []
    for term in likely(plain, terms):
        at = plain.find(term)
        while at >= 0:
            inside = term[0].isascii() and plain[at - 1 : at].isalpha()
            if at == 0 or not inside:
                found.append((at, at + len(term)))
            at = plain.find(term, at + len(term))
    return sorted(found)


def likely(plain: str, terms: tuple[str, ...]) -> list[str]:
    """The terms whose root stands in a text; no other can stand in it."""
    by_root = roots(terms).items()
    return [term for root, group in by_root if root in plain for term in group]


@lru_cache(maxsize=128)
def roots(terms: tuple[str, ...]) -> dict[str, list[str]]:
    """Few letters in a row, each with the terms that hold them; each term once."""
    left = {term: pieces(term) for term in terms}
    found: dict[str, list[str]] = {}
    while left:
        counts = Counter(piece for each in left.values() for piece in each)
        best = max(counts, key=lambda piece: (counts[piece], piece))
        found[best] = [term for term, each in left.items() if best in each]
        left = {term: each for term, each in left.items() if best not in each}
    return found


def pieces(term: str) -> frozenset[str]:
    """All runs of letters in a term that are long enough for a root."""
    last = max(1, len(term) - ROOT + 1)
    return frozenset(term[start : start + ROOT] for start in range(last))


def grouped(rows: Iterable[dict[str, str]], by: str) -> dict[str, tuple[str, ...]]:
    """The folded terms of a lexicon by one of its columns, each once."""
    groups: dict[str, dict[str, None]] = {}
    for row in rows:
        groups.setdefault(row[by], {})[fold_in_place(row["term"])] = None
    return {key: tuple(terms) for key, terms in groups.items()}
