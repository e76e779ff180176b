"""View 6: notifications over time, by type, with the measures opened beside them."""

from __future__ import annotations

import numpy as np

from models.facts import Facts
from models.facts.columns import Mask
from web.trends.basis import NoticeBasis
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind
from web.trends.drawing import nothing, stacked
from web.trends.grains import silent, steps_of
from web.trends.view import (
    BY_DISTRIBUTION,
    Cell,
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

TYPES = {
    "regular": Words("常规通报", "Regular"),
    "emergency": Words("紧急通报", "Emergency"),
    "revision": Words("修订", "Revision"),
    "addendum": Words("补遗", "Addendum"),
    "corrigendum": Words("勘误", "Corrigendum"),
    "supplement": Words("补充", "Supplement"),
    "equivalence": Words("等效认可", "Equivalence"),
}
OTHER = "other"
NAMES = {**TYPES, OTHER: Words("其他文件", "Other documents")}


def count(scene: Scene) -> Counted:
    """Documents of each step of time by type; a joint document counts once."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    steps = steps_of(facts, chosen.mask, scene.choice, scene.today)
    width = len(facts.type.names)
    places = np.flatnonzero(chosen.mask)
    step = steps.place(facts.month[places])
    cells = np.bincount(
        step * width + facts.type.codes[places], minlength=len(steps.steps) * width
    ).reshape(-1, width or 1)
    opened = np.bincount(step[facts.opening[places]], minlength=len(steps.steps))
    kinds = parts_of(facts, chosen.mask)
    gaps = silent(facts, steps)
    lines = []
    for place, one in enumerate(steps.steps):
        numbers = [int(cells[place, own].sum()) for own in kinds.values()]
        told: list[Cell] = [*numbers, sum(numbers), int(opened[place])]
        lines.append(
            Line(
                one.key,
                (one.name, *([None] * len(told) if gaps[place] else told)),
                places_behind(facts, places[step == place]),
            )
        )
    return Counted(
        columns=(
            Column("step", Words("时间", "Time"), Sort.MONTH),
            *(Column(key, NAMES[key]) for key in kinds),
            Column("documents", unit_name(scene)),
            Column("opened", Words("新开措施", "Measures opened")),
        ),
        lines=tuple(lines),
        basis=NoticeBasis(facts, chosen.mask),
        left_out=left_out(chosen),
        notes=gap_notes(sum(gaps)),
        facts={"kinds": list(kinds), "partial": scene.today.isoformat()},
    )


def parts_of(facts: Facts, mask: Mask) -> dict[str, list[int]]:
    """The parts that are counted, each with the places of its types: a type of the WTO
    is a part of its own, drafts, rules and warnings of others are one together."""
    held, place = facts.type.count(mask), facts.type.place
    found = {key: [place[key]] for key in TYPES if key in held}
    others = [place[key] for key in held if key not in TYPES]
    return {**found, **({OTHER: others} if others else {})}


def unit_name(scene: Scene) -> Words:
    """What the totals are of."""
    if scene.choice.by_measure:
        return Words("措施", "Measures")
    return Words("通报文件", "Documents")


def gap_notes(gaps: int) -> tuple[Words, ...]:
    """What an empty step means."""
    if not gaps:
        return ()
    return (
        Words(
            f"{gaps}个时段没有采集到任何通报，表中留空，不按零计。",
            f"Nothing at all was collected for {gaps} of the steps; they are left empty"
            " and not counted as zero.",
        ),
    )


def say(counted: Counted, language: str) -> str:
    """The last whole step, and whether it is more than the one before."""
    told = [
        (tell(line.cells[0], language), total)
        for line, total in zip(counted.lines, counted.column("documents"), strict=True)
        if isinstance(total, int)
    ]
    if not told:
        return nothing(language)
    most = max(told, key=lambda one: one[1])
    whole = sum(number for _, number in told)
    unit = next(one for one in counted.columns if one.key == "documents").name
    zh = f"共{whole}件{unit.zh}，{most[0]}最多，{most[1]}件"
    en = f"{whole} {unit.en.lower()} in all, most in {most[0]} ({most[1]})"
    return one_of(language, zh, en)


def draw(counted: Counted, language: str) -> Spec:
    """Stacked columns."""
    parts = counted.facts["kinds"]
    title = Words("通报文件", "Documents")
    return stacked(counted, language, name="step", parts=parts, title=title)


VIEW = View(
    number=6,
    key="notifications",
    name=Words("通报数量走势", "Notifications over time"),
    question=Words(
        "各月、季、年有多少通报，其中多少是新措施？",
        "How many notifications a month, quarter or year, and how many open a measure?",
    ),
    formula=Words(
        "通报文件数，按类型分列，联合通报计一次；新开措施指首份文件为常规或紧急通报的措施",
        "Documents by type, a joint one counted once; a measure is opened by a first"
        " document that is a regular or emergency notification",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
)
