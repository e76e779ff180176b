"""What the tagger reads: the words and codes of one notice, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from models.kinds import NoticeKind
from nlp.incidents import fault_in
from nlp.languages import LONGEST, OTHER, detect, is_strange
from nlp.nomenclature import own_words
from nlp.words import without_markup

FIELDS = ("title", "products", "description")
KEYWORDS = "keywords"
LONG_TITLE = 400
SUMMARY = re.compile(r"(?:AGENCY|ACTION|SUMMARY):")


class Reading(NamedTuple):
    """The words of a field as they are read, and in which languages.

    These are its own language and English, for the usual translation; none, where it
    is in another than ours.
    """

    field: str
    words: str
    languages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NoticeText:
    """All that tagging and matching may look at in one notice."""

    key: str
    kind: str = NoticeKind.NOTIFICATION
    agreement: str = ""
    type: str = ""
    members: tuple[str, ...] = ()
    title: str = ""
    products: str = ""
    description: str = ""
    hs: tuple[str, ...] = ()
    ics: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    regions: str = ""
    agencies: tuple[str, ...] = ()
    language: str = ""
    articles: tuple[str, ...] = ()
    objectives_text: str = ""
    all_partners: bool = False
    adoption: str = ""
    entry_into_force: str = ""
    comments_close: str = ""
    distributed: str = ""

    @cached_property
    def headline(self) -> int:
        """How much of the title field is a title; some sources append the summary."""
        if len(self.title) <= LONG_TITLE:
            return len(self.title)
        label = SUMMARY.search(self.title)
        stop = re.search(r"[.)\]”\"](?=\s?[A-Z])", self.title[LONG_TITLE // 2 :])
        end = LONG_TITLE // 2 + stop.end() if stop else LONG_TITLE
        return label.start() if label and label.start() < end else end

    def is_told(self, field: str, start: int) -> bool:
        """Whether words at this place name the subject, and are no mere prose.

        What was found in the goods of an incident is not its subject.
        """
        if field != "title":
            return field == "products"
        return start < self.headline and start not in fault_in(self.title, self.kind)

    def fields(self) -> Iterator[tuple[str, str]]:
        """Each field of prose that is not empty, the more telling first.

        In the products, the wording of stated codes is blanked: the code counts
        by itself, and its wording names many other goods.
        """
        for name in FIELDS:
            words = without_markup(getattr(self, name)[:LONGEST])
            repeats = name == "description" and self.description == self.title
            if words.strip() and not repeats:
                yield name, own_words(words) if name == "products" else words

    @cached_property
    def main_language(self) -> str:
        """The language of the title, in which a short field is likely to be."""
        main = self.language or detect(self.title)
        return "en" if main == OTHER else main

    @cached_property
    def has_foreign_title(self) -> bool:
        """Whether no lexicon is written in the language of the title."""
        return detect(self.title) == OTHER

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The fields of prose, and the keywords, with the languages they are in."""
        fields = [*self.fields(), (KEYWORDS, "; ".join(self.keywords)[:LONGEST])]
        return tuple(self.read(name, words) for name, words in fields)

    def read(self, name: str, words: str) -> Reading:
        """One field with its languages; a few words are read as the title is."""
        own = detect(words, self.main_language)
        if self.has_foreign_title and is_strange(words):
            own = OTHER
        languages = () if own == OTHER else dict.fromkeys((own, "en"))
        return Reading(name, words, tuple(languages))

    @property
    def is_foreign(self) -> bool:
        """Whether all its prose is in a language that no lexicon is written in."""
        prose = [one for one in self.readings if one.field in FIELDS]
        return bool(prose) and not any(one.languages for one in prose)


def from_record(record: Mapping[str, Any]) -> NoticeText:
    """A notice out of one line of labelled JSONL; fields not given are empty."""
    return NoticeText(
        key=record["symbol"],
        kind=record.get("kind") or NoticeKind.NOTIFICATION,
        agreement=record.get("agreement") or "",
        type=record.get("type") or "",
        members=tuple(record.get("members") or ()),
        title=record.get("title") or "",
        products=record.get("products") or "",
        description=record.get("description") or "",
        hs=tuple(record.get("hs") or ()),
        ics=tuple(record.get("ics") or ()),
        objectives=tuple(record.get("objectives") or ()),
        keywords=tuple(record.get("keywords") or ()),
        regions=record.get("regions_affected") or "",
        agencies=tuple(record.get("agencies") or ()),
        language=record.get("language") or "",
        articles=tuple(record.get("articles") or ()),
        objectives_text=record.get("objectives_text") or "",
        all_partners=bool(record.get("all_partners")),
        adoption=record.get("adoption") or "",
        entry_into_force=record.get("entry_into_force") or "",
        comments_close=record.get("comment_deadline") or "",
        distributed=record.get("date") or "",
    )


def without_codes(text: NoticeText) -> NoticeText:
    """The same notice as if its Member had stated no code and no code title."""
    return replace(text, hs=(), ics=(), products=own_words(text.products).strip())
