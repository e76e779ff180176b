"""View 10: how far measures come, from relevant to changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from sqlalchemy import select

from models.facts import Facts
from models.facts.columns import Mask, Places
from models.triage import Triage
from web.outcomes.figures import TAKEN
from web.outcomes.lines import Line as Case
from web.outcomes.lines import Period, lines_of
from web.rights import Right
from web.trends.basis import JointBasis, NoticeBasis
from web.trends.casework import AREAS, EARLIEST, about, ledger_basis
from web.trends.choice import days_masks
from web.trends.counting import places_behind, share
from web.trends.drawing import bars, nothing
from web.trends.grains import silent, steps_of
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
)

ALL = "all"
WHOLE = Words("全部", "All")
STEPS = {
    "relevant": Words("相关措施", "Relevant measures"),
    "triaged": Words("已研判", "Triaged"),
    "evidence": Words("有证据", "With evidence"),
    "drafted": Words("已成稿", "Drafted"),
    "sent": Words("已提交成员", "Sent to the Member"),
    "replied": Words("已答复", "Replied"),
    "changed": Words("意见被采纳", "Changed"),
}
BEFORE = dict(zip(list(STEPS)[1:], STEPS, strict=False))
"""The step before each."""


@dataclass(frozen=True)
class Funnel:
    """Measures by the step that they came to, and the notice that places each in time.

    A measure with a case stands where the notice of its case stands; another at its
    first relevant notice.
    """

    places: Mapping[int, int]
    reached: Mapping[str, Collection[int]]

    def of(self, step: str, kept: Mask) -> Places:
        """Where the measures stand that came to a step, those kept only."""
        places = sorted(self.places[one] for one in self.reached[step])
        found = np.array(places, dtype=np.int64)
        return found[kept[found]]


class Cohort(NamedTuple):
    """Measures that were circulated in the same step of time."""

    key: str
    name: Words
    mask: Mask
    is_gap: bool = False


def count(scene: Scene) -> Counted:
    """Measures by month of circulation and by how far they came."""
    facts, choice = scene.facts, scene.choice
    named = about(scene)
    cases, triaged = read_cases(scene, named), read_triaged(scene, named)
    funnel = make_funnel(facts, named & of_interest(facts), cases, triaged)
    kept = np.ones(len(facts), dtype=np.bool_)
    for part in days_masks(facts, choice.filters):
        kept &= part
    mask = np.zeros_like(kept)
    mask[funnel.of("relevant", kept)] = True
    steps = steps_of(facts, mask, choice, scene.today)
    gaps = silent(facts, steps)
    inside = [one for one in cases if kept[facts.place[one.notice_id]]]
    cohorts = [Cohort(ALL, WHOLE, mask)] if mask.any() else []
    for place, step in enumerate(steps.steps):
        own = mask & (steps.place(facts.month) == place)
        cohorts.append(Cohort(step.key, step.name, own, gaps[place]))
    return Counted(
        columns=columns(),
        lines=tuple(write(facts, funnel, one) for one in cohorts),
        basis=JointBasis((NoticeBasis(facts, mask), ledger_basis(facts, inside))),
        left_out=loose(int((named & of_interest(facts) & (facts.measure == 0)).sum())),
        notes=NOTES,
    )


def of_interest(facts: Facts) -> Mask:
    """WTO notifications with a deadline that touch a sector of Hubei."""
    touching = (facts.sectors.many > 0) & (facts.deadline > 0) & ~facts.void
    return touching & ~facts.agreement.among({""})


def read_cases(scene: Scene, named: Mask) -> list[Case]:
    """The ledger of the notices that the filters name."""
    place = scene.facts.place
    found = lines_of(scene.session, Period(EARLIEST, scene.today))
    return [one for one in found if named[place[one.notice_id]]]


def read_triaged(scene: Scene, named: Mask) -> list[int]:
    """Where the notices stand that an officer has decided on."""
    place = scene.facts.place
    found = [place[one] for one in scene.session.scalars(select(Triage.notice_id))]
    return sorted(one for one in found if named[one])


def make_funnel(
    facts: Facts, relevant: Mask, cases: list[Case], triaged: list[int]
) -> Funnel:
    """The steps of all measures; who was triaged or has a case was relevant."""
    first = first_places(facts, relevant)
    decided = {int(facts.measure[one]): one for one in reversed(triaged)}
    decided.pop(0, None)
    opened = {one.measure_id: facts.place[one.notice_id] for one in cases}
    places = {**decided, **first, **opened}
    reached: dict[str, Collection[int]] = {
        "relevant": places.keys(),
        "triaged": decided.keys() | opened.keys(),
    }
    return Funnel(places, reached | {key: came(cases, key) for key in TESTS})


TESTS: dict[str, Callable[[Case], bool]] = {
    "evidence": lambda one: one.proven,
    "drafted": lambda one: one.drafted,
    "sent": lambda one: one.sent is not None,
    "replied": lambda one: one.replied is not None,
    "changed": lambda one: any(item.outcome in TAKEN for item in one.items),
}
"""What the ledger says of a case that came to a step."""


def came(cases: list[Case], step: str) -> set[int]:
    """The measures whose case came to a step."""
    return {one.measure_id for one in cases if TESTS[step](one)}


def first_places(facts: Facts, mask: Mask) -> dict[int, int]:
    """Where the first of the chosen notices of each measure stands."""
    places = np.flatnonzero(mask & (facts.measure > 0))
    order = np.lexsort(
        (facts.ids[places], facts.distributed[places], facts.measure[places])
    )
    measures, firsts = np.unique(facts.measure[places][order], return_index=True)
    return dict(zip(measures.tolist(), places[order][firsts].tolist(), strict=True))


def loose(many: int) -> tuple[LeftOut, ...]:
    """Relevant documents that nobody has put to a measure yet."""
    why = Words("尚未归入措施的文件", "Documents not yet put to a measure")
    return (LeftOut(why, many),) if many else ()


def columns() -> tuple[Column, ...]:
    """The steps, and the rate of each step to the one before."""
    rates = (
        Column(
            f"{key}_rate",
            Words(f"{STEPS[key].zh}占上一步", f"{STEPS[key].en}, of the step before"),
            Sort.SHARE,
        )
        for key in BEFORE
    )
    head = Column("step", Words("通报时间", "Circulated"), Sort.MONTH)
    return head, *(Column(key, name) for key, name in STEPS.items()), *rates


def write(facts: Facts, funnel: Funnel, cohort: Cohort) -> Line:
    """A row: how many of a cohort came to each step."""
    if cohort.is_gap:
        empty = [None] * (len(STEPS) + len(BEFORE))
        return Line(cohort.key, (cohort.name, *empty))
    found = {step: set(funnel.of(step, cohort.mask).tolist()) for step in STEPS}
    numbers = (len(found[step]) for step in STEPS)
    cells = (cohort.name, *numbers, *rates(found))
    behind = places_behind(facts, np.flatnonzero(cohort.mask))
    return Line(cohort.key, cells, behind)


def rates(found: Mapping[str, set[int]]) -> Iterator[Cell]:
    """Of those that came to a step, how many came to the next as well."""
    for step, before in BEFORE.items():
        yield share(len(found[step] & found[before]), len(found[before]))


NOTES = (
    Words(
        "每一步按事实各计：措施不一定先有证据再成稿；占上一步之比只计两步都到的措施。",
        "Each step is counted as a fact of its own, a paper may be written before its"
        " evidence; a rate counts the measures that came to both steps.",
    ),
)


def say(counted: Counted, language: str) -> str:
    """How many there were, how many were sent, and how many changed something."""
    if not counted.lines:
        return nothing(language)
    row = dict(zip(STEPS, counted.lines[0].cells[1 : len(STEPS) + 1], strict=True))
    zh = f"{row['relevant']}项相关措施中，{row['triaged']}项已研判，{row['sent']}项"
    zh += f"提交了评议意见，{row['replied']}项获答复，{row['changed']}项意见被采纳"
    en = f"Of {row['relevant']} relevant measures {row['triaged']} were triaged,"
    en += f" {row['sent']} commented on, {row['replied']} answered and"
    en += f" {row['changed']} changed"
    return one_of(language, zh, en)


def draw(counted: Counted, language: str) -> Spec:
    """A bar for each step, of all cohorts together."""
    numbers = counted.lines[0].cells[1 : len(STEPS) + 1]
    whole = Counted(
        columns=(Column("step", WHOLE, Sort.NAME), Column("many", WHOLE)),
        lines=tuple(
            Line(ALL, (name, many))
            for name, many in zip(STEPS.values(), numbers, strict=True)
        ),
        basis=counted.basis,
    )
    title = Words("措施数", "Measures")
    return bars(whole, language, name="step", value="many", title=title)


VIEW = View(
    number=10,
    key="funnel",
    name=Words("评议漏斗", "Comment funnel"),
    question=Words(
        "相关措施中，有多少经过研判、取证、成稿、提交和答复，意见最终被采纳？",
        "How many relevant measures were triaged, evidenced, drafted, sent and"
        " answered, and how many changed?",
    ),
    formula=Words(
        "措施数；相关指有评议截止日且“确定”或“很可能”涉及湖北行业，或已由中心处置；"
        "被采纳指至少一条意见被采纳或部分采纳",
        "Measures; relevant are those with a deadline and a sure or likely match, or"
        " taken up by the centre; changed where a point was accepted, wholly or partly",
    ),
    by=Words(
        "按通报日期（有案件的按其通报）分组",
        "by distribution date, of the case's notice where there is one",
    ),
    count=count,
    say=say,
    draw=draw,
    right=Right.CENTRE,
    areas=AREAS,
    by_measure=False,
)
