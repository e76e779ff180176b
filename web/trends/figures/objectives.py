"""View 14: what Members say their measures are for, over time."""

from __future__ import annotations

import numpy as np

from models.facts.columns import Mask
from web.trends.basis import NoticeBasis
from web.trends.charts import lines as draw_lines
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind, share
from web.trends.drawing import nothing
from web.trends.grains import silent, steps_of
from web.trends.names import name_in, objective_names
from web.trends.view import (
    BY_DISTRIBUTION,
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
)

MOST = 6
"""So many objectives are drawn; the table has all."""
MANY = Words(
    "一件文件可填报多个目标，各目标占比相加可超过100%。",
    "A document may name several objectives: the shares may add up to more than 100 %.",
)


def count(scene: Scene) -> Counted:
    """The share of documents that name each objective, step by step."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    told = facts.objectives.many > 0
    mask = chosen.mask & told
    steps = steps_of(facts, mask, scene.choice, scene.today)
    step = steps.place(facts.month)
    totals = facts.objectives.count(mask)
    order = sorted(totals, key=lambda key: (-totals[key], key))
    rows = facts.objectives.rows(mask)
    counts = {
        key: np.bincount(step[rows[key]], minlength=len(steps.steps)) for key in order
    }
    places = np.flatnonzero(mask)
    gaps = silent(facts, steps)
    lines = []
    for place, one in enumerate(steps.steps):
        own = places[step[places] == place]
        shares: list[Cell] = [share(int(counts[key][place]), len(own)) for key in order]
        empty: list[Cell] = [None] * len(order)
        number: Cell = None if gaps[place] else len(own)
        cells = (one.name, number, *(empty if gaps[place] else shares))
        lines.append(Line(one.key, cells, places_behind(facts, own)))
    names = objective_names()
    return Counted(
        columns=(
            Column("step", Words("时间", "Time"), Sort.MONTH),
            Column("documents", Words("填报目标的文件", "Documents that name any")),
            *(Column(key, name_in(names, key), Sort.SHARE) for key in order),
        ),
        lines=tuple(lines),
        basis=NoticeBasis(facts, mask),
        left_out=(
            *left_out(chosen),
            *silent_documents(chosen.mask & ~told),
        ),
        notes=(MANY,) if lines else (),
        facts={"totals": totals, "all": int(mask.sum()), "order": order},
    )


def silent_documents(mask: Mask) -> tuple[LeftOut, ...]:
    """Documents that name no objective."""
    many = int(mask.sum())
    why = Words("未填报目标的文件", "Documents that name no objective")
    return (LeftOut(why, many),) if many else ()


def say(counted: Counted, language: str) -> str:
    """The objective that most documents name."""
    totals: dict[str, int] = counted.facts["totals"]
    if not totals:
        return nothing(language)
    key = counted.facts["order"][0]
    name = name_in(objective_names(), key).told(language)
    many, whole = totals[key], counted.facts["all"]
    part = share(many, whole)
    zh, en = ("", "") if part is None else (f"（{part:.0%}）", f" ({part:.0%})")
    return one_of(
        language,
        f"“{name}”填报最多，{whole}件文件中有{many}件{zh}",
        f"{name} is named most, by {many} of {whole} documents{en}",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Lines of the leading objectives."""
    parts = counted.facts["order"][:MOST]
    title = Words("占填报目标的文件", "Share of documents")
    return draw_lines(counted, language, name="step", parts=parts, title=title)


VIEW = View(
    number=14,
    key="objectives",
    name=Words("措施目标的变化", "Objectives over time"),
    question=Words(
        "各成员以什么理由出台措施，比重如何变化？",
        "What do Members give as reasons, and how does the mix change?",
    ),
    formula=Words(
        "占比＝填报该目标的文件数÷填报任一目标的文件数；不足5件不算百分比",
        "Share = documents that name the objective / documents that name any; none"
        " under five",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
    whole=False,
)
