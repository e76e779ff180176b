"""How two records of a notice differ, field by field, by the rules a reader needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypedDict

from models.changes.limits import LimitPair, limit_changes
from models.changes.words import Run, compare_words
from models.days import read_day
from models.fold import fold


class ChangeKind(StrEnum):
    """What became of a field."""

    SET = "set"
    CLEARED = "cleared"
    MOVED = "moved"
    """A day became another day, or words in its place changed."""
    ADDED = "added"
    REMOVED = "removed"
    EXCHANGED = "exchanged"
    """Entries were added and others removed."""
    REWORDED = "reworded"


class FieldChange(TypedDict, total=False):
    """One changed field; only what applies is there.

    ``days`` is by how many days a day moved (less than 0: earlier). ``words`` are
    the runs of a reworded text, ``pairs`` the changed limits, ``counts`` what became
    of the clauses of a text. ``told`` says that the document itself tells it (a
    measure adopted), not that a proposal was changed.
    """

    field: str
    kind: str
    before: Any
    after: Any
    days: int
    added: list[str]
    removed: list[str]
    words: list[Run]
    pairs: list[LimitPair]
    counts: dict[str, int]
    told: bool


Names = tuple[str, ...]
DAYS: Names = ("comments_close", "docket_closes", "entry_into_force", "adoption")
DAYS += ("compliance",)
LISTS: Names = ("hs", "ics", "objectives", "documents", "articles", "keywords")
LISTS_OF_NATIONS = ("agencies", "dockets", "references")
QUIET = frozenset({"hs_text", "ics_text", "links", "distributed", "all_partners"})
"""Fields that only repeat others, or belong to the document and not to the measure."""
ORDER: Names = ("status", "comments_close", "docket_closes", "entry_into_force")
ORDER += ("adoption", "compliance", "scope", "limits", "hs", "ics", "products", "title")
ORDER += ("objectives", "text", "description", "objectives_text", "documents")
"""The fields that a reader asks for first; the others follow by name."""
LIMITED = ("title", "products", "description", "objectives_text")
"""Texts in which limits are looked for."""


def field_changes(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    *,
    both: Collection[str] = (),
    without: Collection[str] = (),
) -> list[FieldChange]:
    """What the later record changes, what matters most first.

    ``both`` names fields that are compared only where both records hold them, for
    not every way can tell them; ``without`` names fields that are not compared.
    Blanks, case and the order of lists make no change.
    """
    found = []
    for name in sorted((old.keys() | new.keys()) - QUIET - set(without)):
        if name in both and not (old.get(name) and new.get(name)):
            continue
        change = field_change(name, old.get(name), new.get(name))
        if change:
            found.append(change)
    limits = limit_changes(text_of(old), text_of(new))
    if limits:
        found.append(limits_change(limits))
    return in_order(found)


def field_change(name: str, before: Any, after: Any) -> FieldChange | None:
    """The change of one field, or None where both say the same."""
    if says_the_same(before, after):
        return None
    if name in LISTS + LISTS_OF_NATIONS:
        return list_change(name, before or [], after or [])
    change = FieldChange(field=name, kind="", before=before, after=after)
    if not before or not after:
        change["kind"] = ChangeKind.CLEARED if before else ChangeKind.SET
    elif name in DAYS:
        change["kind"] = ChangeKind.MOVED
        moved = days_between(before, after)
        if moved is not None:
            change["days"] = moved
    else:
        change["kind"] = ChangeKind.REWORDED
        change["words"] = compare_words(str(before), str(after))
    return change


def says_the_same(before: Any, after: Any) -> bool:
    """Whether a reader would see no difference."""
    if isinstance(before, list) or isinstance(after, list):
        return {fold(str(one)) for one in before or ()} == {
            fold(str(one)) for one in after or ()
        }
    return plain(before) == plain(after)


def plain(value: Any) -> str:
    """A text as it is compared: without case, accents and blanks."""
    return "".join(fold(str(value or "")).split()).strip(".。;；,，")


def list_change(name: str, before: Sequence[Any], after: Sequence[Any]) -> FieldChange:
    """The entries of a list that came and went."""
    held, stated = {fold(str(one)) for one in before}, {fold(str(o)) for o in after}
    added = [str(one) for one in after if fold(str(one)) not in held]
    removed = [str(one) for one in before if fold(str(one)) not in stated]
    kind = ChangeKind.EXCHANGED if added and removed else ChangeKind.ADDED
    if not added:
        kind = ChangeKind.REMOVED if after else ChangeKind.CLEARED
    elif not before:
        kind = ChangeKind.SET
    return FieldChange(
        field=name,
        kind=kind,
        before=list(before),
        after=list(after),
        added=added,
        removed=removed,
    )


def days_between(before: Any, after: Any) -> int | None:
    """By how many days a day moved; None where one of both is told in words."""
    one, other = day_of(before), day_of(after)
    return (other - one).days if one and other else None


def day_of(value: Any) -> date | None:
    """The day that fills a field."""
    try:
        return read_day(value)
    except ValueError:
        return None


def text_of(content: Mapping[str, Any]) -> str:
    """The prose of a record, a field a line."""
    return "\n".join(str(content.get(name) or "") for name in LIMITED)


def limits_change(limits: Sequence[LimitPair]) -> FieldChange:
    """Changed limits as a field of their own."""
    return FieldChange(
        field="limits", kind=ChangeKind.MOVED, pairs=list(dict_once(limits))
    )


def dict_once(limits: Sequence[LimitPair]) -> Iterator[LimitPair]:
    """Each pair once, in order."""
    seen = set()
    for one in limits:
        known = (one["of"], one["before"], one["after"])
        if known not in seen:
            seen.add(known)
            yield one


def in_order(changes: Sequence[FieldChange]) -> list[FieldChange]:
    """What a reader asks for first, first."""
    places = {name: place for place, name in enumerate(ORDER)}
    return sorted(
        changes, key=lambda one: (places.get(one["field"], len(ORDER)), one["field"])
    )
