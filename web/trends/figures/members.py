"""View 7: the league of notifying Members."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from web.trends.basis import JointBasis, NoticeBasis
from web.trends.choice import Choice, choose
from web.trends.counting import left_out, places_behind
from web.trends.drawing import bars, nothing
from web.trends.exports import AREAS
from web.trends.headline import within
from web.trends.largest import find_largest, tell_largest
from web.trends.names import member_names, name_in
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
"""So many bars are drawn; the table has all."""


def count(scene: Scene) -> Counted:
    """Documents by Member, the most first; a joint one counts for each Member.

    ``before`` is the same days of the year before, where there is a first day.
    """
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    matched = chosen.mask & (facts.sectors.many > 0)
    behind = facts.members.rows(chosen.mask)
    touching = facts.members.count(matched)
    before, largest = count_before(scene), find_largest(scene)
    own = NoticeBasis(facts, chosen.mask)
    names = member_names(scene.session, facts)
    order = sorted(behind, key=lambda code: (-len(behind[code]), code))
    return Counted(
        columns=(
            Column("member", Words("通报成员", "Member"), Sort.NAME),
            Column("code", Words("代码", "Code"), Sort.NAME),
            Column("documents", unit_name(scene.choice)),
            Column("hubei", Words("其中涉及湖北行业", "Touching Hubei sectors")),
            *([] if before is None else [BEFORE]),
        ),
        lines=tuple(
            Line(
                code,
                (
                    name_in(names, code),
                    code,
                    len(behind[code]),
                    touching.get(code, 0),
                    *([] if before is None else [before.get(code, 0)]),
                ),
                places_behind(facts, behind[code]),
            )
            for code in order
        ),
        basis=JointBasis((own, largest.basis())) if largest.codes else own,
        left_out=left_out(chosen),
        notes=(
            *joint_notes(sum(map(len, behind.values())), chosen.many),
            *tell_largest(scene, largest, chosen.mask),
        ),
        facts={"all": chosen.many},
    )


BEFORE = Column("before", Words("上年同期", "Same days a year before"))


def unit_name(choice: Choice) -> Words:
    """What is counted."""
    if choice.by_measure:
        return Words("措施", "Measures")
    return Words("通报文件", "Documents")


def count_before(scene: Scene) -> dict[str, int] | None:
    """Documents by Member on the same days a year before; None without a first day,
    or where nothing at all is held of those days."""
    choice, facts = scene.choice, scene.facts
    if choice.since is None:
        return None
    until = year_before(choice.until or scene.today)
    days = replace(choice.filters, since=year_before(choice.since), until=until)
    if not within(facts, (days.since or until, until)).any():
        return None
    earlier = replace(choice, filters=days)
    mask = choose(scene.session, facts, earlier, scene.today).mask
    return facts.members.count(mask)


def year_before(day: date) -> date:
    """The same day of the year before; 28 February for a leap day.

    Before the first year of the calendar there is none: the day itself.
    """
    if day.year == 1:
        return day
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def joint_notes(by_member: int, in_all: int) -> tuple[Words, ...]:
    """How joint documents are counted, with both numbers."""
    if by_member == in_all:
        return ()
    return (
        Words(
            f"联合通报按每个成员各计一次，合计{by_member}件；按文件计共{in_all}件。",
            f"A joint document counts for each of its Members, {by_member} together;"
            f" there are {in_all} documents.",
        ),
    )


def say(counted: Counted, language: str) -> str:
    """Who notified most."""
    if not counted.lines:
        return nothing(language)
    member, _, number, touching, *_ = counted.lines[0].cells
    name = tell(member, language)
    if touching == number:
        return one_of(
            language,
            f"{name}通报最多，{number}件，均涉及湖北行业",
            f"{name} notified most: {number}, all of which touch Hubei sectors",
        )
    return one_of(
        language,
        f"{name}通报最多，{number}件，其中{touching}件涉及湖北行业",
        f"{name} notified most: {number}, of which {touching} touch Hubei sectors",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of the leading Members; what touches Hubei in the highlight."""
    leading = replace(counted, lines=counted.lines[:MOST])
    title = Words(
        "通报文件（深色：涉及湖北行业）", "Documents (dark: touching Hubei sectors)"
    )
    return bars(
        leading, language, name="member", value="documents", part="hubei", title=title
    )


VIEW = View(
    number=7,
    key="members",
    name=Words("通报成员排行", "Notifying Members"),
    question=Words(
        "哪些成员通报最多，其中多少涉及湖北行业？",
        "Which Members notify most, and how much of it touches Hubei?",
    ),
    formula=Words(
        "通报文件数，联合通报按每个成员各计一次；涉及湖北行业指匹配为“确定”或“很可能”",
        "Documents, a joint one counted for each Member; touching means a sure or"
        " likely match",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
    areas=AREAS,
)
