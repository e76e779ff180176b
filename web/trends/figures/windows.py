"""View 9: how long Members leave for comments."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median, quantiles

from models.deadlines import Basis
from models.facts import Facts
from models.facts.columns import Mask, Numbers
from web.trends.basis import NoticeBasis
from web.trends.charts import ranges
from web.trends.choice import choose
from web.trends.counting import SMALL, joint_rows, left_out, member_lines, share
from web.trends.drawing import nothing
from web.trends.view import (
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

USUAL = 60
"""Days that the committees of the WTO recommend (G/TBT/1, G/SPS/7)."""
TYPES = ("regular", "emergency", "revision")
STATED = (Basis.STATED.value, Basis.FORM.value, Basis.DOCKET.value)
"""Where a Member itself says the day."""
MOST = 20
"""So many Members are drawn; the table has all."""
COLUMNS = (
    Column("member", Words("通报成员", "Member"), Sort.NAME),
    Column("documents", Words("新通报与修订", "New and revised documents")),
    Column("stated", Words("载明截止日", "Deadline stated")),
    Column("median", Words("中位数（天）", "Median (days)"), Sort.DAYS),
    Column("lower", Words("下四分位（天）", "Lower quartile (days)"), Sort.DAYS),
    Column("upper", Words("上四分位（天）", "Upper quartile (days)"), Sort.DAYS),
    Column("full", Words("不少于60天", "60 days or more")),
    Column(
        "full_share",
        Words("不少于60天占载明截止日的", "60 or more, share of those stating"),
        Sort.SHARE,
    ),
    Column("short", Words("不足60天", "Under 60 days")),
    Column("closed", Words("通报时已截止", "Closed at circulation")),
    Column("none", Words("未载明或估算", "Not stated, or estimated")),
)


def count(scene: Scene) -> Counted:
    """Days from distribution to the stated deadline, by Member and in all."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    mask = chosen.mask & facts.type.among(TYPES)
    return Counted(
        columns=COLUMNS,
        lines=member_lines(scene, mask, lambda own: measure(facts, own)),
        basis=NoticeBasis(facts, mask),
        left_out=(*left_out(chosen), *others(chosen.mask, mask)),
        notes=(*NOTES, *joint_rows(scene, mask)),
    )


def others(chosen: Mask, mask: Mask) -> tuple[LeftOut, ...]:
    """Types of documents whose deadline says nothing of a window."""
    many = int((chosen & ~mask).sum())
    why = Words("补遗、勘误等后续文件", "Addenda, corrigenda and other follow-ups")
    return (LeftOut(why, many),) if many else ()


NOTES = (
    Words(
        "只计新通报与修订所载明的截止日；估算的截止日不计入天数与占比。",
        "Only deadlines that new and revised documents state; estimated ones enter"
        " neither days nor shares.",
    ),
    Words(
        "美国的截止日随《联邦公报》，自公报发布起算，因此常不足60天；此处只描述，不作评判。",
        "United States dates follow the Federal Register and run from its publication,"
        " hence often under 60 days: a description and no reproach.",
    ),
)


def measure(facts: Facts, places: Numbers) -> Iterator[Cell]:
    """The numbers of a row, in the order of the columns."""
    days = windows(facts, places)
    counted = [one for one in days if one >= 0]
    full = sum(one >= USUAL for one in counted)
    low, middle, high = spread(counted)
    yield from (len(places), len(days), middle, low, high)
    yield from (full, share(full, len(counted)), len(counted) - full)
    yield from (len(days) - len(counted), len(places) - len(days))


def windows(facts: Facts, places: Numbers) -> list[int]:
    """Days between distribution and a stated deadline; below 0 it was over before."""
    stated = facts.basis.among(STATED)[places]
    kept = places[stated & (facts.deadline[places] > 0)]
    return [int(one) for one in facts.deadline[kept] - facts.distributed[kept]]


def spread(days: list[int]) -> tuple[float | None, float | None, float | None]:
    """Lower quartile, median and upper quartile; no quartiles of fewer than five."""
    if not days:
        return None, None, None
    middle = float(median(days))
    if len(days) < SMALL:
        return None, middle, None
    low, _, high = quantiles(days, n=4, method="inclusive")
    return low, middle, high


def say(counted: Counted, language: str) -> str:
    """The median of all, how many are short, and whose."""
    if not counted.lines:
        return nothing(language)
    row = dict(zip((one.key for one in COLUMNS), counted.lines[0].cells, strict=True))
    if row["median"] is None:
        return one_of(
            language,
            "所选文件都未载明评议截止日",
            "No selected document states a deadline for comments",
        )
    zh = f"评议期中位数{row['median']:g}天；{row['stated']}件载明截止日的文件中"
    zh += f"{row['short']}件不足{USUAL}天"
    en = f"The median window is {row['median']:g} days; of {row['stated']} documents"
    en += f" with a stated deadline {row['short']} leave under {USUAL}"
    shortest = most_short(counted)
    if shortest is None:
        return one_of(language, zh, en)
    name, many = tell(shortest[0], language), shortest[1]
    return one_of(
        language, f"{zh}，{name}最多，{many}件", f"{en}, most by {name} ({many})"
    )


def most_short(counted: Counted) -> tuple[Cell, int] | None:
    """The Member with the most windows under sixty days."""
    short = counted.column("short")[1:]
    pairs = [
        (line.cells[0], many)
        for line, many in zip(counted.lines[1:], short, strict=True)
        if isinstance(many, int) and many
    ]
    return max(pairs, key=lambda pair: pair[1], default=None)


def draw(counted: Counted, language: str) -> Spec:
    """Quartiles as bars with the median as a tick, and the sixty days as a line."""
    return ranges(
        counted,
        language,
        name="member",
        low="lower",
        middle="median",
        high="upper",
        rule=USUAL,
        title=Words(
            "评议期（天）：四分位区间与中位数", "Window in days: quartiles, median"
        ),
        most=MOST,
    )


VIEW = View(
    number=9,
    key="windows",
    name=Words("评议期长短", "Comment windows"),
    question=Words(
        "各成员留给评议的时间有多长，多少不足60天？",
        "How long do Members leave for comments, and how often under 60 days?",
    ),
    formula=Words(
        "评议期＝载明的评议截止日－通报日期；只计常规、紧急通报与修订；"
        "联合通报按每个成员各计一次",
        "Window = stated deadline - distribution date, of regular, emergency and"
        " revised notifications; a joint one counted for each Member",
    ),
    by=Words("按通报日期（上海日历日）", "by distribution date"),
    count=count,
    say=say,
    draw=draw,
)
