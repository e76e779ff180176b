"""The words of a made row: titles, descriptions, goods, codes, addresses."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from models.reference import code_names, members, notice_types, objectives
from tests.bench.phrases import (
    FOLLOW_UPS,
    KEYWORDS,
    SENTENCES,
    SERIES,
    SUBSTANCES,
    TITLES,
)
from tests.bench.plan import Planned

SPANISH = frozenset(
    [
        "ARG",
        "CHL",
        "COL",
        "CRI",
        "CUB",
        "DOM",
        "ECU",
        "ESP",
        "GTM",
        "MEX",
        "NIC",
        "PAN",
        "PER",
        "PRY",
        "SLV",
        "URY",
    ]
)
FRENCH = frozenset(
    ["BDI", "BEN", "CHE", "CIV", "CMR", "FRA", "MAR", "MDG", "SEN", "TGO", "TUN"]
)
LINE_END, HARD_BLANK = "\r\n", "\u00a0"


@lru_cache(maxsize=1)
def goods_of_trade() -> list[tuple[str, str]]:
    """The headings and subheadings of the Harmonized System with their names."""
    return [(code, names[1]) for code, names in code_names("hs").items() if code[2:]]


@lru_cache(maxsize=1)
def fields_of_standards() -> list[tuple[str, str]]:
    """The groups of the ICS with their names."""
    return [(code, names[1]) for code, names in code_names("ics").items() if code[2:]]


@lru_cache(maxsize=1)
def names_of_members() -> dict[str, str]:
    """Each Member as the WTO spells it."""
    return {one.code: one.en_wto for one in members() if one.status == "member"}


@lru_cache(maxsize=1)
def names_of_types() -> dict[tuple[str, bool], str]:
    """Each type of notification as ePing spells it."""
    kinds = notice_types()
    return {
        (one.key, one.emergency): one.name
        for one in kinds
        if "Equivalence" not in one.name
    }


def language_of(code: str, rng: Random) -> str:
    """The language in which a Member writes."""
    if code in SPANISH:
        return "es"
    return "fr" if code in FRENCH and rng.random() < 0.8 else "en"


class Words:
    """The texts of one row, all drawn from its own seed."""

    def __init__(self, row: Planned) -> None:
        self.row = row
        self.rng = Random(row.seed)  # noqa: S311
        self.language = language_of(row.member, self.rng)
        drawn = self.rng.choices(goods_of_trade(), k=self.rng.choice((1, 1, 2, 3, 6)))
        self.goods = drawn

    def fill(self, template: str) -> str:
        """A sentence with goods, substances and numbers."""
        rng = self.rng
        return template.format(
            goods=rng.choice(self.goods)[1].lower(),
            substance=rng.choice(SUBSTANCES),
            series=rng.choice(SERIES),
            number=rng.randint(1, 9999),
            year=rng.randint(1998, 2026),
            few=rng.randint(2, 48),
            base=self.row.symbols[0].rpartition("/")[0],
            day=f"{self.row.day + timedelta(days=rng.randint(-90, 200)):%d %B %Y}",
        )

    def title(self) -> str:
        """A title, with the blanks that publishers put into it."""
        text = self.fill(self.rng.choice(TITLES[self.language]))
        return text.replace(" ", HARD_BLANK, 1) if self.rng.random() < 0.1 else text

    def description(self) -> str:
        """Some sentences; of a follow-up, what became of the base."""
        rng = self.rng
        count = rng.choice((2, 3, 5, 7, 12))
        told = [self.fill(rng.choice(SENTENCES[self.language])) for _ in range(count)]
        if self.row.suffix in {"Add", "Corr"}:
            told = [self.fill(rng.choice(FOLLOW_UPS)), *told[:2]]
        mark = LINE_END if rng.random() < 0.2 else rng.choice((" ", " ", ""))
        return mark.join(told)

    def products(self) -> str:
        """The goods as a Member writes them, at times with their codes."""
        if self.rng.random() < 0.2:
            codes = ", ".join(code for code, _ in self.goods)
            return f"{self.goods[0][1]} (HS code(s): {codes})"
        return "; ".join(name for _, name in self.goods)

    def hs(self) -> str | None:
        """The cell of HS codes: wordings with semicolons, codes twice, odd ones."""
        if self.rng.random() > 0.66:
            return None
        pairs = [f"{code} - {name}" for code, name in self.goods]
        if self.rng.random() < 0.3:
            pairs.append(pairs[0])
        if self.rng.random() < 0.01:
            pairs.append("98 - Special provisions")
        return "; ".join(pairs)

    def ics(self) -> str | None:
        """The cell of ICS codes."""
        if self.row.agreement == "SPS" or self.rng.random() > 0.9:
            return None
        drawn = self.rng.choices(fields_of_standards(), k=self.rng.choice((1, 1, 2)))
        return "; ".join(f"{code} - {name}" for code, name in drawn)

    def objectives(self) -> str:
        """Some of the objectives of the agreement, in any order."""
        names = [
            one.name for one in objectives() if one.agreement == self.row.agreement
        ]
        return "; ".join(self.rng.sample(names, self.rng.choice((1, 2, 3))))

    def keywords(self) -> str | None:
        """The keywords of an SPS notification."""
        if self.row.agreement == "TBT":
            return None
        return "; ".join(self.rng.choices(KEYWORDS, k=self.rng.choice((1, 2, 4))))

    def type(self) -> str:
        """The type, as ePing names it."""
        kinds = {"Add": "addendum", "Corr": "corrigendum", "Rev": "revision"}
        key = kinds.get(self.row.suffix, "supplement" if self.row.suffix else "regular")
        odd = self.row.agreement == "SPS" and self.rng.random() < 0.05
        return names_of_types()["emergency" if odd and key == "regular" else key, odd]

    def closes(self) -> Any:
        """A deadline as a true date, as words, or not at all."""
        if self.row.suffix in {"Corr", "Suppl"} or self.rng.random() < 0.25:
            return None
        day = self.row.day + timedelta(days=self.rng.choice((30, 45, 60, 60, 60, 90)))
        drawn = self.rng.random()
        if drawn < 0.004:
            return "60 days from notification"
        return f"{day:%d %B %Y}" if drawn < 0.03 else day

    def later(self) -> Any:
        """A proposed day: a true date, or the words in its place."""
        day: date = self.row.day + timedelta(days=self.rng.randint(60, 400))
        return self.rng.choice(
            (None, day, "To be determined", "6 months after adoption")
        )
