"""View 13: on which grounds comments are taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from models.case import Outcome
from models.reference import grounds
from models.reference.articles import article_zh
from web.outcomes.figures import Tally
from web.outcomes.figures import count as count_figures
from web.rights import Right
from web.trends.casework import AREAS, ledger_basis, read_ledger
from web.trends.charts import stacked_shares
from web.trends.counting import share
from web.trends.figures.responses import unsent
from web.trends.names import name_in
from web.trends.view import (
    Behind,
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
)

ALL = "all"
WHOLE = Words("全部依据", "All grounds")
PARTS = ("accepted", "partly", "refused", "unknown")
COLUMNS = (
    Column("ground", Words("评议依据", "Ground"), Sort.NAME),
    Column("items", Words("意见条目", "Points")),
    Column("accepted", Words("采纳", "Accepted")),
    Column("partly", Words("部分采纳", "Partly accepted")),
    Column("refused", Words("未采纳", "Refused")),
    Column("unknown", Words("未答复或未知", "Unanswered or unknown")),
    Column("known", Words("结果已知", "Outcome known")),
    Column("rate", Words("采纳率（占已知）", "Acceptance, of known"), Sort.SHARE),
    Column("taken_share", Words("采纳占全部", "Accepted, of all"), Sort.SHARE),
    Column("refused_share", Words("未采纳占全部", "Refused, of all"), Sort.SHARE),
    Column("unknown_share", Words("未知占全部", "Unknown, of all"), Sort.SHARE),
)


def count(scene: Scene) -> Counted:
    """The points of comments that went to a Member, by ground and outcome."""
    ledger = read_ledger(scene)
    sent = [one for one in ledger.lines if one.sent is not None]
    found = count_figures(sent, set(), set()).by_ground
    rows = [(whole_of(found), WHOLE)] if found else []
    rows += [(one, name_in(ground_names(), one.key)) for one in found]
    return Counted(
        columns=COLUMNS,
        lines=tuple(
            Line(tally.key, (name, *measure(tally)), ids_behind(tally))
            for tally, name in rows
        ),
        basis=ledger_basis(scene.facts, sent),
        left_out=(*ledger.left_out, *unsent(len(ledger.lines) - len(sent))),
        notes=NOTES,
    )


def whole_of(found: Sequence[Tally]) -> Tally:
    """The outcomes of all grounds together; each point has one ground."""
    counts: Counter[str] = Counter()
    for one in found:
        counts.update(one.counts)
    return Tally(ALL, dict(counts), frozenset().union(*(one.cases for one in found)))


def ids_behind(tally: Tally) -> Callable[[], Sequence[int]]:
    """The ids of the cases whose points are counted, when they are asked for."""
    return lambda: sorted(tally.cases)


def measure(tally: Tally) -> Iterator[Cell]:
    """The numbers of a row, in the order of the columns; the last three add to one."""
    told: Mapping[str, int] = tally.counts
    refused = told.get(Outcome.REFUSED, 0)
    unknown = tally.total - tally.answered
    yield tally.total
    yield from (told.get(Outcome.ACCEPTED, 0), told.get(Outcome.PARTLY, 0))
    yield from (refused, unknown, tally.answered, tally.rate)
    for part in (tally.taken, refused, unknown):
        yield share(part, tally.total)


@lru_cache(maxsize=1)
def ground_names() -> dict[str, Words]:
    """Of grounds by id, with the article."""
    return {
        one.id: Words(
            f"{one.name_zh}（{article_zh(one.article)}）",
            f"{one.name_en} ({one.article})",
        )
        for one in grounds()
    }


NOTES = (
    Words(
        "采纳率只以结果已知的条目为分母；未知条目另列，不推定为采纳或未采纳。",
        "The rate is of points with a known outcome alone; unknown ones stand apart and"
        " are taken for neither.",
    ),
    Words(
        "采纳（含部分）、未采纳与未知之和为全部条目的100%。",
        "Accepted (wholly or partly), refused and unknown add up to 100 % of points.",
    ),
)


def say(counted: Counted, language: str) -> str:
    """How many points were taken of those with an outcome, and how many have none."""
    if not counted.lines:
        return one_of(
            language,
            "所选条件下没有提交给成员的意见条目",
            "No point was sent to a Member for this selection",
        )
    row = dict(zip((one.key for one in COLUMNS), counted.lines[0].cells, strict=True))
    taken = sum(one for one in (row["accepted"], row["partly"]) if isinstance(one, int))
    zh = f"结果已知的{row['known']}条意见中{taken}条被采纳或部分采纳"
    en = f"Of {row['known']} points with a known outcome {taken} were taken"
    zh += f"；全部{row['items']}条中{row['unknown']}条未答复或未知"
    en += f"; {row['unknown']} of all {row['items']} are unanswered or unknown"
    if row["unknown_share"] is not None:
        zh += f"（{row['unknown_share']:.1%}）"
        en += f" ({row['unknown_share']:.1%})"
    return one_of(language, zh, en)


def draw(counted: Counted, language: str) -> Spec:
    """Bars of equal length by ground, divided by outcome."""
    title = Words("占全部意见条目", "Share of all points")
    return stacked_shares(
        counted, language, name="ground", parts=PARTS, title=title, most=12
    )


VIEW = View(
    number=13,
    key="acceptance",
    name=Words("各依据的采纳情况", "Acceptance by ground"),
    question=Words(
        "依据哪些条款提出的意见更常被采纳？",
        "Points on which grounds are taken more often?",
    ),
    formula=Words(
        "采纳率＝采纳与部分采纳的条目÷结果已知的条目；只计已提交成员的意见",
        "Acceptance = points accepted wholly or partly / points with a known outcome,"
        " of comments that went to the Member",
    ),
    by=Words("按立案日期", "by the day on which a case was opened"),
    count=count,
    say=say,
    draw=draw,
    right=Right.CENTRE,
    behind=Behind.CASES,
    areas=AREAS,
    by_measure=False,
)
