"""Atom feeds: read without following anything that an XML file can point at."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from scrapy.http import Response

from crawler.answers import changed
from crawler.faults import CrawlError

ATOM = "http://www.w3.org/2005/Atom"
PREFIXES = {
    ATOM: "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://www.legislation.gov.uk/namespaces/legislation": "leg:",
    "http://www.legislation.gov.uk/namespaces/metadata": "ukm:",
    "http://www.legislation.gov.uk/namespaces/publication-log": "pbl:",
    "http://a9.com/-/spec/opensearch/1.1/": "opensearch:",
}
XHTML = "{http://www.w3.org/1999/xhtml}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
Element = Any
Fields = dict[str, list[Element]]
"""The elements in an entry by their names, with our prefix for each namespace."""


def read_feed(response: Response) -> Element:
    """The feed in an answer; a page, an error or half a file is a fault."""
    if not response.body.strip():
        raise CrawlError("empty_answer", url=response.url)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(response.body, parser)
    except etree.XMLSyntaxError as error:
        raise CrawlError("not_xml", url=response.url, reason=str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise changed(response, "the answer is a page with a DOCTYPE")
    if root.tag != f"{{{ATOM}}}feed":
        raise changed(response, f"the answer is no feed but {root.tag}")
    return root


def entries(feed: Element) -> list[Fields]:
    """The entries of a feed."""
    return [fields_of(one) for one in feed.findall(f"{{{ATOM}}}entry")]


def fields_of(parent: Element) -> Fields:
    """The elements right below one, by their names."""
    found: Fields = {}
    for child in elements(parent):
        found.setdefault(prefixed(child), []).append(child)
    return found


def elements(parent: Element) -> Iterator[Element]:
    """The children that are elements, without comments."""
    return (child for child in parent if isinstance(child.tag, str))


def prefixed(element: Element) -> str:
    """The name of an element; one of an unknown namespace keeps its whole name."""
    name = etree.QName(element)
    prefix = PREFIXES.get(name.namespace or "")
    return element.tag if prefix is None else f"{prefix}{name.localname}"


def words_of(element: Element) -> str:
    """All the text in an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def in_language(element: Element, language: str) -> str:
    """The part of a text in one language; all of it where no part is marked so."""
    for part in element.iter(f"{XHTML}span"):
        if part.get(LANGUAGE) == language:
            return words_of(part)
    return words_of(element)


def next_address(feed: Element) -> str | None:
    """Where the feed goes on (RFC 5005)."""
    for link in feed.findall(f"{{{ATOM}}}link"):
        if link.get("rel") == "next":
            return str(link.get("href"))
    return None


def text_in(fields: Fields, name: str) -> str:
    """The text of a field of an entry; nothing where there is none."""
    return text_of(fields.get(name))


def text_of(found: list[Element] | None) -> str:
    """The text of the first of some elements."""
    return words_of(found[0]) if found else ""


def figure_in(fields: Fields, name: str) -> int | None:
    """A number at the head of a feed, if it is there."""
    text = text_in(fields, name)
    return int(text) if text.isdecimal() else None
