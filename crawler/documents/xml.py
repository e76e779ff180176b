"""Texts in a publisher's own XML."""

from lxml import etree

from crawler.documents.blocks import Block
from crawler.documents.found import Found, read
from crawler.documents.markup import parse_xml
from crawler.documents.sniffing import XML
from crawler.documents.ticks import with_ticks


def read_xml(content: bytes) -> Found:
    """The lines of a text whose elements we do not know by name.

    An element within words is part of their line; any other begins one of its own.
    """
    lines: list[list[str]] = [[]]
    for event, node in etree.iterwalk(parse_xml(content, "XML"), ("start", "end")):
        if not is_inline(node):
            lines.append([])
        words = node.text if event == "start" else node.tail
        lines[-1].append(words or "")
    texts = (" ".join("".join(line).split()) for line in lines)
    return read([Block((with_ticks(text),)) for text in texts], XML)


def is_inline(node: etree._Element) -> bool:
    """Whether an element stands within words."""
    parent = node.getparent()
    if parent is None:
        return False
    beside = [parent.text, *(child.tail for child in parent)]
    return any(words and words.strip() for words in beside)
