"""Who published a national measure, and where the publisher shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.kinds import NoticeKind
from models.notice import Notice
from models.source import Source

SCHEMES = ("https://", "http://")


@dataclass(frozen=True)
class Publisher:
    """Chinese and English name of a source, its own address and the document's."""

    zh: str
    en: str
    url: str
    page: str


def publisher_of(session: Session, notice: Notice) -> Publisher | None:
    """The publisher of a national measure; None for a WTO notification."""
    if notice.kind == NoticeKind.NOTIFICATION:
        return None
    source = session.get(Source, notice.source_slug)
    zh, en = (source.title_zh, source.title) if source else ("", notice.source_slug)
    url = source.url if source and source.url.startswith(SCHEMES) else ""
    page = first_address(one.link for one in notice.members)
    return Publisher(zh, en, url, page or page_of(notice.content))


def page_of(content: dict[str, Any]) -> str:
    """The publisher's page of a document; empty where it names none."""
    links = content.get("links")
    named = list(links.values()) if isinstance(links, dict) else []
    return first_address([*named, *(content.get("documents") or [])])


def first_address(values: Iterable[object]) -> str:
    """The first that a browser may open: crawled words could be a script."""
    addresses = (str(value) for value in values)
    return next((one for one in addresses if one.startswith(SCHEMES)), "")
