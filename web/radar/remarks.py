"""The first draft of remarks on a draft that is open for comments at home.

A machine knows no more than that no notification was found; what there is to say of
the draft itself is for a person to write.
"""

from web.cases.blanks import blank, to_fill
from web.radar.law import AGREEMENTS, NOTIFY, articles_of, requests
from web.radar.stating import goods_lines, measure_lines, numbered, say
from web.radar.subject import Subject

PAPER = "remarks"


def draft_remarks(one: Subject, *, chinese: bool) -> str:
    """The remarks in one language."""
    asked = requests(PAPER, one.facts.type, one.duties, chinese=chinese)
    opening, middle, closing = (chinese_parts if chinese else english_parts)(one)
    lines = [
        *opening,
        *measure_lines(one, chinese=chinese),
        *goods_lines(one, chinese=chinese)[:2],
        *middle,
        *numbered(asked, chinese=chinese),
        *closing,
    ]
    return "\n".join(lines) + "\n"


def chinese_parts(one: Subject) -> tuple[list[str], list[str], list[str]]:
    """What stands before the measure, before the requests, and after them."""
    facts = one.facts
    duties = "；".join(
        f"{AGREEMENTS[article.ground.agreement][0]}{article.cite[0]}："
        f"{article.ground.statement_zh}"
        for article in articles_of(NOTIFY, one.duties)
    )
    doubt = "" if one.certain else "，我方掌握的通报可能不全"
    return (
        [f"关于{facts.member}{facts.symbol}号法规草案的意见", ""],
        [
            "",
            "感谢就该草案公开征求意见。我方理解并支持该措施所追求的正当目标，"
            "现提出以下意见，请予考虑：",
            "",
            "一、世贸组织通报",
            f"截至{say(one.looked, chinese=True)}，我方未查到该草案的世贸组织通报"
            f"{doubt}。如该草案与相关国际标准不一致或没有相关国际标准，且可能对其他成员的贸易有"
            f"重大影响，应按下列规定通报。{duties}",
        ],
        [
            "",
            "二、草案内容",
            blank("逐条写明条款、问题、依据和建议"),
            "",
            "请在该措施通过之前考虑上述意见，并予书面答复。",
        ],
    )


def english_parts(one: Subject) -> tuple[list[str], list[str], list[str]]:
    """The same in English."""
    facts = one.facts
    duties = "; ".join(
        f"{AGREEMENTS[article.ground.agreement][1]}, {article.cite[1]}:"
        f" {article.ground.statement_en.rstrip('.')}"
        for article in articles_of(NOTIFY, one.duties)
    )
    doubt = "" if one.certain else "; the notifications we hold may be incomplete"
    return (
        [f"Comments on draft {facts.symbol} of {facts.member_en}", ""],
        [
            "",
            "We thank you for the public consultation on this draft. We understand and"
            " support the legitimate objective pursued, and ask that the following be"
            " considered.",
            "",
            "1. WTO notification",
            f"Up to {say(one.looked, chinese=False)} we have not found a WTO"
            f" notification of this draft{doubt}. Where a draft departs from relevant"
            " international standards, or there are none, and it may significantly"
            f" affect the trade of other Members, it is to be notified. {duties}.",
        ],
        [
            "",
            "2. The draft itself",
            to_fill("clause by clause: problem, ground, request"),
            "",
            "We would be grateful if these comments were taken into account before the"
            " measure is adopted, and for a reply in writing.",
        ],
    )
