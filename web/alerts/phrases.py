"""The words of a message, in the language of its reader; known to no framework."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.events import EventKind
from web.alerts.national import news

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
FIELDS = {
    "title": {"zh": "标题", "en": "title"},
    "description": {"zh": "内容", "en": "description"},
    "products": {"zh": "产品", "en": "products"},
    "comments_close": {"zh": "评议截止日", "en": "comments close"},
    "hs": {"zh": "HS编码", "en": "HS codes"},
    "ics": {"zh": "ICS分类号", "en": "ICS codes"},
    "adoption": {"zh": "拟批准日期", "en": "proposed adoption"},
    "entry_into_force": {"zh": "拟生效日期", "en": "proposed entry into force"},
}
DATED = {
    EventKind.ADOPTED,
    EventKind.PUBLISHED,
    EventKind.IN_FORCE,
    EventKind.WITHDRAWN,
}
LONGEST_QUOTE = 60


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
    change = dict(snapshot["change"] or {})
    if snapshot["kind"] == EventKind.EXTENDED:
        moved = change.pop("comments_close", None) or {}
        words = say_moved(moved.get("before"), snapshot["day"], language)
    else:
        words = say_kind(snapshot, language)
    parts = [say_difference(name, pair, language) for name, pair in pairs(change)]
    separator = "；" if language == "zh" else "; "
    return separator.join([words, *parts])


def say_moved(before: str | None, after: str, language: str) -> str:
    """That the deadline moved, from when to when."""
    new = say_day(after, language)
    if not before or before == after:
        return f"评议截止日为{new}" if language == "zh" else f"Comments close on {new}"
    old = say_day(before, language)
    if language == "zh":
        return f"评议截止日由{old}改为{new}"
    return f"Comments now close on {new}, not {old}"


def say_kind(snapshot: Mapping[str, Any], language: str) -> str:
    """What happened, and on which day where the text states one."""
    kind = snapshot["kind"]
    usual = CHANGES.get(kind, CHANGES[EventKind.OTHER])[language]
    words = news(snapshot, language) or usual
    if kind not in DATED or snapshot["day_basis"] != "stated":
        return words
    day = say_day(snapshot["day"], language)
    return f"{words} ({day})" if language == "en" else f"{words}（{day}）"


def pairs(changes: Mapping[str, Any]) -> list[tuple[str, tuple[str, str]]]:
    """The fields that changed, each with its words before and after."""
    found = []
    for name, change in changes.items():
        if name in FIELDS and isinstance(change, dict):
            found.append(
                (name, (show(change.get("before")), show(change.get("after"))))
            )
    return found


def show(value: Any) -> str:
    """A value of a field, short enough for a line."""
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value or "—")
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def say_difference(name: str, pair: tuple[str, str], language: str) -> str:
    """One changed field, before and after."""
    before, after = pair
    label = FIELDS[name][language]
    if language == "en":
        return f"{label}: {before} → {after}"
    return f"{label}：{before} → {after}"
