"""Alerts as a reader meets them: each notice once, with all that happened to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.alert import Alert
from models.events import EventKind
from web.alerts import keeping
from web.alerts.national import (
    is_national,
    kind_of,
    label,
    number,
    say_standing,
    stands_on,
)
from web.alerts.phrases import (
    LEVELS,
    say_change,
    say_day,
    say_left,
    say_news,
)
from web.alerts.why import because, sectors
from web.alerts.why import why as why

ORDER = list(LEVELS)
JOIN = {"zh": "、", "en": ", "}
BASES = {
    "stated": {"zh": "通报载明", "en": "as notified"},
    "estimated": {"zh": "估算", "en": "estimated"},
    "form": {"zh": "官方文本载明", "en": "stated in the official text"},
    "docket": {"zh": "以案卷（docket）截止日为准", "en": "as the docket states"},
}
"""How the day of a deadline is known."""
PUBLISHED = {"zh": "原文载明", "en": "as published"}
NEW = frozenset({EventKind.CIRCULATED})
FEW = 3


@dataclass(frozen=True)
class Item:
    """One notice in a message or a list, in the reader's language."""

    notice_id: int
    level: str
    mark: str
    title: str
    original: str
    original_language: str
    symbol: str
    members: str
    changes: list[str]
    news: str
    label: str
    deadline: str
    left: str
    closes: date | None
    sectors: list[str]
    why: list[str]
    summary: str
    unread: bool
    alert_ids: list[int]
    kind: str
    stood: date | None
    rule: str
    """Why it has its level."""
    codes: str
    goods: str
    title_by: str
    summary_by: str
    """Who made a text, where no person did."""
    sources: list[tuple[str, str]]
    shipments: list[str]
    last_event: str
    is_follow_up: bool


def items(alerts: Sequence[Alert], today: date, language: str) -> list[Item]:
    """The notices of some alerts, the most pressing first."""
    groups: dict[int, list[Alert]] = {}
    for alert in alerts:
        groups.setdefault(alert.notice_id, []).append(alert)
    made = [item(group, today, language) for group in groups.values()]
    return sorted(made, key=urgency)


def urgency(one: Item) -> tuple[int, bool, date, int]:
    """Level first, then the nearest deadline."""
    return (
        ORDER.index(one.level),
        one.closes is None,
        one.closes or date.max,
        one.notice_id,
    )


def item(group: Sequence[Alert], today: date, language: str) -> Item:
    """One notice from all its alerts to one reader."""
    last = max(group, key=lambda alert: alert.id)
    shown = last.snapshot
    level = min((alert.level for alert in group), key=ORDER.index)
    stands = say_standing(shown, today, language)
    closes = None
    if shown["deadline"] and not stands:
        closes = date.fromisoformat(shown["deadline"])
    title = shown[f"title_{language}"] or shown["title"]
    left = stands or say_left(closes, today, language)
    return Item(
        notice_id=last.notice_id,
        level=level,
        mark=LEVELS[level][language],
        title=title,
        original=shown["title"] if title != shown["title"] else "",
        original_language=shown["language"],
        symbol=number(shown, language),
        members=short_members([one[language] for one in shown["members"]], language),
        changes=once(say_change(alert.snapshot, language) for alert in group),
        news=say_news(group[0].snapshot, language),
        label=label(shown, language, stands=bool(stands)),
        deadline=dated(stands, shown, language)
        or say_deadline(shown, language, left if closes else ""),
        left=left,
        closes=closes,
        sectors=once(one[language] for one in sectors(group)),
        why=because(group, language),
        summary=shown[f"summary_{language}"],
        unread=any(alert.read_at is None for alert in group),
        alert_ids=[alert.id for alert in group],
        kind=kind_of(shown),
        stood=stands_on(shown) if stands else None,
        rule=str(shown.get(f"rule_{language}", "")),
        codes=keeping.codes(shown, language),
        goods=str(shown.get("goods", "")),
        title_by=keeping.origin(shown, "title", language),
        summary_by=keeping.origin(shown, "summary", language),
        sources=keeping.links(shown, language),
        shipments=keeping.shipments(shown, language),
        last_event=shown["kind"],
        is_follow_up=any(alert.snapshot["kind"] not in NEW for alert in group),
    )


def dated(stands: str, shown: dict[str, Any], language: str) -> str:
    """Where a rule or an incident stands, with the day; empty for all others."""
    day = say_day(shown["standing"]["day"], language) if stands else ""
    if not stands:
        return ""
    return f"{stands}（{day}）" if language == "zh" else f"{stands} ({day})"


def say_deadline(shown: dict[str, Any], language: str, left: str = "") -> str:
    """The last day for comments, whether it is only estimated, and how long is left."""
    words = say_day(shown["deadline"], language)
    basis = say_basis(shown, language) if shown["deadline"] else ""
    notes = [note for note in (basis, left) if note]
    if not notes:
        return words
    if language == "zh":
        return f"{words}（{'，'.join(notes)}）"
    return f"{words} ({', '.join(notes)})"


def say_basis(shown: Mapping[str, Any], language: str) -> str:
    """How the day is known: stated, read in the form, or estimated."""
    basis = shown["deadline_basis"]
    if basis == "stated" and is_national(shown):
        return PUBLISHED[language]
    return BASES.get(basis, {}).get(language, "")


def once(words: Iterable[str]) -> list[str]:
    """The words in order, each once."""
    return list(dict.fromkeys(words))


def short_members(members: Sequence[str], language: str) -> str:
    """Who notified: all of a few, the first of many."""
    if len(members) <= FEW:
        return JOIN[language].join(members)
    if language == "zh":
        return f"{members[0]}等 {len(members)} 个成员"
    return f"{members[0]} and {len(members) - 1} more"
