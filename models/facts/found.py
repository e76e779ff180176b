"""What the search index finds, as a mask over the facts."""

from __future__ import annotations

import numpy as np
from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from models.facts.columns import Facts, Mask, Numbers, Places
from models.search_index import found_ids

PARTED = ","


def find_places(session: Session, facts: Facts, words: str) -> Places | None:
    """Where the notices stand that the search finds, in order; None: nothing asked.

    The database hands all numbers over in one text: to fetch ten thousand rows one
    by one takes longer than to find them.
    """
    if not words.strip():
        return None
    asked = found_ids(session.get_bind().dialect.name, words)
    if asked is None:
        return np.array([], dtype=np.int64)
    found = asked.subquery()
    one = cast(next(iter(found.c)), String)
    told = session.scalar(select(func.aggregate_strings(one, PARTED)))
    return places_of(facts, np.sort(np.fromstring(told or "", np.int64, sep=PARTED)))


def places_of(facts: Facts, ids: Numbers) -> Places:
    """The places of some ids; those of notices that came later have none."""
    places = np.searchsorted(facts.ids, ids)
    inside = places < len(facts)
    places, ids = places[inside], ids[inside]
    kept: Places = places[facts.ids[places] == ids]
    return kept


def mask_of(facts: Facts, places: Places) -> Mask:
    """A mask from places."""
    mask = np.zeros(len(facts), dtype=np.bool_)
    mask[places] = True
    return mask
