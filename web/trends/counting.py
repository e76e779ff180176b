"""What the counts of several views share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from models.facts import Facts
from models.facts.columns import Mask, Places
from web.trends.choice import Chosen
from web.trends.names import member_names, name_in
from web.trends.view import Cell, LeftOut, Line, Scene, Words, one_of

SMALL = 5
"""Below so many, a share is told as numbers and not as a percentage."""
VOID = Words("已作废的文件", "Documents declared void")
FOLLOW = Words("后续文件（不新开措施）", "Follow-ups, which open no measure")
EVERYBODY = ("all", Words("全部成员", "All Members"))
JOINT = Words(
    "联合通报在其每个成员的一行各计一次，“全部成员”一行只计一次。",
    "A joint notification counts in the row of each of its Members, and once in that of"
    " all Members.",
)


def places_behind(facts: Facts, places: Places) -> Callable[[], Sequence[int]]:
    """The ids of the notices at some places, when they are asked for."""
    return lambda: [int(one) for one in facts.ids[places]]


def left_out(chosen: Chosen) -> tuple[LeftOut, ...]:
    """What a choice names but does not count."""
    parts = ((VOID, chosen.void), (FOLLOW, chosen.follow))
    found = (LeftOut(why, int(mask.sum())) for why, mask in parts)
    return tuple(one for one in found if one.many)


def share(part: int, whole: int) -> float | None:
    """A share from 0 to 1; None where the whole is too small for one."""
    return part / whole if whole >= SMALL else None


def member_lines(
    scene: Scene, mask: Mask, measure: Callable[[Places], Iterable[Cell]]
) -> tuple[Line, ...]:
    """A row of all notices, then one of each Member, who has most first; none of none.

    ``measure`` gives the cells after the name. A joint notice stands in the row of each
    of its Members, and once in that of all.
    """
    facts, places = scene.facts, np.flatnonzero(mask)
    names = member_names(scene.session, facts)
    own = facts.members.rows(mask)
    order = sorted(own, key=lambda code: (-len(own[code]), code))
    groups = [(*EVERYBODY, places)] if len(places) else []
    groups += [(code, name_in(names, code), own[code]) for code in order]
    return tuple(
        Line(key, (name, *measure(some)), places_behind(facts, some))
        for key, name, some in groups
    )


def joint_rows(scene: Scene, mask: Mask) -> tuple[Words, ...]:
    """How the rows of ``member_lines`` count joint notices, where there are any."""
    return (JOINT,) if (scene.facts.members.many[mask] > 1).any() else ()


def untouched(language: str) -> str:
    """What a view of reach says where no measure is on what Hubei exports."""
    return one_of(
        language,
        "所选措施没有涉及湖北出口的商品",
        "The selected measures are on nothing that Hubei sells",
    )
