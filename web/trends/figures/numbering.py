"""View 23, beside the delays of 22: how complete the numbering of each Member is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from models.gaps import complete_to, leaps, say_ranges, symbol_of
from models.notice_filter import members_of
from web.trends.basis import RowBasis, rows_basis
from web.trends.drawing import bars
from web.trends.names import member_names, name_in
from web.trends.numbers import Series, Window, read_explained, read_series
from web.trends.view import (
    Cell,
    Column,
    Counted,
    LeftOut,
    Line,
    Scene,
    Sort,
    Spec,
    View,
    Words,
    one_of,
    tell,
)
from web.trends.yearly import check_totals, said_of

AREAS = ("runs",)
MOST = 20
COLUMNS = (
    Column("series", Words("成员与协定", "Member and agreement"), Sort.NAME),
    Column("first", Words("起始号", "First number"), Sort.NUMBER),
    Column("last", Words("末尾号", "Last number"), Sort.NUMBER),
    Column("held", Words("已有", "Held")),
    Column("holes", Words("缺号", "Holes")),
    Column("explained", Words("已有解释", "Explained")),
    Column("open", Words("待查", "Open")),
    Column("complete", Words("完整率", "Completeness"), Sort.SHARE),
    Column("until", Words("连续至", "Complete to number"), Sort.NUMBER),
    Column("listed", Words("缺号清单", "The holes"), Sort.NAME),
)


def count(scene: Scene) -> Counted:
    """The holes of each series within the chosen days, most open ones first."""
    yearly = scene.facts.once(check_totals, lambda: check_totals(scene.session))
    series = scene.facts.once(read_series, lambda: read_series(scene.session))
    windows = [one for one in (window_of(scene, own) for own in series) if one]
    explained = read_explained(scene.session)
    names = member_names(scene.session, scene.facts)
    lines = [
        write(one, name_in(names, one.series.member), explained) for one in windows
    ]
    lines.sort(key=lambda line: (-number(line.cells[6]), line.key))
    return Counted(
        columns=COLUMNS,
        lines=tuple(lines),
        basis=basis_of(windows, explained),
        left_out=leapt(sum(len(leaps(one.numbers.tolist())) for one in series)),
        notes=(*NOTES, said_of(yearly)),
    )


def number(cell: Cell) -> int:
    """A cell that holds a number."""
    return cell if isinstance(cell, int) else 0


def window_of(scene: Scene, series: Series) -> Window | None:
    """What a choice asks of a series; numbers that leap are slips of the pen."""
    asked = scene.choice.filters
    if asked.agreement and asked.agreement != series.agreement:
        return None
    if asked.market and series.member not in members_of(asked.market):
        return None
    days, numbers = series.days, series.numbers
    within = days <= scene.today.toordinal()
    if asked.since:
        within &= days >= asked.since.toordinal()
    if asked.until:
        within &= days <= asked.until.toordinal()
    beyond = leaps(numbers.tolist())
    within &= ~np.isin(numbers, np.array(beyond, dtype=np.int64))
    if not within.any():
        return None
    first, last = numbers[within][[0, -1]]
    return Window(series, (numbers >= first) & (numbers <= last))


def write(window: Window, member: Words, explained: dict[str, frozenset[int]]) -> Line:
    """A row."""
    own, holes = window.series, window.holes
    first, last = window.ends
    known = explained.get(own.name, frozenset())
    waiting = [one for one in holes if one not in known]
    cells: Sequence[Cell] = (
        Words(f"{member.zh} {own.agreement}", f"{member.en} {own.agreement}"),
        *(first, last, len(window.numbers)),
        *(len(holes), len(holes) - len(waiting), len(waiting)),
        window.complete,
        complete_to(first, last, waiting),
        say_ranges(holes),
    )
    return Line(own.name, tuple(cells), documents(window))


def documents(window: Window) -> Callable[[], Sequence[int]]:
    """The documents that were counted; a joint one carries several numbers."""
    return lambda: sorted({int(one) for one in window.series.ids[window.inside]})


def basis_of(
    windows: Sequence[Window], explained: dict[str, frozenset[int]]
) -> RowBasis:
    """Each symbol that is held, and each absence that is explained."""
    held = (
        (symbol_of(one.series.name, int(n)), ("held",))
        for one in windows
        for n in one.numbers
    )
    absent = (
        (symbol_of(one.series.name, n), ("explained",))
        for one in windows
        for n in sorted(explained.get(one.series.name, frozenset()) & {*one.holes})
    )
    return rows_basis((*held, *absent))


def leapt(many: int) -> tuple[LeftOut, ...]:
    """Numbers impossibly far beyond all others."""
    why = Words("疑为笔误的号码", "Numbers that seem to be slips of the pen")
    return (LeftOut(why, many),) if many else ()


NOTES = (
    Words(
        "只按成员、协定与通报日期筛选；编号不因行业或目标而断续。",
        "Narrowed by Member, agreement and days alone: numbers do not run by sector or"
        " objective.",
    ),
    Words(
        "起止号取所选期间已有的最小与最大号；联合通报、作废、可能迟到的缺号列为已有解释。",
        "From the lowest to the highest number of the chosen days; holes that are"
        " joint, void or may still come count as explained.",
    ),
)


def say(counted: Counted, language: str) -> str:
    """How many holes there are, and whose are most."""
    if not counted.lines:
        return one_of(
            language,
            "所选期间没有采集自世贸组织的通报，编号无从核对",
            "Nothing was collected from the WTO on those days: no numbers to check",
        )
    holes = sum(map(number, counted.column("holes")))
    waiting = sum(map(number, counted.column("open")))
    series = len(counted.lines)
    zh = f"{series}个编号序列共缺{holes}号，其中{waiting}号待查"
    en = f"{holes} holes in {series} series, {waiting} of them open"
    if not waiting:
        return one_of(language, zh, en)
    first = counted.lines[0].cells
    name = tell(first[0], language)
    return one_of(
        language,
        f"{zh}；{name}最多，{first[6]}号",
        f"{en}; most of {name} ({first[6]})",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of holes; the open ones in the highlight."""
    leading = replace(counted, lines=counted.lines[:MOST])
    title = Words("缺号（深色：待查）", "Holes (dark: open)")
    return bars(
        leading, language, name="series", value="holes", part="open", title=title
    )


VIEW = View(
    number=23,
    key="numbering",
    name=Words("通报编号完整性", "Completeness of numbering"),
    question=Words(
        "各成员的通报编号缺哪些，连续到第几号？",
        "Which numbers of each Member are missing, and to which is it complete?",
    ),
    formula=Words(
        "完整率＝已有号码数÷（末尾号−起始号＋1）；补遗、修订另行编号，不计入",
        "Completeness = numbers held / (last - first + 1); follow-ups are numbered"
        " apart and not counted",
    ),
    by=Words("按通报日期（上海日历日）", "by distribution date"),
    count=count,
    say=say,
    draw=draw,
    areas=AREAS,
    by_measure=False,
)
