"""View 4: the share of the products Hubei sells that measures are on."""

from __future__ import annotations

from collections.abc import Sequence

from web.rights import Right
from web.trends.counting import share, untouched
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
    """FI of each sector and market, with and without horizontal measures."""
    return count_reach(scene, columns, tell_reach, rank=lambda one: one.hit)


def columns(_currency: str) -> Sequence[Column]:
    """The columns."""
    return (
        Column("lines", Words("出口的子目数", "Subheadings sold")),
        Column("hit", Words("其中涉及的", "Touched")),
        Column("share", Words("频率指数", "Frequency index"), Sort.SHARE),
        Column("wide", Words("含横向措施", "With horizontal measures"), Sort.SHARE),
    )


def tell_reach(one: Reach) -> tuple[Cell, ...]:
    """The cells of a row; of few products no share."""
    wide = share(one.hit_wide, one.lines)
    return one.lines, one.hit, share(one.hit, one.lines), wide


def say(counted: Counted, language: str) -> str:
    """Where most is touched."""
    if not counted.lines:
        return nothing(language)
    name, _, _, lines, hit, _, _ = counted.lines[0].cells
    if not hit:
        return untouched(language)
    told = tell(name, language)
    return one_of(
        language,
        f"涉及子目最多的是{told}，{lines}个子目中有{hit}个（不含横向措施）",
        f"Most subheadings are touched in {told}: {hit} of {lines} (without horizontal"
        " measures)",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of the rows with most products."""
    title = Words("频率指数", "Frequency index")
    shown = first_lines(counted, "share")
    return bars(shown, language, name="name", value="share", title=title, share=True)


VIEW = View(
    number=4,
    key="frequency",
    name=Words("频率指数", "Frequency index"),
    question=Words(
        "湖北各行业向各市场出口的商品，有多少被新措施涉及？",
        "How many of the products a sector sells to a market do new measures touch?",
    ),
    formula=Words(
        "频率指数＝V＞0且D＝1的子目数÷V＞0的子目数；期内至少一项新措施涉及该子目时D＝1",
        "FI = subheadings with V > 0 and D = 1 / those with V > 0; D = 1 where a"
        " measure opened in the period is on the subheading",
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
