"""Hits, misses and false alarms, and the figures made of them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Guess = dict[str, str]
Pair = tuple[str, str]
CERTAINTIES = ("sure", "likely", "possible")
PREDICTED = frozenset({"sure", "likely"})
ENOUGH = 5
"""With fewer labels than this, the figures of one answer say nothing."""


@dataclass
class Tally:
    """Hits, false alarms and misses of one set of labels."""

    hits: list[Pair] = field(default_factory=list)
    wrong: list[Pair] = field(default_factory=list)
    missed: list[Pair] = field(default_factory=list)
    right_at: Counter[str] = field(default_factory=Counter)
    """How many guesses of each certainty are right; `wrong_at` likewise."""
    wrong_at: Counter[str] = field(default_factory=Counter)

    def add(self, key: str, guess: Guess, must: set[str], ok: set[str]) -> None:
        """Count one record: `guess` maps each answer to its certainty."""
        told = {one for one, certainty in guess.items() if certainty in PREDICTED}
        self.hits += sorted((key, one) for one in told & must)
        self.wrong += sorted((key, one) for one in told - must - ok)
        self.missed += sorted((key, one) for one in must - told)
        self.right_at.update(guess[one] for one in must & guess.keys())
        self.wrong_at.update(guess[one] for one in guess.keys() - must - ok)

    def as_json(self, group: str) -> dict[str, Any]:
        """The figures, with those of each answer under `group`."""
        rows = self.by_answer()
        asked = len(self.hits) + len(self.missed)
        sure, wrong_sure = self.right_at["sure"], self.wrong_at["sure"]
        return {
            **figures(*map(len, self.parts())),
            "recall_with_possible": share(self.right_at.total(), asked),
            "precision_sure": share(sure, sure + wrong_sure),
            "recall_macro": macro(rows),
            "worst": worst(rows),
            "by_certainty": self.by_certainty(),
            group: rows,
            "missed": [list(pair) for pair in self.missed],
            "wrong": [list(pair) for pair in self.wrong],
        }

    def by_answer(self) -> dict[str, dict[str, Any]]:
        """The figures of each answer.

        ``labels`` counts the records that must have it, on which recall rests;
        ``judged`` the predictions that could be right or wrong.
        """
        counts = [Counter(one for _, one in part) for part in self.parts()]
        hits, wrong, missed = counts
        return {
            name: {
                **figures(*(count[name] for count in counts)),
                "labels": hits[name] + missed[name],
                "judged": hits[name] + wrong[name],
                "enough": hits[name] + missed[name] >= ENOUGH,
            }
            for name in sorted(set().union(*counts))
        }

    def by_certainty(self) -> dict[str, dict[str, Any]]:
        """How often the guesses of each certainty are right, and their number."""
        return {
            one: {
                "precision": share(
                    self.right_at[one], self.right_at[one] + self.wrong_at[one]
                ),
                "count": self.right_at[one] + self.wrong_at[one],
            }
            for one in CERTAINTIES
        }

    def parts(self) -> tuple[list[Pair], ...]:
        """Hits, false alarms, misses."""
        return self.hits, self.wrong, self.missed


def macro(rows: dict[str, dict[str, Any]]) -> float:
    """The mean recall of the answers that have a label, each counting alike."""
    recalls = [row["recall"] for row in rows.values() if row["labels"]]
    return round(sum(recalls) / len(recalls), 4) if recalls else 0.0


def worst(rows: dict[str, dict[str, Any]]) -> str:
    """The answer with the least F1 among those with enough labels, or ''."""
    judged = [(row["f1"], name) for name, row in rows.items() if row["enough"]]
    return min(judged)[1] if judged else ""


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
