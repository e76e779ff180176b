"""What a follow-up changes in its family: a revision all, an addendum what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.changes.correcting import corrected_days
from models.changes.fields import (
    ChangeKind,
    FieldChange,
    field_change,
    field_changes,
    in_order,
    limits_change,
    list_change,
    text_of,
)
from models.changes.limits import limit_changes
from models.events import EventKind
from models.fold import fold_in_place

WHOLE = frozenset({"regular", "emergency", "equivalence", "revision"})
"""Kinds of document that hold the whole measure; the others only add to it."""
FOLLOW_UPS = frozenset({"revision", "addendum", "corrigendum", "supplement"})
"""Kinds of document that change what their family says."""
OF_THE_PAPER = frozenset(
    {"documents", "keywords", "dockets", "docket_title", "agencies", "action"}
)
"""Fields that belong to a document, and differ between any two."""
ENDS = {EventKind.VOID: "void", EventKind.WITHDRAWN: "withdrawn"}
TOLD_DAYS = {
    "adoption": (EventKind.ADOPTED,),
    "entry_into_force": (EventKind.IN_FORCE,),
}
SCOPE = re.compile(
    r"scope|contents?\b|product|alcance|ambito|contenido|portee|champ d.application"
    r"|contenu|范围|内容|产品"
)
SENTENCE = re.compile(r"(?<=[。；\n])|(?<=[a-z0-9)]\.)\s+(?=[A-Z])")
LONGEST_SCOPE = 400


@dataclass(frozen=True)
class Told:
    """An event that a document tells; ``day`` is None where it states none."""

    kind: str
    day: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Paper:
    """One document of a family: its kind, what it says, and the events it tells."""

    kind: str
    content: dict[str, Any]
    told: Sequence[Told] = field(default=())

    @property
    def is_whole(self) -> bool:
        """Whether it holds the whole measure."""
        return self.kind in WHOLE

    def day_of(self, name: str) -> date | None:
        """The day that it tells as a fact: adopted, or in force."""
        kinds = TOLD_DAYS.get(name, ())
        return next(
            (one.day for one in self.told if one.kind in kinds and one.day), None
        )


def family_changes(
    paper: Paper, before: Sequence[Paper], both: frozenset[str]
) -> list[FieldChange]:
    """What a document changes in what the earlier ones of its family say.

    ``before`` holds these in order. A revision is compared with the
    latest whole text, field by field; any other follow-up only by what it states
    itself, so that nothing is removed because it is silent. ``both`` are fields
    that not every way can tell.
    """
    if not paper.is_whole:
        return in_order(stated_changes(paper, standing(before)))
    whole = [one for one in before if one.is_whole]
    if not whole:
        return []
    without = OF_THE_PAPER | {"comments_close"}
    changes = field_changes(
        whole[-1].content, paper.content, both=both, without=without
    )
    return in_order([*changes, *reopened(standing(before), paper)])


def reopened(known: dict[str, Any], paper: Paper) -> list[FieldChange]:
    """That comments may be made again; a revision has a period of its own."""
    closes = paper.content.get("comments_close")
    if not closes or closes == known.get("comments_close"):
        return []
    return [
        FieldChange(
            field="comments_close",
            kind=ChangeKind.SET,
            before=known.get("comments_close"),
            after=closes,
            told=True,
        )
    ]


def standing(papers: Sequence[Paper]) -> dict[str, Any]:
    """What a family says after these documents: the last whole text, then additions."""
    found: dict[str, Any] = {}
    files: list[str] = []
    for paper in papers:
        files += paper.content.get("documents", [])
        if paper.is_whole:
            found = dict(paper.content)
        for name in ("comments_close", "adoption", "entry_into_force"):
            day = paper.day_of(name)
            stated = day.isoformat() if day else paper.content.get(name)
            if stated:
                found[name] = stated
        for name in ("hs", "ics"):
            found[name] = union(found.get(name), paper.content.get(name))
    return {**found, "documents": files}


def union(one: list[str] | None, other: list[str] | None) -> list[str]:
    """The entries of both, each once, in order."""
    return list(dict.fromkeys([*(one or []), *(other or [])]))


def stated_changes(paper: Paper, known: dict[str, Any]) -> list[FieldChange]:
    """What a follow-up states that is not so already."""
    found = [*ended(paper), *day_changes(paper, known), *scope_change(paper)]
    for name in ("hs", "ics", "documents"):
        after = union(known.get(name), paper.content.get(name))
        if len(after) > len(known.get(name) or []):
            found.append(list_change(name, known.get(name) or [], after))
    limits = limit_changes(text_of(known), text_of(paper.content))
    if limits:
        found.append(limits_change(limits))
    products = paper.content.get("products")
    if products and known.get("products") and is_told(paper, EventKind.CHANGED):
        change = field_change("products", known["products"], products)
        found += [change] if change else []
    return found


def is_told(paper: Paper, kind: EventKind) -> bool:
    """Whether a document tells an event of this kind."""
    return any(one.kind == kind for one in paper.told)


def ended(paper: Paper) -> list[FieldChange]:
    """That the measure is withdrawn or the document void."""
    for one in paper.told:
        if one.kind in ENDS:
            state = ENDS[EventKind(one.kind)]
            change = FieldChange(
                field="status", kind=ChangeKind.SET, before=None, after=state, told=True
            )
            return [change]
    return []


def day_changes(paper: Paper, known: dict[str, Any]) -> list[FieldChange]:
    """The days that a follow-up states or corrects."""
    prose = f"{paper.content.get('title', '')}\n{paper.content.get('description', '')}"
    corrected = corrected_days(prose)
    found = []
    for name in ("comments_close", "entry_into_force", "adoption", "compliance"):
        told = paper.day_of(name)
        after = told.isoformat() if told else paper.content.get(name)
        before = known.get(name)
        if name in corrected:
            after = after or corrected[name].after.isoformat()
            stated = corrected[name].before
            before = before or (stated.isoformat() if stated else None)
        change = field_change(name, before, after) if after else None
        if change and told:
            change["told"] = True
        found += [change] if change else []
    return found


def scope_change(paper: Paper) -> list[FieldChange]:
    """The sentences in which a document says that its scope or content changed."""
    if not is_told(paper, EventKind.CHANGED):
        return []
    text = str(paper.content.get("description") or "")
    told = [
        " ".join(sentence.split())
        for sentence in SENTENCE.split(text)
        if SCOPE.search(fold_in_place(sentence))
    ]
    words = " ".join(told)[:LONGEST_SCOPE]
    change = FieldChange(field="scope", kind=ChangeKind.SET, before=None, after=words)
    return [change] if words else []
