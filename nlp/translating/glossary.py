"""Words that a translation may not choose: names of Members, terms of the trade."""

import csv
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from models import reference
from nlp.translating.engine import Term

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "fr", "es", "zh")
OWN = ("HKG", "MAC", "TPKM")
"""Members whose other Chinese names are not used here."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SHORTEST = 4
"""Shorter names of Members are other words as well."""


@lru_cache(maxsize=1)
def pairs() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """By target: what to look for in a text and what it must become."""
    made: dict[str, list[tuple[re.Pattern[str], str]]] = {"zh": [], "en": []}
    for words, target, wanted in sorted(
        {*trade_terms(), *member_terms()}, key=lambda one: (-len(one[0]), one)
    ):
        made[target].append((pattern_of(words), wanted))
    return made


def trade_terms() -> list[tuple[str, str, str]]:
    """The terms of the trade in every language, towards Chinese and English."""
    with (FOLDER / "terms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = []
    for row in rows:
        foreign = [one for name in ("fr", "es") for one in row[name].split("|")]
        english = row["en"].split("|")
        told += [(one, "zh", row["zh"]) for one in [*english, *foreign]]
        told += [(one, "en", english[0]) for one in [*foreign, row["zh"]]]
    return told


def member_terms() -> list[tuple[str, str, str]]:
    """The names of Members, their other names among them."""
    told = []
    for one in reference.members():
        names = {one.en, one.en_wto, one.zh, *one.aliases}
        long = {name for name in names if CHINESE.search(name) or len(name) >= SHORTEST}
        told += [(name, "zh", one.zh) for name in long if not CHINESE.search(name)]
        told += [(name, "en", one.en) for name in long if name != one.en]
    return told


def pattern_of(words: str) -> re.Pattern[str]:
    """How a term is looked for: names as they are written, other terms in any case."""
    if CHINESE.search(words):
        return re.compile(re.escape(words))
    case = 0 if words[0].isupper() else re.I
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", case)


def terms_in(text: str, target: str) -> list[Term]:
    """The terms that stand in a text, the longest first; none within another."""
    taken: list[tuple[int, int]] = []
    found: dict[str, Term] = {}
    for pattern, wanted in pairs()[target]:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            found.setdefault(match[0], Term(match[0], wanted))
    return list(found.values())


@lru_cache(maxsize=1)
def unwanted_names() -> re.Pattern[str]:
    """Chinese names of Members that may not stand in a translation."""
    words = []
    for member in reference.members():
        if member.code not in OWN:
            continue
        others = (one for one in member.aliases if CHINESE.search(one))
        words += [one for one in others if not one.startswith("中国")]
    longest = sorted(words, key=len, reverse=True)
    return re.compile("(?<!中国)(?:" + "|".join(map(re.escape, longest)) + ")")


@lru_cache(maxsize=1)
def glossary_version() -> str:
    """The version of the glossary and of the checks: it changes with their files."""
    rows = [f"{p.pattern}>{w}".encode() for both in pairs().values() for p, w in both]
    files = sorted((*FOLDER.glob("*.csv"), FOLDER / "check.py"))
    told = [*rows, *(path.read_bytes() for path in files)]
    return hashlib.sha256(b"\0".join(told)).hexdigest()[:16]
