"""What notices say of products, weighed for many at once.

The same rules as ``models.exposures``, and the same weights to the last bit. There a
notice is told product by product, with the words that say so; here only the weights
are wanted. Notices that say the same of a chapter are weighed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from models.exposure_clues import DOUBTFUL, SURE, TOLD, headings_of
from models.exposure_scales import (
    CONTRADICTED,
    ICS,
    NAMED,
    STATED,
    WIDE,
    Floats,
    Scales,
)
from models.exposures import CHAPTER
from models.facts.columns import Facts, Many, Numbers, Places
from models.facts.pairs import read_pairs
from models.tag import Tag


def clues_of(session: Session, facts: Facts) -> Many:
    """What each notice says of products: codes, each with a mark of what it is.

    A word of the description is worth too little to count, and is not read.
    """
    return facts.once("clues", lambda: read_clues(session, facts))


def read_clues(session: Session, facts: Facts) -> Many:
    """The same, from the tags."""
    stated = Tag.origin == "stated"
    wide = and_(Tag.scheme == "scope", Tag.code == "horizontal")
    ics = and_(Tag.scheme == "ics", stated, Tag.note != DOUBTFUL)
    named = and_(Tag.origin != "predicted", Tag.field.in_(TOLD), Tag.score >= SURE)
    mark: ColumnElement[str] = case(
        (Tag.scheme == "scope", WIDE),
        (Tag.scheme == "ics", ICS),
        (and_(stated, Tag.note == DOUBTFUL), CONTRADICTED),
        (stated, STATED),
        else_=NAMED,
    )
    query = select(Tag.notice_id, mark + Tag.code)
    told = or_(wide, ics, and_(Tag.scheme == "hs", or_(stated, named)))
    return read_pairs(session, query.where(told), Tag.id).column(facts.ids)


@dataclass(frozen=True)
class Weighed:
    """Products and weights by notice; ``owners`` are rows of those asked for."""

    owners: Numbers
    products: Numbers
    weights: Floats
    many: Numbers
    """How many products each row has."""


def weigh_notices(clues: Many, places: Places, products: Sequence[str]) -> Weighed:
    """The products that count for each of some notices."""
    scales = Scales(products)
    owners, chapters, told = said_of_chapters(clues, places)
    edges = np.flatnonzero(np.diff(owners) | np.diff(chapters)) + 1
    starts = np.concatenate(([0], edges)) if len(owners) else edges
    known: dict[tuple[int, bytes], int] = {}
    kept: list[tuple[Places, Floats]] = []
    turns = []
    for first, last in zip(starts, [*edges, len(owners)], strict=False):
        part = told[first:last]
        key = int(chapters[first]), part.tobytes()
        if key not in known:
            known[key] = len(kept)
            words = [clues.names[one] for one in part]
            kept.append(scales.weigh(f"{key[0]:0{CHAPTER}}", words))
        turns.append(known[key])
    return lay_out(owners[starts], turns, kept, len(places))


def said_of_chapters(clues: Many, places: Places) -> tuple[Numbers, Numbers, Numbers]:
    """Rows of notices, chapters, and the clues of both, in this order."""
    chosen = np.zeros(len(clues.starts) - 1, dtype=np.bool_)
    chosen[places] = True
    inside = chosen[clues.owners]
    rows = np.searchsorted(places, clues.owners[inside])
    told = clues.codes[inside]
    sets = [sorted(chapters_of(one)) for one in clues.names]
    widths = np.array([len(one) for one in sets], dtype=np.int64)
    flat = np.array([one for part in sets for one in part], dtype=np.int64)
    begun = np.cumsum(widths) - widths
    times = widths[told]
    turn = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    rows, told = np.repeat(rows, times), np.repeat(told, times)
    chapters = flat[begun[told] + turn]
    order = np.lexsort((told, chapters, rows))
    return rows[order], chapters[order], told[order]


def chapters_of(clue: str) -> set[int]:
    """The chapters that a clue tells of; none of what is for everything."""
    if clue[0] == WIDE:
        return set()
    codes: Iterable[str] = headings_of(clue[1:]) if clue[0] == ICS else (clue[1:],)
    return {int(code[:CHAPTER]) for code in codes if code[:CHAPTER].isdecimal()}


def lay_out(
    owners: Numbers,
    turns: Sequence[int],
    kept: Sequence[tuple[Places, Floats]],
    rows: int,
) -> Weighed:
    """The products of each row behind one another, those of one chapter together."""
    sizes = np.array([len(one) for one, _ in kept], dtype=np.int64)
    nothing = np.zeros(0, np.int64), np.zeros(0)
    parts = [nothing, *(kept[turn] for turn in turns)]
    each = sizes[np.array(turns, dtype=np.int64)] if turns else owners
    many = np.zeros(rows, dtype=np.int64)
    np.add.at(many, owners, each)
    return Weighed(
        np.repeat(owners, each),
        np.concatenate([one for one, _ in parts]),
        np.concatenate([one for _, one in parts]),
        many,
    )


def sets_of(
    members: Many, places: Places
) -> tuple[Numbers, tuple[frozenset[str], ...]]:
    """The set of Members of each notice, by number, and the sets."""
    known: dict[bytes, int] = {}
    bounds = zip(members.starts[places], members.starts[places + 1], strict=True)
    keys = [members.codes[first:last].tobytes() for first, last in bounds]
    rows = [known.setdefault(key, len(known)) for key in keys]
    sets = [np.frombuffer(key, np.int64) for key in known]
    return np.array(rows, dtype=np.int64), tuple(
        frozenset(members.names[one] for one in codes) for codes in sets
    )
