"""Addenda, corrigenda and supplements: letters with a list of boxes; pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from crawler.forms.form_days import form_day
from crawler.forms.pieces import Piece, split
from crawler.forms.ticks import EDGES, one_line
from models.addendum_form import AddendumForm, boxes, label_of, read_addendum_form
from models.events import EventKind
from models.form import Form

SENTENCE = re.compile(r"\.[ \t]*(?:\n|\Z)")


def read_communication(
    piece: Piece, language: str, shapes: Sequence[str]
) -> tuple[Form, str]:
    """Who asked for the letter, and what stands under that sentence unlabelled."""
    end = SENTENCE.search(piece.text)
    stop = end.end() if end else len(piece.text.split("\n")[0])
    found: Form = {}
    for part in split(Piece(piece.field, piece.text[:stop]), language, shapes)[1:]:
        if part.field == "member":
            found["member"] = one_line(part.text).strip(EDGES)
    return found, piece.text[stop:].strip()


def read_lead(lead: str, form: Form) -> list[str]:
    """Title and text of a letter that labels neither; what is left over comes back."""
    if not lead:
        return []
    if "title" in form or "description" in form:
        return lead.split("\n")
    title, _, rest = lead.partition("\n")
    form["title"] = one_line(title)
    if rest.strip():
        form["description"] = rest.strip()
    return []


def read_reasons(
    pieces: Sequence[Piece], form: Form, circulated: date | None
) -> tuple[AddendumForm, list[str]]:
    """What the boxes of the letter tell, and those that nobody knows."""
    own = [one.text for one in pieces if one.field in {"reasons", "comments_close"}]
    text = "\n".join(own)
    told = with_deadline(read_addendum_form(text, circulated))
    form["reasons"] = [one.kind.value for one in told.happenings]
    if told.addresses:
        form["addresses"] = told.addresses
    if told.deadline and not (form.get("comments_close") or no_day())["day"]:
        words = (form.get("comments_close") or no_day())["words"]
        form["comments_close"] = form_day(words, told.deadline.isoformat())
    return told, strange_boxes(
        "\n".join(o.text for o in pieces if o.field == "reasons")
    )


def with_deadline(told: AddendumForm) -> AddendumForm:
    """A changed period for comments ends on the deadline, wherever that is written."""
    happenings = [
        replace(one, day=told.deadline)
        if one.kind == EventKind.EXTENDED and one.day is None
        else one
        for one in told.happenings
    ]
    return replace(told, happenings=happenings)


def no_day() -> Any:
    """A day that the form does not have."""
    return {"words": "", "day": None}


def strange_boxes(text: str) -> list[str]:
    """The boxes whose words are no reason that we know."""
    return [
        f"{'[X]' if box.ticked else '[ ]'} {one_line(box.text)}"
        for box in boxes(text)
        if label_of(box) is None and one_line(box.text)
    ]
