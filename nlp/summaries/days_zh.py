"""The days of a notice in Chinese: until when, and from when; pure."""

from collections.abc import Iterator
from datetime import date

from models.kinds import INCIDENTS, REGULATIONS
from nlp.summaries.facts import Facts, When

BASES = {
    "form": "据通报表格",
    "docket": "据案卷",
    "estimated": "原文未载明，按通报日起60天推算",
}
EVENTS = {"publication": "公布", "adoption": "批准", "circulation": "通报"}
PARTS = {
    "H1": "上半年",
    "H2": "下半年",
    "Q1": "第一季度",
    "Q2": "第二季度",
    "Q3": "第三季度",
    "Q4": "第四季度",
}
PLANNED = {"adoption": "拟批准日期", "force": "拟生效日期"}
SETTLED = {"adoption": "批准日期", "force": "生效日期"}
ASKS = frozenset({"regular", "revision", "draft"})
"""Kinds of documents that a reader expects to ask for comments."""
QUOTE = 40


def until(facts: Facts) -> Iterator[str]:
    """Until when comments are taken, and from when the measure counts."""
    if facts.kind in INCIDENTS:
        return
    name = "意见截止日" if facts.kind in REGULATIONS else "评议截止日"
    told, unsaid = [], []
    if facts.deadline:
        basis = BASES.get(facts.basis, "")
        told.append(
            f"{name}为{say_day(facts.deadline)}" + (f"（{basis}）" if basis else "")
        )
    elif facts.kind in ASKS and facts.stage != "final":
        unsaid.append(name)
    days = list(whens(facts))
    if facts.kind == "regular" and facts.stage != "final" and not days:
        unsaid += PLANNED.values()
    told += days
    if unsaid:
        told.append("原文未载明" + "、".join(unsaid))
    if told:
        yield "；".join(told) + "。"


def whens(facts: Facts) -> Iterator[str]:
    """The days of adoption and of entry into force."""
    told = {key: say_when(one) for key, one in facts.days.items()}
    for key in PLANNED:
        names = SETTLED if facts.is_settled(key) else PLANNED
        if told.get(key):
            yield f"{names[key]}：{told[key]}"


def say_when(when: When) -> str:
    """A day, a count from an event, a period, or the publisher's words."""
    if when.day:
        return say_day(when.day)
    if when.kind:
        event = EVENTS.get(when.kind, "")
        if not when.count:
            return f"{event}之日"
        return f"{event}后{when.count}{'个月' if when.months else '天'}"
    if when.year:
        part = PARTS.get(when.part) or (f"{int(when.part)}月" if when.part else "")
        return f"{when.year}年{part}"
    return f"原文为“{cut(when.words)}”" if when.words.strip() else ""


def cut(words: str) -> str:
    """Words short enough to be quoted."""
    words = " ".join(words.split()).rstrip(" .;")
    return words if len(words) <= QUOTE else words[:QUOTE].rpartition(" ")[0] + "…"


def say_day(day: date) -> str:
    """A day in a sentence."""
    return f"{day.year}年{day.month}月{day.day}日"
