"""View 8: Hubei's sectors against the Members that touch them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.facts import Facts
from models.facts.columns import Mask, Places
from web.trends.basis import NoticeBasis
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind
from web.trends.drawing import heat
from web.trends.figures.members import unit_name
from web.trends.names import member_names, name_in, sector_names, short_names
from web.trends.view import (
    BY_DISTRIBUTION,
    Column,
    Counted,
    Line,
    Scene,
    Sort,
    Spec,
    View,
    Words,
    one_of,
    tell,
)

MOST = 15
"""So many Members are drawn; the table has all."""


def count(scene: Scene) -> Counted:
    """Documents by sector and Member, of sure and likely matches."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    mask = chosen.mask & (facts.sectors.many > 0)
    found = pairs(facts, mask)
    sectors = sector_names(scene.session, facts)
    members = member_names(scene.session, facts)
    totals = facts.members.count(mask)
    leading = sorted(totals, key=lambda code: (-totals[code], code))[:MOST]
    order = {one: place for place, one in enumerate(sectors)}
    lines = [
        Line(
            f"{sector}:{member}",
            (
                name_in(sectors, sector),
                name_in(members, member),
                len(places),
            ),
            places_behind(facts, places),
        )
        for (sector, member), places in sorted(
            found.items(), key=lambda one: (order.get(one[0][0], len(order)), one[0][1])
        )
    ]
    names = [name_in(members, code) for code in leading]
    return Counted(
        columns=(
            Column("sector", Words("行业", "Sector"), Sort.NAME),
            Column("member", Words("通报成员", "Member"), Sort.NAME),
            Column("documents", unit_name(scene.choice)),
        ),
        lines=tuple(lines),
        basis=NoticeBasis(facts, mask),
        left_out=left_out(chosen),
        notes=notes(len(totals), len(leading)),
        facts={
            "leading": leading,
            "across": {
                "zh": [one.told("zh") for one in names],
                "en": [one.told("en") for one in names],
            },
        },
    )


def pairs(facts: Facts, mask: Mask) -> dict[tuple[str, str], Places]:
    """The notices of each sector and Member."""
    of_member = facts.members.rows(mask)
    by_sector = facts.sectors.rows(mask)
    found = {}
    for sector, places in by_sector.items():
        touched = np.zeros(len(facts), dtype=np.bool_)
        touched[places] = True
        for member, own in of_member.items():
            both = own[touched[own]]
            if len(both):
                found[sector, member] = both
    return found


def notes(members: int, leading: int) -> tuple[Words, ...]:
    """What the numbers add up to, and what is not drawn."""
    several = Words(
        "一件文件可涉及多个行业、多个成员，各格相加多于文件总数。",
        "A document may touch several sectors and have several Members: the cells add"
        " up to more than the documents.",
    )
    if members <= leading:
        return (several,)
    cut = Words(
        f"图中只画通报最多的{leading}个成员，表中列出全部{members}个。",
        f"The chart shows the {leading} Members with the most; the table has all"
        f" {members}.",
    )
    return (several, cut)


def say(counted: Counted, language: str) -> str:
    """The fullest cell."""
    if not counted.lines:
        return one_of(
            language,
            "所选条件下没有行业匹配",
            "No sector matches for this selection",
        )
    sector, member, number = max(
        (line.cells for line in counted.lines), key=lambda cells: int(str(cells[2]))
    )
    member, sector = tell(member, language), tell(sector, language)
    return one_of(
        language,
        f"{member}对{sector}的通报最多，{number}件",
        f"{member} notified most on {sector}: {number}",
    )


def draw(counted: Counted, language: str) -> Spec:
    """A grid of tints."""
    leading = set(counted.facts["leading"])
    kept = [one for one in counted.lines if one.key.rpartition(":")[2] in leading]
    labels = short_names([tell(one.cells[0], language) for one in kept])
    short = [
        replace(one, cells=(labels[tell(one.cells[0], language)], *one.cells[1:]))
        for one in kept
    ]
    grid = replace(counted, lines=tuple(short))
    return heat(grid, language, down="sector", across="member", value="documents")


VIEW = View(
    number=8,
    key="sectors",
    name=Words("行业与成员热力图", "Sectors and Members"),
    question=Words(
        "哪个成员的通报最常涉及哪个行业？",
        "Which Members' notifications touch which sectors most?",
    ),
    formula=Words(
        "匹配程度为“确定”或“很可能”的通报文件数，联合通报按每个成员各计一次",
        "Documents with a sure or likely match, a joint one counted for each Member",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
)
