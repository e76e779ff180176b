"""What became of the documents of a run, in figures."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from crawler.faults import CrawlError
from crawler.runs import Tally

FIGURES = (
    "fetched",
    "unchanged",
    "refused",
    "failed",
    "gone",
    "elsewhere",
    "read_again",
    "forms",
    "changes",
)


@dataclass
class DocumentTally(Tally):
    """Counts documents by what became of them; ``bad`` are those that failed."""

    became: Counter[str] = field(default_factory=Counter)

    def count(
        self, outcome: str, place: str = "", fault: CrawlError | None = None
    ) -> None:
        """Count one document; a fault is listed with its place."""
        self.became[outcome] += 1
        if fault is not None:
            self.tell(place, fault)

    def counts(self) -> dict[str, Any]:
        """The figures of the run, in the order they are printed."""
        return {name: self.became[name] for name in FIGURES}
