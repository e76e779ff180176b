"""View 12: which Members answer comments, and how soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from web.outcomes.lines import Line as Case
from web.rights import Right
from web.trends.casework import AREAS, cases_behind, ledger_basis, read_ledger
from web.trends.counting import share
from web.trends.drawing import bars
from web.trends.names import member_names, name_in
from web.trends.view import (
    Behind,
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
WHOLE = Words("全部成员", "All Members")
MOST = 20
COLUMNS = (
    Column("member", Words("成员", "Member"), Sort.NAME),
    Column("sent", Words("已提交", "Sent")),
    Column("replied", Words("已答复", "Replied")),
    Column("rate", Words("答复率", "Response rate"), Sort.SHARE),
    Column("days", Words("答复天数中位数", "Median days to reply"), Sort.DAYS),
    Column("waiting", Words("仍在等待", "Still waiting")),
    Column("longest", Words("最长已等（天）", "Longest wait (days)"), Sort.DAYS),
)


def count(scene: Scene) -> Counted:
    """Comments that were sent, by the Member that they went to."""
    ledger = read_ledger(scene)
    sent = [one for one in ledger.lines if one.sent is not None]
    by_member: dict[str, list[Case]] = {}
    for one in sent:
        for code in one.members:
            by_member.setdefault(code, []).append(one)
    names = member_names(scene.session, scene.facts)
    order = sorted(by_member, key=lambda code: (-len(by_member[code]), code))
    groups = [(ALL, WHOLE, sent)] if sent else []
    groups += [(code, name_in(names, code), by_member[code]) for code in order]
    return Counted(
        columns=COLUMNS,
        lines=tuple(
            Line(key, (name, *measure(own, scene.today)), cases_behind(own))
            for key, name, own in groups
        ),
        basis=ledger_basis(scene.facts, sent),
        left_out=(*ledger.left_out, *unsent(len(ledger.lines) - len(sent))),
        notes=NOTES,
    )


def unsent(many: int) -> tuple[LeftOut, ...]:
    """Cases of which nothing has gone to the Member."""
    why = Words("尚未提交成员的案件", "Cases not sent to the Member")
    return (LeftOut(why, many),) if many else ()


def measure(cases: Sequence[Case], today: date) -> Iterator[Cell]:
    """The numbers of a row, in the order of the columns."""
    waits = [one.days_to_reply for one in cases if one.days_to_reply is not None]
    waiting = [one.sent for one in cases if one.replied is None and one.sent]
    replied = len(cases) - len(waiting)
    yield from (len(cases), replied, share(replied, len(cases)))
    yield float(median(waits)) if waits else None
    yield len(waiting)
    yield (today - min(waiting)).days if waiting else None


NOTES = (
    Words(
        "天数自提交成员之日起至首次正式答复之日；签收确认与阶段性答复不算答复。",
        "Days run from the Member's receipt to its first full reply; acknowledgements"
        " and interim answers are none.",
    ),
    Words(
        "联合通报的意见按每个成员各计一次，全部成员一行只计一次。",
        "A comment on a joint notification counts for each Member, and once in the row"
        " of all.",
    ),
)


def say(counted: Counted, language: str) -> str:
    """How many were answered, how soon, and how many are still waited for."""
    if not counted.lines:
        return one_of(
            language,
            "所选条件下没有提交给成员的评议意见",
            "No comment was sent to a Member for this selection",
        )
    row = dict(zip((one.key for one in COLUMNS), counted.lines[0].cells, strict=True))
    zh = f"提交{row['sent']}件评议意见，{row['replied']}件获答复"
    en = f"{row['replied']} of {row['sent']} comments were answered"
    if row["days"] is not None:
        zh += f"，答复天数中位数{row['days']:g}天"
        en += f", after a median of {row['days']:g} days"
    if row["waiting"]:
        zh += f"；{row['waiting']}件仍在等待，最长已等{row['longest']}天"
        en += f"; {row['waiting']} are still waited for, one for {row['longest']} days"
    return one_of(language, zh, en)


def draw(counted: Counted, language: str) -> Spec:
    """Bars of what went to each Member; what was answered in the highlight."""
    members = replace(counted, lines=counted.lines[1 : MOST + 1])
    title = Words("已提交（深色：已答复）", "Sent (dark: replied)")
    return bars(
        members, language, name="member", value="sent", part="replied", title=title
    )


VIEW = View(
    number=12,
    key="responses",
    name=Words("成员答复情况", "Replies of Members"),
    question=Words(
        "哪些成员答复评议意见，要等多久？",
        "Which Members answer comments, and after how long?",
    ),
    formula=Words(
        "答复率＝已获正式答复÷已提交成员；天数取中位数",
        "Response rate = fully answered / sent to the Member; days as a median",
    ),
    by=Words("按立案日期", "by the day on which a case was opened"),
    count=count,
    say=say,
    draw=draw,
    right=Right.CENTRE,
    behind=Behind.CASES,
    areas=AREAS,
    whole=False,
    by_measure=False,
)
