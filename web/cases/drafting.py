"""From a notice's facts and its fired checks to a first draft in two languages.

The shape follows comments that are public: title, thanks, support for the aim,
numbered points (what is said, the problem, the article, the request), closing.
Whatever needs evidence that nobody has given yet is marked, never asserted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from web.cases.checks import Fired
from web.cases.facts import CaseFacts

ORDER = ("2.9", "5.6", "2.2", "2.4", "5.4", "5.1", "5.2", "2.1", "2.12", "5.9", "2.5")
ASKS = {
    "2.9.4": "extend",
    "5.6": "extend",
    "7-annexB": "extend",
    "2.9.3": "supply_text",
    "2.12": "postpone",
    "5.9": "postpone",
    "2.4": "amend",
    "2.2": "clarify",
}
CHINESE_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Point:
    """One argument of the draft, in both languages, with what it still lacks."""

    ground_id: str
    article: str
    ask: str
    problem_zh: str
    problem_en: str
    request_zh: str
    request_en: str
    reasons_zh: tuple[str, ...]
    reasons_en: tuple[str, ...]
    evidence_needed: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """A bilingual comment, ready for an officer to edit."""

    text_zh: str
    text_en: str


def rank(article: str) -> int:
    """Where an article stands in the usual order of arguments."""
    for place, start in enumerate(ORDER):
        if article == start or article.startswith(f"{start}."):
            return place
    return len(ORDER)


def points_of(fired: Sequence[Fired]) -> list[Point]:
    """The arguments that the fired checks support, in the usual order."""
    ordered = sorted(fired, key=lambda one: rank(one.ground.article))
    return [point_of(one) for one in ordered]


def point_of(fired: Fired) -> Point:
    """One ground as an argument: the check's reason is its only assertion."""
    ground = fired.ground
    return Point(
        ground_id=ground.id,
        article=ground.article,
        ask=ASKS.get(ground.id.split("-", 1)[1], "clarify"),
        problem_zh="".join(reason.zh for reason in fired.reasons),
        problem_en=" ".join(reason.en for reason in fired.reasons),
        request_zh=full_stop(ground.typical_request_zh, "。"),
        request_en=full_stop(ground.typical_request_en, "."),
        reasons_zh=tuple(reason.zh for reason in fired.reasons),
        reasons_en=tuple(reason.en for reason in fired.reasons),
        evidence_needed=tuple(ground.evidence_needed),
    )


def full_stop(text: str, mark: str) -> str:
    """A sentence that ends once."""
    return text.rstrip("。. ") + mark if text else ""


def write_draft(facts: CaseFacts, points: Sequence[Point]) -> Draft:
    """Both texts; without points they say so and ask for clarification only."""
    return Draft(chinese(facts, points), english(facts, points))


def chinese(facts: CaseFacts, points: Sequence[Point]) -> str:
    """The Chinese text."""
    lines = [
        f"关于{facts.member}{facts.symbol}号通报的评议意见",
        "",
        f"通报标题：{facts.title_zh}",
        f"涉及产品：{facts.products_zh}" if facts.products_zh else "",
        "",
        f"感谢{facts.member}通报上述措施，并给予其他成员评议的机会。"
        "我方理解并支持该措施所追求的正当目标。经研究通报文件，提出以下意见，请予考虑：",
        "",
    ]
    for number, point in enumerate(points):
        lines += chinese_point(facts, number, point)
    if not points:
        lines += [
            "【机器检查未发现可提出的问题，请评议专员结合草案文本补充意见条目。】",
            "",
        ]
    lines += [
        "请在措施最终通过之前考虑上述意见，并予以书面答复。",
    ]
    return tidy(lines)


def chinese_point(facts: CaseFacts, number: int, point: Point) -> list[str]:
    """One numbered point in Chinese."""
    agreement = {"TBT": "《技术性贸易壁垒协定》"}.get(
        facts.agreement, "《实施卫生与植物卫生措施协定》"
    )
    head = CHINESE_NUMERALS[number] if number < 10 else str(number + 1)
    lines = [
        f"{head}、{agreement}第{point.article}条",
        point.problem_zh,
        point.request_zh,
    ]
    return [*lines, ""]


def english(facts: CaseFacts, points: Sequence[Point]) -> str:
    """The English text."""
    lines = [
        f"Comments of China on notification {facts.symbol} ({facts.member_en})",
        "",
        f"Title: {facts.title_en}",
        f"Products: {facts.products_en}" if facts.products_en else "",
        "",
        f"China thanks {facts.member_en} for notifying this measure and for the"
        " opportunity to comment. China understands and supports its legitimate"
        " objective. Having examined the notification, China asks that the following"
        " points be considered:",
        "",
    ]
    for number, point in enumerate(points, 1):
        lines += [
            f"{number}. Article {point.article} of the {facts.agreement} Agreement",
            point.problem_en,
            point.request_en,
            "",
        ]
    if not points:
        lines += ["[No machine check fired; points from the draft text to be added.]"]
    lines += [
        "Please take these comments into account before the measure is adopted, and"
        " reply in writing.",
    ]
    return tidy(lines)


def tidy(lines: Sequence[str]) -> str:
    """Lines to a text in which empty lines never stand twice."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip() + "\n"


def file_name(symbol: str, day: date) -> str:
    """A name for the paper that every file system takes."""
    return f"comment-{symbol.replace('/', '-').replace(',', '_')}-{day:%Y%m%d}.docx"
