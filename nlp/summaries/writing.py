"""The texts of a notice out of what was found in it; nothing here reads a database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.search_names import in_both, names_of_member
from models.search_words import (
    CERTAIN,
    TOLD,
    Beside,
    search_text_of,
    stated_codes,
)
from nlp.findings import Finding
from nlp.matching import SectorMatch
from nlp.summaries.chinese import summary_zh, title_zh
from nlp.summaries.english import summary_en, title_en
from nlp.summaries.facts import Facts, Name
from nlp.summaries.gathering import Record, gather

Names = Mapping[str, tuple[str, str]]
"""Chinese and English names of the sectors, in the order of their list."""
Text = tuple[str, str, str]
"""The language, the field and the words of a text of ours."""


@dataclass(frozen=True)
class Paper:
    """A notice to be told of; the sectors it touches are not in its record yet.

    ``members`` and ``symbols`` are those of its copies in their order; the index
    finds it by them.
    """

    record: Record
    members: Sequence[str]
    symbols: Sequence[str]


class Texts(NamedTuple):
    """Titles and summaries of a notice, and all that the search index holds of it."""

    written: list[Text]
    search: str


def write_texts(
    paper: Paper,
    found: Sequence[Finding],
    matches: Sequence[SectorMatch],
    names: Names,
) -> Texts:
    """Tell of a notice for which nobody else has written anything."""
    sectors = sectors_in(matches, names)
    facts = gather(replace(paper.record, sectors=sectors), found)
    written = list(tell_of(facts))
    beside = Beside(words=[(language, text) for language, _, text in written])
    for code in paper.members:
        beside.words += names_of_member(code)
    for one in matches:
        if one.certainty in CERTAIN:
            beside.words += in_both(*names[one.sector])
    told = [(one.scheme, one.code) for one in found if one.origin in TOLD]
    content = paper.record.content
    beside.add_tags([*told, *stated_codes(content)])
    language = paper.record.language
    return Texts(written, search_text_of(content, language, paper.symbols, beside))


def sectors_in(matches: Sequence[SectorMatch], names: Names) -> dict[str, list[Name]]:
    """The names of the sectors by certainty, the surest first."""
    place = {sector: number for number, sector in enumerate(names)}
    found: dict[str, list[Name]] = {}
    for one in sorted(matches, key=lambda one: (-one.score, place[one.sector])):
        if one.certainty != "near":
            found.setdefault(one.certainty, []).append(Name(*names[one.sector]))
    return found


def tell_of(facts: Facts) -> Iterator[Text]:
    """The texts that there are; its own title stands in its own language."""
    texts = [("zh", "summary", summary_zh(facts)), ("en", "summary", summary_en(facts))]
    if facts.language != "zh":
        texts.append(("zh", "title", title_zh(facts)))
    if facts.language != "en":
        texts.append(("en", "title", title_en(facts)))
    return (one for one in texts if one[2])
