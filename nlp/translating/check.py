"""Whether a translation may be kept; what cannot be proved wrong is left to readers."""

import csv
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

from models.days import find_days
from nlp.languages import detect
from nlp.translating.engine import Term
from nlp.translating.glossary import unwanted_names

FOLDER = Path(__file__).parent
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
SYMBOL = re.compile(r"\bG/[A-Z]+(?:/[A-Za-z0-9.]+)+(?<!\.)")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；、（）)]+(?<![.,;:])", re.I)
MARKUP = re.compile(r"<[a-zA-Z/!]|```|\*\*|&lt;|\]\(|javascript:", re.I)
HAN = re.compile(r"[\u4e00-\u9fff]")
LETTER = re.compile(r"[^\W\d_]")
STRANGE = re.compile(r"[\u3040-\u30ff\uac00-\ud7ff\u0400-\u04ff\u0600-\u06ff]")
HAN_SHARE = 0.35
"""Of the letters of a Chinese text; the rest are names and codes."""
STRANGE_SHARE = 0.05
SPELT = 100
"""Numbers up to this may have stood in words: two years, a hundred grams."""
SLACK = 40
"""Characters by which a short text may be longer than its bound."""
BOUNDS = {("zh", False): (0.12, 1.3), ("en", True): (0.9, 9.0)}
"""Length over length, by target and whether the source is Chinese."""
OTHER_BOUNDS = (0.4, 2.5)


def fault_in(
    source: str, answer: str, target: str, terms: Sequence[Term] = (), fence: str = ""
) -> str | None:
    """Why an answer is refused, as a short key; None where nothing speaks against it.

    ``fence`` is what stood around the text when it was asked for.
    """
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("empty", lambda: not answer.strip()),
        ("echo", lambda: bool(fence) and fence in answer),
        ("markup", lambda: bool(MARKUP.search(answer))),
        ("refusal", lambda: is_refusal(source, answer)),
        ("length", lambda: not has_length(source, answer, target)),
        ("addresses", lambda: set(URL.findall(source)) != set(URL.findall(answer))),
        ("symbols", lambda: not symbols(source) <= symbols(answer)),
        ("days", lambda: not days(source) <= days(answer)),
        ("numbers", lambda: not has_numbers(source, answer)),
        ("units", lambda: not has_units(source, answer)),
        ("language", lambda: not is_in(answer, target)),
        ("glossary", lambda: not has_terms(answer, target, terms)),
    )
    return next((name for name, is_wrong in checks if is_wrong()), None)


def is_refusal(source: str, answer: str) -> bool:
    """Whether the engine speaks of itself where the text does not."""
    said, given = answer.casefold(), source.casefold()
    return any(one in said and one not in given for one in refusals())


def has_length(source: str, answer: str, target: str) -> bool:
    """Whether an answer is about as long as a translation is."""
    key = target, len(HAN.findall(source)) * 3 > len(source)
    least, most = BOUNDS.get(key, OTHER_BOUNDS)
    length = len(source.strip())
    return least * length - SLACK <= len(answer.strip()) <= most * length + SLACK


def symbols(text: str) -> set[str]:
    """Symbols of WTO documents."""
    return set(SYMBOL.findall(text))


def days(text: str) -> set[str]:
    """The days written in a text."""
    return {day.isoformat() for day, _, _ in find_days(text)}


def numbers(text: str) -> set[str]:
    """The numbers of a text, written alike: 1,000 as 1000, 0,5 as 0.5."""
    plain = THOUSANDS.sub("", text)
    found = (one.replace(",", ".") for one in NUMBER.findall(plain))
    return {one.lstrip("0") or "0" if one.isdecimal() else one for one in found}


def has_numbers(source: str, answer: str) -> bool:
    """Whether every number stands in the answer, and none of its own making.

    A day may be written another way, so its parts need not stand there.
    """
    given, told = numbers(source), numbers(answer)
    parts = {
        one.lstrip("0") for one in chain(*(day.split("-") for day in days(source)))
    }
    written = numbers(without_days(source))
    new = {one for one in told - given - parts if not is_spelt(one)}
    return written <= told and not new


def without_days(text: str) -> str:
    """The text with its days blanked out."""
    for _, start, end in find_days(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def is_spelt(number: str) -> bool:
    """Whether a number may have stood in words."""
    return number.isdecimal() and int(number) <= SPELT


def has_units(source: str, answer: str) -> bool:
    """Whether the unit after each number of the text stands in the answer."""
    used = {match[1].casefold() for match in unit_pattern().finditer(source)}
    folded = answer.casefold()
    return all(any(one in folded for one in units()[unit]) for unit in used)


def is_in(answer: str, target: str) -> bool:
    """Whether a text is in the language that was asked for."""
    plain = URL.sub(" ", SYMBOL.sub(" ", answer))
    letters = len(LETTER.findall(plain))
    if letters and len(STRANGE.findall(plain)) > STRANGE_SHARE * letters:
        return False
    if target == "zh":
        return len(HAN.findall(plain)) >= HAN_SHARE * letters > 0
    return not HAN.search(plain) and detect(plain) == target


def has_terms(answer: str, target: str, terms: Sequence[Term]) -> bool:
    """Whether each term became its word, and no Member has another's name."""
    if target == "zh" and unwanted_names().search(answer):
        return False
    folded = answer.casefold()
    return all(term.wanted.casefold() in folded for term in terms)


@lru_cache(maxsize=1)
def refusals() -> tuple[str, ...]:
    """Words by which an engine speaks of itself."""
    return tuple(row["words"] for row in rows("refusals"))


@lru_cache(maxsize=1)
def units() -> dict[str, tuple[str, ...]]:
    """Units, folded, and how each may be written in a translation."""
    return {
        row["unit"].casefold(): (row["unit"].casefold(), *row["zh"].split("|"))
        for row in rows("units")
    }


@lru_cache(maxsize=1)
def unit_pattern() -> re.Pattern[str]:
    """A unit after a number."""
    longest = sorted((row["unit"] for row in rows("units")), key=len, reverse=True)
    words = "|".join(map(re.escape, longest))
    return re.compile(rf"\d\s?({words})(?![\w/])")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file beside this one."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
