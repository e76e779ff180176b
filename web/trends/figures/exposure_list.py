"""View 1: open measures by the exports of Hubei that they touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from models.data_stamp import data_version
from models.export_tables import Counted as Table
from models.exposure_facts import Touched, touched
from models.facts import Facts
from models.facts.columns import Mask
from models.kinds import NoticeKind, kinds_of
from models.reference import code_names
from web.rights import Right
from web.trends.basis import NoticeBasis
from web.trends.charts import banded
from web.trends.choice import DOCUMENTS, choose
from web.trends.counting import left_out, places_behind
from web.trends.drawing import nothing
from web.trends.exports import (
    AREAS,
    exports_basis,
    money_column,
    need_exports,
    source_note,
    spread_notes,
)
from web.trends.families import Family, by_exposure, of_open, read_families
from web.trends.names import member_names, name_in, sector_names
from web.trends.telling import write_money
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
    tell,
)

SOON = 14
MOST = 20
"""So many bars are drawn; the table has all."""
BRIEF = 20
"""So many letters of a product's name."""
FEW = 3
"""So many Members or sectors are named; of more, their number."""
Weighed = tuple[Touched, list[tuple[Family, Line | None]]]
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


def weigh_open(scene: Scene) -> Weighed | None:
    """All open measures of the chosen kinds, whatever else is chosen.

    They are worked out once a day for each state of the data; a choice only leaves
    some of them out.
    """
    facts = scene.facts
    kinds = kinds_of(scene.choice.filters.kind) or (NoticeKind.NOTIFICATION.value,)
    mask = of_open(facts, facts.kind.among(kinds), scene.today)
    name = ("open", kinds, scene.today)
    found = touched(scene.session, facts, mask, name)
    if found is None:
        return None
    version = data_version(scene.session, *AREAS)
    return facts.once((*name, version), lambda: (found, write_rows(scene, found)))


def write_rows(scene: Scene, found: Touched) -> list[tuple[Family, Line | None]]:
    """Each open measure with its row: by exposure, then horizontal ones, and then,
    without a row, those that touch nothing that is sold."""
    everything = np.ones(len(scene.facts), dtype=np.bool_)
    families = read_families(scene.facts, found, everything)
    told = by_exposure(found, families)
    wide = [one for one in families if found.horizontal[one.best]]
    wide.sort(key=lambda one: (-found.whole(one.best), one.place))
    shown = [*told, *wide]
    known = {one.best for one in shown}
    rest = [one for one in families if one.best not in known]
    lines = write_lines(scene, found, shown)
    return [*zip(shown, lines, strict=True), *((one, None) for one in rest)]


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns, sums under the currency of the table."""
    return (
        Column("measure", Words("措施（通报号）", "Measure (symbol)"), Sort.NAME),
        Column("members", Words("通报成员", "Members"), Sort.NAME),
        Column("deadline", Words("评议截止日", "Deadline"), Sort.DAY),
        Column("days", Words("剩余天数", "Days left"), Sort.COUNT),
        money_column("low", "低", "Low", table),
        money_column("central", "中", "Central", table),
        money_column("high", "高", "High", table),
        Column("product", Words("主要商品", "Main product"), Sort.NAME),
        Column("sectors", Words("行业", "Sectors"), Sort.NAME),
        money_column("whole", "横向措施：出口总额", "Horizontal: all exports", table),
    )


def write_lines(
    scene: Scene, found: Touched, families: Sequence[Family]
) -> Iterator[Line]:
    """A row for each measure."""
    facts, main = scene.facts, found.heaviest()
    members = member_names(scene.session, facts)
    sectors = sector_names(scene.session, facts)
    for one in families:
        product, whole = main.get(one.best, ""), found.whole(one.best)
        yield Line(
            facts.keys[one.place],
            (
                short_symbol(facts.symbols[one.place] or facts.keys[one.place]),
                some(members, facts.members.of_row(one.place), "个成员", "Members"),
                one.deadline,
                (one.deadline - scene.today).days,
                *bands_of(found, one),
                product_name(product) if product else None,
                some(sectors, sectors_of(facts, one), "个行业", "sectors"),
                whole if found.horizontal[one.best] else None,
            ),
            places_behind(facts, one.places),
        )


def bands_of(found: Touched, one: Family) -> tuple[Cell, ...]:
    """Low, central and high of a measure; nothing of a horizontal one."""
    if found.horizontal[one.best]:
        return None, None, None
    bounds = found.bounds
    bands = (bounds.low, bounds.central, bounds.high)
    return tuple(float(band[one.best]) for band in bands)


def short_symbol(symbols: str) -> Words:
    """The first symbol, and how many a joint notification has."""
    first, *more = symbols.split(", ")
    if not more:
        return Words(first, first)
    return Words(f"{first}等{len(more) + 1}个", f"{first} and {len(more)} more")


def sectors_of(facts: Facts, one: Family) -> list[str]:
    """The sectors of all documents of a measure."""
    rows = (facts.sectors.of_row(int(place)) for place in one.places)
    return sorted({sector for row in rows for sector in row})


def some(names: dict[str, Words], keys: Sequence[str], zh: str, en: str) -> Words:
    """A few names, or how many there are."""
    if len(keys) > FEW:
        return Words(f"{len(keys)}{zh}", f"{len(keys)} {en}")
    told = [name_in(names, key) for key in keys]
    return Words("、".join(one.zh for one in told), ", ".join(one.en for one in told))


def product_name(code: str) -> Words:
    """An HS code with the beginning of its name."""
    zh, en = (brief(one) for one in code_names("hs").get(code, ("", "")))
    return Words(f"{code} {zh}".strip(), f"{code} {en}".strip())


def brief(name: str) -> str:
    """The beginning of a name, its end marked where it is cut."""
    return name if len(name) <= BRIEF else f"{name[:BRIEF]}…"


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
        "截止日含估算的日期。",
        "A joint notification is one measure, and exports to each Member count once;"
        " the EU stands for its 27. Deadlines include estimated ones.",
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
    first, unit = tell(counted.lines[0].cells[0], language), told["currency"]
    most = write_money(float(str(counted.column("central")[0])), language)
    return one_of(
        language,
        f"{told['measures']}项开放评议的措施涉及湖北出口，{told['soon']}项在{SOON}天内"
        f"截止；涉及最多的是{first}，中档{most}（{unit}）",
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
    unit = counted.facts["currency"]
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
        title=Words(f"涉及的出口额（亿，{unit}）", f"Exports touched ({unit}, 100m)"),
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
    areas=AREAS,
    by_measure=False,
)
