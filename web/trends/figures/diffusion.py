"""View 19: how one subject spreads over Members in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from models.facts import Facts, Many
from models.facts.columns import Mask, Places
from nlp.substances import substance_name
from web.labels import hs_names
from web.notices.telling_fields import say_day
from web.trends.basis import NoticeBasis
from web.trends.choice import Choice, choose
from web.trends.counting import left_out, places_behind
from web.trends.drawing import bars, nothing
from web.trends.names import member_names, name_in
from web.trends.themes.counting import headings
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

COLUMNS = (
    Column("member", Words("成员", "Member"), Sort.NAME),
    Column("first", Words("首次通报", "First notified"), Sort.DAY),
    Column("after", Words("距首个成员（天）", "Days after the first"), Sort.DAYS),
    Column("symbol", Words("通报号", "Symbol"), Sort.NAME),
    Column("measures", Words("措施", "Measures")),
    Column("joint", Words("其中联合通报", "Of them joint")),
)


def count(scene: Scene) -> Counted:
    """The Members in the order in which they first notified on the subject.

    The subject is what the filters choose; where they choose none, the substance, or
    else the heading, that the most Members have notified on.
    """
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    mask, subject = chosen.mask & facts.opening, None
    if not has_subject(scene.choice):
        subject, own = widest(facts, mask)
        mask &= own
    names = member_names(scene.session, facts)
    rows = facts.members.rows(mask)
    firsts = sorted((first_of(facts, places), code) for code, places in rows.items())
    begin = firsts[0][0][0] if firsts else 0
    lines = []
    for (day, place), code in firsts:
        places = rows[code]
        cells = (
            name_in(names, code),
            date.fromordinal(day),
            day - begin,
            facts.symbols[place],
            len(np.unique(facts.measure[places])),
            int((facts.members.many[places] > 1).sum()),
        )
        lines.append(Line(code, cells, places_behind(facts, places)))
    return Counted(
        columns=COLUMNS,
        lines=tuple(lines),
        basis=NoticeBasis(facts, mask),
        left_out=left_out(chosen),
        notes=notes(subject),
        facts={"subject": subject},
    )


def has_subject(choice: Choice) -> bool:
    """Whether the filters choose a subject, and not only days and Members."""
    asked = choice.filters
    told = (asked.hs, asked.ics, asked.sector, asked.objective, asked.measure)
    return any((*told, asked.q))


def widest(facts: Facts, mask: Mask) -> tuple[Words | None, Mask]:
    """The substance, else the heading, that the most Members have notified on; what
    one alone has notified on only where there is nothing else."""
    kinds = ((facts.substances, substance), (headings(facts), heading))
    found = [(*most_members(facts, many, mask), many, name) for many, name in kinds]
    known = [one for one in found if one[0]]
    for best, _number, many, name in [one for one in known if one[1] > 1] or known:
        return name(best), many.among({best})
    return None, mask


def most_members(facts: Facts, many: Many, mask: Mask) -> tuple[str, int]:
    """The name that notices of the most Members carry, and how many these are; ''
    where there is none."""
    found = {
        name: len(np.unique(facts.members.codes_of(places)))
        for name, places in many.rows(mask).items()
    }
    best = min(found, key=lambda name: (-found[name], name), default="")
    return best, found.get(best, 0)


def substance(code: str) -> Words:
    """The name of a substance."""
    return Words(*substance_name(code))


def heading(code: str) -> Words:
    """The name of a heading."""
    zh, en = hs_names().get(code, ("", ""))
    return Words(f"{code} {zh}".strip(), f"{code} {en}".strip())


def first_of(facts: Facts, places: Places) -> tuple[int, int]:
    """The day and the place of the first of some notices."""
    return min((int(facts.distributed[one]), int(one)) for one in places)


def notes(subject: Words | None) -> tuple[Words, ...]:
    """Which subject it is where nobody chose one."""
    if subject is None:
        return ()
    return (
        Words(
            f"未选定主题，以涉及成员最多的“{subject.zh}”为例；"
            "可在筛选中选产品、行业、目标或检索词。",
            f"No subject was chosen: shown for {subject.en}, which the most Members"
            " have notified on. Choose products, sectors, objectives or words.",
        ),
    )


def say(counted: Counted, language: str) -> str:
    """Who began, and how many followed."""
    if not counted.lines:
        return nothing(language)
    name, day, *_ = counted.lines[0].cells
    first = say_day(day, language) if isinstance(day, date) else ""
    many = len(counted.lines) - 1
    last = counted.lines[-1].cells[2]
    who, subject = tell(name, language), counted.facts["subject"]
    zh, en = (f"{subject.zh}：", f"{subject.en}: ") if subject else ("", "")
    if not many:
        return one_of(
            language,
            f"{zh}只有{who}通报过，首次是{first}",
            f"{en}only {who} has notified, first on {first}"
            if en
            else f"Only {who} has notified, first on {first}",
        )
    return one_of(
        language,
        f"{zh}{who}最早，{first}首次通报；此后{last}天内另有{many}个成员跟进",
        f"{en}{who} was first, on {first}; {many} more Members followed within {last}"
        " days",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of the days that each Member came after the first; none of one alone."""
    title = Words("距首个成员的天数", "Days after the first Member")
    shown = replace(counted, lines=counted.lines if len(counted.lines) > 1 else ())
    return bars(shown, language, name="member", value="after", title=title)


VIEW = View(
    number=19,
    key="diffusion",
    name=Words("措施的扩散", "How measures spread"),
    question=Words(
        "同一主题由哪个成员最先通报，其他成员多久后跟进？",
        "Which Member notified first on a subject, and how soon did others follow?",
    ),
    formula=Words(
        "按各成员首份相关新通报的日期排列；联合通报的各成员同日计",
        "Members by the day of their first new notification on the subject; those of a"
        " joint one on the same day",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
    whole=False,
    by_measure=False,
)
