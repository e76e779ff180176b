"""A line in Chinese or English for a notice that nobody has named yet; pure.

It is built from tags alone and is always shown as made by a machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_GOODS = 2
LONG = 10
LONGEST = 18
PATTERNS_ZH = {
    "regular": "{who}拟规定{goods}的{what}",
    "emergency": "{who}紧急规定{goods}的{what}",
    "revision": "{who}修订{goods}的{what}草案",
    "addendum": "{who}：{goods}的{what}（补遗）",
    "corrigendum": "{who}：{goods}的{what}（勘误）",
    "supplement": "{who}：{goods}的{what}（补充）",
    "draft": "{who}拟规定{goods}的{what}",
    "rule": "{who}公布{goods}的{what}",
    "border_alert": "{who}对{goods}发布进口警示",
    "rejection": "{who}拒绝{goods}入境",
    "market_alert": "{who}通报{goods}的市场风险",
}
MILD = ("放宽或撤销", "程序性延期")
"""Kinds of measure that ask nothing; named only where there is no other."""
VERBS_EN = {
    "regular": "{goods}: draft {what}",
    "emergency": "{goods}: urgent {what}",
    "revision": "{goods}: revised draft {what}",
    "addendum": "{goods}: addendum on {what}",
    "corrigendum": "{goods}: corrigendum on {what}",
    "supplement": "{goods}: supplement on {what}",
    "rule": "{goods}: {what}",
    "border_alert": "{goods}: import alert",
    "rejection": "{goods}: border rejection",
    "market_alert": "{goods}: market alert",
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
    pattern = PATTERNS_ZH.get(facts.kind, PATTERNS_ZH["regular"])
    many = len(facts.members)
    who = facts.members[0] + (f"等 {many} 个成员" if many > 1 else "")
    return pattern.format(
        who=who, goods=goods_zh(facts.goods), what=what_zh(facts.measures)
    )


def goods_zh(names: Sequence[str]) -> str:
    """One product, or two where both names are short."""
    shorts = list(dict.fromkeys(short(name) for name in names))
    if not shorts:
        return "有关产品"
    two = len(shorts) > 1 and all(len(name) <= LONG for name in shorts[:MOST_GOODS])
    shown = shorts[: MOST_GOODS if two else 1]
    return "、".join(shown) + ("等" if len(shorts) > len(shown) else "")


def what_zh(kinds: Sequence[str]) -> str:
    """One or two kinds of measure as something that is laid down."""
    strict = [kind for kind in kinds if kind not in MILD] or list(kinds)
    if not strict:
        return "技术要求"
    return "和".join(strict[:2]) + ("" if strict[0] in MILD else "要求")


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
    name = name.removesuffix("综合").removeprefix("其他")
    for mark in "；;（(，,、":
        head = name.split(mark)[0]
        if (mark in "；;（(" or len(name) > LONG) and len(head) > 1:
            name = head
    return name if len(name) <= LONGEST else name[:LONGEST].rpartition("及")[0] or name


def best(texts: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The most trusted of several (origin, text); two empty strings for none."""
    known = [pair for pair in texts if pair[0] in ORDER]
    return min(known, key=lambda pair: ORDER.index(pair[0]), default=("", ""))
