"""An official form read by its labels: blocks in, fields out; pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from crawler.documents.blocks import Block
from crawler.forms.fields import read_fields
from crawler.forms.head import Head, read_head, without_frame
from crawler.forms.letters import read_communication, read_lead, read_reasons
from crawler.forms.pieces import UNKNOWN, Piece, cut, language_of, make_page, split
from crawler.forms.ticks import one_line
from models.addendum_form import AddendumForm
from models.fold import fold
from models.form import Form
from models.symbols import read_symbol

ITEMS = ("any", "items", "tbt", "sps")
LETTER = ("any", "letter")
OF_ITEMS = {"member", "agency", "products", "description", "objective", "articles"}
FEW_ITEMS = 3
"""So many items make a numbered form; a letter may quote one or two."""
UNSHAPED = "unknown"
"""The layout of a document that is no form at all."""
OF_SPS = re.compile(r"\b(?:sanitary|sanitaires|sanitarias)\b")
OF_TBT = re.compile(
    r"\b(?:technical barriers|obstacles techniques|obstaculos tecnicos)"
)
MOST_UNREAD, LONGEST_UNREAD = 40, 400


@dataclass
class ReadForm:
    """A form: its layout (``tbt_regular``, ``sps_emergency``, …), language, fields.

    ``unread`` holds what stands under no label that we know; ``told`` is what the
    boxes of an addendum tell. A document that is no form has the layout ``unknown``.
    """

    layout: str
    language: str
    form: Form
    unread: list[str]
    told: AddendumForm = field(default_factory=AddendumForm)


def read_form(blocks: Iterable[Block]) -> ReadForm:
    """Read a form, whatever the order of its rows and the numbers before them."""
    page = make_page(without_frame(blocks))
    language = language_of(page, (*ITEMS, "letter"))
    if language is None:
        return ReadForm(UNSHAPED, "", {}, short(page.text.split("\n")))
    top, pieces = cut(page, language, ITEMS)
    fields = {one.field for one in pieces}
    if len(fields & OF_ITEMS) >= FEW_ITEMS:
        return read_items(read_head(top), pieces, language)
    top, pieces = cut(page, language, LETTER)
    if {one.field for one in pieces} & {"communication", "reasons"}:
        return read_letter(read_head(top), pieces, language, top)
    return ReadForm(UNSHAPED, "", {}, short(page.text.split("\n")))


def read_items(head: Head, pieces: Sequence[Piece], language: str) -> ReadForm:
    """Read a form of numbered items."""
    form, unread = of_head(head), list(head.unread)
    parts = [part for one in pieces for part in split(one, language, ITEMS)]
    read_parts(parts, language, form, unread)
    names = {one.field for one in parts}
    agreement = agreement_of(head, "") or ("sps" if "standards" in names else "tbt")
    kind = kind_of(head) or "regular"
    if kind == "regular" and "urgency" in names:
        kind = "emergency"
    return ReadForm(f"{agreement}_{kind}", language, form, short(unread))


def read_letter(
    head: Head, pieces: Sequence[Piece], language: str, top: str
) -> ReadForm:
    """Read a letter: its lead, its boxes, and what it labels besides."""
    form, unread = of_head(head), list(head.unread)
    labelled = [one for one in pieces if one.field not in {"communication", "reasons"}]
    read_parts(labelled, language, form, unread)
    for piece in pieces:
        if piece.field == "communication":
            found, lead = read_communication(piece, language, LETTER)
            merge(form, found)
            unread += read_lead(lead, form)
    day = form.get("circulated")
    told, strange = read_reasons(pieces, form, date.fromisoformat(day) if day else None)
    text = " ".join([top, *(one.text for one in pieces)])
    agreement = agreement_of(head, text) or "tbt"
    kind = kind_of(head) or "addendum"
    found_unread = short([*unread, *strange])
    return ReadForm(f"{agreement}_{kind}", language, form, found_unread, told)


def read_parts(
    parts: Iterable[Piece], language: str, form: Form, unread: list[str]
) -> None:
    """Read each piece into the form."""
    for part in parts:
        if part.field == UNKNOWN:
            unread.append(part.text)
        else:
            merge(form, read_fields(part, language, unread))


def merge(form: Form, found: Form) -> None:
    """Add fields; of two pieces under one label the filled one counts, or both."""
    held = cast(dict[str, Any], form)
    for name, value in found.items():
        held[name] = joined(held[name], value) if name in held else value


def joined(first: Any, second: Any) -> Any:
    """Two values of one field as one."""
    if isinstance(first, list):
        return list(dict.fromkeys([*first, *second]))
    if isinstance(first, dict):
        return first if first["words"] else second
    if isinstance(first, str) and first and second and first != second:
        return f"{first}\n{second}"
    return first or second


def of_head(head: Head) -> Form:
    """The fields that the head tells."""
    found: Form = {}
    if head.symbols:
        found["symbol"] = ", ".join(dict.fromkeys(head.symbols))
    if head.circulated:
        found["circulated"] = head.circulated
    return found


def agreement_of(head: Head, text: str) -> str | None:
    """The agreement: of the symbol, else of the Committee that is named."""
    symbol = read_symbol(head.symbols[0]) if head.symbols else None
    if symbol:
        return symbol.agreement.lower()
    plain = fold(text)
    return "sps" if OF_SPS.search(plain) else "tbt" if OF_TBT.search(plain) else None


def kind_of(head: Head) -> str | None:
    """The kind of document: of the symbol, else of the word in its head."""
    symbol = read_symbol(head.symbols[0]) if head.symbols else None
    if symbol and symbol.suffixes:
        return symbol.kind
    return head.kind


def short(lines: Iterable[str]) -> list[str]:
    """Lines for a person to look at: on one line each, and not endless."""
    found = (one_line(line)[:LONGEST_UNREAD] for line in lines)
    return list(dict.fromkeys(line for line in found if line))[:MOST_UNREAD]
