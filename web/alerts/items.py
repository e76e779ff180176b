"""Alerts as a reader meets them: each notice once, with all that happened to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.alert import Alert
from models.events import EventKind
from web.alerts import keeping
from web.alerts.days import dated, say_deadline
from web.alerts.national import kind_of, label, number, say_standing, stands_on
from web.alerts.phrases import (
    ENDED,
    LEVELS,
    MADE,
    say_change,
    say_lead,
    say_left,
    say_news,
)
from web.alerts.why import because, sectors
from web.alerts.why import why as why

ORDER = list(LEVELS)
JOIN = {"zh": "、", "en": ", "}
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
    lead: str
    """What is most pressing, in a few words."""

    @property
    def tells_deadline(self) -> bool:
        """Whether a day belongs to it: what is made or ended without one needs none."""
        return bool(self.closes or self.stood) or self.last_event not in MADE | ENDED


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
    latest = latest_news(group, today)
    news, ended = say_news(latest, language), shown["kind"] in ENDED
    follows = any(alert.snapshot["kind"] not in NEW for alert in group)
    closes = None
    if shown["deadline"] and not (stands or ended):
        closes = date.fromisoformat(shown["deadline"])
    title = shown[f"title_{language}"] or shown["title"]
    left = stands or (news if ended else say_left(closes, today, language))
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
        news=news,
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
        shipments=[] if ended else keeping.shipments(shown, today, language),
        last_event=shown["kind"],
        is_follow_up=follows,
        lead=say_lead(latest, today, language, follows=follows, closes=closes),
    )


def latest_news(group: Sequence[Alert], today: date) -> Mapping[str, Any]:
    """What happened last; an entry into force to come only where it is all the news."""
    told = [one.snapshot for one in sorted(group, key=lambda one: one.id)]
    past = [
        one
        for one in told
        if one["kind"] != EventKind.IN_FORCE or one["day"] <= today.isoformat()
    ]
    return (past or told)[-1]


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
