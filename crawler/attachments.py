"""The addresses of a document's attachments; what lies there is fetched later."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.items import NoticeItem
from models.events import FINAL_FOLDER
from models.kinds import NoticeKind

PART = re.compile(r"_([efsx])\.[a-z]{3,4}$", re.IGNORECASE)
LANGUAGES = {"e": "en", "f": "fr", "s": "es"}
OPEN = frozenset({NoticeKind.NOTIFICATION, NoticeKind.DRAFT})
"""Kinds of notice whose texts are drafts unless the address says otherwise."""


@dataclass(frozen=True)
class Attachment:
    """An address, what it is to the notice, and its language where told."""

    url: str
    role: str
    language: str | None


def attachments(item: NoticeItem) -> Iterator[Attachment]:
    """The official documents by language, then the notified texts."""
    for language, url in item.content.get("links", {}).items():
        yield Attachment(url, "notification", language)
    for url in item.content.get("documents", []):
        match = PART.search(url)
        told = LANGUAGES.get(match[1].lower()) if match else None
        final = FINAL_FOLDER in url or item.kind not in OPEN
        yield Attachment(url, "final" if final else "draft", told)
