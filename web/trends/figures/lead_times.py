"""View 16: how long firms have between a measure's adoption and its force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median

import numpy as np

from models.facts import Facts
from models.facts.columns import NEVER, Numbers
from web.trends.basis import NoticeBasis
from web.trends.choice import choose
from web.trends.counting import joint_rows, left_out, member_lines, share
from web.trends.drawing import bars, nothing
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
)

SHORT = 180
"""Days: the six months that the WTO's ministers call a reasonable interval between
publication and entry into force (WT/MIN(01)/17, paragraph 5.2)."""
EASING = "deregulation-withdrawal"
"""The kind of measure that eases trade; it needs no interval."""
FORCE = ("force:",)
"""How the facts name a day of force, or the words for one."""
NEW = ("regular", "emergency", "revision")
MOST = 15
COLUMNS = (
    Column("member", Words("通报成员", "Member"), Sort.NAME),
    Column("documents", Words("新通报与修订", "New and revised documents")),
    Column("known", Words("载明生效日", "Day of force known")),
    Column(
        "from_circulation",
        Words("通报至生效（天）", "From circulation"),
        Sort.DAYS,
    ),
    Column("both", Words("批准与生效日都载明", "Adoption also known")),
    Column("from_adoption", Words("批准至生效（天）", "From adoption"), Sort.DAYS),
    Column("short", Words("批准至生效不足180天", "Under 180 days from adoption")),
    Column(
        "short_share",
        Words("不足180天占两日都载明的", "Under 180, share of those stating both"),
        Sort.SHARE,
    ),
    Column("words", Words("生效日只有文字", "Force only in words")),
)


def count(scene: Scene) -> Counted:
    """Days from circulation and from adoption to force, by Member and in all."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    wanted = chosen.mask & facts.type.among(NEW)
    easing = wanted & facts.measure_types.among({EASING})
    mask = wanted & ~easing
    return Counted(
        columns=COLUMNS,
        lines=member_lines(scene, mask, lambda own: measure(facts, own)),
        basis=NoticeBasis(facts, mask),
        left_out=(*left_out(chosen), *eased(int(easing.sum()))),
        notes=(*NOTES, *joint_rows(scene, mask)) if mask.any() else (),
    )


def eased(many: int) -> tuple[LeftOut, ...]:
    """Measures that ease trade, which stand apart."""
    why = Words("放宽或撤销的措施", "Measures that ease trade or are withdrawn")
    return (LeftOut(why, many),) if many else ()


NOTES = (
    Words(
        "只有文字说明的生效日（如“公布后六个月”）按未知处理，不折算成日期。天数为中位数。",
        "A day of force told only in words, such as six months after publication,"
        " counts as unknown and is not made a date. Days are medians.",
    ),
)


def known_days(facts: Facts, code: str) -> Numbers:
    """The day each notice states for an event; NEVER where it states none."""
    return facts.once((known_days, code), lambda: read_days(facts, code))


def read_days(facts: Facts, code: str) -> Numbers:
    """The same, read of its words: the earliest that is a day."""
    found = np.full(len(facts), NEVER, dtype=np.int64)
    numbers = np.array(
        [to_day(name, code) for name in facts.days.names], dtype=np.int64
    )
    if len(numbers):
        told = numbers[facts.days.codes]
        kept = told > NEVER
        order = np.argsort(-told[kept], kind="stable")
        found[facts.days.owners[kept][order]] = told[kept][order]
    return found


def to_day(name: str, code: str) -> int:
    """The day number of ``force:2025-09-01`` for ``force``; NEVER for another or for
    words."""
    kind, _, note = name.partition(":")
    if kind != code or len(note) != len("2025-09-01"):
        return NEVER
    try:
        return date.fromisoformat(note).toordinal()
    except ValueError:
        return NEVER


def measure(facts: Facts, places: Numbers) -> Iterator[Cell]:
    """The numbers of a row, in the order of the columns."""
    force, adoption = (
        known_days(facts, code)[places] for code in ("force", "adoption")
    )
    known, both = force > NEVER, (force > NEVER) & (adoption > NEVER)
    gone = force[known] - facts.distributed[places][known]
    lead = force[both] - adoption[both]
    tells = facts.once(FORCE, lambda: facts.days.under(FORCE))
    worded = tells[places] & ~known
    short = int((lead < SHORT).sum())
    yield from (len(places), int(known.sum()), middle(gone), int(both.sum()))
    yield from (middle(lead), short, share(short, len(lead)), int(worded.sum()))


def middle(days: Numbers) -> float | None:
    """The median; None of nothing."""
    return float(median(int(one) for one in days)) if len(days) else None


def say(counted: Counted, language: str) -> str:
    """The median interval, and how many are short."""
    if not counted.lines:
        return nothing(language)
    row = dict(zip((one.key for one in COLUMNS), counted.lines[0].cells, strict=True))
    if row["from_adoption"] is None:
        return one_of(
            language,
            f"{row['documents']}件新通报与修订中，没有一件同时载明批准日与生效日",
            f"None of {row['documents']} new and revised documents states both the day"
            " of adoption and that of force",
        )
    return one_of(
        language,
        f"从批准到生效的中位数为{row['from_adoption']:g}天；两个日期都载明的"
        f"{row['both']}件中，{row['short']}件不足{SHORT}天",
        f"From adoption to force the median is {row['from_adoption']:g} days; of"
        f" {row['both']} documents that state both, {row['short']} leave under {SHORT}",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of the Members that state both days."""
    told = [line for line in counted.lines[1:] if line.cells[5] is not None][:MOST]
    shown = Counted(counted.columns, tuple(told), counted.basis)
    title = Words("批准至生效（中位天数）", "Days from adoption to force (median)")
    return bars(shown, language, name="member", value="from_adoption", title=title)


VIEW = View(
    number=16,
    key="lead-times",
    name=Words("生效前的准备期", "Lead time to force"),
    question=Words(
        "从批准、从通报到生效，企业有多少天准备？",
        "How many days have firms between adoption, or circulation, and force?",
    ),
    formula=Words(
        "准备期＝生效日－批准日（另列生效日－通报日）；只计载明日期的新通报与修订，"
        "放宽措施另列",
        "Lead = force - adoption (beside it force - distribution), of new and revised"
        " documents that state the days; measures that ease trade apart",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
    whole=False,
)
