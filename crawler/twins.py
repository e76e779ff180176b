"""Near twins: documents of one Member, month and type that differ only in detail."""

import hashlib
import re
from functools import lru_cache

from crawler.items import NoticeItem
from models.fold import fold
from models.reference import groups

UNIONS = ("gcc", "eac", "eaeu")
"""Circles whose Members file equal texts under symbols of their own."""
SERIES = re.compile(
    r"^\s*(?:draft\s+)?(?P<series>[A-Z]{2,8})\s?[0-9]{1,6}(?:-[0-9]{1,3})?\s?:\s?"
    r"(?:19|20)[0-9]{2}\b"
)
"""A national standard's number at the head of a title: DMS 2188:2024."""
STANDARD = re.compile(r"\b[A-Z][A-Z/]{1,9}\s?[0-9]+(?:[-.:/][0-9]+)*(?::\s?[0-9]{4})?")
PART = re.compile(r"[-–—,;:]\s*part\s+(?:[0-9]+|[ivx]+)\b.*$", re.I | re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def twin_key(item: NoticeItem) -> str | None:
    """A key that near twins share; None where there is no title to compare.

    Parts of one national standard series in the same ICS groups are twins; so are
    titles that are equal once numbers, dates and standard codes are gone.
    """
    title = item.content.get("title", "")
    words = series_words(title, item.content.get("ics", [])) or title_words(title)
    if not words:
        return None
    owner = owner_of([item.copy.code, *(one.code for one in item.others)])
    parts = (owner, item.agreement, item.type, f"{item.distributed:%Y-%m}", words)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def series_words(title: str, ics: list[str]) -> str:
    """The name of the series with the ICS groups, if the title has a standard's."""
    match = SERIES.match(title)
    groups_of = sorted({code[:6] for code in ics})
    return f"{match['series']} {' '.join(groups_of)}" if match and groups_of else ""


def title_words(title: str) -> str:
    """The title without codes, numbers, months, and the name of a part."""
    plain = PART.sub("", STANDARD.sub(" ", title))
    words = (fold(word).removesuffix("s") for word in WORD.findall(plain))
    return " ".join(word for word in words if f"{word}" not in MONTHS)


def owner_of(codes: list[str]) -> str:
    """The Member, or the circle that all these Members belong to."""
    for name, seats in union_seats().items():
        if set(codes) <= seats:
            return name
    return ",".join(sorted(codes))


@lru_cache(maxsize=1)
def union_seats() -> dict[str, frozenset[str]]:
    """The Members of each circle."""
    return {one.id: frozenset(one.members) for one in groups() if one.id in UNIONS}
