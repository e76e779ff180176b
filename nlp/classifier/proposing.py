"""HS codes that the classifier proposes, where a notice states and names no goods."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from models.reference import code_names
from nlp.classifier.corpus import OTHERS
from nlp.classifier.features import features, names
from nlp.classifier.model import CHAPTER, Classifier, Floats, shipped_classifier
from nlp.findings import Finding
from nlp.pipeline import cut
from nlp.text import NoticeText

LEAST = 0.5
"""The chance of being right below which nothing is proposed."""
FAINT = 0.02
"""The share below which a guess changes no ranking."""
MOST = {True: 2, False: 3}
"""So many chapters, and so many headings, are proposed at most."""
LONGEST = 60
"""Features of a text that are read; goods are named early or not at all."""
SURE_ENOUGH = 0.5
"""A name of goods that counts for less is no reason not to ask the classifier."""


class Place(NamedTuple):
    """A known feature of a notice: its name and the very words."""

    name: str
    field: str
    start: int
    end: int
    words: str


def propose(found: Iterable[Finding], text: NoticeText) -> list[Finding]:
    """Chapters and headings for a notice without any, with the words that weigh most.

    Where goods are stated, or surely named in title or products, nothing is read.
    """
    if any(names_goods(one, text) for one in found):
        return []
    made = shipped_classifier()
    places = read_places(text, made)
    return judge(places, made) if places else []


def names_goods(one: Finding, text: NoticeText) -> bool:
    """Whether a finding tells the goods well enough."""
    told = one.origin == "stated" or text.is_told(one.field, one.start)
    return one.scheme == "hs" and told and one.score >= SURE_ENOUGH


def read_places(text: NoticeText, made: Classifier) -> list[Place]:
    """The features of title and products that the classifier knows."""
    places = []
    for reading in text.readings:
        if not reading.languages:
            continue
        doc = cut(reading.languages[0], reading.words)
        for one in features(doc):
            start, end = doc.extent(one.first, one.after)
            if one.name in made.features and text.is_told(reading.field, start):
                words = getattr(text, reading.field)[start:end].rstrip(" \t\r\n-‐‑")
                end = start + len(words)
                places.append(Place(one.name, reading.field, start, end, words))
    return places[:LONGEST]


@lru_cache(maxsize=8)
def guesses(text: NoticeText) -> dict[str, float]:
    """The chapters and the headings that title and products are most like.

    The shares of all chapters come to one, and so do those of all headings: they say
    which goods it is about if it is about any, and no more.
    """
    made = shipped_classifier()
    places = read_places(text, made)
    if not places:
        return {}
    odds = made.rows([one.name for one in places]).sum(axis=0) + made.bias
    pairs = zip(made.labels, made.shares(odds).tolist(), strict=True)
    return {code: share for code, share in pairs if share >= FAINT}


def judge(places: Sequence[Place], made: Classifier) -> list[Finding]:
    """The labels that are likely enough, each with the words that weigh most for it."""
    rows = made.rows([one.name for one in places])
    chances = made.chances(rows.sum(axis=0) + made.bias)
    known = frozenset(one.name for one in places)
    left = dict(MOST)
    found = []
    for label in likeliest(chances):
        code = made.labels[label]
        if left[len(code) == CHAPTER]:
            left[len(code) == CHAPTER] -= 1
            best = heaviest(places, rows[:, label])
            found.append(as_finding(deepest(code, known), float(chances[label]), best))
    return found


def heaviest(places: Sequence[Place], weights: Floats) -> Place:
    """The feature that weighs most; with a pair weigh the two words in it."""
    within = [
        sum(
            float(weight)
            for other, weight in zip(places, weights, strict=True)
            if other.field == one.field
            and one.start <= other.start
            and other.end <= one.end
        )
        for one in places
    ]
    return places[int(np.argmax(within))]


def likeliest(chances: Floats) -> list[int]:
    """The places of the labels above the threshold, the likeliest first."""
    order = np.argsort(-chances, kind="stable")
    likely: list[int] = order[chances[order] >= LEAST].tolist()
    return likely


def as_finding(code: str, chance: float, place: Place) -> Finding:
    """A proposal as a finding."""
    _, field, start, end, words = place
    score = round(chance, 3)
    return Finding("hs", code, score, "predicted", field, start, end, words)


def deepest(code: str, known: frozenset[str]) -> str:
    """The one subheading of a heading whose own words are there; else the heading."""
    if len(code) == CHAPTER:
        return code
    told = {sub for word, sub in own_words(code).items() if word in known}
    return told.pop() if len(told) == 1 else code


@lru_cache(maxsize=256)
def own_words(heading: str) -> dict[str, str]:
    """The words that stand in the title of one subheading alone, with its code."""
    under: dict[str, set[str]] = {}
    for code, (_, title) in code_names("hs").items():
        if code.startswith(heading) and len(code) > len(heading):
            for word in names("en", OTHERS.sub("", title)):
                under.setdefault(word, set()).add(code)
    return {word: codes.pop() for word, codes in under.items() if len(codes) == 1}
