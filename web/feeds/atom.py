"""Atom (RFC 4287): entries as a file; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

SPACE = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True)
class Entry:
    """One entry; its id never changes."""

    id: str
    title: str
    url: str
    updated: datetime
    summary: str = ""


def write_feed(
    entries: Sequence[Entry],
    *,
    id: str,
    title: str,
    url: str,
    own: str,
    language: str,
    updated: datetime,
) -> bytes:
    """The whole feed; ``url`` is the page that shows the same, ``own`` the feed's."""
    root = etree.Element(f"{{{SPACE}}}feed", nsmap={None: SPACE})
    root.set(f"{{{XML}}}lang", "zh-Hans" if language == "zh" else language)
    put(root, "id", id)
    put(root, "title", title)
    put(root, "updated", updated.isoformat(timespec="seconds"))
    etree.SubElement(root, f"{{{SPACE}}}link", rel="alternate", href=url)
    etree.SubElement(root, f"{{{SPACE}}}link", rel="self", href=own)
    put(etree.SubElement(root, f"{{{SPACE}}}author"), "name", "楚通")
    for one in entries:
        node = etree.SubElement(root, f"{{{SPACE}}}entry")
        put(node, "id", one.id)
        put(node, "title", one.title)
        put(node, "updated", one.updated.isoformat(timespec="seconds"))
        etree.SubElement(node, f"{{{SPACE}}}link", rel="alternate", href=one.url)
        if one.summary:
            put(node, "summary", one.summary)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made


def put(node: etree._Element, name: str, text: str) -> None:
    """A child with a text; letters that XML does not know are left out."""
    clean = "".join(one for one in text if one in "\t\n" or one.isprintable())
    etree.SubElement(node, f"{{{SPACE}}}{name}").text = clean
