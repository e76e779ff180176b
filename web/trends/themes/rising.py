"""Whether something rises against its own past: a test that small counts do not pass.

For a term named by a of n measures now and by b of m before, the log-likelihood ratio
G² = 2 (a ln(a / E1) + b ln(b / E2)), with E1 = n (a + b) / (n + m) and E2 = m (a + b) /
(n + m), tells how surprising the difference is (Dunning 1993; Rayson and Garside 2000).
15.13 is passed by chance once in ten thousand terms that do not change. Terms are
ordered by how far they rise: (a + k) / (n b / m + k), with k = 5 measures of doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

LEAST = 5
"""So many measures must name a term now."""
CRITICAL = 15.13
DOUBT = 5.0


@dataclass(frozen=True)
class Rise:
    """How a term stands now and stood before, among how many measures."""

    now: int
    of_now: int
    before: int
    of_before: int

    @property
    def expected(self) -> float:
        """How many would name it now if nothing had changed."""
        return self.of_now * self.before / self.of_before if self.of_before else 0.0

    @property
    def surprise(self) -> float:
        """G²; 0 where it does not rise, or nothing is held to compare with."""
        if not self.of_before or not self.of_now or self.now <= self.expected:
            return 0.0
        both, all_of = self.now + self.before, self.of_now + self.of_before
        told = ((self.now, self.of_now), (self.before, self.of_before))
        return 2 * sum(n * log(n * all_of / (of * both)) for n, of in told if n)

    @property
    def factor(self) -> float:
        """How many times as often as before, doubted where the counts are small."""
        return (self.now + DOUBT) / (self.expected + DOUBT)

    @property
    def rises(self) -> bool:
        """Whether it is a rise that chance does not explain."""
        return self.now >= LEAST and self.surprise >= CRITICAL
