"""The draft of a specific trade concern about a measure that was not notified.

It states what the publisher says and what the search found. Whatever the store does
not vouch for (trade, standards, the sort of measure) is a place for a person to fill.
"""

from collections.abc import Sequence

from web.cases.blanks import blank, check, to_check, to_fill
from web.radar.law import AGREEMENTS, NOTIFY, articles_of, requests
from web.radar.stating import goods_lines, measure_lines, numbered, say
from web.radar.subject import Pair, Subject

PAPER = "concern"


def draft_concern(one: Subject, record: Sequence[Pair], *, chinese: bool) -> str:
    """The concern in one language; ``record`` is that of the search."""
    parts = chinese_parts(one) if chinese else english_parts(one)
    place = 0 if chinese else 1
    asked = requests(PAPER, one.facts.type, one.duties, chinese=chinese)
    lines = [
        *parts["head"],
        *measure_lines(one, chinese=chinese),
        *goods_lines(one, chinese=chinese),
        *parts["concern"],
        *parts["ground"],
        *parts["request"],
        *numbered(asked, chinese=chinese),
        *parts["record"],
        *numbered([line[place] for line in record], chinese=chinese),
    ]
    return "\n".join(lines) + "\n"


def chinese_parts(one: Subject) -> dict[str, list[str]]:
    """The Chinese sentences around the lists."""
    facts, kind = one.facts, one.kind[0]
    asked = one.asked or blank("是否已询问咨询点，何时，答复如何")
    return {
        "head": [
            f"特别贸易关注：{facts.member}{facts.symbol}号{kind}未见世贸组织通报",
            "",
            f"成员：{facts.member}",
            f"委员会：{'、'.join(one.duties.agreements)}委员会"
            f"{'' if one.duties.told else check('择一')}{blank('会议日期')}",
            f"首次或再次提出：{blank('首次／曾于何时提出')}",
        ],
        "concern": [
            "",
            "一、关注的问题",
            f"该{kind}于{say(facts.distributed, chinese=True)}公布。截至"
            f"{say(one.looked, chinese=True)}，未查到该措施的世贸组织通报，"
            f"查找经过见第五部分。{check('提出前再查一次')}",
            f"此前与该成员的沟通：{asked}",
        ],
        "ground": ["", "二、依据", *ground_zh(one)],
        "request": ["", "三、请求"],
        "record": [
            "",
            "四、贸易影响",
            f"{blank('对该成员的出口额、企业数、新增成本，注明年份和来源')}",
            "",
            "五、查找经过（供内部核对，不对外）",
        ],
    }


def ground_zh(one: Subject) -> list[str]:
    """Which articles oblige, and whether the measure falls under them."""
    articles = [
        f"{AGREEMENTS[article.ground.agreement][0]}{article.cite[0]}："
        f"{article.ground.statement_zh}{check('对照协定原文')}"
        for article in articles_of(NOTIFY, one.duties)
    ]
    names = "、".join(duty.zh for duty in one.duties.found)
    sort = (
        f"从公布文本识别的措施类型为{one.types[0]}，可能属于{names}。{check('措施性质')}"
        if one.duties.told
        else check(f"该措施属于{names}中的哪一类，只保留适用的条款")
    )
    effect = f"可能涉及湖北出口行业：{one.sectors[0]}。" if one.sectors[0] else ""
    return [
        *articles,
        f"该措施是否属于应通报之列：{sort}",
        f"（1）相关国际标准：{standard_zh(one)}",
        f"（2）对其他成员贸易的影响：{effect}{check('影响是否重大，见第四部分')}",
    ]


def standard_zh(one: Subject) -> str:
    """What is known of a relevant international standard."""
    if (one.facts.told("international_standard") or "").lower() == "none":
        return "公布文本载明没有相关国际标准。"
    if one.standards:
        named = "、".join(one.standards)
        return f"公布文本提及{named}。{check('内容是否与其一致')}"
    return check("有无相关国际标准，内容是否与其一致")


def english_parts(one: Subject) -> dict[str, list[str]]:
    """The English sentences around the lists."""
    facts, kind = one.facts, one.kind[1]
    told = to_fill("when and how; reply")
    asked = (
        f"the enquiry point was asked {told}" if one.asked else to_fill("any; reply")
    )
    choose = "" if one.duties.told else f" {to_check('choose one')}"
    return {
        "head": [
            f"Specific trade concern: {kind} {facts.symbol} of {facts.member_en},"
            " no WTO notification seen",
            "",
            f"Member: {facts.member_en.removeprefix('the ')}",
            f"Committee: {', '.join(one.duties.agreements)}{choose}"
            f" {to_fill('date of the meeting')}",
            f"New or previously raised: {to_fill('new / raised on')}",
        ],
        "concern": [
            "",
            "1. The concern",
            f"The {kind} was published on {say(facts.distributed, chinese=False)}."
            f" Up to {say(one.looked, chinese=False)} no WTO notification of it was"
            " found; the search is described in part 5."
            f" {to_check('search again before raising')}",
            f"Earlier contacts with the Member: {asked}",
        ],
        "ground": ["", "2. The provisions", *ground_en(one)],
        "request": ["", "3. The request"],
        "record": [
            "",
            "4. Effect on trade",
            to_fill("exports to the Member, firms, added cost, with year and source"),
            "",
            "5. The search (internal, not to be sent)",
        ],
    }


def ground_en(one: Subject) -> list[str]:
    """Which articles oblige, and whether the measure falls under them."""
    articles = [
        f"{AGREEMENTS[article.ground.agreement][1]}, {article.cite[1]}:"
        f" {article.ground.statement_en} {to_check('against the Agreement')}"
        for article in articles_of(NOTIFY, one.duties)
    ]
    names = ", ".join(duty.en for duty in one.duties.found)
    sort = (
        f"The text points to {one.types[1]}, so the measure may be {names}."
        f" {to_check('nature of the measure')}"
        if one.duties.told
        else to_check(f"which of these it is ({names}); keep only what applies")
    )
    effect = f"It may touch these export sectors of Hubei: {one.sectors[1]}. "
    return [
        *articles,
        f"Whether the measure is to be notified: {sort}",
        f"(1) Relevant international standard: {standard_en(one)}",
        f"(2) Effect on the trade of other Members: {effect if one.sectors[1] else ''}"
        f"{to_check('whether it is significant, see part 4')}",
    ]


def standard_en(one: Subject) -> str:
    """What is known of a relevant international standard."""
    if (one.facts.told("international_standard") or "").lower() == "none":
        return "the text says that there is none."
    if one.standards:
        named = ", ".join(one.standards)
        return f"the text refers to {named}. {to_check('whether it accords with them')}"
    return to_check("whether there is one, and whether the measure accords with it")
