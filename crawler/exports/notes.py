"""What is found while a table of exports is read: faults that stop it, and remarks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.faults import CrawlError

MOST = 20
"""Faults that are told one by one."""


class BadTableError(CrawlError):
    """All that is wrong with a table, each row in a sentence of its own."""

    def __init__(self, file: str, problems: list[CrawlError]) -> None:
        super().__init__("export_refused", file=file)
        self.problems = problems

    def sentence(self, *, chinese: bool = False) -> str:
        """The first faults, how many more there are, and what to do."""
        told = [one.sentence(chinese=chinese) for one in self.problems[:MOST]]
        if len(self.problems) > MOST:
            more = CrawlError("export_more", count=len(self.problems) - MOST)
            told.append(more.sentence(chinese=chinese))
        words = ("" if chinese else " ").join(told)
        last = CrawlError(self.key, problems="", file=self.values["file"])
        return f"{words}{last.sentence(chinese=chinese)}"


@dataclass
class Counted:
    """Rows of one kind: how many, and the first of them."""

    first: int
    rows: int = 0


@dataclass
class Notes:
    """Problems, and what is counted to be remarked upon."""

    problems: list[CrawlError] = field(default_factory=list)
    markets: dict[str, Counted] = field(default_factory=dict)
    codes: dict[str, Counted] = field(default_factory=dict)
    totals: dict[str, Counted] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    others: list[CrawlError] = field(default_factory=list)

    @property
    def unknown(self) -> int:
        """Rows of a partner or code that nobody knows."""
        kinds = (*self.markets.values(), *self.codes.values())
        return sum(one.rows for one in kinds)

    def remarks(self) -> Iterator[CrawlError]:
        """All that is to be told of a table that is kept."""
        for name, one in self.markets.items():
            yield self.told("export_unknown_market", one, name=name)
        for code, one in self.codes.items():
            yield self.told("export_unknown_code", one, code=code)
        for one in self.totals.values():
            yield self.told("export_totals", one)
        for key in ("export_cut", "export_padded"):
            if self.counts[key]:
                yield CrawlError(key, rows=self.counts[key])
        yield from self.others

    def told(self, key: str, one: Counted, **values: str) -> CrawlError:
        """A remark on rows of one kind."""
        return CrawlError(key, row=one.first, rows=one.rows, **values)


def count(held: dict[str, Counted], name: str, row: int) -> None:
    """Count a row under a name."""
    held.setdefault(name, Counted(row)).rows += 1
