"""What the Member answered, and asking again where it did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, Flag
from models.correspondence import Chase, Reply, ReplyKind
from web.cases.board import cases_in_state
from web.cases.due import SILENCE, Around, around, local_day
from web.cases.flags import end_flag, ensure_flag, standing_flag
from web.cases.lock import hold
from web.cases.moves import move
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

LONGEST = 20_000
LONGEST_CHASE = 3000
TONGUES = frozenset({"en", "fr", "es", "zh"})
STATES = frozenset({"sent", "replied", "escalated", "closed"})
NOT_SENT = N_("案件还没有提交通报成员，不能登记答复。")
NO_KIND = N_("请选择答复的种类。")
NO_TONGUE = N_("请从列表中选择答复的语言。")
NO_WORDS = N_("请填写答复内容，或上传答复文件。")
TOO_LONG = N_("文字超过 %(most)d 字，请缩短，或改为上传文件。")
IN_FUTURE = N_("答复日期 %(day)s 还没有到，请核对。")
TOO_EARLY = N_(
    "答复日期 %(day)s 早于提交通报成员的日期 %(sent)s。确实如此的，请勾选确认后再提交。"
)
SYSTEM = Actor(None, "系统")


@dataclass(frozen=True)
class Heard:
    """What an officer enters; ``is_sure`` says that an odd day is right."""

    kind: str
    day: date
    language: str
    text: str
    is_sure: bool = False


def replies_of(session: Session, case_id: int) -> list[Reply]:
    """What came back on a case, by its day."""
    query = select(Reply).where(Reply.case_id == case_id)
    return list(session.scalars(query.order_by(Reply.day, Reply.id)))


def chases_of(session: Session, case_id: int) -> list[Chase]:
    """How often it was asked again, by the day."""
    query = select(Chase).where(Chase.case_id == case_id)
    return list(session.scalars(query.order_by(Chase.day, Chase.id)))


def file_reply(
    session: Session,
    case: Case,
    heard: Heard,
    *,
    file: dict[str, object],
    actor: Actor,
    now: datetime,
) -> Reply:
    """Keep a reply; a full one makes the case replied, an acknowledgement marks it.

    RefusedError if it is empty or of the future. A day before the sending is asked
    about, not refused: ``heard.is_sure`` answers.
    """
    hold(session, case)
    check(session, case, heard, bool(file), now)
    made = Reply(
        case_id=case.id,
        kind=heard.kind,
        day=heard.day,
        language=heard.language,
        text=heard.text.strip(),
        file=file,
        noted_by=actor.name,
        noted_at=now,
    )
    session.add(made)
    session.flush()
    record(session, actor, "case.reply", case, now, reply=made.id, kind=heard.kind)
    if standing_flag(case, Flag.OVERDUE):
        end_flag(session, case, Flag.OVERDUE, actor=actor, now=now)
    if heard.kind == ReplyKind.ACKNOWLEDGEMENT:
        ensure_flag(case, Flag.ACKNOWLEDGED, actor=actor, now=now)
    elif heard.kind == ReplyKind.REPLY and case.state == "sent":
        move(session, case, "replied", actor=actor, now=now)
    return made


def check(
    session: Session, case: Case, heard: Heard, has_file: bool, now: datetime
) -> None:
    """Refuse what cannot be a reply, and ask about what hardly can."""
    if case.state not in STATES:
        raise RefusedError(NOT_SENT)
    if heard.kind not in set(ReplyKind):
        raise RefusedError(NO_KIND)
    if heard.language not in TONGUES:
        raise RefusedError(NO_TONGUE)
    if not heard.text.strip() and not has_file:
        raise RefusedError(NO_WORDS)
    if len(heard.text) > LONGEST:
        raise RefusedError(TOO_LONG, most=LONGEST)
    if heard.day > local_day(now):
        raise RefusedError(IN_FUTURE, day=heard.day)
    sent = around(session, [case]).sent.get(case.id)
    if sent and heard.day < sent and not heard.is_sure:
        raise RefusedError(TOO_EARLY, day=heard.day, sent=sent)


def note_chase(
    session: Session,
    case: Case,
    *,
    day: date,
    channel: str,
    text: str,
    actor: Actor,
    now: datetime,
) -> Chase:
    """Write down that the centre asked again, by way of the national body."""
    if case.state != "sent":
        raise RefusedError(N_("只有已提交、未答复的案件需要催询。"))
    if day > local_day(now):
        raise RefusedError(N_("催询日期 %(day)s 还没有到，请核对。"), day=day)
    if len(text) > LONGEST_CHASE or len(channel) > LONGEST_CHASE:
        raise RefusedError(TOO_LONG, most=LONGEST_CHASE)
    made = Chase(
        case_id=case.id,
        day=day,
        channel=channel.strip(),
        text=text.strip(),
        noted_by=actor.name,
        noted_at=now,
    )
    session.add(made)
    session.flush()
    record(session, actor, "case.chased", case, now, chase=made.id)
    return made


@dataclass(frozen=True)
class Silent:
    """A case that was sent and has no reply: since when, how often asked again.

    It is overdue where the Member has not let itself be heard at all for so long.
    """

    case: Case
    sent: date
    asked: date | None
    days: int
    is_due: bool
    is_overdue: bool


def silent_cases(session: Session, today: date) -> list[Silent]:
    """All cases that wait for a reply, the longest silence first."""
    cases = cases_in_state(session, "sent")
    known = around(session, cases)
    found = [silent(case, known, today) for case in cases if case.id in known.sent]
    return sorted(found, key=lambda one: (one.sent, one.case.id))


def silent(case: Case, known: Around, today: date) -> Silent:
    """How long one case has waited; due sixty days after the sending or the asking."""
    sent, asked = known.sent[case.id], known.chased.get(case.id)
    last = max(asked, sent) if asked else sent
    heard = max(known.replied.get(case.id, sent), sent)
    is_due, is_overdue = today > last + SILENCE, today > heard + SILENCE
    return Silent(case, sent, asked, (today - sent).days, is_due, is_overdue)


def mark_overdue(session: Session, *, now: datetime, today: date) -> int:
    """Mark the cases that heard nothing for more than sixty days; how many are new."""
    late = [
        one.case
        for one in silent_cases(session, today)
        if one.is_overdue and not standing_flag(one.case, Flag.OVERDUE)
    ]
    for case in late:
        ensure_flag(case, Flag.OVERDUE, actor=SYSTEM, now=now)
    return len(late)
