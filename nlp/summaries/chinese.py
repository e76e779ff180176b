"""The title and the summary of a notice in Chinese; pure."""

from collections.abc import Iterator, Sequence

from models.kinds import INCIDENTS, REGULATIONS
from models.reference import measure_types
from nlp.summaries.days_zh import until
from nlp.summaries.facts import Facts, Limit, Standard
from nlp.summaries.words_zh import (
    DO,
    FEW,
    FOLLOW_UPS,
    LIMIT_WORDS,
    MANY,
    MILD,
    OPENINGS,
    PLAIN,
    RELATIONS,
    RELAXES,
    REQUIREMENT,
    SECTORS,
    STAGE_WORDS,
    STAGES,
    TITLES,
)


def title_zh(facts: Facts) -> str:
    """The notice in one line; '' where too little is known to name it."""
    told = facts.goods.names or facts.measures
    if not facts.members or not told or facts.kind not in TITLES:
        return ""
    kind = facts.kind
    if kind == "regular" and facts.emergency:
        kind = "emergency"
    pattern = TITLES[kind]
    if kind in ("regular", "draft") and facts.measures[:1] == [MILD[0]]:
        pattern = RELAXES
    if kind == "regular" and facts.stage == "final" and not facts.emergency:
        pattern = TITLES["rule"]
    return pattern.format(
        who=who_in_title(facts),
        goods=goods_in_title(facts),
        what=what(facts, 2),
        stage=STAGES.get(facts.ended or facts.stage, ""),
    )


def who_in_title(facts: Facts) -> str:
    """The first Member, and how many there are."""
    many = len(facts.members)
    return facts.members[0].zh + (f"等{many}个成员" if many > 1 else "")


def goods_in_title(facts: Facts) -> str:
    """One or two names of goods."""
    names = [one.zh for one in facts.goods.names]
    if not names:
        return "各类产品" if facts.horizontal else "有关产品"
    shown = names[: 2 if sum(map(len, names[:2])) <= 12 else 1]
    more = facts.goods.more or len(names) > len(shown)
    told = "、".join(shown)
    return told + ("等" if more and not told.endswith("等产品") else "")


def what(facts: Facts, most: int) -> str:
    """The kinds of measure as something that is laid down; never without a word."""
    strict = [code for code in facts.measures if code not in MILD]
    names = measure_names()
    asked = [names[code] for code in strict[:most] if code not in PLAIN]
    others = [PLAIN[code] for code in strict[:most] if code in PLAIN]
    parts = ["、".join(asked) + REQUIREMENT] if asked else []
    if not parts and not others:
        return "卫生与植物卫生要求" if facts.agreement == "SPS" else "技术要求"
    return "和".join([*parts, "、".join(others)] if others else parts)


def measure_names() -> dict[str, str]:
    """The Chinese names of the kinds of measure."""
    return {one.id: one.zh for one in measure_types()}


def summary_zh(facts: Facts) -> str:
    """The summary, a sentence a line: who and what, how, until when, for whom."""
    if not facts.members:
        return ""
    parts = [opening(facts), *details(facts), *until(facts), *meaning(facts)]
    return "\n".join(part for part in parts if part)


def opening(facts: Facts) -> str:
    """Who published what about which goods, what it asks, and why."""
    kind = facts.kind
    if kind == "regular" and facts.emergency:
        kind = "emergency"
    pattern = OPENINGS.get(kind, OPENINGS["regular"])
    first = pattern.format(
        who=who(facts),
        agr=f" {facts.agreement} " if facts.agreement else "技术",
        base=f"（{facts.base}）" if facts.base else "",
        publisher=f"（来源：{facts.publisher.zh}）" if facts.publisher.zh else "",
    )
    return "，".join([first, goods(facts), *content(facts)]).replace("） ", "）") + "。"


def who(facts: Facts) -> str:
    """All Members, as far as they can be listed."""
    names = [one.zh for one in facts.members]
    shown = "、".join(names[:MANY]) + (
        f"等{len(names)}个成员" if len(names) > MANY else ""
    )
    return shown + ("联合" if len(names) > 1 else "")


def goods(facts: Facts) -> str:
    """Which goods: by name, in the publisher's words, or that none are stated."""
    if facts.goods.names:
        names = "、".join(one.zh for one in facts.goods.names)
        return f"涉及{names}" + ("等" if facts.goods.more else "")
    if facts.horizontal:
        return "适用于各类产品"
    if facts.goods.quoted:
        return f"产品范围为“{facts.goods.quoted}”"
    national = facts.kind in (*REGULATIONS, *INCIDENTS)
    return "产品范围见原文" if national else "原文未载明产品范围"


def content(facts: Facts) -> Iterator[str]:
    """What is asked, and what for; an incident asks nothing, it tells of goods."""
    strict = [code for code in facts.measures if code not in MILD]
    if not facts.is_undone and facts.measures[:1] == [MILD[0]]:
        yield "内容为放宽或撤销原有的" + (what(facts, FEW) if strict else REQUIREMENT)
    elif strict and not facts.is_undone and facts.kind not in INCIDENTS:
        yield "内容为" + what(facts, FEW)
    elif facts.is_undone and facts.stage != "withdrawn" and not facts.ended:
        yield "内容为放宽或撤销原有规定"
    if facts.objectives and not facts.is_undone:
        yield "目标与理由为" + "、".join(one.zh for one in facts.objectives[:FEW])


def details(facts: Facts) -> Iterator[str]:
    """Whose goods are meant, what is cited and limited, how far it has come."""
    if facts.aims:
        word = (
            "涉事产品来自{}。" if facts.kind in INCIDENTS else "措施针对来自{}的产品。"
        )
        yield word.format("、".join(one.zh for one in facts.aims[:MANY]))
    if tells_stage(facts):
        yield f"措施{STAGE_WORDS[facts.stage]}。"
    if facts.changes.zh:
        yield f"变化：{facts.changes.zh}。"
    if facts.is_undone:
        return
    if facts.standards:
        yield f"引用标准：{standards(facts.standards)}。"
    limited = [one for one in facts.limits if one.limit]
    if limited:
        told = "；".join(map(limit, limited[:FEW]))
        yield f"限量：{told}{etc(limited)}。"
    elif facts.limits:
        told = "、".join(one.name.zh for one in facts.limits[:FEW])
        yield f"涉及物质：{told}{etc(facts.limits)}。"


def tells_stage(facts: Facts) -> bool:
    """Whether the stage is more than the kind of document says already."""
    if not facts.stage or facts.kind == "rule":
        return False
    return facts.kind in FOLLOW_UPS or facts.stage != "draft"


def etc(things: Sequence[object]) -> str:
    """That there are more than are named, and how many in all."""
    return f"等{len(things)}项" if len(things) > FEW else ""


def standards(cited: Sequence[Standard]) -> str:
    """The standards with their Chinese counterparts."""
    told = []
    for one in cited[:FEW]:
        other = f"{one.counterpart}，{RELATIONS.get(one.relation, '')}".rstrip("，")
        told.append(
            f"{one.number}（我国对应标准：{other}）" if one.counterpart else one.number
        )
    return "；".join(told) + etc(cited)


def limit(one: Limit) -> str:
    """A substance with its limit, in the words of the trade."""
    words = one.limit
    for part, zh in LIMIT_WORDS.items():
        words = words.replace(part, zh)
    return f"{one.name.zh} {words}"


def meaning(facts: Facts) -> Iterator[str]:
    """Which sectors of Hubei it touches, and what their exporters may do."""
    told = [
        word + "、".join(one.zh for one in facts.sectors[key])
        for key, word in SECTORS
        if facts.sectors.get(key)
    ]
    if not told:
        yield "未匹配到湖北出口行业。"
        return
    yield f"湖北出口行业：{'；'.join(told)}。"
    yield f"建议：{to_do(facts)}。"


def to_do(facts: Facts) -> str:
    """What a firm may do, by what the document is."""
    if facts.kind in INCIDENTS:
        return DO["spared" if facts.spares_china else "incident"]
    if facts.spares_china:
        return DO["others"]
    if facts.ended:
        return DO["withdrawn"]
    if facts.stage in ("withdrawn", "extension") and not (
        facts.stage == "extension" and facts.deadline
    ):
        return DO[facts.stage]
    if facts.deadline:
        return DO["open"]
    final = facts.kind == "rule" or facts.emergency or facts.stage == "final"
    return DO["final" if final else "draft"]
