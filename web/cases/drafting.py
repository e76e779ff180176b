"""From a notice's facts and the machine's arguments to a first draft in two languages.

The shape follows comments that are public: title, thanks, support for the aim,
numbered points (what is said, the article, the request), closing. Nothing is asserted
that the notice does not say; what evidence is still needed stands beside the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.cases.facts import CaseFacts
from web.cases.points import Point

CHINESE_NUMERALS = "一二三四五六七八九十"
AGREEMENTS = {
    "TBT": "《技术性贸易壁垒协定》",
    "SPS": "《实施卫生与植物卫生措施协定》",
}


@dataclass(frozen=True)
class Draft:
    """A bilingual comment, ready for an officer to edit."""

    text_zh: str
    text_en: str


def write_draft(facts: CaseFacts, points: Sequence[Point]) -> Draft:
    """Both texts; without points they say that a person must add some."""
    return Draft(chinese(facts, points), english(facts, points))


def chinese(facts: CaseFacts, points: Sequence[Point]) -> str:
    """The Chinese text."""
    lines = [
        f"关于{facts.member}{facts.symbol.replace(',', '、')}号通报的评议意见",
        "",
        f"通报标题：{facts.title_zh}",
        f"涉及产品：{facts.products_zh}" if facts.products_zh else "",
        "",
        f"感谢{facts.member}通报上述措施，并给予各成员评议的机会。"
        f"我方{support_zh(facts)}。经研究通报文件，提出以下意见，请予考虑：",
        "",
    ]
    for number, point in enumerate(points):
        lines += chinese_point(facts, number, point)
    if not points:
        lines += ["【机器检查未发现问题，请结合草案文本补充意见。】", ""]
    lines.append("请在该措施批准之前考虑上述意见，并予书面答复。")
    return tidy(lines)


def support_zh(facts: CaseFacts) -> str:
    """Support for the stated aims, or for legitimate ones where none is stated."""
    if not facts.aims_zh:
        return "理解并支持该措施所追求的正当目标"
    return f"理解并支持该措施关于{'、'.join(facts.aims_zh)}的目标"


def chinese_point(facts: CaseFacts, number: int, point: Point) -> list[str]:
    """One numbered point in Chinese."""
    head = CHINESE_NUMERALS[number] if number < 10 else str(number + 1)
    agreement = AGREEMENTS[facts.agreement]
    return [
        f"{head}、{point.zh.subject}（{point.zh.cite}）",
        f"{point.problem_zh}根据{agreement}{point.zh.cite}，{point.zh.duty}",
        point.zh.request,
        "",
    ]


def english(facts: CaseFacts, points: Sequence[Point]) -> str:
    """The English text."""
    lines = [
        "Comments from China regarding notification"
        f" {facts.symbol.replace(',', ', ')} of"
        f" {facts.member_en}",
        "",
        f"Title: {facts.title_en}",
        f"Products: {facts.products_en}" if facts.products_en else "",
        "",
        f"We thank {facts.member_en} for notifying this measure and for the"
        f" opportunity to comment. {support_en(facts)} Having examined the"
        " notification, we ask that the following points be considered.",
        "",
    ]
    for number, point in enumerate(points, 1):
        lines += english_point(facts, number, point)
    if not points:
        lines += [
            "[No machine check fired: points from the draft text to be added.]",
            "",
        ]
    lines.append(
        "We would be grateful if these comments were taken into account before the"
        " measure is adopted, and for a reply in writing."
    )
    return tidy(lines)


def support_en(facts: CaseFacts) -> str:
    """Support for the stated aims, or for legitimate ones where none is stated."""
    if not facts.aims_en:
        return "We understand and support the legitimate objective pursued."
    aims = "; ".join(midway(aim) for aim in facts.aims_en)
    return f"We understand and support the aims stated: {aims}."


def english_point(facts: CaseFacts, number: int, point: Point) -> list[str]:
    """One numbered point in English."""
    return [
        f"{number}. {point.en.subject} ({point.en.cite})",
        f"{point.problem_en} Under {point.en.cite} of the {facts.agreement}"
        f" Agreement, {midway(point.en.duty)}",
        point.en.request,
        "",
    ]


def midway(sentence: str) -> str:
    """A sentence as it stands after a comma; Members keep their capital."""
    if sentence.startswith("Member"):
        return sentence
    return sentence[0].lower() + sentence[1:]


def tidy(lines: Sequence[str]) -> str:
    """Lines to a text in which empty lines never stand twice."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip() + "\n"
