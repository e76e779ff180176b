"""A notice of a message as text for a chat."""

from web.alerts.doing import Step
from web.alerts.items import Item
from web.alerts.links import Links
from web.notices.wechat import Lines, six_lines

LABELS = {
    "zh": ("成员", "行业", "截止", "怎么办", "详情"),
    "en": ("Member", "Sectors", "Closes", "What to do", "See"),
}
STANDS = {"zh": "状态", "en": "Status"}
CHANGE = {"zh": "变化：", "en": "Change: "}
PART = {"zh": "；", "en": "; "}


def wechat(one: Item, step: Step, links: Links, language: str) -> str:
    """The six lines, with what changed for a follow-up."""
    labels = list(LABELS[language])
    if one.stood:
        labels[2] = STANDS[language]
    changes = PART[language].join(one.changes)
    lines = Lines(
        level=one.mark,
        title=one.title,
        members=[one.members],
        symbol=one.symbol,
        sectors=one.sectors,
        deadline=one.deadline if one.tells_deadline else "",
        action=step.words,
        address=links.notice(one.notice_id),
        change=f"{CHANGE[language]}{changes}" if one.is_follow_up else "",
        language=language,
    )
    return six_lines(lines, labels)
