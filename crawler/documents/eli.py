"""Texts of EU law as Cellar hands them out: XHTML cut into subdivisions (ELI).

A number and the words it numbers stand in two columns of a grid, which a reader of
pages takes for two paragraphs; here they are one. Which act it is stands in the
address alone: a consolidated text is 0, the act, and the day on which it was put
together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from crawler.documents.blocks import Block, text_of
from crawler.documents.charsets import decode
from crawler.documents.html import parse

CELEX = re.compile(r"/celex/(?P<celex>[0-9][0-9A-Z]+(?:-(?P<day>[0-9]{8}))?)")
HEADS = ("title-article-norm", "stitle-article-norm")
"""The classes of what heads an article: its number, then its name."""


@dataclass(frozen=True)
class EuText:
    """A text, or an article of one; ``consolidated`` is the day of its wording."""

    celex: str | None
    consolidated: date | None
    title: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The whole text, a block a line."""
        return text_of(self.blocks)


def read_eu_text(content: bytes, url: str) -> EuText:
    """The text at an address of Cellar; one without a number is still read."""
    root = parse(decode(content, "application/xhtml+xml"))
    match = CELEX.search(url)
    day = match["day"] if match else None
    heads = [words_of(one) for one in root.iter("p") if classes(one) & set(HEADS)]
    return EuText(
        celex=match["celex"] if match else None,
        consolidated=date.fromisoformat(day) if day else None,
        title=": ".join(heads),
        blocks=tuple(Block((line,)) for line in lines_in(root)),
    )


def lines_in(node: Any) -> Iterator[str]:
    """The paragraphs below a node, a number before its words."""
    number = ""
    if not has_boxes(node):
        yield from filter(None, [words_of(node)])
        return
    loose = " ".join((node.text or "").split())
    for child in node:
        if is_number(child):
            number = words_of(child)
            continue
        for line in lines_in(child):
            yield f"{number} {line}".strip()
            number = ""
    yield from filter(None, [loose])


def is_number(node: Any) -> bool:
    """Whether a node holds nothing but the number or the dash of what follows."""
    found = classes(node)
    return bool(found & {"no-parag", "grid-list-column-1"})


def has_boxes(node: Any) -> bool:
    """Whether there are paragraphs within a node."""
    return any(child.tag in {"p", "div", "body"} for child in node)


def classes(node: Any) -> set[str]:
    """The classes of a node."""
    return set((node.get("class") or "").split())


def words_of(node: Any) -> str:
    """All the text in a node, on one line."""
    return " ".join("".join(node.itertext()).split())
