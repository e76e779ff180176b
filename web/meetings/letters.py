"""Invitations to a meeting, as mails and as an entry of a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from models.deadlines import HERE
from models.review import Meeting
from web.alerts.links import Links, sealed, unsealed
from web.mail.plain import Reader, Texts, post, write_plain
from web.papers.contact import sign_of

MEETING = "meeting"
SPOKEN = "zh"
"""Those who are invited are of the country."""
LASTS = timedelta(hours=2)
SUBJECT = "评议会邀请：%(title)s（%(day)s）"
GREETING = "%(name)s，你好。请参加“%(title)s”。"
WHEN = "时间：%(day)s（星期%(weekday)s）%(hour)s"
WHERE = "地点：%(place)s"
WEEKDAYS = "一二三四五六日"
ABOUT = "议题："
OPEN, OPEN_HOUR = "待定", "，具体时间待定"
LINK = "加入日历"
CLOSE = "不能参加的，请与咨询中心联系。"


def invite(
    session: Session,
    meeting: Meeting,
    subjects: Sequence[str],
    *,
    links: Links,
    now: datetime,
) -> int:
    """Put an invitation to each address into the outbox; how many addresses that is.

    Who was invited to the same day, hour and place before gets no second mail.
    """
    told = {
        "title": meeting.title,
        "day": f"{meeting.day.year}年{meeting.day.month}月{meeting.day.day}日",
        "weekday": WEEKDAYS[meeting.day.weekday()],
        "hour": meeting.hour or OPEN_HOUR,
        "place": meeting.place or OPEN,
    }
    addressed = [one for one in meeting.invited if one["email"]]
    for one in addressed:
        texts = Texts(
            subject=SUBJECT % told,
            lines=[
                GREETING % {**told, "name": one["name"]},
                f"{WHEN % told}\n{WHERE % told}",
                *(["\n".join([ABOUT, *numbered(subjects)])] if subjects else []),
            ],
            url=entry_link(links, meeting.id),
            link=LINK,
            close=CLOSE,
            sign=sign_of(session, SPOKEN),
        )
        reader = Reader(one["email"], one["name"], SPOKEN)
        key = f"meeting:{meeting.id}:{one['email']}:{mark_of(meeting)}"
        post(session, write_plain(texts, SPOKEN), reader, key=key, now=now)
    return len(addressed)


def numbered(subjects: Sequence[str]) -> list[str]:
    """What a meeting is about, a line each."""
    return [f"{place}. {words}" for place, words in enumerate(subjects, 1)]


def mark_of(meeting: Meeting) -> str:
    """What changes when day, hour or place do."""
    told = f"{meeting.day}|{meeting.hour}|{meeting.place}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def entry_link(links: Links, meeting_id: int) -> str:
    """The address of the entry for a calendar."""
    return f"{links.base_url}/meetings/{sealed(links.key, MEETING, meeting_id)}.ics"


def read_meeting(key: str, token: str) -> int | None:
    """Which meeting an address names; None if we did not make it."""
    found = unsealed(key, MEETING, token)
    return found if isinstance(found, int) else None


def entry_of(
    meeting: Meeting, host: str, stamp: datetime, subjects: Sequence[str] = ()
) -> str:
    """The meeting as an iCalendar of one entry; a whole day while its hour is open."""
    book, event = Calendar(), Event()
    book.add("version", "2.0")
    book.add("prodid", "-//Chutong//Meetings//ZH")
    event.add("uid", f"meeting-{meeting.id}@{host}")
    event.add("dtstamp", stamp.astimezone(UTC))
    if meeting.hour:
        begins = datetime.combine(meeting.day, time.fromisoformat(meeting.hour), HERE)
        event.add("dtstart", begins.astimezone(UTC))
        event.add("dtend", (begins + LASTS).astimezone(UTC))
    else:
        event.add("dtstart", meeting.day)
        event.add("dtend", meeting.day + timedelta(days=1))
    event.add("summary", " ".join(meeting.title.split()))
    event.add("location", " ".join(meeting.place.split()))
    if subjects:
        event.add("description", "\n".join([ABOUT, *numbered(subjects)]))
    book.add_component(event)
    return str(book.to_ical().decode())
