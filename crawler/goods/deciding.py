"""Which documents are on goods, by rules that an officer may edit in a spreadsheet.

A file is a CSV of ``field,form,value,words,verdict,about``. The rules are tried from
above, the first that holds decides: ``keep``, or the key of the sentence that says
why the document is left out. A rule holds if one of the values of its field has the
form asked for, and, where ``words`` are given, the text holds one of them too. Words
are parted by a semicolon and stand alone; ``label*`` finds labels and labelling.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from models.fold import fold

KEEP = "keep"
TEXT = "text"
"""The field in which the further words of a rule are looked for."""
Facts = Mapping[str, Sequence[str]]
Test = Callable[[str], bool]


@dataclass(frozen=True)
class Rule:
    """One row of the file, ready to be tried."""

    field: str
    fits: Test
    words: re.Pattern[str] | None
    verdict: str

    def holds(self, facts: Facts) -> bool:
        """Whether the rule decides on a document."""
        if not any(map(self.fits, facts.get(self.field, ()))):
            return False
        return self.words is None or any(map(self.words.search, facts[TEXT]))


def why_left_out(rules: str, facts: Facts) -> str | None:
    """Why a document is not on goods, a key of FAULTS; None if it is.

    ``rules`` names a file of this folder without ``.csv``. ``facts`` holds folded
    texts under ``text``, and under further names whatever the rules ask for.
    """
    for rule in read_rules(rules):
        if rule.holds(facts):
            return None if rule.verdict == KEEP else rule.verdict
    raise ValueError(f"{rules}.csv does not end with a rule that always holds.")


@lru_cache(maxsize=8)
def read_rules(name: str) -> tuple[Rule, ...]:
    """The rules of a file, in their order."""
    text = files(__package__).joinpath(f"{name}.csv").read_text("utf-8-sig")
    return tuple(
        Rule(
            field=row["field"],
            fits=FORMS[row["form"]](row["value"]),
            words=words_in(row["words"]) if row["words"] else None,
            verdict=row["verdict"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def words_in(value: str) -> re.Pattern[str]:
    """One pattern for all the words of a cell."""
    words = (one.strip() for one in value.split(";"))
    found = "|".join(map(word_pattern, words))
    return re.compile(rf"\b(?:{found})")


def word_pattern(word: str) -> str:
    """A word that ends where it is written to end, unless a star leaves that open."""
    stem = re.escape(fold(word.removesuffix("*")))
    return stem if word.endswith("*") else rf"{stem}\b"


def has_words(value: str) -> Test:
    """A text that holds one of these words."""
    pattern = words_in(value)
    return lambda text: bool(pattern.search(text))


def is_part(value: str) -> Test:
    """A part of a title of a code, "49:571", among "49:523-599" or in all of "49"."""
    title, _, span = value.partition(":")
    first, _, last = span.partition("-")

    def fits(told: str) -> bool:
        own_title, _, part = told.partition(":")
        if own_title != title or not span:
            return own_title == title
        return part.isdecimal() and int(first) <= int(part) <= int(last or first)

    return fits


def holds_within(value: str) -> Test:
    """A text that holds one of these anywhere: Japanese is written without blanks."""
    words = [fold(one.strip()) for one in value.split(";")]
    return lambda text: any(word in text for word in words)


FORMS: dict[str, Callable[[str], Test]] = {
    "words": has_words,
    "within": holds_within,
    "part": is_part,
    "is": lambda value: lambda told: told == value,
    "starts": lambda value: lambda told: told.startswith(value),
    "any": lambda _: lambda _told: True,
}
"""How a value may be asked for."""
