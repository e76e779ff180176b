"""The names by which the search index finds what a notice is tagged with; pure.

They come from the shipped files, which the tables of codes and Members repeat.
"""

from functools import lru_cache

from models.reference import measure_types, members, objectives, read_rows

Words = tuple[str, str]
"""A language, and words in it."""
LONGEST_CODE = {"hs": 4, "ics": 6}
"""A subheading is found by the name of its heading."""


@lru_cache(maxsize=16384)
def names_of(scheme: str, code: str) -> tuple[Words, ...]:
    """The names of a tag in both languages; none if there are none."""
    return names_in(scheme).get(code[: LONGEST_CODE.get(scheme)], ())


@lru_cache(maxsize=16)
def names_in(scheme: str) -> dict[str, tuple[Words, ...]]:
    """All names of one scheme of tags by code."""
    named: dict[str, tuple[str, str]] = {}
    if scheme == "measure":
        named = {one.id: (one.zh, one.en) for one in measure_types()}
    elif scheme == "objective":
        named = {one.key: (one.zh, one.en) for one in objectives()}
    elif scheme in LONGEST_CODE:
        named = {row["code"]: (row["zh"], row["en"]) for row in read_rows(scheme)}
    return {code: in_both(zh, en) for code, (zh, en) in named.items()}


def names_of_member(code: str) -> tuple[Words, ...]:
    """The names of a Member in both languages, its own way of the WTO too."""
    return member_names().get(code, ())


@lru_cache(maxsize=1)
def member_names() -> dict[str, tuple[Words, ...]]:
    """The same for all Members."""
    return {one.code: in_both(one.zh, one.en, one.en_wto) for one in members()}


def in_both(zh: str, *en: str) -> tuple[Words, ...]:
    """Names with their languages, without empty ones."""
    pairs = [("zh", zh), *(("en", name) for name in en)]
    return tuple(pair for pair in pairs if pair[1])
