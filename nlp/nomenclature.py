"""The wording of the HS and ICS codes, and where a text only repeats it."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice, takewhile

from models.codes import ancestors
from models.fold import fold
from models.reference import code_names

CODED = re.compile(
    r"\(?\b(HS|ICS)\s*(?:codes?(?:\(s\))?)?\s*[:：]?\s*(\d[\d.;, -]*)\)?", re.I
)
WORD = re.compile(r"[^\W\d_]{3,}")
REPEATS = 0.6
LONGEST_OWN = 12
OFFICIAL = re.compile(
    r"\b(?:excl|incl)\.|whether or not|n\.e\.s|of (?:sub)?headings? \d|by weight"
    r"|not elsewhere specified|put up for retail|parts thereof|other than those"
)


@lru_cache(maxsize=4096)
def title_words(scheme: str, code: str) -> frozenset[str]:
    """The words of a code's wording and of what it lies under."""
    named = code_names(scheme)
    above = [each for each in ancestors(code) if each in named]
    lines = (named[each][1] for each in {*above, *codes_under(scheme, code)})
    return frozenset(WORD.findall(fold(" ".join(lines))))


def codes_under(scheme: str, start: str) -> list[str]:
    """The codes that begin like this, itself among them, in order."""
    codes = in_order(scheme)
    first = bisect_left(codes, start)
    later = islice(codes, first, None)
    return list(takewhile(lambda code: code.startswith(start), later))


@lru_cache(maxsize=2)
def in_order(scheme: str) -> list[str]:
    """All codes of a nomenclature, so that those of one heading lie together."""
    return sorted(code_names(scheme))


def repeated_titles(products: str) -> list[tuple[int, int]]:
    """The places where a products field repeats the wording of a code it states.

    "Tiles; Ceramic flags and paving (HS code(s): 6907)" holds one: the words after
    the semicolon. Where the field begins with words of its own, these are kept.
    """
    places, done = [], 0
    for match in CODED.finditer(products):
        codes = re.findall(r"[\d.]*\d", match[2])
        words = products[done : match.start()]
        skipped = 0 if done else own_piece(words)
        start = repeated_from(words[skipped:], match[1].lower(), codes)
        if start is not None:
            places.append((done + skipped + start, match.start()))
        done = match.end()
    return places


def own_piece(words: str) -> int:
    """Where the Member's own name of the goods ends that opens the field, if any."""
    mark = re.search(r"[;:\n](?=.*\w)", words, re.S)
    first = words[: mark.end()] if mark else ""
    is_own = len(first.split()) <= LONGEST_OWN and not OFFICIAL.search(first)
    return len(first) if is_own else 0


def repeated_from(words: str, scheme: str, codes: list[str]) -> int | None:
    """Where in the words before a code its wording begins; None if nowhere.

    Read from the end: each piece that uses the code's own words belongs to it.
    """
    known = frozenset[str]().union(*(title_words(scheme, cut(code)) for code in codes))
    ends = [match.start() for match in re.finditer(r"[;:\n]", words)]
    starts = [0, *(end + 1 for end in ends)]
    found = None
    for start, end in zip(reversed(starts), [len(words), *reversed(ends)], strict=True):
        if not is_wording(words[start:end], known):
            break
        found = start
    return found


def cut(code: str) -> str:
    """A stated HS code at the depth of the nomenclature: 34011 is read as 3401."""
    digits = code.replace(".", "") if "." not in code[:3] else code
    return digits if "." in digits else digits[: len(digits[:6]) // 2 * 2]


def is_wording(words: str, known: frozenset[str]) -> bool:
    """Whether a piece of text is made of the words of a code's wording."""
    told = WORD.findall(fold(words))
    repeated = sum(word in known for word in told) >= REPEATS * len(told)
    return repeated or bool(OFFICIAL.search(words))


def own_words(products: str) -> str:
    """The products field with code titles and codes blanked out, at equal length."""
    blanked = list(products)
    places = repeated_titles(products)
    places += [match.span() for match in CODED.finditer(products)]
    for start, end in places:
        blanked[start:end] = " " * (end - start)
    return "".join(blanked)
