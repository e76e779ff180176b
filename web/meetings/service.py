"""Meetings: called, changed, written up; several cases may be on one list."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.consultation import Expert
from models.review import Meeting, MeetingCase
from web.audit import note
from web.cases.flow import ENDED
from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import Kept, row_of

PAGE = 20
LONGEST = {
    "title": 200,
    "place": 200,
    "minutes": 20_000,
    "agreed": 5000,
    "person": 200,
}
MOST_INVITED = 100
MOST_FILES = 10
SHOWN = 300
"""Letters of what stands now, in a refusal."""
ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
APART = re.compile(r"[,，;；\t]+")
NO_TITLE = N_("请填写会议名称。")
NO_DAY = N_("请填写会议日期，格式如 2026-11-24。")
NO_HOUR = N_("时间“%(said)s”读不出来，请按 14:30 的格式填写。")
NO_CASE = N_("请至少选择一个案件。")
TOO_LONG = N_("有一栏超过 %(most)d 字，请缩短后再保存。")
TOO_MANY = N_("参会人超过 %(most)d 位，请分次邀请。")
NO_ADDRESS = N_("第%(n)d行的邮箱“%(said)s”格式不对，请核对；没有邮箱可以留空。")
NO_NAME = N_("第%(n)d行没有姓名，请按“姓名，单位，邮箱”填写。")
LONG_LINE = N_("第%(n)d行的姓名、单位或邮箱超过 %(most)d 字，请缩短。")
MEANWHILE = N_(
    "有人刚刚改过这次评议会，这次未保存。您的文字还在，请核对后再保存：%(now)s"
)
NOT_THERE = N_("没有这次评议会，请从列表中选择。")
FULL = N_("一次会议最多附 %(most)d 个文件。")


@dataclass(frozen=True)
class Call:
    """A meeting as its form gives it; ``invited`` is a line a person."""

    title: str
    day: str
    hour: str = ""
    place: str = ""
    invited: str = ""
    cases: tuple[int, ...] = ()


@dataclass(frozen=True)
class Listed:
    """One page of meetings."""

    meetings: Sequence[Meeting]
    page: int
    pages: int


def list_meetings(session: Session, page: int) -> Listed:
    """All meetings, the latest first."""
    total = session.scalar(select(func.count(Meeting.id))) or 0
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    query = select(Meeting).options(selectinload(Meeting.cases))
    ordered = query.order_by(Meeting.day.desc(), Meeting.id.desc())
    shown = session.scalars(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    return Listed(shown, page, pages)


def find_meeting(session: Session, meeting_id: int) -> Meeting:
    """One meeting; RefusedError if it is not there."""
    found = session.get(Meeting, meeting_id, options=[selectinload(Meeting.cases)])
    if found is None:
        raise RefusedError(NOT_THERE)
    return found


def may_be_on_the_list(session: Session, kept: Collection[int] = ()) -> list[Case]:
    """The cases under way, and those that a meeting has already."""
    query = select(Case).where(Case.state.not_in(ENDED) | Case.id.in_(kept))
    with_notice = query.options(selectinload(Case.notice))
    return list(session.scalars(with_notice.order_by(Case.id)))


def cases_of(session: Session, meeting: Meeting) -> list[Case]:
    """The cases on the list of a meeting."""
    ids = [one.case_id for one in meeting.cases]
    query = select(Case).where(Case.id.in_(ids)).options(selectinload(Case.notice))
    return list(session.scalars(query.order_by(Case.id)))


def mark_of(meeting: Meeting) -> str:
    """What tells whether a meeting is still what a form showed."""
    told = [
        *(str(getattr(meeting, name)) for name in ("title", "day", "hour", "place")),
        *(str(sorted(one.items())) for one in meeting.invited),
        meeting.minutes,
        *sorted(f"{one.case_id}:{one.agreed}" for one in meeting.cases),
    ]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]


def refuse_if_changed(session: Session, meeting: Meeting, seen: str) -> None:
    """Refuse what was written beside an older state than the one that stands."""
    session.refresh(meeting, with_for_update=True)
    if seen != mark_of(meeting):
        now = meeting.minutes or meeting.title
        raise RefusedError(MEANWHILE, now=now[:SHOWN])


def call(session: Session, wanted: Call, *, by: str, now: datetime) -> Meeting:
    """A new meeting; RefusedError if its form is unfit."""
    made = Meeting(**columns(wanted), created_by=by, created_at=now)
    made.cases = [MeetingCase(case_id=one) for one in chosen(session, wanted)]
    session.add(made)
    session.flush()
    note(session, by, "meeting.called", ("meeting", made.id))
    return made


def change(
    session: Session, meeting: Meeting, wanted: Call, *, seen: str, by: str
) -> None:
    """Put a meeting right; what was agreed on a case that stays is kept.

    ``seen`` is the mark of the meeting that the form showed.
    """
    refuse_if_changed(session, meeting, seen)
    told, ids = columns(wanted), chosen(session, wanted)
    for name, value in told.items():
        setattr(meeting, name, value)
    held = {one.case_id: one for one in meeting.cases}
    meeting.cases = [held.get(one) or MeetingCase(case_id=one) for one in ids]
    session.flush()
    note(session, by, "meeting.changed", ("meeting", meeting.id))


def columns(wanted: Call) -> dict[str, Any]:
    """The columns that a form fills; RefusedError says what is wrong."""
    title, place = wanted.title.strip(), wanted.place.strip()
    if not title:
        raise RefusedError(NO_TITLE)
    check_length("title", title)
    check_length("place", place)
    return {
        "title": title,
        "place": place,
        "day": read_day(wanted.day),
        "hour": read_hour(wanted.hour),
        "invited": read_invited(wanted.invited),
    }


def check_length(name: str, text: str) -> None:
    """Refuse a text that is too long for its place."""
    if len(text) > LONGEST[name]:
        raise RefusedError(TOO_LONG, most=LONGEST[name])


def read_day(text: str) -> date:
    """The day of a meeting."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise RefusedError(NO_DAY) from error


def read_hour(text: str) -> str:
    """The hour of a meeting; it may be open."""
    if not text.strip():
        return ""
    try:
        return f"{time.fromisoformat(text.strip()):%H:%M}"
    except ValueError as error:
        raise RefusedError(NO_HOUR, said=text.strip()[:20]) from error


def read_invited(text: str) -> list[dict[str, str]]:
    """Who is invited: name, party and address of each line, in this order."""
    lines = [(n, one) for n, one in enumerate(text.splitlines(), 1) if one.strip()]
    if len(lines) > MOST_INVITED:
        raise RefusedError(TOO_MANY, most=MOST_INVITED)
    return [read_person(number, line) for number, line in lines]


def read_person(number: int, line: str) -> dict[str, str]:
    """One line; the address stands last, and may be missing."""
    parts = [part.strip() for part in APART.split(line)]
    email = parts.pop() if len(parts) > 1 and "@" in parts[-1] else ""
    if email and not ADDRESS.fullmatch(email):
        raise RefusedError(NO_ADDRESS, n=number, said=email[:50])
    name, *others = parts
    if not name or "@" in name:
        raise RefusedError(NO_NAME, n=number)
    party = " ".join(part for part in others if part)
    if max(len(name), len(party), len(email)) > LONGEST["person"]:
        raise RefusedError(LONG_LINE, n=number, most=LONGEST["person"])
    return {"name": name, "party": party, "email": email}


def write_invited(invited: Sequence[dict[str, str]]) -> str:
    """The lines again, as a form shows them."""
    return "\n".join(
        "，".join((one["name"], one["party"], one["email"])).rstrip("，")
        for one in invited
    )


def chosen(session: Session, wanted: Call) -> list[int]:
    """The cases of a form that are there, in their order."""
    there = set(session.scalars(select(Case.id).where(Case.id.in_(wanted.cases))))
    found = [one for one in dict.fromkeys(wanted.cases) if one in there]
    if not found:
        raise RefusedError(NO_CASE)
    return found


def write_up(
    session: Session,
    meeting: Meeting,
    *,
    minutes: str,
    agreed: dict[int, str],
    seen: str,
    by: str,
) -> None:
    """Keep the minutes, and what was agreed on each case, if nobody else just did."""
    refuse_if_changed(session, meeting, seen)
    check_length("minutes", minutes)
    for text in agreed.values():
        check_length("agreed", text)
    meeting.minutes = minutes.strip()
    for one in meeting.cases:
        one.agreed = agreed.get(one.case_id, one.agreed).strip()
    note(session, by, "meeting.written_up", ("meeting", meeting.id))


def add_file(session: Session, meeting: Meeting, kept: Kept, *, by: str) -> None:
    """Attach a file to the minutes."""
    if len(meeting.files) >= MOST_FILES:
        raise RefusedError(FULL, most=MOST_FILES)
    if any(file["sha256"] == kept.sha256 for file in meeting.files):
        return
    meeting.files = [*meeting.files, row_of(kept)]
    note(session, by, "meeting.file", ("meeting", meeting.id), sha256=kept.sha256)


def roster(session: Session) -> list[Expert]:
    """The experts and laboratories that may be invited."""
    query = select(Expert).where(Expert.retired_at.is_(None)).order_by(Expert.name)
    return list(session.scalars(query))


def meetings_of(session: Session, case_id: int) -> list[tuple[Meeting, MeetingCase]]:
    """The meetings that had a case on the list, the latest first."""
    query = (
        select(Meeting, MeetingCase)
        .join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
        .where(MeetingCase.case_id == case_id)
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    return [(row[0], row[1]) for row in session.execute(query)]
