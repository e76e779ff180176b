"""The words of a push: a short list for a chat, JSON for a program."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.alert import Alert
from models.endpoint import EndpointKind
from web.alerts.channels.robots import VENDORS
from web.alerts.items import Item, items
from web.alerts.links import Links
from web.alerts.phrases import PART
from web.alerts.subject import short_title

MOST_IN_CHAT = 8
MOST_IN_JSON = 50
PLAIN = str.maketrans("<>[]*`~", "＜＞［］＊＇～")
"""A publisher's text may not mark anything up, nor call anybody by name."""
SUBJECTS = {
    "zh": "【{mark}】{title}：{headline}",
    "en": "{mark} – {title}: {headline}",
}
MARKS = {"zh": "【{mark}】", "en": "{mark} – "}
"""The level before a title; a chat takes no square brackets."""
COUNTS = {"zh": "（共 {n} 条）", "en": " ({n} in all)"}
MORE = {
    "zh": "另有 {n} 条，[查看全部]({url})",
    "en": "{n} more: [see all]({url})",
}
ALL = {"zh": "[查看全部预警]({url})", "en": "[All alerts]({url})"}
TESTS = {
    "zh": ("楚通：测试消息", "收到这条消息，说明“{name}”已连通。预警会发到这里。"),
    "en": (
        "Chutong: test message",
        "This message shows that “{name}” is connected. Alerts will come here.",
    ),
}


def write_push(
    kind: str,
    alerts: Sequence[Alert],
    links: Links,
    key: str,
    now: datetime,
    today: date,
) -> tuple[str, str]:
    """Subject and body of a message for an endpoint of this kind."""
    spoken = {one.subscription.language for one in alerts}
    language = "en" if spoken == {"en"} else "zh"
    found = items(alerts, today, language)
    first = found[0]
    subject = SUBJECTS[language].format(
        mark=first.mark,
        title=short_title(first),
        headline=first.lead,
    )
    if len(found) > 1:
        subject += COUNTS[language].format(n=len(found))
    subject = " ".join(subject.split())
    if kind == EndpointKind.WEBHOOK:
        return subject, as_json(found, links, key, now, subject, language)
    return subject, as_chat(kind, found, links, plain(subject), language)


def as_chat(
    kind: str, found: Sequence[Item], links: Links, subject: str, language: str
) -> str:
    """As many as a chat will bear, cut between two, with a way to the rest."""
    most = VENDORS[kind].most - 200  # for the last line
    parts = [] if kind == EndpointKind.FEISHU else [f"**{subject}**"]
    size, shown = sum(len(one.encode()) + 2 for one in parts), 0
    for one in found[:MOST_IN_CHAT]:
        text = paragraph(one, links, language)
        size += len(text.encode()) + 2
        if size > most:
            break
        parts.append(text)
        shown += 1
    last = MORE if len(found) > shown else ALL
    parts.append(last[language].format(n=len(found) - shown, url=links.inbox()))
    return "\n\n".join(parts)


def paragraph(one: Item, links: Links, language: str) -> str:
    """A notice in a chat: level and title with its page, who, and until when."""
    mark = MARKS[language].format(mark=one.mark)
    title = f"[{mark}{plain(shortened(one.title))}]({links.notice(one.notice_id)})"
    lines = [title, plain(f"{one.members} · {one.symbol} · {one.left}")]
    change = PART[language].join(one.changes)
    if change:
        lines.append(plain(shortened(change)))
    return "  \n".join(lines)


def plain(text: str) -> str:
    """A text of one line without marks."""
    return " ".join(text.translate(PLAIN).split())


def shortened(text: str, most: int = 120) -> str:
    """A text that is not endless."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def as_json(
    found: Sequence[Item],
    links: Links,
    key: str,
    now: datetime,
    subject: str,
    language: str,
) -> str:
    """The notices for a program, the most pressing first."""
    told = {
        "type": "alerts",
        "id": key,
        "created_at": now.isoformat(),
        "language": language,
        "subject": subject,
        "count": len(found),
        "items": [entry(one, links) for one in found[:MOST_IN_JSON]],
        "more": max(0, len(found) - MOST_IN_JSON),
        "url": links.inbox(),
    }
    return json.dumps(told, ensure_ascii=False)


def entry(one: Item, links: Links) -> dict[str, Any]:
    """One notice for a program."""
    return {
        "notice_id": one.notice_id,
        "symbol": one.symbol,
        "title": one.title,
        "original_title": one.original,
        "members": one.members,
        "level": one.level,
        "changes": one.changes,
        "comments_close": one.closes.isoformat() if one.closes else None,
        "sectors": one.sectors,
        "why": one.why,
        "summary": one.summary,
        "url": links.notice(one.notice_id),
    }


def write_test(
    kind: str, name: str, key: str, now: datetime, language: str
) -> tuple[str, str]:
    """Subject and body of a test."""
    subject, text = test_words(name, language)
    if kind != EndpointKind.WEBHOOK:
        return subject, f"**{subject}**\n\n{text}"
    told = {"type": "test", "id": key, "created_at": now.isoformat(), "text": text}
    return subject, json.dumps(told, ensure_ascii=False)


def test_words(name: str, language: str) -> tuple[str, str]:
    """What a test says."""
    subject, words = TESTS["en" if language == "en" else "zh"]
    return subject, words.format(name=plain(name))
