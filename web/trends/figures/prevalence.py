"""View 5: how many measures are on a product that Hubei sells."""

from __future__ import annotations

from collections.abc import Sequence

from web.rights import Right
from web.trends.counting import untouched
from web.trends.drawing import bars, nothing
from web.trends.exports import AREAS, need_exports
from web.trends.reach import Reach
from web.trends.reaching import count_reach, first_lines
from web.trends.view import (
    BY_DISTRIBUTION,
    Cell,
    Column,
    Counted,
    Scene,
    Sort,
    Spec,
    View,
    Words,
    one_of,
    tell,
)


def count(scene: Scene) -> Counted:
    """PS of each sector and market, with and without horizontal measures."""
    return count_reach(scene, columns, tell_reach, rank=lambda one: one.mean)


def columns(_currency: str) -> Sequence[Column]:
    """The columns."""
    return (
        Column("lines", Words("出口的子目数", "Subheadings sold")),
        Column("mean", Words("每个子目的措施数", "Measures each"), Sort.NUMBER),
        Column("wide", Words("含横向措施", "With horizontal measures"), Sort.NUMBER),
    )


def tell_reach(one: Reach) -> tuple[Cell, ...]:
    """The cells of a row."""
    return one.lines, round(one.mean, 2), round(one.mean_wide, 2)


def say(counted: Counted, language: str) -> str:
    """Where measures are densest."""
    if not counted.lines:
        return nothing(language)
    name, _, _, _, mean, _ = counted.lines[0].cells
    if not mean:
        return untouched(language)
    told = tell(name, language)
    return one_of(
        language,
        f"措施最密集的是{told}，平均每个子目{mean:g}项（不含横向措施）",
        f"Measures are densest in {told}: {mean:g} on each subheading (without"
        " horizontal measures)",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of the rows with most measures."""
    title = Words("每个子目的措施数", "Measures on each subheading")
    shown = first_lines(counted, "mean")
    return bars(shown, language, name="name", value="mean", title=title)


VIEW = View(
    number=5,
    key="prevalence",
    name=Words("措施密度", "Prevalence of measures"),
    question=Words(
        "湖北出口的每种商品，平均有多少项新措施涉及？",
        "How many new measures touch each product that Hubei sells, on average?",
    ),
    formula=Words(
        "措施密度＝期内新开的措施数，对V＞0的子目取平均",
        "PS = measures opened in the period on a subheading, averaged over those with"
        " V > 0",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
    need=need_exports,
    right=Right.MEMBER,
    areas=AREAS,
    whole=False,
    by_measure=False,
)
