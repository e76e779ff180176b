"""View 1: open measures by the exports of Hubei that they touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.export_tables import Counted as Table
from models.exposure_facts import Touched
from models.facts.columns import Mask
from web.rights import Right
from web.trends.basis import NoticeBasis
from web.trends.charts import banded
from web.trends.choice import DOCUMENTS, choose
from web.trends.counting import left_out
from web.trends.drawing import nothing
from web.trends.exports import (
    AREAS,
    exports_basis,
    money_column,
    need_exports,
    source_note,
    spread_notes,
)
from web.trends.families import of_open
from web.trends.graded import AREAS as LEVELS
from web.trends.open_rows import weigh_open
from web.trends.telling import unit_zh, write_money
from web.trends.view import (
    BY_DISTRIBUTION,
    Cell,
    Column,
    Counted,
    LeftOut,
    Scene,
    Sort,
    Spec,
    View,
    Words,
    one_of,
    tell,
)

SOON = 14
MOST = 20
"""So many bars are drawn; the table has all."""
UNIT = 1e8
"""The chart counts in hundreds of millions."""


def count(scene: Scene) -> Counted:
    """Measures with a deadline to come, the greatest exposure first; horizontal ones
    last, without bands."""
    facts = scene.facts
    choice = replace(scene.choice, unit=DOCUMENTS)
    chosen = choose(scene.session, facts, choice, scene.today)
    mask = of_open(facts, chosen.mask, scene.today)
    weighed = weigh_open(scene)
    if weighed is None:
        return Counted((), (), NoticeBasis(facts, mask))
    found, rows = weighed
    kept = [(one, line) for one, line in rows if mask[one.place]]
    told = [one for one, line in kept if line and not found.horizontal[one.best]]
    wide = sum(bool(found.horizontal[one.best]) for one, _ in kept)
    return Counted(
        columns=columns_of(found.found),
        lines=tuple(line for _, line in kept if line),
        basis=exports_basis(scene, mask, found),
        left_out=(*left_out(chosen), *untouched(len(kept) - len(told) - wide)),
        notes=tuple(notes(found, mask, wide)),
        facts={
            "measures": len(told),
            "soon": sum((one.deadline - scene.today).days <= SOON for one in told),
            "currency": found.found.table.currency,
        },
    )


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns, sums under the currency of the table."""
    return (
        Column("measure", Words("措施（通报号）", "Measure (symbol)"), Sort.NAME),
        Column("members", Words("通报成员", "Members"), Sort.NAME),
        Column("level", Words("级别", "Level"), Sort.NAME),
        Column("deadline", Words("评议截止日", "Deadline"), Sort.DAY),
        Column("days", Words("剩余天数", "Days left"), Sort.COUNT),
        money_column("low", "低", "Low", table),
        money_column("central", "中", "Central", table),
        money_column("high", "高", "High", table),
        Column("product", Words("主要商品", "Main product"), Sort.NAME),
        Column("sectors", Words("行业", "Sectors"), Sort.NAME),
        money_column("whole", "横向措施：出口总额", "Horizontal: all exports", table),
    )


def untouched(many: int) -> tuple[LeftOut, ...]:
    """Open measures that touch nothing that is sold."""
    why = Words(
        "开放评议但与出口数据没有对应的措施", "Open measures that touch no exports"
    )
    return (LeftOut(why, many),) if many else ()


def notes(found: Touched, mask: Mask, wide: int) -> Iterator[Words]:
    """Whose figures, how wide measures stand, and how the lines are spread."""
    yield source_note(found.found)
    yield Words(
        "联合通报按一项措施计，各成员的出口额各计一次；欧盟按27个成员国计。"
        "截止日含估算的日期；级别取各文件中最高的；图中条形为中档，横线为低档至高档。",
        "A joint notification is one measure, and exports to each Member count once;"
        " the EU stands for its 27. Deadlines include estimated ones; the level is the"
        " strongest of the documents; in the chart the line is from low to high.",
    )
    if wide:
        yield Words(
            f"横向措施{wide}项涉及各类产品，单列出口总额，不计入低、中、高三档。",
            f"{wide} horizontal measures are on all products: they stand apart with"
            " all exports, and in no band.",
        )
    yield from spread_notes(found.grid, found.best(mask))


def say(counted: Counted, language: str) -> str:
    """How many open measures touch how much, and how many close soon."""
    if not counted.facts.get("measures"):
        return nothing(language) if not counted.lines else only_wide(language)
    told = counted.facts
    first, unit = tell(counted.lines[0].cells[0], language), str(told["currency"])
    most = write_money(float(str(counted.column("central")[0])), language)
    return one_of(
        language,
        f"{told['measures']}项开放评议的措施涉及湖北出口，{told['soon']}项在{SOON}天内"
        f"截止；涉及最多的是{first}，中档{most}{unit_zh(unit)}",
        f"{told['measures']} open measures touch Hubei's exports, {told['soon']} close"
        f" within {SOON} days; {first} touches most, central {unit} {most}",
    )


def only_wide(language: str) -> str:
    """The sentence where all open measures are horizontal."""
    return one_of(
        language,
        "开放评议的措施都是横向措施，不计入分档",
        "All open measures are horizontal, and in no band",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Central as a bar, low to high as a line on it, in hundreds of millions."""
    unit = str(counted.facts["currency"])
    place = [one.key for one in counted.columns].index("low")
    told = [
        replace(one, cells=(*one.cells[:place], *map(in_unit, one.cells[place:])))
        for one in counted.lines
        if one.cells[place] is not None
    ]
    return banded(
        replace(counted, lines=tuple(told)),
        language,
        name="measure",
        low="low",
        middle="central",
        high="high",
        title=Words(
            f"涉及的出口额（亿{unit_zh(unit)}）", f"Exports touched ({unit}, 100m)"
        ),
        most=MOST,
    )


def in_unit(cell: Cell) -> Cell:
    """A sum in the unit of the chart."""
    return round(cell / UNIT, 3) if isinstance(cell, (int, float)) else None


VIEW = View(
    number=1,
    key="exposure",
    name=Words("开放措施与湖北出口额", "Exposure of open measures"),
    question=Words(
        "正在征求意见的措施中，哪些涉及湖北出口最多、还剩几天？",
        "Which open measures touch Hubei's exports most, and how long is left?",
    ),
    formula=Words(
        "E＝Σ 相关权重×湖北对通报成员的年出口额；低：权重≥0.9，中：≥0.5，高：＞0.1",
        "E = sum of weight x Hubei's yearly exports to the notifying Members;"
        " low: weight >= 0.9, central: >= 0.5, high: > 0.1",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
    need=need_exports,
    right=Right.MEMBER,
    areas=(*AREAS, *LEVELS),
    by_measure=False,
)
