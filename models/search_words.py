"""The words that should find a notice, out of what it says and is tagged with; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from models.codes import ancestors, hs_token, ics_token
from models.search import search_tokens
from models.search_names import Words, names_of

FIELDS = ("title", "products", "description", "keywords", "regions")
FIELDS_EN = (
    "objectives_text",
    "relevant_documents",
    "international_standard",
    "agencies",
    "dockets",
    "docket_title",
    "references",
)
TOKENS = {"hs": hs_token, "ics": ics_token}
CERTAIN = ("sure", "likely")
TOLD = ("stated", "found")
LONGEST = 200_000
"""PostgreSQL holds no more than a megabyte of words for a row."""
LONGEST_NAME = 200
Code = tuple[str, str]
"""A scheme, and a code of it."""


@dataclass
class Beside:
    """What stands beside a notice and should find it too."""

    words: list[Words] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)

    def add_tags(self, tags: Iterable[Code]) -> None:
        """Add the names of tags, each once, and the codes themselves."""
        held = set(self.words)
        ordered = sorted(set(tags))
        for pair in (pair for tag in ordered for pair in names_of(*tag)):
            if pair not in held:
                held.add(pair)
                self.words.append(pair)
        self.codes += [tag for tag in ordered if tag[0] in TOKENS]


def search_text_of(
    content: Mapping[str, Any], language: str, symbols: Sequence[str], beside: Beside
) -> str:
    """All the words that should find a notice.

    These are its symbols, its own text, texts of ours, the names of what it is
    tagged with, and each code with all that the code lies under.
    """
    words = [("en", " ".join(symbols))]
    words += [(language, as_text(content.get(name))) for name in FIELDS]
    words += [("en", as_text(content.get(name))) for name in FIELDS_EN]
    texts = [search_tokens(text, lang) for lang, text in words if text]
    texts += [beside_tokens(text, lang) for lang, text in beside.words]
    codes = dict.fromkeys(
        TOKENS[scheme](part)
        for scheme, code in beside.codes
        for part in ancestors(code)
    )
    return " ".join(filter(None, [*texts, *codes]))[:LONGEST]


def beside_tokens(text: str, lang: str) -> str:
    """The words of a text beside a notice; names come again and again."""
    return (name_tokens if len(text) <= LONGEST_NAME else search_tokens)(text, lang)


@lru_cache(maxsize=16384)
def name_tokens(text: str, lang: str) -> str:
    """The words of a name."""
    return search_tokens(text, lang)


def as_text(value: object) -> str:
    """A field of a notice as text; lists one after the other."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def stated_codes(content: Mapping[str, Any]) -> Iterator[Code]:
    """The codes a Member stated, which find a notice before it is tagged."""
    for scheme in TOKENS:
        for code in content.get(scheme) or ():
            yield scheme, str(code)
