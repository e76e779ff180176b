"""Why a measure is made: the objectives ticked, or told in words; and its articles."""

import re
from collections.abc import Iterator
from functools import lru_cache

from models.fold import fold, fold_in_place
from models.reference import objectives
from nlp.domains import domain_of
from nlp.finding_words import grouped, places_of
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import read_lexicon

BETWEEN = re.compile(r";\s*|(?<=\)),\s*")
"""Objectives hold commas of their own: a comma parts them only after a bracket."""
AGREEMENT = re.compile(r"\s*\((?:TBT|SPS|OTC|MSF)\)\s*$")
PROSE = ("objectives_text", "description", "title")
ARTICLE = re.compile(
    r"(?:\b(?:articles?|art\.|art[ií]culos?)|第)\s*"
    r"(?P<list>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?"
    r"(?:\s*(?:,|;|/|and|or|&|y|et|e|和|及|、|条)\s*\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)*)",
    re.I,
)
NUMBER = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?")
ANNEX = re.compile(
    r"\b(?:annex|annexe|anexo)\s+B\b(?:[\s,]*(?:paragraphs?|para\.?|p[aá]rrafos?"
    r"|paragraphes?)?\s*(?P<part>[1-9]\d?)\b)?|附件\s*B(?:第(?P<zh>\d)[款段])?",
    re.I,
)
NAMED = re.compile(r"art[ií.]|\bann?ex|anexo|第|附件", re.I)
LEVEL = re.compile(r"\b(?:TBT|SPS|OTC|MSF|WTO|OMC)\b|世贸|协定")
NEAR = 60
KNOWN = frozenset(
    re.findall(
        r"\S+",
        "2.9.2 2.9.4 2.10.1 2.10.2 2.11 2.12 3.2 5.6.2 5.6.4 5.7.1 5.7.2 5.8 5.9 7.2"
        " 8.1 10.1 10.6 10.7",
    )
)
"""The articles under which, or about which, notifications are made."""


def purposes(text: NoticeText) -> Iterator[Finding]:
    """The objectives that a Member ticked; if there are none, those told in words."""
    ticked = list(ticked_objectives(text))
    yield from ticked or told_objectives(text)


def ticked_objectives(text: NoticeText) -> Iterator[Finding]:
    """The objectives by their names; an unknown name is left out."""
    field = "objectives"
    for words in (one for entry in text.objectives for one in BETWEEN.split(entry)):
        key = key_of(words)
        if key:
            yield Finding("objective", key, 1.0, "stated", field, words=words)


@lru_cache(maxsize=256)
def key_of(words: str) -> str:
    """The key of an objective, with or without the agreement behind its name."""
    plain = AGREEMENT.sub("", words.strip())
    agreement = words.strip()[len(plain) :].strip(" ()")
    rows = [one for one in objectives() if fold(plain) in (fold(one.en), fold(one.zh))]
    same = (one.key for one in rows if one.agreement == agreement)
    return next(same, rows[0].key if rows else "")


def told_objectives(text: NoticeText) -> Iterator[Finding]:
    """Objectives by turns of speech, each once, the row of objectives first."""
    domain = domain_of(text)
    seen = set()
    for field in PROSE:
        words = getattr(text, field)
        plain = fold_in_place(words)
        for (agreement, key), terms in cues().items():
            places = places_of(plain, terms) if agreement == domain else []
            if places and key not in seen:
                seen.add(key)
                start, end = places[0]
                told = words[start:end]
                score = 0.9 if field == "objectives_text" else 0.6
                yield Finding("objective", key, score, "found", field, start, end, told)


@lru_cache(maxsize=1)
def cues() -> dict[tuple[str, str], tuple[str, ...]]:
    """The turns of speech of each objective, under its agreement."""
    rows = read_lexicon("objective_words.csv")
    agreement = {row["objective"]: row["agreement"] for row in rows}
    groups = grouped(rows, "objective")
    return {(agreement[key], key): terms for key, terms in groups.items()}


def articles(text: NoticeText) -> Iterator[Finding]:
    """The articles of the agreements that the form or the text names."""
    for words in text.articles:
        code = article_code(words)
        if code:
            yield Finding("article", code, 1.0, "stated", "articles", words=words)
    for field in ("title", "description", "objectives_text"):
        yield from told_articles(field, getattr(text, field))


def article_code(words: str) -> str:
    """ "Article 2.9.2" is 2.9.2, "Annex B, paragraph 5" is Annex B.5; else ''."""
    annex = ANNEX.search(words)
    if annex:
        part = annex["part"] or annex["zh"]
        return f"Annex B.{part}" if part else "Annex B"
    number = NUMBER.search(words)
    return number[0] if number else ""


def told_articles(field: str, words: str) -> Iterator[Finding]:
    """Articles named in prose; those of other laws have other numbers or no WTO."""
    if not NAMED.search(words):
        return
    for match in ARTICLE.finditer(words):
        agreed = is_of_wto(words, match)
        for number in NUMBER.finditer(match["list"]):
            if number[0] in KNOWN and (agreed or number[0].count(".") > 1):
                start = match.start("list") + number.start()
                yield named(number[0], field, start, number[0])
    for match in ANNEX.finditer(words):
        if is_of_wto(words, match):
            yield named(article_code(match[0]), field, match.start(), match[0])


def is_of_wto(words: str, match: re.Match[str]) -> bool:
    """Whether an agreement of the WTO is named near an article."""
    near = words[max(0, match.start() - NEAR) : match.end() + NEAR]
    return bool(LEVEL.search(near))


def named(code: str, field: str, start: int, words: str) -> Finding:
    """An article named in prose."""
    return Finding(
        "article", code, 1.0, "stated", field, start, start + len(words), words
    )
