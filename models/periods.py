"""Days told in words, as "six months after publication": never turned into a day."""

import re
from dataclasses import dataclass
from enum import StrEnum

from models.fold import fold

WORDS = (
    "one first un uno una premier",
    "two second dos deux",
    "three third tres trois",
    "four cuatro quatre",
    "five cinco cinq",
    "six sixth seis",
    "seven siete sept",
    "eight ocho huit",
    "nine ninth nueve neuf",
    "ten tenth diez dix",
    "twelve doce douze",
    "fifteen fifteenth quince quinze",
    "eighteen dieciocho dix-huit",
    "twenty twentieth veinte vingt vingtieme vigesimo",
    "twenty-four veinticuatro vingt-quatre",
    "thirty thirtieth treinta trente",
    "forty-five cuarenta y cinco quarante-cinq",
    "sixty sixtieth sesenta soixante",
    "ninety ninetieth noventa quatre-vingt-dix",
    "hundred and eighty|ciento ochenta|cent quatre-vingts",
)
WORTH = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 18, 20, 24, 30, 45, 60, 90, 180)
NUMBER_OF = {
    name: worth
    for names, worth in zip(WORDS, WORTH, strict=True)
    for name in (names.split("|") if "|" in names else names.split())
    if name != "y"
}
NUMBER = "|".join(sorted(NUMBER_OF, key=len, reverse=True))
UNITS = {
    "day|dia|jour": (1, 0),
    "week|semana|semaine": (7, 0),
    "month|mes|moi": (0, 1),
    "year|ano|an": (0, 12),
}
UNIT = "|".join(f"(?:{names})(?:e?s)?" for names in UNITS)
OFFSET = re.compile(
    rf"(?<![\w-])(?:(?P<figure>[0-9]{{1,4}})(?:st|nd|rd|th)?|(?P<word>{NUMBER}))\)?"
    rf"[\s-]*(?:\((?P<also>[0-9]{{1,4}})\)\s*)?(?:calendar\s+|natural\s+|consecutive\s+)?"
    rf"(?P<unit>{UNIT})(?![a-z])"
)
UNCOUNTABLE = re.compile(r"working|business|habiles|ouvrables|before|antes|avant")
ANCHOR = re.compile(
    r"(?P<force>entr(?:y|e|ada|ee)\s+(?:into|en)\s+(?:force|vigor|vigueur))"
    r"|(?P<publication>publi|gazett|official journal|diario oficial|promulg)"
    r"|(?P<adoption>adopt|adopc|approv|aprob|approb|sign|firma|enact)"
    r"|(?P<circulation>notif|circulation|distribu)"
)
AT_ONCE = re.compile(
    r"\b(?:upon|on|at|immediately|when|once|same day|date of|day of|with|from|con su"
    r"|al?|desde|a partir|en la fecha|mismo dia|des|a la date|le jour|meme jour)\b"
)
SAME_DAY = re.compile(r"same (?:day|date)|mism[ao] (?:dia|fecha)|meme (?:jour|date)")
YEAR = re.compile(r"(?<![0-9/.])(?:19|20)[0-9]{2}(?![0-9/])")


class DayKind(StrEnum):
    """What a day told in words is counted from."""

    UNKNOWN = "unknown"
    PUBLICATION = "publication"
    ADOPTION = "adoption"
    """Signature, approval and enactment count as adoption."""
    CIRCULATION = "circulation"
    PERIOD = "period"
    """A year, half or month: the words say it, no day does."""


@dataclass(frozen=True)
class DayInWords:
    """So many days or months after something; both None when nothing is counted."""

    kind: DayKind
    words: str
    offset_days: int | None = None
    offset_months: int | None = None


def read_period(words: str) -> DayInWords:
    """Read words that stand where a day should, in English, Spanish or French.

    Use it where `read_day` gave None. What cannot be counted (working days, a time
    before an event, after entry into force) is UNKNOWN; the words are always kept.
    """
    text = fold(words)
    offset = OFFSET.search(text)
    anchor = find_anchor(text, offset)
    if UNCOUNTABLE.search(text) or (anchor and anchor.lastgroup == "force"):
        return DayInWords(DayKind.UNKNOWN, words)
    if anchor and offset:
        days, months = length_of(offset)
        return DayInWords(DayKind(anchor.lastgroup or "unknown"), words, days, months)
    if anchor and AT_ONCE.search(text):
        return DayInWords(DayKind(anchor.lastgroup or "unknown"), words, 0)
    if SAME_DAY.search(text):
        return DayInWords(DayKind.PUBLICATION, words, 0)
    period = not anchor and YEAR.search(text)
    return DayInWords(DayKind.PERIOD if period else DayKind.UNKNOWN, words)


def find_anchor(text: str, offset: re.Match[str] | None) -> re.Match[str] | None:
    """What is counted from: the first event after the count, else the first one.

    Without a count, "entry into force: upon publication" is about publication.
    """
    if offset:
        return ANCHOR.search(text, offset.end()) or ANCHOR.search(text)
    anchors = list(ANCHOR.finditer(text))
    others = (anchor for anchor in anchors if anchor.lastgroup != "force")
    return next(others, anchors[0] if anchors else None)


def length_of(offset: re.Match[str]) -> tuple[int | None, int | None]:
    """The days, or else the months, that an offset counts."""
    figure = offset["also"] or offset["figure"]
    count = int(figure) if figure else NUMBER_OF[offset["word"]]
    for names, (days, months) in UNITS.items():
        if re.match(rf"(?:{names})(?:e?s)?$", offset["unit"]):
            return (count * days or None, count * months or None)
    return None, None
