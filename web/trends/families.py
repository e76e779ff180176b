"""Open measures: their documents, and the one that touches most of the exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from models.exposure_facts import Touched
from models.facts import Facts
from models.facts.columns import Mask, Numbers, Places


@dataclass(frozen=True)
class Family:
    """An open measure; ``best`` is its row among the weighed notices, and ``place``
    that among the facts, of the document that touches most."""

    best: int
    place: int
    places: Places
    deadline: date


def measure_keys(facts: Facts) -> Numbers:
    """The measure of each notice; one that has none is its own."""
    alone = -1 - np.arange(len(facts))
    keys: Numbers = np.where(facts.measure > 0, facts.measure, alone)
    return keys


def of_open(facts: Facts, chosen: Mask, today: date) -> Mask:
    """The documents of the measures that have a chosen document open today."""
    opening = chosen & (facts.deadline >= today.toordinal())
    keys = measure_keys(facts)
    family = np.isin(keys, keys[opening]) & ~facts.void
    kinds = np.isin(facts.kind.codes, facts.kind.codes[opening])
    return family & kinds & (facts.distributed <= today.toordinal())


def read_families(facts: Facts, found: Touched, mask: Mask) -> list[Family]:
    """The measures of the chosen ones among the weighed notices.

    Addenda seldom repeat the codes, and a revision may change them: the document that
    touches most of the exports stands for its measure; of equals the newest.
    """
    rows = np.flatnonzero(mask[found.places])
    own = measure_keys(facts)[found.places[rows]]
    newest = facts.distributed[found.places[rows]]
    bands = found.bounds.high[rows], found.bounds.central[rows]
    order = np.lexsort((newest, found.horizontal[rows], *bands, own))
    edges = np.flatnonzero(np.diff(own[order])) + 1
    parts = [rows[part] for part in np.split(order, edges) if len(part)]
    return [make_family(facts, found, part) for part in parts]


def make_family(facts: Facts, found: Touched, rows: Numbers) -> Family:
    """A measure from the rows of its documents, the weightiest last."""
    best = int(rows[-1])
    places = np.sort(found.places[rows])
    last = date.fromordinal(int(facts.deadline[places].max()))
    return Family(best, int(found.places[best]), places, last)


def by_exposure(found: Touched, families: list[Family]) -> list[Family]:
    """Those that touch exports, the greatest central exposure and least time first."""
    bounds = found.bounds
    kept = [one for one in families if bounds.high[one.best] > 0]
    kept.sort(
        key=lambda one: (
            -bounds.central[one.best],
            one.deadline,
            -bounds.high[one.best],
            one.place,
        )
    )
    return kept
