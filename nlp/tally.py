"""Hits, misses and false alarms, and the figures made of them."""

from dataclasses import dataclass, field
from typing import Any

Guess = dict[str, str]


@dataclass
class Tally:
    """Hits, false alarms and misses of one set of labels."""

    hits: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    hits_possible: int = 0
    hits_sure: int = 0
    wrong_sure: int = 0

    def add(
        self, key: str, guess: dict[str, str], must: set[str], ok: set[str]
    ) -> None:
        """Count one record: `guess` maps each answer to its certainty."""
        told = {one for one, certainty in guess.items() if certainty != "possible"}
        sure = {one for one, certainty in guess.items() if certainty == "sure"}
        self.hits += sorted((key, one) for one in told & must)
        self.wrong += sorted((key, one) for one in told - must - ok)
        self.missed += sorted((key, one) for one in must - told)
        self.hits_possible += len(must & guess.keys())
        self.hits_sure += len(sure & must)
        self.wrong_sure += len(sure - must - ok)

    def as_json(self, group: str) -> dict[str, Any]:
        """The figures, with those of each answer under `group`."""
        names = {one for _, one in [*self.hits, *self.wrong, *self.missed]}
        rows = {
            name: figures(*(count(part, name) for part in self.parts()))
            for name in sorted(names)
        }
        asked = len(self.hits) + len(self.missed)
        return {
            **figures(*map(len, self.parts())),
            "recall_with_possible": share(self.hits_possible, asked),
            "precision_sure": share(self.hits_sure, self.hits_sure + self.wrong_sure),
            group: rows,
            "missed": [list(pair) for pair in self.missed],
            "wrong": [list(pair) for pair in self.wrong],
        }

    def parts(self) -> tuple[list[tuple[str, str]], ...]:
        """Hits, false alarms, misses."""
        return self.hits, self.wrong, self.missed


def count(pairs: list[tuple[str, str]], name: str) -> int:
    """How many of the pairs are about this answer."""
    return sum(one == name for _, one in pairs)


def share(part: int, whole: int) -> float:
    """A share with four digits; of nothing, 0."""
    return round(part / whole, 4) if whole else 0.0


def share_true(answers: list[bool]) -> float:
    """The share of right answers."""
    return share(sum(answers), len(answers))


def figures(hits: int, wrong: int, missed: int) -> dict[str, float]:
    """Precision, recall and their harmonic mean."""
    return {
        "precision": share(hits, hits + wrong),
        "recall": share(hits, hits + missed),
        "f1": share(2 * hits, 2 * hits + wrong + missed),
    }
