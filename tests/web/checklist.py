"""Twelve lines by which a comment is read before it goes out, as a machine can.

They follow what public comments of Members have in common. A line holds for a paper in
one language; the last one needs both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.evidence import Evidence
from models.reference import Ground, grounds
from tests.web.told_figures import counts, figures
from web.arguments.proving import behind
from web.arguments.texts import clause_of
from web.arguments.wording import ASKS_ZH, POLICY
from web.cases.contents import live_items
from web.cases.drafting import midway
from web.cases.facts import CaseFacts
from web.cases.gathering import facts_of
from web.drafts.blocks import CLOSING, HEAD, OPENING, Block, read_blocks
from web.drafts.sentences import trimmed
from web.drafts.terms import slips

OTHER = {"zh": "en", "en": "zh"}
BLAME = re.compile(
    r"违反|违背|歧视性|保护主义|借口|无理|(?<!减少贸易)壁垒(?!协定)|violat|breach|protectionis|pretext"
    r"|discriminatory|unfair|illegal|(?<!reducing )trade barrier"
)
QUOTED = re.compile("(?:：|: )“")
BLANK = re.compile(r"【|\[TO ")
FIRM = re.compile(r"有限公司|集团|Co\., ?Ltd|\bInc\b|\bGroup\b")
REQUESTS = {
    "zh": re.compile(r"^(?:请|建议)"),
    "en": re.compile(r"^(?:Please|We ask)"),
}
LEAST = 3
"""A group of fewer firms is never told of."""


@dataclass(frozen=True)
class Point:
    """One argument as it is written in one language."""

    item: CaseItem
    text: str
    proofs: Sequence[Evidence]
    ground: Ground

    @property
    def lines(self) -> list[str]:
        """Heading, what the draft says, the effect, the request."""
        return self.text.split("\n")


@dataclass(frozen=True)
class Paper:
    """A comment in one language, with the facts that it is to tell."""

    side: str
    facts: CaseFacts
    parts: dict[str, str]
    points: Sequence[Point]
    other: str
    """All of the text in the other language."""

    @property
    def text(self) -> str:
        """All of the text."""
        return "\n".join((*self.parts.values(), *(one.text for one in self.points)))


@dataclass(frozen=True)
class Line:
    """A line of the checklist, and whether it holds for a paper."""

    zh: str
    en: str
    holds: Callable[[Paper], bool]


def read_paper(session: Session, case: Case, side: str) -> Paper:
    """The newest draft of a case, part by part."""
    blocks = read_blocks(case.drafts[-1].blocks)
    items = {item.id: item for item in live_items(case)}
    proofs, known = behind(session, items.values()), {one.id: one for one in grounds()}
    points = [
        Point(item, block.text(side), proofs.get(item.id, []), known[item.ground_id])
        for block in blocks
        if (item := items.get(block.item_id or 0)) is not None
    ]
    parts = {one.key: one.text(side) for one in blocks if one.item_id is None}
    other = "\n".join(by_part(blocks, OTHER[side]))
    return Paper(side, facts_of(session, case.notice), parts, points, other)


def by_part(blocks: Sequence[Block], side: str) -> list[str]:
    """The texts of all blocks, those of the whole first, as in ``Paper.text``."""
    ordered = sorted(blocks, key=lambda block: block.item_id is not None)
    return [block.text(side) for block in ordered]


def with_part(paper: Paper, key: str, text: str) -> Paper:
    """The paper with other words in one of its parts."""
    return replace(paper, parts={**paper.parts, key: text})


def with_point(paper: Paper, text: str) -> Paper:
    """The paper with other words in its first point."""
    first, *rest = paper.points
    return replace(paper, points=[replace(first, text=text), *rest])


def names_the_measure(paper: Paper) -> bool:
    """The title names every symbol; title and Member stand below."""
    facts, head = paper.facts, paper.parts[HEAD]
    title = facts.title_zh if paper.side == "zh" else facts.title_en
    first = head.split("\n")[0]
    symbols = [one.strip() for one in facts.symbol.split(",")]
    return all(one in first for one in symbols) and title in head


def gives_thanks(paper: Paper) -> bool:
    """The opening begins with thanks to the Member."""
    members = "和".join(paper.facts.member.rsplit("、", 1))
    member = members if paper.side == "zh" else paper.facts.member_en
    thanks = f"感谢{member}" if paper.side == "zh" else f"We thank {member}"
    return paper.parts[OPENING].startswith(thanks)


def supports_the_aims(paper: Paper) -> bool:
    """Support for the aims, each of them, comes before any point."""
    zh, opening = paper.side == "zh", paper.parts[OPENING]
    aims = paper.facts.aims_zh if zh else [midway(one) for one in paper.facts.aims_en]
    support = "支持" if zh else "support"
    return support in opening and bool(aims) and all(one in opening for one in aims)


def was_examined(paper: Paper) -> bool:
    """The opening ends by saying that the notification was examined."""
    return ("经研究" if paper.side == "zh" else "Having examined") in paper.parts[
        OPENING
    ]


def goes_by_clause(paper: Paper) -> bool:
    """Every point names its clause and quotes it."""
    return bool(paper.points) and all(
        clause_of(one.item, paper.side) in one.lines[1]
        and f"“{trimmed(one.item.quote)}”" in one.lines[1]
        for one in paper.points
    )


def asks_one_thing(paper: Paper) -> bool:
    """Every point has one quotation and one sentence of request, its last."""
    stop = "。" if paper.side == "zh" else "."
    return all(
        len(QUOTED.findall(one.text)) == 1
        and len(one.lines) == 4
        and one.lines[-1].count(stop) == 1
        for one in paper.points
    )


def names_the_article(paper: Paper) -> bool:
    """Heading and duty name the article; none that touches on policy is used."""
    word = "条" if paper.side == "zh" else "Article"
    return all(
        word in one.lines[0]
        and word in one.lines[1]
        and one.ground.article.split()[0] in one.lines[0] + one.lines[1]
        and not {one.item.ground_id, *one.item.further_grounds} & POLICY
        for one in paper.points
    )


def proves_the_effect(paper: Paper) -> bool:
    """Every effect rests on evidence that may go out, in counts of three or more."""
    return all(
        any(row.text_zh in one.text or row.text_en in one.text for row in told(one))
        and not FIRM.search(one.text)
        and all(count >= LEAST for count in counts(one.lines[2]))
        for one in paper.points
    )


def told(point: Point) -> list[Evidence]:
    """The rows behind a point that tell of an effect and may go out."""
    return [row for row in point.proofs if not row.internal and row.kind != "text"]


def asks_plainly(paper: Paper) -> bool:
    """Every request is of a known kind and begins as a request does."""
    return all(
        one.item.ask in ASKS_ZH and REQUESTS[paper.side].match(one.lines[-1])
        for one in paper.points
    )


def asks_for_a_reply(paper: Paper) -> bool:
    """The closing asks for consideration before adoption and a written reply."""
    words = ("批准之前", "考虑", "书面答复")
    english = ("taken into account", "before the measure is adopted", "in writing")
    wanted = words if paper.side == "zh" else english
    return all(one in paper.parts[CLOSING] for one in wanted)


def names_a_contact(paper: Paper) -> bool:
    """The last line tells whom to turn to, and nothing is left to be filled in."""
    name = "联系方式：" if paper.side == "zh" else "Contact: "
    last = paper.parts[CLOSING].split("\n")[-1]
    filled = last.startswith(name) and len(last) > len(name)
    return filled and not BLANK.search(paper.text)


def goes_with_the_other(paper: Paper) -> bool:
    """Both languages tell the same figures, blame nobody and use the right names."""
    zh, en = paper.text, paper.other
    if paper.side == "en":
        zh, en = en, zh
    same = figures(zh) == figures(en)
    return same and not BLAME.search(zh + en) and not slips(zh, en)


LINES = (
    Line(
        "标题载明通报编号和通报标题",
        "The title names symbol and title",
        names_the_measure,
    ),
    Line("开头致谢", "Thanks come first", gives_thanks),
    Line("先支持所述目标", "The aims stated are supported", supports_the_aims),
    Line("写明已研究通报", "The notification was examined", was_examined),
    Line("逐条对应条款，引用原文", "Points go by clause and quote it", goes_by_clause),
    Line("一条一款一请求", "One point, one clause, one request", asks_one_thing),
    Line(
        "写明协定条款，不用第12条（TBT）、第10条（SPS）",
        "The article is named; TBT 12 and SPS 10 are not used",
        names_the_article,
    ),
    Line(
        "影响有证据，只用家数和区间",
        "The effect rests on evidence, in counts and ranges only",
        proves_the_effect,
    ),
    Line("请求具体", "The request is concrete", asks_plainly),
    Line(
        "结尾请求考虑并书面答复",
        "The closing asks for consideration and a written reply",
        asks_for_a_reply,
    ),
    Line(
        "有联系方式，没有待填之处", "A contact is named, no blank left", names_a_contact
    ),
    Line(
        "中英文一致，不指责，名称用语正确",
        "Both languages agree, nobody is blamed, names are right",
        goes_with_the_other,
    ),
)


def failing(paper: Paper) -> list[str]:
    """The lines that do not hold for a paper."""
    return [line.en for line in LINES if not line.holds(paper)]
