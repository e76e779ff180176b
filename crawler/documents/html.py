"""Web pages: their text in blocks, without scripts, navigation and forms.

Nothing of the page is kept but its text. A page that is a barrier or an error
message is told apart from one that is a text.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

from lxml import etree, html

from crawler.documents.blocks import Block
from crawler.documents.charsets import decode
from crawler.documents.found import DamagedError, Found, UnreadableError, read
from crawler.documents.page import Page
from crawler.documents.sniffing import HTML
from crawler.documents.ticks import EMPTY, TICKED

OUTSIDE = (
    "script style noscript template nav form button select textarea option svg math"
    " iframe object embed canvas audio video head title"
)
PARTING = (
    "p div section article main li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tbody thead"
    " tfoot caption blockquote pre figure figcaption address details summary hr body"
    " fieldset center"
)
LEFT_OUT = frozenset(OUTSIDE.split())
BLOCKS = frozenset(PARTING.split())
FURNITURE = frozenset({"header", "footer", "aside"})
"""Left out where they stand around the text, not within an article."""
CELLS = frozenset({"td", "th"})
NUMBERS = frozenset({"no-parag", "grid-list-column-1"})
"""Classes in texts of EU law (ELI) of what holds only the number or the dash of the
words beside it: number and words are one line."""
ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "dialog"})
BARRIERS = Path(__file__).with_name("barriers.csv")
SHORT = 1500
"""Letters: a page with a title like a barrier's that is no longer is a barrier."""
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(content: bytes, media_type: str | None) -> Found:
    """The text of a page; a barrier or an error message is no text."""
    root = parse(decode(content, media_type))
    title = " ".join((root.findtext(".//{*}title") or "").split())
    found = read(blocks_in(root), HTML)
    if is_barrier(title, found):
        raise DamagedError("challenge", title=title)
    return found


def parse(text: str) -> etree._Element:
    """The tree of a page; whatever is given, a parser of pages makes one."""
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    plain = DECLARATION.sub("", text).replace("\0", "")
    try:
        root = html.document_fromstring(plain, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("no_text") from error
    return root


def blocks_in(root: etree._Element) -> list[Block]:
    """The blocks of a page, read without going deeper than a step at a time."""
    page, depth = Page(), 0
    events = etree.iterwalk(root, events=("start", "end"))
    for event, node in events:
        name = name_of(node)
        if event == "start":
            if is_left_out(node, name):
                events.skip_subtree()
                continue
            depth += name == "tr"
            begin(page, node, name, depth)
        elif not is_left_out(node, name):
            end(page, node, name, depth)
            depth -= name == "tr"
        if event == "end":
            page.add(node.tail, plain=in_pre(node.getparent()))
    page.end()
    return page.blocks


def name_of(node: etree._Element) -> str:
    """The name of an element in small letters, without namespace."""
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def is_left_out(node: etree._Element, name: str) -> bool:
    """Whether an element is no part of the text."""
    if name in LEFT_OUT or node.get("role") in ROLES or node.get("hidden") is not None:
        return True
    return name in FURNITURE and not any(
        name_of(one) in {"article", "main"} for one in node.iterancestors()
    )


def begin(page: Page, node: etree._Element, name: str, depth: int) -> None:
    """An element begins."""
    if name == "tr" and depth == 1:
        page.begin_row()
    elif name in BLOCKS or (name == "tr"):
        page.end_line()
    elif name == "br":
        page.add("\n", plain=True)
    elif name == "input" and (node.get("type") or "").lower() in {"checkbox", "radio"}:
        page.add(TICKED if node.get("checked") is not None else EMPTY)
    page.add(node.text, plain=in_pre(node))


def end(page: Page, node: etree._Element, name: str, depth: int) -> None:
    """An element ends."""
    if NUMBERS & set((node.get("class") or "").split()):
        page.end_number()
    elif name == "tr" and depth == 1:
        page.end_row()
    elif name in CELLS:
        end_cell(page, depth)
    elif name in BLOCKS or name == "tr":
        page.end_line()


def end_cell(page: Page, depth: int) -> None:
    """A cell ends; one of a table within a cell only parts words."""
    if depth == 1:
        page.end_cell()
    else:
        page.add(" ")


def in_pre(node: etree._Element | None) -> bool:
    """Whether the line breaks of the source count here."""
    return node is not None and name_of(node) in {"pre", "textarea"}


@lru_cache(maxsize=1)
def barriers() -> re.Pattern[str]:
    """The titles of pages that stand before a text or in its place."""
    with BARRIERS.open(encoding="utf-8", newline="") as rows:
        words = [re.escape(row["title"]) for row in csv.DictReader(rows)]
    return re.compile("|".join(words), re.IGNORECASE)


def is_barrier(title: str, found: Found) -> bool:
    """Whether a page is a barrier: it says so in its title and says little else."""
    return len(found.text) <= SHORT and bool(barriers().search(title))
