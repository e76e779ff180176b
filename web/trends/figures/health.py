"""View 22: how soon what is published is stored, and alerted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil
from statistics import median

from sqlalchemy import select

from models.data_stamp import data_version
from models.facts import Facts
from models.source import Source
from web.sources.rhythm import part_of
from web.trends.arrivals import (
    LATE_DAYS,
    Arrival,
    late_ones,
    read_arrivals,
    read_zero,
)
from web.trends.basis import JointBasis, RowBasis, rows_basis
from web.trends.choice import DOCUMENTS, Choice, choose
from web.trends.counting import left_out
from web.trends.drawing import bars
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
    tell,
)

AREAS = ("runs", "others")
NINE_IN_TEN = 0.9
LATE = "late:"
MOST_NAMED = 10
"""So many symbols are named below the chart."""
COLUMNS = (
    Column("source", Words("来源", "Source"), Sort.NAME),
    Column("documents", Words("新到文件", "New documents")),
    Column("days", Words("入库延迟中位数（天）", "Median days to store"), Sort.DAYS),
    Column(
        "most_days", Words("九成不超过（天）", "Nine in ten within (days)"), Sort.DAYS
    ),
    Column("late", Words("超过3天", "Over 3 days")),
    Column("alerted", Words("已提醒", "Alerted")),
    Column(
        "hours", Words("提醒延迟中位数（小时）", "Median hours to alert"), Sort.NUMBER
    ),
    Column(
        "most_hours",
        Words("九成不超过（小时）", "Nine in ten within (hours)"),
        Sort.NUMBER,
    ),
    Column("zero", Words("核实无新通报的天数", "Days proven empty")),
)


def count(scene: Scene) -> Counted:
    """Delays of what came as news, by source; below each, what came late."""
    facts = scene.facts
    chosen = choose(scene.session, facts, any_kind(scene), scene.today)
    found = [
        one for one in read_arrivals(scene) if chosen.mask[facts.place[one.notice_id]]
    ]
    names, zero = source_names(scene), read_zero(scene)
    by_source: dict[str, list[Arrival]] = {}
    for one in found:
        by_source.setdefault(one.source, []).append(one)
    order = sorted(by_source, key=lambda slug: (-len(by_source[slug]), slug))
    days = rows_basis((f"zero:{slug}", (many,)) for slug, many in zero.items())
    return Counted(
        columns=COLUMNS,
        lines=tuple(
            line
            for slug in order
            for line in lines_of(names[slug], by_source[slug], zero.get(slug, 0))
        ),
        basis=JointBasis((arrivals_basis(facts, found), days)),
        left_out=(*left_out(chosen), *loaded(chosen.many - len(found))),
        notes=(*NOTES, *late_notes(found)),
    )


def kept_arrivals(scene: Scene) -> list[Arrival]:
    """All that came as news, read once for each state of the data."""
    version = data_version(scene.session, *AREAS)
    return scene.facts.once(("arrivals", version), lambda: read_arrivals(scene))


def any_kind(scene: Scene) -> Choice:
    """The choice, of all kinds of documents unless one is chosen."""
    filters = scene.choice.filters
    kinds = filters.kind or scene.facts.kind.names
    return replace(scene.choice, unit=DOCUMENTS, filters=replace(filters, kind=kinds))


def source_names(scene: Scene) -> dict[str, Words]:
    """Of sources, by slug."""
    query = select(Source.slug, Source.title_zh, Source.title)
    return {slug: Words(zh, en) for slug, zh, en in scene.session.execute(query)}


def lines_of(name: Words, own: Sequence[Arrival], zero: int) -> Iterator[Line]:
    """The row of a source, and below it that of what came late."""
    slug = own[0].source
    yield Line(slug, (name, *measure(own), zero), ids_behind(own))
    late = late_ones(own)
    if late:
        told = Words(f"{name.zh}：其中超过3天", f"{name.en}: over 3 days")
        yield Line(f"{LATE}{slug}", (told, *measure(late), None), ids_behind(late))


def ids_behind(found: Sequence[Arrival]) -> Callable[[], Sequence[int]]:
    """The ids of some documents, when they are asked for."""
    return lambda: [one.notice_id for one in found]


def measure(found: Sequence[Arrival]) -> Iterator[Cell]:
    """The numbers of a row, in the order of the columns."""
    days = sorted(one.days for one in found)
    hours = sorted(one.hours for one in found if one.hours is not None)
    yield from (len(days), float(median(days)), part_of(days, NINE_IN_TEN))
    yield from (sum(one > LATE_DAYS for one in days), len(hours))
    yield round(median(hours), 1) if hours else None
    yield round(hours[nine_in_ten(hours)], 1) if hours else None


def nine_in_ten(sorted_ones: Sequence[float]) -> int:
    """The place of the smallest that nine in ten do not exceed."""
    return max(0, ceil(len(sorted_ones) * NINE_IN_TEN) - 1)


def arrivals_basis(facts: Facts, found: Sequence[Arrival]) -> RowBasis:
    """What came, with both of its delays."""
    return rows_basis(
        (facts.keys[facts.place[one.notice_id]], (one.days, one.hours)) for one in found
    )


def loaded(many: int) -> tuple[LeftOut, ...]:
    """Documents of first loads and catching up, whose delay says nothing."""
    why = Words("首次载入与补采的文件", "Documents of first loads and catching up")
    return (LeftOut(why, many),) if many else ()


NOTES = (
    Words(
        "首次载入与补采的文件不计入延迟。入库延迟按上海日历日计，早于通报日期的计为0天。",
        "First loads and catching up are left out of delays. Days are those of"
        " Shanghai; what came before its day counts as 0.",
    ),
    Words(
        "提醒延迟为入库至该文件首次提醒的小时数；无人订阅的文件没有提醒，不计入。",
        "Hours to alert run from storing to the first alert about a document; what"
        " nobody subscribes to has none.",
    ),
)


def late_notes(found: Sequence[Arrival]) -> Iterator[Words]:
    """The symbols of what came late, as many as fit; the row below has all."""
    late = late_ones(found)
    if not late:
        return
    told = late[:MOST_NAMED]
    zh = "、".join(f"{one.symbol}（{one.days}天）" for one in told)
    en = ", ".join(f"{one.symbol} ({one.days} days)" for one in told)
    rest = len(late) - len(told)
    yield Words(
        f"延迟超过3天：{zh}" + (f"等{len(late)}件。" if rest else "。"),
        f"Over 3 days: {en}" + (f" and {rest} more." if rest else "."),
    )


def say(counted: Counted, language: str) -> str:
    """How soon documents are stored, and how many came late."""
    sources = [one for one in counted.lines if not one.key.startswith(LATE)]
    if not sources:
        return one_of(
            language,
            "所选期间没有首次载入以外的新文件，无从判断延迟",
            "Nothing came beyond first loads: delays cannot be told",
        )
    first = dict(zip((one.key for one in COLUMNS), sources[0].cells, strict=True))
    name, days = tell(first["source"], language), first["days"]
    zh = f"{name}新到{first['documents']}件，入库延迟中位数{days:g}天，"
    zh += f"九成不超过{first['most_days']}天，{first['late']}件超过3天"
    en = f"{name}: {first['documents']} new documents stored after a median of {days:g}"
    en += f" days, nine in ten within {first['most_days']}, {first['late']} over 3 days"
    return one_of(language, zh, en)


def draw(counted: Counted, language: str) -> Spec:
    """Bars of the days within which nine in ten are stored."""
    kept = tuple(one for one in counted.lines if not one.key.startswith(LATE))
    title = Words(
        "入库延迟（天）：九成不超过（深色：中位数）",
        "Days to store: nine in ten within (dark: median)",
    )
    return bars(
        replace(counted, lines=kept),
        language,
        name="source",
        value="most_days",
        part="days",
        title=title,
    )


VIEW = View(
    number=22,
    key="health",
    name=Words("来源时效", "Timeliness of sources"),
    question=Words(
        "通报发布后多久入库、多久提醒？",
        "How soon is what is published stored, and alerted?",
    ),
    formula=Words(
        "入库延迟＝入库日−通报日期（天）；提醒延迟＝首次提醒−入库（小时）；"
        "取中位数与第90百分位数",
        "Stored - distribution date in days; first alert - stored in hours; median and"
        " 90th percentile",
    ),
    by=Words("按通报日期（上海日历日）", "by distribution date"),
    count=count,
    say=say,
    draw=draw,
    areas=AREAS,
    by_measure=False,
)
