"""The text of one paragraph of a Word file, with its boxes and breaks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Node

from crawler.documents.ticks import EMPTY, TICKED, symbol

GONE = {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "rt"}
"""What is not read: what was deleted, codes, marks, and how a word is pronounced."""
PLAIN = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
}
DRAWN = {"drawing", "pict", "object"}
OFF = {"0", "false", "off"}


@dataclass
class Paragraph:
    """The text of a paragraph, and the text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, unbroken but for the breaks that the writer made."""
        return "".join(self.pieces).replace("\xa0", " ").replace("\xad", "")


def local(node: Node) -> str:
    """The name of an element without its namespace, of which there are several."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(node: Node, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def is_on(node: Node | None) -> bool:
    """Whether a switch is there and on; without a value it is on."""
    return node is not None and (value_of(node) or "1").casefold() not in OFF


def read_paragraph(node: Node) -> Paragraph:
    """Read a paragraph to its end."""
    paragraph = Paragraph()
    walk(node, paragraph)
    return paragraph


def walk(node: Node, found: Paragraph) -> None:
    """Read what stands in an element, child by child."""
    for child in node:
        name = local(child)
        if name == "t":
            found.pieces.append(child.text or "")
        elif name in PLAIN:
            found.pieces.append(PLAIN[name])
        elif name in DRAWN:
            found.boxes += boxes_in(child)
        elif name not in GONE:
            walk_other(child, name, found)


def walk_other(node: Node, name: str, found: Paragraph) -> None:
    """Read an element that has a meaning of its own, or only stands around others."""
    if name == "sym":
        found.pieces.append(symbol(value_of(node, "font") or "", char_of(node)))
    elif name == "fldChar":
        found.pieces += list(old_box(node))
    elif name == "sdt" and (box := new_box(node)):
        found.pieces.append(box)
    elif name == "AlternateContent":
        for one in chosen(node):
            walk(one, found)
    elif name != "r" or not is_hidden(node):
        walk(node, found)


def chosen(node: Node) -> list[Node]:
    """What is read of several drawings of one thing: the first that says anything."""
    return [one for one in node if says_anything(one)][:1]


def says_anything(node: Node) -> bool:
    """Whether there are words, signs or boxes in an element."""
    words = (one.text or "" for one in node.iter("{*}t"))
    signs = node.iter("{*}sym", "{*}fldChar", "{*}checkbox")
    return any(one.strip() for one in words) or next(signs, None) is not None


def char_of(node: Node) -> str:
    """The letter of a symbol font, in hex."""
    return value_of(node, "char") or ""


def is_hidden(run: Node) -> bool:
    """Whether a run of letters is not to be seen."""
    marks = run.find("{*}rPr")
    return marks is not None and is_on(marks.find("{*}vanish"))


def old_box(node: Node) -> Iterator[str]:
    """The box of a form field, as Word had it until 2007."""
    box = node.find("{*}ffData/{*}checkBox")
    if box is None or value_of(node, "fldCharType") != "begin":
        return
    checked = box.find("{*}checked")
    ticked = is_on(box.find("{*}default") if checked is None else checked)
    yield TICKED if ticked else EMPTY


def new_box(node: Node) -> str:
    """The box of a content control; empty where it is no box."""
    box = node.find("{*}sdtPr/{*}checkbox")
    if box is None:
        return ""
    return TICKED if is_on(box.find("{*}checked")) else EMPTY


def boxes_in(node: Node) -> Iterator[Node]:
    """The text boxes in a drawing, each once."""
    for child in node:
        name = local(child)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from (box for one in chosen(child) for box in boxes_in(one))
        else:
            yield from boxes_in(child)
