"""The Chinese standard that answers to one that a notice cites; pure.

The table holds what we are sure of. A standard of no year is meant whatever its
edition; whether the editions agree, a person must check.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.lexicon import read_lexicon

YEAR = re.compile(r"[:-](?:19|20)\d\d$")
ADOPTER = re.compile(
    r"^(?:BS|DIN|NF|UNE|PN|ABNT|NBR|SNI|TCVN|KS|JIS|IS|GSO|SASO|AS/NZS|SANS|EN)\s+"
    r"(?=(?:EN\s+)?(?:ISO|IEC|CISPR|EN)\b)"
)
PARTS = re.compile(r"-[^-\s]+$")
OLD_NAMES = {"CODEX STAN": "CXS", "FMVSS No.": "FMVSS"}


@dataclass(frozen=True)
class Counterpart:
    """A Chinese standard, how it relates to the cited one, and its former number.

    ``relation`` is idt (identical), mod (modified) or related (the same subject).
    """

    number: str
    relation: str
    former: str
    zh: str
    en: str
    series: bool = False
    """Whether only the series corresponds and not this very part."""


@lru_cache(maxsize=1)
def counterparts() -> dict[str, Counterpart]:
    """The table, by the number of the cited standard without its year."""
    return {
        row["standard"]: Counterpart(
            row["counterpart"],
            row["relation"],
            row["former"],
            row["subject_zh"],
            row["subject_en"],
        )
        for row in read_lexicon("counterpart_standards.csv")
    }


@lru_cache(maxsize=1024)
def counterpart_of(cited: str) -> Counterpart | None:
    """The Chinese counterpart of a cited standard; that of its series if need be."""
    number = plain_number(cited)
    known = counterparts()
    if number in known:
        return known[number]
    while PARTS.search(number):
        number = PARTS.sub("", number)
        if number in known:
            one = known[number]
            return Counterpart(one.number, "related", "", one.zh, one.en, series=True)
    return None


def plain_number(cited: str) -> str:
    """A number without its year and without the body that only adopted it.

    "BS EN ISO 13485:2016" is ISO 13485; "CODEX STAN 192-1995" is CXS 192.
    """
    number = YEAR.sub("", " ".join(cited.split()))
    while ADOPTER.match(number):
        number = ADOPTER.sub("", number)
    for old, new in OLD_NAMES.items():
        number = number.replace(old, new)
    return re.sub(r"^(ASTM [A-Z]\d+)-\d\d[a-z]?$", r"\1", number)
