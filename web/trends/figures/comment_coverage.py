"""View 11: of the measures that weigh, how many the centre commented on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from models.exposure_whole import central_of_all
from models.facts import Facts
from models.facts.columns import Mask, Places
from models.facts.found import PARTED, mask_of, places_of
from models.sector import Certainty, Match
from web.outcomes.lines import Period, lines_of
from web.rights import Right
from web.trends.basis import JointBasis, NoticeBasis
from web.trends.casework import AREAS, EARLIEST, ledger_basis
from web.trends.choice import DOCUMENTS, Choice, choose
from web.trends.counting import left_out, places_behind, share
from web.trends.drawing import bars, nothing
from web.trends.exports import exports_basis, source_note
from web.trends.figures.funnel import first_places, of_interest
from web.trends.names import brief_names, name_in, sector_names
from web.trends.telling import unit_zh
from web.trends.view import (
    Basis,
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

LEAST = 10_000_000
"""A measure weighs that touches central exports above this, in the table's currency."""
YEAR = timedelta(days=365)
"""Without a first day, the measures circulated so long back are asked for."""
ALL = "all"
WHOLE = Words("全部行业", "All sectors")
COLUMNS = (
    Column("sector", Words("行业", "Sector"), Sort.NAME),
    Column("measures", Words("重点措施", "Weighty measures")),
    Column("commented", Words("已评议", "Commented on")),
    Column("share", Words("评议覆盖率", "Comment coverage"), Sort.SHARE),
)


class Weighed(NamedTuple):
    """The documents that weigh, how that was told, and from which further rows."""

    mask: Mask
    note: Words
    basis: Basis


def count(scene: Scene) -> Counted:
    """Measures that weigh, and those of them whose comment went to the Member."""
    facts = scene.facts
    choice = recent(scene)
    chosen = choose(scene.session, facts, choice, scene.today)
    asked = chosen.mask & of_interest(facts)
    weighed = weigh(replace(scene, choice=choice), asked)
    first = first_places(facts, weighed.mask)
    cases = lines_of(scene.session, Period(EARLIEST, scene.today))
    sent = {one.measure_id for one in cases if one.sent and one.measure_id in first}
    ledger = ledger_basis(facts, (one for one in cases if one.measure_id in sent))
    light = len(first_places(facts, asked).keys() - first.keys())
    return Counted(
        columns=COLUMNS,
        lines=tuple(write_lines(scene, weighed.mask, first, sent)),
        basis=JointBasis((weighed.basis, ledger)),
        left_out=(*left_out(chosen), *too_light(light)),
        notes=(weighed.note, *notes(scene)),
    )


def recent(scene: Scene) -> Choice:
    """The choice by document, of the last year where no first day is chosen."""
    choice = replace(scene.choice, unit=DOCUMENTS)
    if choice.since:
        return choice
    since = (choice.until or scene.today) - YEAR
    return replace(choice, filters=replace(choice.filters, since=since))


def weigh(scene: Scene, asked: Mask) -> Weighed:
    """Which documents weigh: by exports, or without a table by sure matches."""
    facts = scene.facts
    known = central_of_all(scene.session, facts)
    if known is None:
        mask = asked & surely(scene)
        return Weighed(mask, BY_MATCH, NoticeBasis(facts, mask))
    found, central = known
    mask = asked & (central > LEAST)
    currency = found.found.table.currency
    own = source_note(found.found)
    note = Words(
        f"重点措施指涉及的湖北出口额（中值）超过{LEAST // 10_000:,}万"
        f"{unit_zh(currency)}。{own.zh}",
        f"Weighty: central exposure above {LEAST:,} {currency}. {own.en}",
    )
    return Weighed(mask, note, exports_basis(scene, mask, found))


BY_MATCH = Words(
    "尚无出口数据，重点措施按“确定”涉及湖北行业认定。",
    "There are no export figures: weighty are measures that surely touch a sector.",
)


def surely(scene: Scene) -> Mask:
    """Which documents touch a sector for sure; read once for a state of the data."""
    facts = scene.facts
    return facts.once(surely, lambda: read_sure(scene.session, facts))


def read_sure(session: Session, facts: Facts) -> Mask:
    """The same, read: all numbers in one text, far sooner than row by row."""
    sure = select(Match.notice_id).where(Match.certainty == Certainty.SURE)
    found = sure.distinct().subquery()
    query = select(func.aggregate_strings(cast(found.c.notice_id, String), PARTED))
    ids = np.fromstring(session.scalar(query) or "", np.int64, sep=PARTED)
    return mask_of(facts, places_of(facts, np.sort(ids)))


def write_lines(
    scene: Scene, mask: Mask, first: dict[int, int], sent: set[int]
) -> Iterator[Line]:
    """All measures, then those of each sector, the most first."""
    facts = scene.facts
    if first:
        places = np.array(sorted(first.values()), dtype=np.int64)
        yield write(facts, ALL, WHOLE, places, sent)
    names = brief_names(sector_names(scene.session, facts))
    wanted = scene.choice.filters.sector
    groups = {
        sector: firsts_of(facts, places)
        for sector, places in facts.sectors.rows(mask).items()
        if not wanted or sector in wanted
    }
    for sector in sorted(groups, key=lambda one: (-len(groups[one]), one)):
        yield write(facts, sector, name_in(names, sector), groups[sector], sent)


def firsts_of(facts: Facts, places: Places) -> Places:
    """The first document of each measure among some."""
    mask = np.zeros(len(facts), dtype=np.bool_)
    mask[places] = True
    return np.array(sorted(first_places(facts, mask).values()), dtype=np.int64)


def write(facts: Facts, key: str, name: Words, places: Places, sent: set[int]) -> Line:
    """A row."""
    commented = sum(int(one) in sent for one in facts.measure[places])
    cells: Sequence[Cell] = (
        name,
        len(places),
        commented,
        share(commented, len(places)),
    )
    return Line(key, tuple(cells), places_behind(facts, places))


def too_light(many: int) -> tuple[LeftOut, ...]:
    """Measures that touch a sector of Hubei and do not weigh enough."""
    why = Words(
        "涉及湖北但未达门槛的措施", "Measures that touch Hubei below the threshold"
    )
    return (LeftOut(why, many),) if many else ()


def notes(scene: Scene) -> Iterator[Words]:
    """What is counted, and how sectors add up."""
    if scene.choice.since is None:
        yield Words(
            "未选起始日期，按最近一年通报的措施统计。",
            "No first day is chosen: measures circulated within the last year count.",
        )
    yield Words(
        "一项措施可涉及多个行业，各行业之和可能大于全部。",
        "A measure may touch several sectors, so that they add to more than all.",
    )


def say(counted: Counted, language: str) -> str:
    """How many of those that weigh were commented on."""
    if not counted.lines:
        return nothing(language)
    _, many, commented, rate = counted.lines[0].cells
    zh = f"{many}项重点措施中，{commented}项已向成员提交评议意见"
    en = f"{commented} of {many} weighty measures were commented on"
    if isinstance(rate, float):
        return one_of(language, f"{zh}，覆盖率{rate:.1%}", f"{en} ({rate:.1%})")
    return one_of(language, zh, en)


def draw(counted: Counted, language: str) -> Spec:
    """Bars by sector; what was commented on in the highlight."""
    sectors = replace(counted, lines=counted.lines[1:])
    title = Words("重点措施（深色：已评议）", "Weighty measures (dark: commented on)")
    return bars(
        sectors,
        language,
        name="sector",
        value="measures",
        part="commented",
        title=title,
    )


VIEW = View(
    number=11,
    key="commented",
    name=Words("评议覆盖率", "Comment coverage"),
    question=Words(
        "对湖北影响大的措施，评议了多少？",
        "How many of the measures that weigh on Hubei were commented on?",
    ),
    formula=Words(
        "已向成员提交评议意见的重点措施÷全部可评议的重点措施；重点按涉及出口额认定",
        "Weighty measures whose comment went to the Member / all weighty measures open"
        " to comments; what weighs is told by the exports touched",
    ),
    by=Words("按通报日期（上海日历日）", "by distribution date"),
    count=count,
    say=say,
    draw=draw,
    right=Right.CENTRE,
    areas=(*AREAS, "exports"),
    whole=False,
    by_measure=False,
)
