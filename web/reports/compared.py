"""A measure beside what other markets ask of the same goods, with the source of each.

Both tables belong to one measure, so they are no pages of the trends: only special
reports ask them. Their keys carry the measure, so that they can be counted again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from models.facts.columns import NEVER
from web.outcomes.lines import Line as CaseLine
from web.outcomes.lines import Period, lines_of
from web.reports.sides import OWN, Side, newest, read_field
from web.trends.basis import JointBasis, NoticeBasis
from web.trends.casework import EARLIEST, ledger_basis
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind
from web.trends.drawing import bars
from web.trends.figures.lead_times import EASING, known_days
from web.trends.figures.windows import TYPES, windows
from web.trends.view import Cell, Column, Counted, Line, Scene, Sort, Spec, Words

TIMES = (
    Column("market", Words("市场", "Market"), Sort.NAME),
    Column("documents", Words("通报文件", "Documents")),
    Column("window", Words("评议期（天）", "Comment window (days)"), Sort.DAYS),
    Column("stated", Words("评议期依据件数", "Documents stating it")),
    Column("lead", Words("通报至生效（天）", "From notice to force (days)"), Sort.DAYS),
    Column("known", Words("生效日依据件数", "Documents stating force")),
    Column("cases", Words("中心案件", "Our cases")),
    Column("newest", Words("最近通报", "Newest on"), Sort.DAY),
    Column("source", Words("来源（最近的编号）", "Source (newest symbol)"), Sort.NAME),
)


def count_times(scene: Scene, slug: str) -> Counted:
    """Windows, times to force and our cases, for the measure and market by market."""
    field = read_field(scene, slug)
    facts, until = scene.facts, scene.choice.until or scene.today
    cases = [
        one
        for one in lines_of(scene.session, Period(EARLIEST, until))
        if field.mask[facts.place[one.notice_id]]
    ]
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    return Counted(
        columns=TIMES,
        lines=tuple(
            Line(
                side.key,
                (side.name, *times(scene, side, cases)),
                places_behind(facts, side.places),
            )
            for side in field.sides
        ),
        basis=JointBasis(
            (NoticeBasis(facts, field.mask), ledger_basis(facts, cases)),
        ),
        left_out=left_out(chosen),
        notes=NOTES,
        facts={"own": field.own.codes},
    )


NOTES = (
    Words(
        "天数为中位数，只计载明日期的新通报与修订；放宽措施不计入通报至生效的天数。"
        "联合通报按每个成员各计一次。",
        "Days are medians, of new and revised documents that state the dates; measures"
        " that ease trade are left out of the days to force. A joint document counts"
        " for each of its Members.",
    ),
)


def times(scene: Scene, side: Side, cases: Sequence[CaseLine]) -> Iterator[Cell]:
    """The numbers of a row, in the order of the columns."""
    facts = scene.facts
    new = side.places[facts.type.among(TYPES)[side.places]]
    days = [one for one in windows(facts, new) if one >= 0]
    binding = new[~facts.measure_types.among({EASING})[new]]
    force = known_days(facts, "force")[binding]
    gone = [int(one) for one in (force - facts.distributed[binding])[force > NEVER]]
    yield len(side.places)
    yield from (middle(days), len(days), middle(gone), len(gone))
    ids = {int(one) for one in facts.ids[side.places]}
    yield sum(one.notice_id in ids for one in cases)
    yield from newest(scene, side)


def middle(days: Sequence[int]) -> float | None:
    """The median; None of nothing."""
    return float(median(days)) if days else None


def say_times(counted: Counted, language: str) -> str:
    """How long the measure leaves, and how many markets left longer."""
    at = {line.key: line.cells[2] for line in counted.lines}
    own = at.pop(OWN)
    rest = [one for code, one in at.items() if code not in counted.facts["own"]]
    told = [one for one in rest if isinstance(one, float)]
    many = len(rest)
    others = f"{many} other Member{'' if many == 1 else 's'} notified"
    if not isinstance(own, float):
        return Words(
            f"另有{many}个成员就相同品目作过通报；本措施未载明评议截止日",
            f"{others} on the same headings; this measure states no deadline",
        ).told(language)
    longer = sum(one > own for one in told)
    return Words(
        f"本措施评议期{own:g}天；另有{many}个成员就相同品目作过通报，"
        f"载明截止日的{len(told)}个中，{longer}个的评议期中位数更长",
        f"This measure leaves {own:g} days; {others} on the same headings, and of the"
        f" {len(told)} with a stated deadline {longer} left longer",
    ).told(language)


def draw_times(counted: Counted, language: str) -> Spec:
    """Bars of the windows, the measure's own first."""
    told = [line for line in counted.lines if line.cells[2] is not None][:MOST]
    shown = Counted(counted.columns, tuple(told), counted.basis)
    title = Words("评议期（天，中位数）", "Comment window (days, median)")
    return bars(shown, language, name="market", value="window", title=title)


MOST = 15
"""So many bars are drawn; the table has all."""
