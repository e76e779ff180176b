"""The words of a message, in the language of its reader; known to no framework."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.events import EventKind
from web.alerts.national import is_national, news
from web.notices.telling import say_changes, say_parts, to_nation

LEVELS = {
    "red": {"zh": "红", "en": "Red"},
    "orange": {"zh": "橙", "en": "Orange"},
    "yellow": {"zh": "黄", "en": "Yellow"},
    "blue": {"zh": "蓝", "en": "Blue"},
    "unknown": {"zh": "待核验", "en": "To be verified"},
}
"""The levels, the most pressing first."""
CERTAINTIES = {
    "sure": {"zh": "确定", "en": "sure"},
    "likely": {"zh": "很可能", "en": "likely"},
}
CHANGES = {
    EventKind.CIRCULATED: {"zh": "新通报", "en": "New notification"},
    EventKind.REVISED: {"zh": "发布修订通报", "en": "Revised notification"},
    EventKind.CORRECTED: {"zh": "发布勘误", "en": "Corrigendum issued"},
    EventKind.TRANSLATED: {"zh": "译文可获得", "en": "Translation available"},
    EventKind.TEXT_CHANGED: {"zh": "通报文本有改动", "en": "Text changed"},
    EventKind.CHANGED: {"zh": "措施内容有改动", "en": "Content changed"},
    EventKind.DATES_CHANGED: {
        "zh": "批准或生效日期有改动",
        "en": "Adoption or entry into force moved",
    },
    EventKind.ADOPTED: {"zh": "措施已批准", "en": "Adopted"},
    EventKind.PUBLISHED: {"zh": "措施已公布", "en": "Published"},
    EventKind.IN_FORCE: {"zh": "措施生效", "en": "Entry into force"},
    EventKind.FINAL_TEXT: {"zh": "最终文本可获得", "en": "Final text available"},
    EventKind.WITHDRAWN: {"zh": "措施已撤销", "en": "Withdrawn"},
    EventKind.VOID: {"zh": "文件作废", "en": "Declared void"},
    EventKind.GUIDANCE: {"zh": "发布解释性指南", "en": "Guidance issued"},
    EventKind.OTHER: {"zh": "有后续文件，请查看原文", "en": "Follow-up; see the text"},
}
DATED = {
    EventKind.ADOPTED,
    EventKind.PUBLISHED,
    EventKind.IN_FORCE,
    EventKind.WITHDRAWN,
}
OWN_DAY = {EventKind.ADOPTED: "adoption", EventKind.IN_FORCE: "entry_into_force"}
"""The field that tells the day of an event before and after."""
ENDED = frozenset({EventKind.WITHDRAWN, EventKind.VOID})
"""After these there is nothing left to comment on."""
MADE = frozenset({EventKind.ADOPTED, EventKind.PUBLISHED, EventKind.IN_FORCE})
PART = {"zh": "；", "en": "; "}
COMMA = {"zh": "，", "en": ", "}
MOVED = {
    "later": {"zh": "评议期延长", "en": "comment period extended"},
    "earlier": {"zh": "评议期缩短", "en": "comment period shortened"},
    "moved": {"zh": "评议截止日有变", "en": "comment deadline moved"},
}


def say_day(value: date | str | None, language: str) -> str:
    """A day in a sentence: 2025年6月12日, 12 June 2025."""
    if not value:
        return "未载明" if language == "zh" else "not stated"
    day = date.fromisoformat(value) if isinstance(value, str) else value
    if language == "en":
        return f"{day.day} {day:%B %Y}"
    return f"{day.year}年{day.month}月{day.day}日"


def say_left(deadline: date | None, today: date, language: str) -> str:
    """How long is left for comments."""
    if deadline is None:
        return "截止日未载明" if language == "zh" else "no deadline stated"
    left = (deadline - today).days
    days = f"{abs(left)} day" if abs(left) == 1 else f"{abs(left)} days"
    if left < 0:
        return f"已截止 {-left} 天" if language == "zh" else f"closed {days} ago"
    if left == 0:
        return "今天截止" if language == "zh" else "closes today"
    return f"还剩 {left} 天" if language == "zh" else f"{days} left"


def say_change(snapshot: Mapping[str, Any], language: str) -> str:
    """What happened, with its day and the difference, in one line."""
    parts = say_parts(changes_of(snapshot), language)
    lead = [] if parts and tells_itself(snapshot) else [say_news(snapshot, language)]
    words = PART[language].join([*lead, *parts])
    return words[:1].upper() + words[1:]


def tells_itself(snapshot: Mapping[str, Any]) -> bool:
    """Whether the changed fields say all that the news would.

    A day of entry into force that moved may still be to come: "in force" would mislead.
    """
    if snapshot["kind"] == EventKind.IN_FORCE:
        return OWN_DAY[EventKind.IN_FORCE] in (snapshot["change"] or {})
    return bool(snapshot["kind"] == EventKind.TEXT_CHANGED)


def changes_of(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """The changed fields of an event, without those that its news tells."""
    changes = dict(snapshot["change"] or {})
    if snapshot["kind"] == EventKind.EXTENDED:
        changes.pop("comments_close", None)
    changes = {name: one for name, one in changes.items() if isinstance(one, dict)}
    return to_nation(changes) if is_national(snapshot) else changes


def say_news(snapshot: Mapping[str, Any], language: str) -> str:
    """What happened in a few words; of a day that moved, from when to when."""
    changed = snapshot["change"] or {}
    if snapshot["kind"] == EventKind.IN_FORCE and tells_itself(snapshot):
        own = OWN_DAY[EventKind.IN_FORCE]
        return say_changes({own: changed[own]}, language)
    if snapshot["kind"] != EventKind.EXTENDED:
        return say_kind(snapshot, language)
    moved = changed.get("comments_close") or {}
    change = {"comments_close": {**moved, "after": snapshot["day"]}}
    return say_changes(to_nation(change) if is_national(snapshot) else change, language)


def say_lead(
    snapshot: Mapping[str, Any],
    today: date,
    language: str,
    *,
    follows: bool,
    closes: date | None,
) -> str:
    """What is most pressing: the days left of what is new, the news of the rest."""
    if closes is None or closes < today:
        return say_news(snapshot, language)
    left = say_left(closes, today, language)
    if not follows:
        return left
    return f"{say_short(snapshot, language)}{COMMA[language]}{left}"


def say_short(snapshot: Mapping[str, Any], language: str) -> str:
    """What happened, without its days."""
    kind = snapshot["kind"]
    if kind != EventKind.EXTENDED:
        usual = CHANGES.get(kind, CHANGES[EventKind.OTHER])[language]
        return news(snapshot, language) or usual
    moved = (snapshot["change"] or {}).get("comments_close") or {}
    before, after = moved.get("before"), moved.get("after") or snapshot["day"]
    if not before or before == after:
        return MOVED["moved"][language]
    return MOVED["later" if after > before else "earlier"][language]


def say_kind(snapshot: Mapping[str, Any], language: str) -> str:
    """What happened, and on which day where the text states one."""
    kind, words = snapshot["kind"], say_short(snapshot, language)
    told = OWN_DAY.get(kind) in (snapshot["change"] or {})
    if kind not in DATED or snapshot["day_basis"] != "stated" or told:
        return words
    day = say_day(snapshot["day"], language)
    return f"{words} ({day})" if language == "en" else f"{words}（{day}）"
