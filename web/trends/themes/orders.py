"""The Members of some notices, in the order in which they came."""

from __future__ import annotations

import numpy as np

from models.facts import Facts
from models.facts.columns import Places
from web.trends.view import Words


def joined(names: list[Words], many: int) -> Words:
    """Names in one line, the first of so many."""
    zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
    if many > len(names):
        return Words(f"{zh}等{many}个", f"{en} and {many - len(names)} more")
    return Words(zh, en)


def in_order(facts: Facts, places: Places) -> list[str]:
    """The Members of some notices by the day that each came first."""
    members = facts.members
    rows = places[np.lexsort((places, facts.distributed[places]))]
    many = members.many[rows]
    turns = np.repeat(np.arange(len(rows)), many)
    within_row = np.arange(len(turns)) - np.repeat(np.cumsum(many) - many, many)
    codes = members.codes[np.repeat(members.starts[rows], many) + within_row]
    found, firsts = np.unique(codes, return_index=True)
    turn = dict(zip(found.tolist(), turns[firsts].tolist(), strict=True))
    told = sorted((turn[code], members.names[code]) for code in turn)
    return [name for _, name in told]
