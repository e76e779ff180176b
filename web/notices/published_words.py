"""What publishers call their documents and actions, in words that a reader knows."""

import csv
import re
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).parent / "published_words.csv"
PARTS = re.compile(r"\s*[;,:]\s*|\s+and\s+(?=request for)")
BESIDE = re.compile(r"\s*\[[^\]]*\]")
JOIN = {"zh": "；", "en": "; "}


@lru_cache(maxsize=1)
def known_words() -> dict[str, dict[str, str]]:
    """The words of publishers, folded, with their Chinese and English."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["words"]: {"zh": row["zh"], "en": row["en"]} for row in rows}


def in_plain_words(text: str, language: str) -> str:
    """The words of a publisher in the language of the page; empty if one is unknown.

    Half a translation would mislead, so all parts must be known.
    """
    plain = BESIDE.sub("", text).strip().rstrip(".")
    whole = known_words().get(plain.casefold())
    if whole:
        return whole[language]
    parts = [part.casefold().rstrip(".") for part in PARTS.split(plain) if part]
    if not parts or any(part not in known_words() for part in parts):
        return ""
    return JOIN[language].join(known_words()[part][language] for part in parts)
