"""Alerts as a reader meets them: each notice once, with all that happened to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.alert import Alert
from web.alerts.national import kind_of, label, number, say_standing, stands_on
from web.alerts.phrases import (
    CERTAINTIES,
    LEVELS,
    say_change,
    say_day,
    say_left,
    say_news,
)

ORDER = list(LEVELS)
JOIN = {"zh": "、", "en": ", "}
PART = {"zh": "；", "en": "; "}
CODES = {"zh": "订阅的编码：", "en": "codes you subscribe to: "}
WORDS = {"zh": "订阅的关键词：", "en": "words you subscribe to: "}
WIDEST = 52
BASES = {
    "estimated": {"zh": "估算", "en": "estimated"},
    "form": {"zh": "官方文本载明", "en": "stated in the official text"},
    "docket": {"zh": "以案卷（docket）截止日为准", "en": "as the docket states"},
}
"""Where a deadline comes from that the record does not state."""
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
        why=once(line for alert in group for line in why(alert.reason, language)),
        summary=shown[f"summary_{language}"],
        unread=any(alert.read_at is None for alert in group),
        alert_ids=[alert.id for alert in group],
        kind=kind_of(shown),
        stood=stands_on(shown) if stands else None,
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
    basis = BASES.get(shown["deadline_basis"], {}).get(language, "")
    notes = [note for note in (basis, left) if note]
    if not notes:
        return words
    if language == "zh":
        return f"{words}（{'，'.join(notes)}）"
    return f"{words} ({', '.join(notes)})"


def sectors(group: Iterable[Alert]) -> list[dict[str, Any]]:
    """The sectors of some alerts, the surest first."""
    found = [one for alert in group for one in alert.reason["sectors"]]
    return sorted(found, key=lambda one: -one["score"])


def why(reason: dict[str, Any], language: str) -> list[str]:
    """Why this reader is told, a line for each sector and for the codes."""
    lines = []
    for one in reason["sectors"]:
        certainty = CERTAINTIES[one["certainty"]][language]
        words = PART[language].join(one[f"why_{language}"])
        if language == "zh":
            lines.append(f"{one['zh']}（{certainty}）：{words}")
        else:
            lines.append(f"{one['en']} ({certainty}): {words}")
    codes = [code.upper().replace(":", " ") for code in reason["codes"]]
    if codes:
        lines.append(CODES[language] + JOIN[language].join(codes))
    words = reason.get("words", ())
    if words:
        lines.append(WORDS[language] + JOIN[language].join(words))
    if reason["from"]:
        lines.append(inherited(reason["from"], language))
    return lines


def inherited(symbols: Sequence[str], language: str) -> str:
    """That the goods stand in an earlier document of the family."""
    first = symbols[0]
    if language == "zh":
        return f"产品载于此前的文件 {first}"
    return f"The goods are named in the earlier document {first}"


def once(words: Iterable[str]) -> list[str]:
    """The words in order, each once."""
    return list(dict.fromkeys(words))


def short_title(one: Item) -> str:
    """A title that fits into a subject line; a Chinese character counts as two."""
    text, width = " ".join(one.title.split()), 0
    for place, letter in enumerate(text):
        width += 1 if letter.isascii() else 2
        if width > WIDEST:
            return text[:place].rstrip() + "…"
    return text


def headline(one: Item, today: date) -> str:
    """What is most pressing: the days left while comments are open, else the news."""
    is_open = one.closes is not None and one.closes >= today
    return one.left if is_open else one.news


def short_members(members: Sequence[str], language: str) -> str:
    """Who notified: all of a few, the first of many."""
    if len(members) <= FEW:
        return JOIN[language].join(members)
    if language == "zh":
        return f"{members[0]}等 {len(members)} 个成员"
    return f"{members[0]} and {len(members) - 1} more"
