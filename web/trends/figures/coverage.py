"""View 3: the share of Hubei's exports that measures are on."""

from __future__ import annotations

from collections.abc import Sequence

from web.rights import Right
from web.trends.counting import untouched
from web.trends.drawing import bars, nothing
from web.trends.exports import AREAS, need_exports
from web.trends.reach import Reach
from web.trends.reaching import count_reach, first_lines
from web.trends.telling import unit_zh
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
    """CR of each sector and market, with and without horizontal measures."""
    return count_reach(scene, columns, tell_reach, rank=lambda one: one.covered)


def columns(currency: str) -> Sequence[Column]:
    """The columns."""
    covered = Words(f"涉及的出口额（{unit_zh(currency)}）", f"Covered ({currency})")
    exports = Words(f"出口额（{unit_zh(currency)}）", f"Exports ({currency})")
    return (
        Column("exports", exports, Sort.MONEY),
        Column("covered", covered, Sort.MONEY),
        Column("share", Words("覆盖率", "Coverage"), Sort.SHARE),
        Column("wide", Words("含横向措施", "With horizontal measures"), Sort.SHARE),
    )


def tell_reach(one: Reach) -> tuple[Cell, ...]:
    """The cells of a row."""
    total = one.total
    return total, one.covered, one.covered / total, one.covered_wide / total


def say(counted: Counted, language: str) -> str:
    """Where most is covered."""
    if not counted.lines:
        return nothing(language)
    name, _, _, _, covered, share, _ = counted.lines[0].cells
    if not covered:
        return untouched(language)
    told, per_cent = tell(name, language), f"{share:.0%}"
    return one_of(
        language,
        f"涉及出口额最多的是{told}，覆盖率{per_cent}（不含横向措施）",
        f"Most exports are covered in {told}: {per_cent} (without horizontal measures)",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of the rows with most covered."""
    title = Words("覆盖率", "Coverage")
    shown = first_lines(counted, "share")
    return bars(shown, language, name="name", value="share", title=title, share=True)


VIEW = View(
    number=3,
    key="coverage",
    name=Words("出口覆盖率", "Coverage of exports"),
    question=Words(
        "湖北各行业对各市场的出口额，有多大比例被新措施覆盖？",
        "What share of each sector's exports to each market do new measures cover?",
    ),
    formula=Words(
        "覆盖率＝Σ V×D ÷ Σ V；期内至少一项新措施涉及该子目时D＝1",
        "CR = sum of V x D / sum of V; D = 1 where a measure opened in the period is on"
        " the subheading",
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
