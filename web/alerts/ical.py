"""Deadlines as an iCalendar (RFC 5545): a day each, with a reminder a week before.

The uid of a deadline is that of its measure, so that a moved one takes the place of
the earlier; its sequence rises with every later alert.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from models.alert import Alert
from models.deadlines import HERE
from models.kinds import INCIDENTS
from web.alerts.links import Links

MOST_OCTETS = 75
"""Of a line; a longer one goes on in the next (RFC 5545, 3.1)."""
NAMES = {"zh": "评议截止：", "en": "Comments close: "}
ESTIMATED = {"zh": "（估算）", "en": " (estimated)"}
JOIN = {"zh": "、", "en": ", "}
COLON = {"zh": "：", "en": ": "}
WEEK = "-P7D"


@dataclass(frozen=True)
class Closing:
    """The last day for comments on a measure, as one line of a calendar.

    ``sequence`` must rise whenever the day is told anew; ``uid`` must not change.
    """

    uid: str
    day: date
    sequence: int
    summary: str
    description: str
    url: str


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
    return Closing(
        uid=f"measure-{alert.measure_id}-comments@{host_of(links)}",
        day=date.fromisoformat(shown["deadline"]),
        sequence=alert.id,
        summary=f"{NAMES[language]}{title}{note}",
        description=f"{members}{COLON[language]}{shown['symbol']}",
        url=links.notice(alert.notice_id),
    )


def host_of(links: Links) -> str:
    """Where the service is reached, without scheme and port."""
    return urlsplit(links.base_url).hostname or "chutong"


def calendar(dates: Iterable[Closing], *, stamp: datetime) -> str:
    """The whole file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Chutong//Alerts//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-TIMEZONE:{HERE.key}",
    ]
    for one in dates:
        lines += event(one, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def event(one: Closing, stamp: datetime) -> list[str]:
    """The lines of one deadline: the whole day, told of a week before."""
    until = one.day + timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"SEQUENCE:{one.sequence}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{until:%Y%m%d}",
        f"SUMMARY:{escaped(one.summary)}",
        f"DESCRIPTION:{escaped(one.description)}",
        f"URL:{one.url}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(one.summary)}",
        f"TRIGGER:{WEEK}",
        "END:VALARM",
        "END:VEVENT",
    ]


def escaped(words: str) -> str:
    """A text as a value: one line, with what has a meaning in the format escaped."""
    words = " ".join(words.split()).replace("\\", "\\\\")
    return words.replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> Iterator[str]:
    """A long line in parts, the later ones behind a space; no letter is cut in two."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
