"""Twins: one text that several Members notified, jointly or under symbols of their own.

Near twins share a text of one circle (GCC, EAC, EAEU), agreement, type and month; a
joint notification is one document of several Members. Both stand here as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import Facts
from models.facts.columns import Mask, Places
from models.notice import Notice
from web.trends.basis import NoticeBasis
from web.trends.choice import choose, without_days
from web.trends.counting import left_out, places_behind
from web.trends.names import member_names, name_in
from web.trends.open_rows import short_symbol
from web.trends.themes.counting import units, windows_of, within
from web.trends.themes.orders import in_order, joined
from web.trends.view import (
    BY_DISTRIBUTION,
    Cell,
    Column,
    Counted,
    Line,
    Scene,
    Sort,
    View,
    Words,
    one_of,
    tell,
)

FEW = 8
"""So many Members are named."""
AT_ONCE = 5000
"""So many ids stand in one statement."""
COLUMNS = (
    Column("symbol", Words("首份通报号", "First symbol"), Sort.NAME),
    Column("title", Words("首份原文标题", "Title of the first"), Sort.NAME),
    Column("members", Words("成员数", "Members")),
    Column("names", Words("成员（按先后）", "Members, in order"), Sort.NAME),
    Column("documents", Words("通报文件", "Documents")),
    Column("joint", Words("其中联合通报", "Of them joint")),
    Column("first", Words("首份", "First"), Sort.DAY),
    Column("last", Words("末份", "Last"), Sort.DAY),
)


def count(scene: Scene) -> Counted:
    """The texts of more than one Member in the period, those of most Members first."""
    facts, choice = scene.facts, scene.choice
    windows = windows_of(choice.since, choice.until, scene.today)
    chosen = choose(scene.session, facts, without_days(choice), scene.today)
    inside = within(facts, windows.since, windows.until)
    mask = chosen.mask & facts.opening & inside
    groups = shared_texts(facts, mask)
    titles = read_titles(scene.session, [int(facts.ids[one[0]]) for one in groups])
    names = member_names(scene.session, facts)
    return Counted(
        columns=COLUMNS,
        lines=tuple(line_of(facts, one, names, titles) for one in groups),
        basis=NoticeBasis(facts, mask),
        left_out=left_out(chosen),
        notes=notes(windows.since, windows.until),
        facts={"documents": sum(len(one) for one in groups)},
    )


def shared_texts(facts: Facts, mask: Mask) -> list[Places]:
    """The documents of each text that more than one Member notified, in their order.

    Only what has several Members, or shares a text, is looked at.
    """
    places = np.flatnonzero(mask)
    own = units(facts)[places]
    _, group, sizes = np.unique(own, return_inverse=True, return_counts=True)
    several = (sizes[group] > 1) | (facts.members.many[places] > 1)
    places, own = places[several], own[several]
    order = np.lexsort((places, facts.distributed[places], own))
    places, own = places[order], own[order]
    parts = np.split(places, np.flatnonzero(np.diff(own)) + 1) if len(places) else []
    found = [(len(set(codes_of(facts, one))), one) for one in parts]
    kept = [(many, one) for many, one in found if many > 1]
    kept.sort(key=lambda one: (-one[0], -len(one[1]), *newest(facts, one[1])))
    return [one for _, one in kept]


def codes_of(facts: Facts, places: Places) -> list[str]:
    """The Members of some documents, as often as they stand there."""
    return [code for one in places for code in facts.members.of_row(int(one))]


def newest(facts: Facts, places: Places) -> tuple[int, int]:
    """What puts later texts first, and orders those of one day."""
    return -int(facts.distributed[places[0]]), int(places[0])


def read_titles(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The titles of some notices."""
    found: dict[int, str] = {}
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        query = select(Notice.id, Notice.title).where(Notice.id.in_(some))
        found |= {row.id: row.title for row in session.execute(query)}
    return found


def line_of(
    facts: Facts, places: Places, names: dict[str, Words], titles: dict[int, str]
) -> Line:
    """A text as a row."""
    first, last = int(places[0]), int(places[-1])
    order = in_order(facts, places)
    shown = [name_in(names, code) for code in order[:FEW]]
    cells: tuple[Cell, ...] = (
        short_symbol(facts.symbols[first] or facts.keys[first]),
        titles.get(int(facts.ids[first]), ""),
        len(order),
        joined(shown, len(order)),
        len(places),
        int((facts.members.many[places] > 1).sum()),
        *(date.fromordinal(int(facts.distributed[one])) for one in (first, last)),
    )
    return Line(facts.keys[first], cells, places_behind(facts, places))


def notes(since: date, until: date) -> tuple[Words, ...]:
    """Which days are counted, and what is one text."""
    return (
        Words(
            f"{since}至{until}通报的新措施；未选期间时取最近九十天。",
            f"New measures notified from {since} to {until}; the last ninety days where"
            " no period is chosen.",
        ),
        Words(
            "同一文本指海合会、东共体、欧亚经济联盟成员同月就同类文件通报、标题除编号外"
            "相同的文件，以及多个成员的联合通报；各合为一行。",
            "One text: documents of Members of the GCC, the EAC or the EAEU, of one"
            " type and month, whose titles are equal but for numbers; and joint"
            " notifications. Each is one row.",
        ),
    )


def say(counted: Counted, language: str) -> str:
    """How many texts are shared, and by how many Members at most."""
    if not counted.lines:
        return one_of(
            language,
            "所选期间没有多个成员共用的通报文本",
            "No text was notified by more than one Member in the period",
        )
    many, documents = len(counted.lines), counted.facts["documents"]
    symbol, _, members, *_ = counted.lines[0].cells
    name = tell(symbol, language)
    texts = "One text was" if many == 1 else f"{many} texts were"
    papers = "1 document" if documents == 1 else f"{documents} documents"
    return one_of(
        language,
        f"{many}个文本由多个成员联合或分别通报，共{documents}件文件；"
        f"成员最多的是{name}，{members}个成员",
        f"{texts} notified by several Members, in {papers}; most Members: {name}"
        f" ({members})",
    )


VIEW = View(
    number=25,
    key="twins",
    name=Words("多成员同文通报", "Texts of several Members"),
    question=Words(
        "哪些通报是多个成员联合或分别提出的同一文本？",
        "Which notifications are one text of several Members?",
    ),
    formula=Words(
        "联合通报计一件文件；近似同文的多件文件合为一个文本；成员至少两个",
        "A joint notification is one document; near twins are one text; two Members or"
        " more",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    whole=False,
    by_measure=False,
)
