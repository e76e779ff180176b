"""How a message tells a national measure or an incident; known to no framework."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.events import EventKind
from models.kinds import INCIDENTS, NoticeKind
from models.states import State
from web.notices.numbering import number_of

Words = dict[str, str]
NEWS: dict[str, dict[str, Words]] = {
    NoticeKind.DRAFT: {
        EventKind.CIRCULATED: {"zh": "新公布的法规草案", "en": "New draft regulation"},
        EventKind.REVISED: {"zh": "公布修改草案", "en": "Revised draft"},
    },
    NoticeKind.RULE: {
        EventKind.PUBLISHED: {"zh": "法规已公布", "en": "Regulation published"},
        EventKind.IN_FORCE: {"zh": "法规生效", "en": "Entry into force"},
    },
    NoticeKind.BORDER_ALERT: {
        EventKind.CIRCULATED: {"zh": "发布进口警示", "en": "Import alert"},
    },
    NoticeKind.REJECTION: {
        EventKind.CIRCULATED: {"zh": "货物被拒绝入境", "en": "Border rejection"},
    },
    NoticeKind.MARKET_ALERT: {
        EventKind.CIRCULATED: {"zh": "市场风险通报", "en": "Market alert"},
    },
}
"""What happened, where the word for a WTO notification would be wrong."""
CHANGED = {"zh": "文本有改动", "en": "Text changed"}
COMMENTS = {"zh": "意见截止日", "en": "Comments close"}
CLOSES = {"zh": "评议截止日", "en": "Comments close"}
STANDS = {"zh": "状态", "en": "Status"}
STANDING = {
    State.PUBLISHED: {"zh": "已公布", "en": "published"},
    State.IN_FORCE: {"zh": "已生效", "en": "in force"},
    State.WITHDRAWN: {"zh": "已撤销", "en": "withdrawn"},
    State.VOID: {"zh": "已作废", "en": "void"},
    State.REPORTED: {"zh": "已发布", "en": "issued"},
}


def kind_of(shown: Mapping[str, Any]) -> str:
    """The kind of the document; alerts of old are all of notifications."""
    return str(shown.get("notice_kind") or NoticeKind.NOTIFICATION)


def is_national(shown: Mapping[str, Any]) -> bool:
    """Whether the document is no WTO notification."""
    return kind_of(shown) != NoticeKind.NOTIFICATION


def news(shown: Mapping[str, Any], language: str) -> str:
    """What happened, in the word of its kind; empty where the usual word will do."""
    if is_national(shown) and shown["kind"] == EventKind.TEXT_CHANGED:
        return CHANGED[language]
    return NEWS.get(kind_of(shown), {}).get(shown["kind"], {}).get(language, "")


def number(shown: Mapping[str, Any], language: str) -> str:
    """The symbol; a publisher's own number with the name of the publisher."""
    publisher = (shown.get("publisher") or {}).get(language, "")
    return number_of(publisher, str(shown["symbol"]))


def stands_on(shown: Mapping[str, Any]) -> date | None:
    """The day on which a rule is in force or an incident came out."""
    standing = shown.get("standing")
    return date.fromisoformat(standing["day"]) if standing else None


def label(shown: Mapping[str, Any], language: str, *, stands: bool) -> str:
    """What the day of a message is: the end of comments, or where it stands."""
    if stands:
        return STANDS[language]
    return (COMMENTS if is_national(shown) else CLOSES)[language]


def say_standing(shown: Mapping[str, Any], today: date, language: str) -> str:
    """Where a rule or an incident stands on the day of the message; else empty.

    While a rule still takes comments, its deadline is told instead.
    """
    standing = shown.get("standing")
    closes = shown["deadline"]
    takes = kind_of(shown) not in INCIDENTS and closes
    if not standing or (takes and date.fromisoformat(closes) >= today):
        return ""
    state, left = standing["state"], standing["left"]
    if left is None:
        return STANDING.get(state, STANDING[State.REPORTED])[language]
    left = (date.fromisoformat(standing["day"]) - today).days
    if left <= 0:
        return STANDING[State.IN_FORCE][language]
    days = f"{left} day" if left == 1 else f"{left} days"
    return f"距生效 {left} 天" if language == "zh" else f"in force in {days}"
