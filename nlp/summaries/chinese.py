"""The title and the summary of a notice in Chinese; pure."""

from collections.abc import Iterator, Sequence

from models.kinds import INCIDENTS
from models.reference import measure_types
from nlp.summaries.days_zh import say_day, until
from nlp.summaries.facts import Facts, Limit, Standard

REQUIREMENT = "要求"
PLAIN = {
    "residue-contaminant-limit": "残留与污染物限量",
    "prohibition": "禁止性规定",
    "standard-identity": "产品标准",
    "deregulation-withdrawal": "放宽或撤销",
    "procedure-extension": "期限延长",
}
"""The kinds of measure that are no requirements of that name."""
MILD = ("deregulation-withdrawal", "procedure-extension")
TITLES = {
    "regular": "{who}拟规定{goods}的{what}",
    "emergency": "{who}紧急规定{goods}的{what}",
    "revision": "{who}修订{goods}的{what}草案",
    "addendum": "{who}：{goods}的{what}（补遗{stage}）",
    "corrigendum": "{who}：{goods}的{what}（勘误）",
    "supplement": "{who}：{goods}的{what}（补充{stage}）",
    "equivalence": "{who}通报{goods}的等效认可",
    "draft": "{who}拟规定{goods}的{what}",
    "rule": "{who}公布{goods}的{what}",
    "border_alert": "{who}对{goods}发布进口警示",
    "rejection": "{who}拒绝{goods}入境",
    "market_alert": "{who}通报{goods}的市场风险",
}
RELAXES = "{who}拟放宽或撤销{goods}的{what}"
STAGES = {
    "final": "：已批准或生效",
    "withdrawn": "：已撤销",
    "extension": "：延长期限",
}
OPENINGS = {
    "regular": "{who}通报{agr}措施草案",
    "emergency": "{who}通报紧急{agr}措施",
    "revision": "{who}通报{agr}措施草案的修订{base}",
    "addendum": "{who}通报{agr}措施的补遗{base}",
    "corrigendum": "{who}通报{agr}措施的勘误{base}",
    "supplement": "{who}通报{agr}措施的补充{base}",
    "equivalence": "{who}通报卫生与植物卫生措施的等效认可",
    "draft": "{who}公布技术法规草案{publisher}",
    "rule": "{who}公布技术法规{publisher}",
    "border_alert": "{who}发布进口警示{publisher}",
    "rejection": "{who}拒绝货物入境{publisher}",
    "market_alert": "{who}通报市场风险{publisher}",
}
STAGE_WORDS = {
    "draft": "处于征求意见阶段",
    "final": "已批准、公布或生效",
    "withdrawn": "已撤销或作废",
    "extension": "仅延长期限，内容未变",
}
RELATIONS = {"idt": "等同采用", "mod": "修改采用", "related": "同类标准，内容须核对"}
LIMIT_WORDS = {
    "not detectable": "不得检出",
    "% by weight": "%（质量分数）",
    "% by volume": "%（体积分数）",
}
SECTORS = (("sure", "涉及"), ("likely", "很可能涉及"), ("possible", "可能涉及"))
FOLLOW_UPS = frozenset({"addendum", "corrigendum", "supplement"})
FEW, MANY = 3, 7
DO = {
    "open": "核对产品是否在范围内，如有意见，请于{day}前反馈",
    "draft": "核对产品是否在范围内，跟踪后续文本和生效日期",
    "final": "核对产品是否在范围内，按生效日期安排生产和出口",
    "withdrawn": "核对现行要求，以通报成员公布的文本为准",
    "extension": "按新的期限安排评议和合规工作",
    "others": "措施未点名中国产品，请关注适用范围是否扩大",
    "incident": "核对同类产品和企业名单，出口前加强自检",
}


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
        stage=STAGES.get(facts.stage, ""),
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
    return "原文未载明产品范围"


def content(facts: Facts) -> Iterator[str]:
    """What is asked, and what for."""
    strict = [code for code in facts.measures if code not in MILD]
    if facts.measures[:1] == [MILD[0]] and facts.stage != "withdrawn":
        yield "内容为放宽或撤销原有的" + (what(facts, FEW) if strict else REQUIREMENT)
    elif strict:
        yield "内容为" + what(facts, FEW)
    if facts.objectives:
        yield "目的为" + "、".join(one.zh for one in facts.objectives[:FEW])


def details(facts: Facts) -> Iterator[str]:
    """Whose goods are meant, what is cited and limited, how far it has come."""
    if facts.aims:
        yield f"措施针对来自{'、'.join(one.zh for one in facts.aims[:MANY])}的产品。"
    if tells_stage(facts):
        yield f"措施{STAGE_WORDS[facts.stage]}。"
    if facts.changes.zh:
        yield f"变化：{facts.changes.zh}。"
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
        return DO["incident"]
    if facts.aims and not any(one.en == "China" for one in facts.aims):
        return DO["others"]
    if facts.stage in ("withdrawn", "extension") and not (
        facts.stage == "extension" and facts.deadline
    ):
        return DO[facts.stage]
    if facts.deadline:
        return DO["open"].format(day=say_day(facts.deadline))
    final = facts.kind == "rule" or facts.emergency or facts.stage == "final"
    return DO["final" if final else "draft"]
