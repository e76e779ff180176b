"""From fired checks to arguments: what each may say and ask, from ``points.csv``.

A machine knows only what the notice says. So its request is a question or a plain
plea wherever the ground would need evidence that nobody has given yet.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from web.cases.checks import Fired
from web.cases.facts import CaseFacts
from web.cases.findings import Reason

WORDS = Path(__file__).parent / "points.csv"
ORDER = {
    "TBT": "2.9.4 5.6 2.9 2.10 5.7 2.2 2.4 5.4 5.1.2 5.2 2.1 5.1.1 2.12 5.9 2.5 2.8",
    "SPS": "3.1 3.3 5.1 2.2 5.6 7 6",
}
TWINS = {"tbt-2.9.4": "tbt-5.6", "tbt-2.12": "tbt-5.9"}
"""Rules on regulations, and the same rules on conformity assessment."""


@dataclass(frozen=True)
class Words:
    """What an argument says in one language besides its reasons."""

    cite: str
    subject: str
    duty: str
    request: str


@dataclass(frozen=True)
class Point:
    """One argument in both languages: one ground, its reasons, one request."""

    ground_id: str
    article: str
    check: str
    ask: str
    zh: Words
    en: Words
    reasons: tuple[Reason, ...]
    lacking_zh: tuple[str, ...]
    lacking_en: tuple[str, ...]
    """The evidence that a person would still have to bring."""

    @property
    def problem_zh(self) -> str:
        """What the notice says, in Chinese."""
        return "".join(reason.zh for reason in self.reasons)

    @property
    def problem_en(self) -> str:
        """What the notice says, in English."""
        return " ".join(reason.en for reason in self.reasons)


@lru_cache(maxsize=1)
def read_words() -> dict[tuple[str, str], dict[str, str]]:
    """The wording of every check that may fire, by ground and check."""
    with WORDS.open(encoding="utf-8-sig", newline="") as lines:
        return {(row["ground_id"], row["check"]): row for row in csv.DictReader(lines)}


def points_of(fired: Sequence[Fired], facts: CaseFacts) -> list[Point]:
    """The arguments in the usual order; no fact is argued twice to one end."""
    ordered = sorted((point_of(one) for one in fired), key=place_of)
    return without_repeats(join_twins(ordered, facts))


def point_of(fired: Fired) -> Point:
    """One fired check as an argument: its reasons are its only assertions."""
    ground = fired.ground
    row = read_words()[ground.id, fired.check]
    return Point(
        ground_id=ground.id,
        article=ground.article,
        check=fired.check,
        ask=row["ask"],
        zh=words_of(row, "zh"),
        en=words_of(row, "en"),
        reasons=fired.reasons,
        lacking_zh=ground.evidence_needed_zh,
        lacking_en=ground.evidence_needed,
    )


def words_of(row: dict[str, str], language: str) -> Words:
    """One language of a row."""
    parts = ("cite", "subject", "duty", "request")
    return Words(*(row[f"{part}_{language}"] for part in parts))


def place_of(point: Point) -> int:
    """Where a point stands in the usual order of arguments of its agreement."""
    return order_of(point.ground_id.partition("-")[0].upper(), point.article)


def order_of(agreement: str, article: str) -> int:
    """Where an article stands in the usual order of arguments of its agreement."""
    order = ORDER[agreement].split()
    for place, start in enumerate(order):
        if f"{article} ".startswith((f"{start}.", f"{start} ")):
            return place
    return len(order)


def join_twins(points: Sequence[Point], facts: CaseFacts) -> list[Point]:
    """Make one of a rule on regulations and its twin on assessment.

    Where the notification is made for an assessment procedure alone, the twin stays.
    """
    held = {point.ground_id: point for point in points}
    kept = []
    for point in points:
        twin = held.get(TWINS.get(point.ground_id, ""))
        if twin is None:
            kept.append(point)
        elif any(one.startswith("2.") for one in facts.content.get("articles", [])):
            kept.append(cite_both(point, twin))
    joined = {TWINS[p.ground_id] for p in kept if TWINS.get(p.ground_id) in held}
    return [point for point in kept if point.ground_id not in joined]


def cite_both(point: Point, twin: Point) -> Point:
    """The argument under both articles."""
    return replace(
        point,
        article=f"{point.article} / {twin.article}",
        zh=replace(point.zh, cite=f"{point.zh.cite}、{twin.zh.cite}"),
        en=replace(point.en, cite=plural(point.en.cite, twin.en.cite)),
    )


def plural(first: str, second: str) -> str:
    """Two articles in English."""
    return f"{first} and {second}".replace("Article", "Articles", 1).replace(
        "and Article ", "and "
    )


def without_repeats(points: Iterable[Point]) -> list[Point]:
    """Drop an argument whose reasons are those of one before it."""
    kept: dict[tuple[Reason, ...], Point] = {}
    for point in points:
        kept.setdefault(point.reasons, point)
    return list(kept.values())
