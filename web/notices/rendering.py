"""A line in Chinese or English for a notice that nobody has named yet; pure.

It is built from tags alone and is always shown as made by a machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_GOODS = 2
MOST_LETTERS = 16
VERBS_ZH = {
    "regular": "拟规定{goods}的{what}",
    "emergency": "紧急规定{goods}的{what}",
    "revision": "修订{goods}的{what}草案",
    "addendum": "关于{goods}{what}的补遗",
    "corrigendum": "关于{goods}{what}的勘误",
    "supplement": "关于{goods}{what}的补充",
}
VERBS_EN = {
    "regular": "{goods}: draft {what}",
    "emergency": "{goods}: urgent {what}",
    "revision": "{goods}: revised draft {what}",
    "addendum": "{goods}: addendum on {what}",
    "corrigendum": "{goods}: corrigendum on {what}",
    "supplement": "{goods}: supplement on {what}",
}
ORDER = ("official", "editor", "rule", "machine")
"""The origins of a text of ours, the most trusted first."""


@dataclass(frozen=True)
class NamedFacts:
    """Names in one language: Members, goods and kinds of measure."""

    kind: str
    members: Sequence[str]
    goods: Sequence[str]
    measures: Sequence[str]


def line_zh(facts: NamedFacts) -> str:
    """The notice in one Chinese line; empty where too little is known."""
    if not facts.members or not (facts.goods or facts.measures):
        return ""
    goods = "、".join(short(name) for name in facts.goods[:MOST_GOODS]) or "有关产品"
    more = "等" if len(facts.goods) > MOST_GOODS else ""
    what = "、".join(facts.measures[:2]) + "要求" if facts.measures else "技术要求"
    pattern = VERBS_ZH.get(facts.kind, VERBS_ZH["regular"])
    who = facts.members[0] + (
        f"等 {len(facts.members)} 个成员" if facts.members[1:] else ""
    )
    gap = "" if pattern.startswith(("拟", "紧", "修")) else "："
    return who + gap + pattern.format(goods=goods + more, what=what)


def line_en(facts: NamedFacts) -> str:
    """The notice in one English line; empty where too little is known."""
    if not facts.members or not (facts.goods or facts.measures):
        return ""
    goods = ", ".join(facts.goods[:MOST_GOODS]) or "Products"
    what = " and ".join(name.lower() for name in facts.measures[:2])
    pattern = VERBS_EN.get(facts.kind, VERBS_EN["regular"])
    who = facts.members[0] + (
        f" +{len(facts.members) - 1}" if facts.members[1:] else ""
    )
    line = pattern.format(goods=goods, what=f"{what} requirements".strip())
    return f"{who} · {line[0].upper()}{line[1:]}"


def short(name: str) -> str:
    """The first part of a long name of goods."""
    for mark in "；，、（(,;":
        head = name.split(mark)[0]
        if len(name) > MOST_LETTERS and len(head) > 1:
            name = head
    return name[:MOST_LETTERS]


def best(texts: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The most trusted of several (origin, text); two empty strings for none."""
    known = [pair for pair in texts if pair[0] in ORDER]
    return min(known, key=lambda pair: ORDER.index(pair[0]), default=("", ""))
