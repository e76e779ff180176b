"""Deadlines as an iCalendar (RFC 5545): a day each, with a reminder a week before.

The uid of a deadline is that of its measure, so that a moved one takes the place of
the earlier; its sequence rises with every later alert.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from models.alert import Alert
from models.deadlines import HERE
from models.events import EventKind
from models.kinds import INCIDENTS
from web.alerts.days import say_basis
from web.alerts.links import Links
from web.alerts.national import is_national, number

NAMES = {"zh": "评议截止：", "en": "Comments close: "}
DRAFTS = {"zh": "意见截止：", "en": "Comments close: "}
"""Of a notification, and of a draft that its publisher lays open."""
ESTIMATED = {"zh": "（估算）", "en": " (estimated)"}
JOIN = {"zh": "、", "en": ", "}
COLON = {"zh": "：", "en": ": "}
BRACKETS = {"zh": "（{}）", "en": " ({})"}
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Closing:
    """The last day for comments on a measure, as one line of a calendar.

    ``sequence`` must rise whenever the day is told anew; ``uid`` must not change. One
    of a measure that was withdrawn is cancelled where a calendar holds it already.
    """

    uid: str
    day: date
    sequence: int
    summary: str
    description: str
    url: str
    is_cancelled: bool = False


def dates_of(
    alerts: Iterable[Alert], links: Links, language: str = "zh"
) -> list[Closing]:
    """The deadlines of some alerts, of each measure the last that was told.

    One that was over when the document came out is left out, as are incidents.
    """
    found: dict[str, Closing] = {}
    for alert in sorted(alerts, key=lambda one: one.id):
        if has_deadline(alert.snapshot):
            one = closing(alert, links, language)
            found[one.uid] = one
    return sorted(found.values(), key=lambda one: (one.day, one.uid))


def has_deadline(shown: Mapping[str, Any]) -> bool:
    """Whether a snapshot tells a deadline that may still be kept."""
    closes = shown["deadline"]
    return bool(
        closes
        and shown.get("notice_kind") not in INCIDENTS
        and closes >= shown["distributed"]
    )


def closing(alert: Alert, links: Links, language: str) -> Closing:
    """The deadline of one alert."""
    shown = alert.snapshot
    title = shown[f"title_{language}"] or shown["title"]
    note = ESTIMATED[language] if shown["deadline_basis"] == "estimated" else ""
    members = JOIN[language].join(one[language] for one in shown["members"])
    names, basis = DRAFTS if is_national(shown) else NAMES, say_basis(shown, language)
    known = BRACKETS[language].format(basis) if basis else ""
    return Closing(
        uid=f"measure-{alert.measure_id}-comments@{host_of(links)}",
        day=date.fromisoformat(shown["deadline"]),
        sequence=alert.id,
        summary=f"{names[language]}{title}{note}",
        description=f"{members}{COLON[language]}{number(shown, language)}{known}",
        url=links.notice(alert.notice_id),
        is_cancelled=shown["kind"] == EventKind.WITHDRAWN,
    )


def host_of(links: Links) -> str:
    """Where the service is reached, without scheme and port."""
    return urlsplit(links.base_url).hostname or "chutong"


def calendar(dates: Iterable[Closing], *, stamp: datetime) -> str:
    """The whole file."""
    book = Calendar()
    book.add("version", "2.0")
    book.add("prodid", "-//Chutong//Alerts//ZH")
    book.add("method", "PUBLISH")
    book.add("x-wr-timezone", HERE.key)
    for one in dates:
        book.add_component(event(one, stamp))
    return str(book.to_ical().decode())


def event(one: Closing, stamp: datetime) -> Event:
    """One deadline: the whole day, told of a week before."""
    made = Event()
    made.add("uid", one.uid)
    made.add("sequence", one.sequence)
    made.add("dtstamp", stamp.astimezone(UTC))
    made.add("dtstart", one.day)
    made.add("dtend", one.day + timedelta(days=1))
    made.add("summary", on_one_line(one.summary))
    made.add("description", on_one_line(one.description))
    made.add("url", one.url)
    made.add("transp", "TRANSPARENT")
    if one.is_cancelled:
        made.add("status", "CANCELLED")
        return made
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", on_one_line(one.summary))
    alarm.add("trigger", -WEEK)
    made.add_component(alarm)
    return made


def on_one_line(words: str) -> str:
    """A text without breaks of lines."""
    return " ".join(words.split())
