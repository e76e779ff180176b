"""How two notified texts differ, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from models.changes.aligning import Pairing, align
from models.changes.fields import ChangeKind, FieldChange, limits_change
from models.changes.limits import LimitPair, limit_changes
from models.changes.splitting import (
    LONGEST,
    MOST_CLAUSES,
    Clause,
    running_lines,
    split_clauses,
)
from models.changes.words import Run, compare_words

SHOWN = 300
"""Clauses that are kept with their words; the others are only counted."""
QUOTED = 3000
"""Letters of an added or removed clause that are kept."""
MOST_LIMITS = 50


class ClauseChange(TypedDict, total=False):
    """One clause that is ``added``, ``removed``, ``changed`` or ``moved``.

    ``number`` is its number in the later text (in the earlier one, if removed),
    ``before`` the number it had where that was another. ``words`` are the runs of a
    changed clause, ``text`` the words of any other; ``cut`` says that they go on.
    """

    kind: str
    number: str
    before: str
    words: list[Run]
    text: str
    cut: bool


@dataclass
class TextChange:
    """What became of a text: the changed clauses in reading order, and the counts.

    ``counts`` holds ``same``, ``changed``, ``added``, ``removed``, ``moved`` and
    ``shown``; ``unread`` is 1 where a text was longer than what is compared.
    """

    clauses: list[ClauseChange] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    limits: list[LimitPair] = field(default_factory=list)

    def fields(self) -> list[FieldChange]:
        """The change of the text, and of limits in it, as fields of a record."""
        found = [FieldChange(field="text", kind=ChangeKind.REWORDED)]
        found[0]["counts"] = self.counts
        return found + ([limits_change(self.limits)] if self.limits else [])


def compare_texts(old: str, new: str) -> TextChange:
    """Compare two texts; equal ones have no clauses, only a count.

    Clauses are matched by what they say first and by their numbers second. An equal
    clause under another number is moved, and what lies in it with it. Beyond 4
    million letters or 20,000 clauses nothing is read, and beyond 300 changes the rest
    is only counted; the counts say so.
    """
    running = running_lines(old, new)
    one, other = split_clauses(old, running), split_clauses(new, running)
    pairing = align(one, other)
    found = TextChange(counts={"same": 0, **dict.fromkeys(KINDS, 0)})
    changes = list(counted(found.counts, moves_once(ordered(one, other, pairing))))
    for kind, before, after in in_room(changes):
        found.clauses.append(clause_change(kind, before, after))
        if kind == "changed" and before and after:
            found.limits += limit_changes(before.text, after.text)
    found.counts["shown"] = len(found.clauses)
    found.counts["unread"] = int(is_cut(old, one) or is_cut(new, other))
    del found.limits[MOST_LIMITS:]
    return found


KINDS = ("changed", "added", "removed", "moved")
Told = tuple[str, Clause | None, Clause | None]


def is_cut(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether a text goes on behind what is compared."""
    return len(text) > LONGEST or len(clauses) >= MOST_CLAUSES


def counted(counts: dict[str, int], changes: Iterator[Told]) -> Iterator[Told]:
    """All changes, each counted as it goes by; what is the same goes no further."""
    for one in changes:
        counts[one[0]] += 1
        if one[0] != "same":
            yield one


def moves_once(changes: Iterator[Told]) -> Iterator[Told]:
    """An article that moved with all its points has moved once."""
    told = set()
    for kind, before, after in changes:
        if kind == "moved" and before and after:
            before, after = moved_part(before, after)
            kind = "same" if (before.path, after.path) in told else kind
            told.add((before.path, after.path))
        yield kind, before, after


def moved_part(before: Clause, after: Clause) -> tuple[Clause, Clause]:
    """Both with the numbers only down to the one that changed."""
    one, other = list(before.path), list(after.path)
    while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
        one.pop()
        other.pop()
    return Clause(tuple(one), before.text), Clause(tuple(other), after.text)


def in_room(changes: Sequence[Told]) -> list[Told]:
    """The changes that are kept, in order; where room is short, not the moved ones."""
    if len(changes) > SHOWN:
        changes = [one for one in changes if one[0] != "moved"]
    return list(changes[:SHOWN])


def ordered(
    old: Sequence[Clause], new: Sequence[Clause], pairing: Pairing
) -> Iterator[Told]:
    """Every clause with what became of it, in the order of the later text.

    A removed clause stands behind the one that it followed.
    """
    gone = removed_after(len(old), pairing)
    for place in gone.get(-1, []):
        yield ("removed", old[place], None)
    for here, after in enumerate(new):
        there = pairing.get(here)
        if there is None:
            yield ("added", None, after)
            continue
        yield (kind_of(old[there], after), old[there], after)
        for place in gone.get(there, []):
            yield ("removed", old[place], None)


def removed_after(length: int, pairing: Pairing) -> dict[int, list[int]]:
    """The old clauses without a partner, by the last one before that has one."""
    kept, last = set(pairing.values()), -1
    found: dict[int, list[int]] = {}
    for place in range(length):
        if place in kept:
            last = place
        else:
            found.setdefault(last, []).append(place)
    return found


def kind_of(before: Clause, after: Clause) -> str:
    """What became of a clause that both texts have."""
    if before.key != after.key:
        return "changed"
    return "same" if before.number == after.number else "moved"


def clause_change(
    kind: str, before: Clause | None, after: Clause | None
) -> ClauseChange:
    """One change as it is kept."""
    shown = after or before
    change = ClauseChange(kind=kind, number=shown.number if shown else "")
    if before and after and before.number != after.number:
        change["before"] = before.number
    if kind == "changed" and before and after:
        change["words"] = compare_words(before.text, after.text)
    elif shown:
        change["text"] = shown.text[:QUOTED]
        if len(shown.text) > QUOTED:
            change["cut"] = True
    return change
