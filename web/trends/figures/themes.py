"""Emerging themes: words, substances, standards and products that rise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from models.facts import Facts
from nlp.substances import substance_name
from web.labels import hs_names
from web.trends.basis import NoticeBasis
from web.trends.choice import choose, without_days
from web.trends.counting import left_out, places_behind
from web.trends.drawing import bars
from web.trends.names import member_names, name_in
from web.trends.themes.counting import Theme, themes_of, windows_of, within
from web.trends.themes.orders import in_order, joined
from web.trends.themes.rising import CRITICAL, LEAST
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
    names_of,
    one_of,
    tell,
)

KINDS = {
    "substance": Words("物质", "Substance"),
    "standard": Words("标准", "Standard"),
    "product": Words("产品", "Product"),
    "word": Words("标题用词", "Words of titles"),
}
FEW = 5
"""So many Members are named."""
MOST = 20
COLUMNS = (
    Column("theme", Words("主题", "Theme"), Sort.NAME),
    Column("kind", Words("类别", "Kind"), Sort.NAME),
    Column("now", Words("本期措施", "Measures now")),
    Column("expected", Words("按过去一年应有", "Expected from the past"), Sort.NUMBER),
    Column("before", Words("此前一年措施", "Measures in the year before")),
    Column("factor", Words("上升倍数（折减）", "Rise, damped"), Sort.NUMBER),
    Column("surprise", Words("G² 检验值", "G²"), Sort.NUMBER),
    Column("members", Words("涉及成员", "Members")),
    Column("names", Words("成员（按先后）", "Members, in order"), Sort.NAME),
    Column("first", Words("本期首见", "First seen"), Sort.DAY),
)


def count(scene: Scene) -> Counted:
    """What rises in the period against the year before it, the steepest first."""
    facts, choice = scene.facts, scene.choice
    windows = windows_of(choice.since, choice.until, scene.today)
    whole = without_days(choice)
    chosen = choose(scene.session, facts, whole, scene.today)
    opened = chosen.mask & facts.opening
    found = themes_of(scene.session, facts, opened, windows)
    used = within(facts, windows.before[0], windows.until) & opened
    names = member_names(scene.session, facts)
    return Counted(
        columns=COLUMNS,
        lines=tuple(line_of(facts, one, names) for one in found),
        basis=NoticeBasis(facts, used),
        left_out=left_out(chosen),
        notes=notes(windows.since, windows.until, windows.before),
        facts={"past": bool((used & within(facts, *windows.before)).any())},
    )


def notes(since: date, until: date, before: tuple[date, date]) -> tuple[Words, ...]:
    """Which days are compared, and what passes."""
    return (
        Words(
            f"本期{since}至{until}，与此前一年{before[0]}至{before[1]}比较；"
            "只计措施的首份文件，同一文本的多份通报计一次。",
            f"{since} to {until} against the year before it, {before[0]} to"
            f" {before[1]}; first documents of measures only, copies of one text once.",
        ),
        Words(
            f"本期不足{LEAST}项措施，或G²不到{CRITICAL}的，不列（偶然越过此线的概率约为"
            "万分之一）。",
            f"Not told: what fewer than {LEAST} measures name, or G² under {CRITICAL}"
            " (chance passes it once in ten thousand unchanging terms).",
        ),
    )


def line_of(facts: Facts, theme: Theme, names: dict[str, Words]) -> Line:
    """A theme as a row."""
    order = in_order(facts, theme.places)
    shown = [name_in(names, code) for code in order[:FEW]]
    rise = theme.rise
    first = date.fromordinal(int(facts.distributed[theme.places].min()))
    return Line(
        f"{theme.kind}:{theme.term}",
        (
            name_of(theme),
            KINDS[theme.kind],
            rise.now,
            round(rise.expected, 1),
            rise.before,
            round(rise.factor, 2),
            round(rise.surprise, 1),
            len(order),
            joined(shown, len(order)),
            first,
        ),
        places_behind(facts, np.unique(theme.places)),
    )


def name_of(theme: Theme) -> Words:
    """A theme's name: of a substance or heading in words, else itself."""
    if theme.kind == "substance":
        return Words(*substance_name(theme.term))
    if theme.kind == "product" and theme.term in hs_names():
        zh, en = hs_names()[theme.term]
        return Words(f"{theme.term} {zh}", f"{theme.term} {en}")
    return Words(theme.term, theme.term)


def say(counted: Counted, language: str) -> str:
    """What rises most."""
    if not counted.facts["past"]:
        return one_of(
            language,
            "此前一年没有数据，无从比较",
            "Nothing is held of the year before, so nothing can be compared",
        )
    if not counted.lines:
        return one_of(
            language,
            "没有明显上升的主题",
            "Nothing rises beyond what chance explains",
        )
    cells = counted.lines[0].cells
    name = tell(cells[0], language)
    return one_of(
        language,
        f"共{len(counted.lines)}个主题明显上升，最突出的是“{name}”：本期{cells[2]}项措施，"
        f"此前一年{cells[4]}项",
        f"{len(counted.lines)} themes rise, most of all {name}: {cells[2]} measures"
        f" now, {cells[4]} in the year before",
    )


def told_apart(lines: Sequence[Line], language: str) -> tuple[Line, ...]:
    """The rows with names of their own: a substance and a word may share one."""
    names = Counter(names_of(lines, language))
    return tuple(
        replace(one, cells=(f"{name} · {tell(one.cells[1], language)}", *one.cells[1:]))
        if names[name] > 1
        else one
        for one, name in zip(lines, names_of(lines, language), strict=True)
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of how far each rises."""
    lines = told_apart(counted.lines[:MOST], language)
    leading = Counted(counted.columns, lines, counted.basis)
    title = Words("上升倍数（折减后）", "Rise, damped")
    return bars(leading, language, name="theme", value="factor", title=title)


VIEW = View(
    number=24,
    key="themes",
    name=Words("新兴主题", "Emerging themes"),
    question=Words(
        "哪些物质、标准、产品和用词正在明显增多，由谁先提出？",
        "Which substances, standards, products and words rise, and who began?",
    ),
    formula=Words(
        "G²＝2Σ观测×ln(观测÷期望)；上升倍数＝(本期＋5)÷(期望＋5)，"
        "期望＝本期措施总数×此前一年的比例",
        "G² = 2 sum observed x ln(observed / expected); rise = (now + 5) / (expected +"
        " 5), expected = measures now x the share of the year before",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
    by_measure=False,
)
