"""The addresses of a document's attachments; what lies there is fetched later."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crawler.items import NoticeItem
from models.events import FINAL_FOLDER
from models.notice import Document, Notice

PART = re.compile(r"_([efsx])\.[a-z]{3,4}$", re.IGNORECASE)
LANGUAGES = {"e": "en", "f": "fr", "s": "es"}


@dataclass(frozen=True)
class Attachment:
    """An address, what it is to the notice, and its language where told."""

    url: str
    role: str
    language: str | None


def put_documents(session: Session, notice: Notice, item: NoticeItem) -> None:
    """Add the attachments that are not known yet; none is taken away."""
    held = {one.url.casefold() for one in notice.documents}
    for one in attachments(item):
        if one.url.casefold() not in held:
            held.add(one.url.casefold())
            notice.documents.append(
                Document(url=one.url, role=one.role, language=one.language)
            )
    session.flush()


def attachments(item: NoticeItem) -> Iterator[Attachment]:
    """The official documents by language, then the notified texts."""
    for language, url in item.content.get("links", {}).items():
        yield Attachment(url, "notification", language)
    for url in item.content.get("documents", []):
        match = PART.search(url)
        told = LANGUAGES.get(match[1].lower()) if match else None
        yield Attachment(url, "final" if FINAL_FOLDER in url else "draft", told)
