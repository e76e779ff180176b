"""View 2: how much new measures touch of each sector's exports, over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.exposure_facts import Touched
from models.exposure_grid import Floats
from models.exposures import CENTRAL
from models.facts.columns import Mask, Numbers
from web.rights import Right
from web.trends.basis import NoticeBasis
from web.trends.charts import lines as draw_lines
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind
from web.trends.drawing import nothing
from web.trends.exports import (
    AREAS,
    exports_basis,
    need_exports,
    sector_products,
    source_note,
    spread_notes,
)
from web.trends.grains import Steps, silent, steps_of
from web.trends.names import brief_names, name_in, sector_names
from web.trends.reach import weigh_openings
from web.trends.reaching import followed
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
)

ALL = "all"
MOST = 6
"""So many sectors have a column: those that are touched most."""
DRAWN = 4
BASE = 100.0
EVERYTHING = Words("全部出口", "All exports")


@dataclass(frozen=True)
class Series:
    """EI of a sector by step, and what it is in the base year, on average."""

    key: str
    name: Words
    shares: Floats
    base: float

    def index(self, step: int) -> float | None:
        """The index of a step; None where the base year has nothing."""
        return (
            round(BASE * float(self.shares[step]) / self.base, 1) if self.base else None
        )


def count(scene: Scene) -> Counted:
    """A row for each step: the measures that touch exports, and the indices."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    mask = chosen.mask & facts.opening
    found = weigh_openings(scene, by_line=False)
    if found is None:
        return Counted((), (), NoticeBasis(facts, mask))
    steps = steps_of(facts, mask, scene.choice, scene.today)
    places = steps.place(facts.month)
    year = base_year(steps, facts.month[mask])
    series = list(read_series(scene, found, mask, places, steps, year))
    return Counted(
        columns=columns_of(series),
        lines=tuple(write_lines(scene, found, mask, steps, series)),
        basis=exports_basis(scene, mask, found),
        left_out=(*left_out(chosen), *followed(chosen.mask & ~facts.opening)),
        notes=tuple(notes(found, mask, year)),
        facts={"year": year, "parts": [one.key for one in series[:DRAWN]]},
    )


def base_year(steps: Steps, months: Numbers) -> int:
    """The first calendar year that the choice spans whole, or else its first; 0 where
    there is none."""
    if not steps.steps or not len(months):
        return 0
    first = steps.steps[0].since
    whole = first.year if first.month == 1 else first.year + 1
    return whole if whole <= steps.steps[-1].until.year else first.year


def read_series(
    scene: Scene,
    found: Touched,
    mask: Mask,
    places: Numbers,
    steps: Steps,
    year: int,
) -> Iterator[Series]:
    """All exports, and then the sectors that are touched most, of those that are
    touched in the base year."""
    if not steps.steps or not len(found.grid.products):
        return
    grid = found.grid
    touched = by_step(found, mask, places, len(steps.steps))
    exports = grid.once.sum(axis=1)
    inside = [one.since.year == year for one in steps.steps]
    names = brief_names(sector_names(scene.session, scene.facts))
    sectors = sector_products(scene, grid)
    begun = [one for one in sectors if touched[inside][:, sectors[one]].any()]
    order = sorted(begun, key=lambda one: -float(touched[:, sectors[one]].sum()))
    everything = np.ones(len(grid.products), dtype=np.bool_)
    parts = [(ALL, EVERYTHING, everything)]
    parts += [(one, name_in(names, one), sectors[one]) for one in order[:MOST]]
    for key, name, products in parts:
        shares = touched[:, products].sum(axis=1) / float(exports[products].sum())
        yield Series(key, name, shares, float(shares[inside].mean()))


def by_step(found: Touched, mask: Mask, places: Numbers, many: int) -> Floats:
    """Central exposure by step and product."""
    steps = places[found.places[found.owners]]
    kept = mask[found.places[found.owners]] & (found.weights >= CENTRAL)
    kept &= (steps >= 0) & (steps < many)
    sums = np.zeros((many, len(found.grid.products)))
    np.add.at(sums, (steps[kept], found.products[kept]), found.values[kept])
    return sums


def columns_of(series: Sequence[Series]) -> tuple[Column, ...]:
    """The step, its measures, and the indices."""
    return (
        Column("step", Words("时间", "Period"), Sort.MONTH),
        Column("measures", Words("涉及出口的新措施", "New measures on exports")),
        *(Column(one.key, one.name, Sort.NUMBER) for one in series),
    )


def write_lines(
    scene: Scene, found: Touched, mask: Mask, steps: Steps, series: Sequence[Series]
) -> Iterator[Line]:
    """A row for each step; nothing of one of which nothing is held."""
    facts = scene.facts
    rows = found.places[found.bounds.central > 0]
    rows = rows[mask[rows]]
    at = steps.place(facts.month[rows])
    for place, (step, gap) in enumerate(
        zip(steps.steps, silent(facts, steps), strict=True)
    ):
        own = rows[at == place]
        indices = [None if gap else one.index(place) for one in series]
        many = None if gap else len(own)
        yield Line(step.key, (step.name, many, *indices), places_behind(facts, own))


def notes(found: Touched, mask: Mask, year: int) -> Iterator[Words]:
    """Whose figures, the base, and how the lines are spread."""
    yield source_note(found.found)
    yield Words(
        f"以{year}年各期平均为{BASE:g}；出口额固定取{found.found.year}年，指数只反映"
        "新措施的变化。横向措施不计入。没有数据的时期留空，"
        "基年没有新措施的行业不列。",
        f"The mean of {year} is {BASE:g}; exports are those of {found.found.year}"
        " throughout, so that only new measures move the index. Horizontal measures"
        " are left out, and periods without data are blank; sectors that nothing"
        " touched in the base year have no column.",
    )
    yield from spread_notes(found.grid, found.best(mask))


def say(counted: Counted, language: str) -> str:
    """The last step that is known."""
    known = [one for one in counted.lines if len(one.cells) > 2 and one.cells[2]]
    if not known:
        return nothing(language)
    step, many, index = known[-1].cells[:3]
    name = step.told(language) if isinstance(step, Words) else str(step)
    year = counted.facts["year"]
    return one_of(
        language,
        f"{name}新增涉及湖北出口的措施{many}项，暴露指数{index:g}（{year}年＝100）",
        f"{name}: {many} new measures on Hubei's exports, exposure index {index:g}"
        f" ({year} = 100)",
    )


def draw(counted: Counted, language: str) -> Spec:
    """The indices as lines."""
    parts = counted.facts["parts"]
    title = Words(f"{counted.facts['year']}年＝100", f"{counted.facts['year']} = 100")
    return draw_lines(counted, language, name="step", parts=parts, title=title)


VIEW = View(
    number=2,
    key="exposure-index",
    name=Words("出口暴露指数", "Exposure index"),
    question=Words(
        "新措施涉及湖北各行业出口的程度在上升还是下降？",
        "Do new measures touch more or less of each sector's exports?",
    ),
    formula=Words(
        "EI＝期内新开措施的中档E之和÷行业出口额；基年平均＝100",
        "EI = sum of central E of measures opened / exports of the sector; mean of the"
        " base year = 100",
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
