"""What the tagger reads: the words and codes of one notice, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import py3langid

from models.kinds import NoticeKind
from nlp.incidents import fault_in
from nlp.nomenclature import own_words
from nlp.words import CJK

LANGUAGES = ("en", "fr", "es", "zh")
FIELDS = ("title", "products", "description")
LONGEST = 6_000
SHORT = 30
LONG_TITLE = 400
ROMANCE = re.compile(r"\b(?:de|del|los|las|el|la|y|para|des|du|le|les|et|pour)\b", re.I)
SUMMARY = re.compile(r"(?:AGENCY|ACTION|SUMMARY):")


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
    rationale: str = ""
    adoption: str = ""
    entry_into_force: str = ""
    comments: str = ""
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
            words = getattr(self, name)[:LONGEST]
            repeats = name == "description" and words == self.title
            if words.strip() and not repeats:
                yield name, own_words(words) if name == "products" else words


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
        rationale=record.get("objectives_text") or "",
        adoption=record.get("adoption") or "",
        entry_into_force=record.get("entry_into_force") or "",
        comments=record.get("comment_deadline") or "",
        distributed=record.get("date") or "",
    )


def detect(words: str, default: str = "en") -> str:
    """One of our four languages; a short plain text is in the default one."""
    marks = re.findall(f"[{CJK}]", words)
    if len(marks) * 3 > len(words.split()) and len(marks) > 1:
        return "zh"
    if len(words) < SHORT and words.isascii() and not ROMANCE.search(words):
        return default
    py3langid.set_languages(list(LANGUAGES[:3]))
    return str(py3langid.classify(words)[0])


def without_codes(text: NoticeText) -> NoticeText:
    """The same notice as if its Member had stated no code and no code title."""
    return replace(text, hs=(), ics=(), products=own_words(text.products).strip())
