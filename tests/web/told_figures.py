"""The figures of a text, whether in digits or in words, in Chinese or in English."""

from __future__ import annotations

import re

COUNTED = re.compile(r"(\d+)家|\b(\d+|\w+) (?:firms|laboratories)\b")
WORDS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
WORDS += ["ten", "eleven", "twelve"]
"""Numbers that are written out."""
DATES = re.compile(r"\d{4}年\d+月\d+日|\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)*万?")


def counts(text: str) -> list[int]:
    """How many firms or laboratories are spoken of."""
    found = ("".join(match.groups("")) for match in COUNTED.finditer(text))
    return [
        int(one) if one.isdigit() else WORDS.index(one.lower())
        for one in found
        if one.isdigit() or one.lower() in WORDS
    ]


def figures(text: str) -> set[str]:
    """All figures of a text but dates, whether written in digits or in words."""
    plain = DATES.sub("", text)
    spelt = {
        str(number)
        for number, word in enumerate(WORDS)
        if number > 1 and re.search(rf"\b{word}\b", plain, re.IGNORECASE)
    }
    return spelt | {value(match[0]) for match in FIGURE.finditer(plain)}


def value(written: str) -> str:
    """A figure without commas, and with ten thousands multiplied out."""
    plain = written.replace(",", "")
    return str(int(plain[:-1]) * 10_000) if plain.endswith("万") else plain
