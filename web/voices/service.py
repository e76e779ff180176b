"""Answers to a notice: who may give one, by which link, and how it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from models.alert import Alert
from models.deadlines import HERE
from models.notice import Notice
from models.user import User
from models.voice import Voice
from web.alerts.links import VOICE, unsealed
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.rights import HOLDERS, Right
from web.uploads.keeping import Upload, keep, row_of
from web.voices.words import AFFECTED, COSTS, MONTHS

LONGEST = {"product": 200, "contact": 100, "reach": 200, "certificate": 200}
MOST_WORDS = 2000
LOST = N_("这个链接无效或不完整，请从邮件中重新打开，或登录后在通报页填写。")
LATE = N_("这个链接已于%(day)s失效。可登录后在通报页填写。")
ANSWERED = N_("这条通报已于%(day)s答复过，每个链接只能答复一次。修改请先登录。")
NOT_FOR_CENTRE = N_("咨询中心人员不代企业填写意见，请把链接转给企业。")
LACKING = {
    "product": N_("请填写涉及的产品。"),
    "contact": N_("请填写联系人。"),
}
TOO_LONG = N_("补充说明超过2000字，请精简或改用附件。")


@dataclass(frozen=True)
class Asked:
    """Who is asked about which notice, and by which alert."""

    user: User
    notice: Notice
    alert_id: int | None = None


@dataclass(frozen=True)
class Answer:
    """An answer as its form gives it; all text, nothing checked yet."""

    product: str = ""
    contact: str = ""
    reach: str = ""
    affected: str = ""
    cost: str = ""
    months: str = ""
    certificate: str = ""
    remark: str = ""


def read_link(session: Session, key: str, token: str, today: date) -> Asked:
    """Who is asked by a link; RefusedError if it is altered or late."""
    said = unsealed(key, VOICE, token)
    if not isinstance(said, list) or len(said) != len(("alert", "user", "until")):
        raise RefusedError(LOST)
    alert_id, user_id, until = said
    alert = session.get(Alert, alert_id)
    user = session.get(User, user_id)
    if alert is None or user is None or alert.user_id != user_id or user.disabled:
        raise RefusedError(LOST)
    if today > date.fromisoformat(until):
        raise RefusedError(LATE, day=until)
    return Asked(user, alert.notice, alert.id)


def ask_inside(session: Session, user: User, notice_id: int) -> Asked | None:
    """Somebody signed in, about a notice; None if there is no such notice."""
    if user.role in HOLDERS[Right.CENTRE]:
        raise RefusedError(NOT_FOR_CENTRE)
    notice = session.get(Notice, notice_id)
    return Asked(user, notice) if notice else None


def find_voice(session: Session, asked: Asked) -> Voice | None:
    """What this person has answered about this notice."""
    query = select(Voice).where(
        Voice.user_id == asked.user.id, Voice.notice_id == asked.notice.id
    )
    return session.scalar(query)


def check_unanswered(session: Session, asked: Asked) -> None:
    """Refuse a link whose reader has answered."""
    given = find_voice(session, asked)
    if given is not None:
        raise RefusedError(ANSWERED, day=day_of(given.created_at))


def day_of(moment: datetime) -> str:
    """The day of an instant here, as a sentence of ours names it."""
    return moment.astimezone(HERE).date().isoformat()


def answer(
    session: Session,
    asked: Asked,
    given: Answer,
    upload: Upload | None,
    folder: Path,
    *,
    now: datetime,
) -> Voice:
    """Keep an answer, or change the one that is there.

    The caller refuses a used link first; of two presses at once the second is
    refused here.
    """
    fields = check(given)
    file = row_of(keep(folder, upload))
    found = find_voice(session, asked)
    if found is None:
        found = begin(session, asked, fields, now)
    else:
        for name, value in fields.items():
            setattr(found, name, value)
        note(session, asked.user.email, "voice.changed", ("voice", found.id))
    found.organisation_id = asked.user.organisation_id
    found.file = file or found.file
    found.changed_at = now
    return found


def begin(
    session: Session, asked: Asked, fields: dict[str, Any], now: datetime
) -> Voice:
    """A first answer; RefusedError if another press of the same link came before."""
    made = Voice(
        notice_id=asked.notice.id,
        user_id=asked.user.id,
        alert_id=asked.alert_id,
        file={},
        created_at=now,
        changed_at=now,
        **fields,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        raise RefusedError(ANSWERED, day=day_of(now)) from error
    note(session, asked.user.email, "voice.given", ("voice", made.id))
    return made


def check(given: Answer) -> dict[str, Any]:
    """The fields of an answer as they are kept; RefusedError names what is wrong."""
    fields: dict[str, Any] = {}
    for name, most in LONGEST.items():
        fields[name] = " ".join(getattr(given, name).split())[:most]
    for name, sentence in LACKING.items():
        if not fields[name]:
            raise RefusedError(sentence)
    if len(given.remark) > MOST_WORDS:
        raise RefusedError(TOO_LONG)
    months = {str(number): number for number in MONTHS}
    return {
        **fields,
        "remark": given.remark.strip(),
        "affected": given.affected if given.affected in AFFECTED else "",
        "cost": given.cost if given.cost in COSTS else "",
        "months": months.get(given.months),
    }


def of_measure(session: Session, notice: Notice) -> Sequence[Voice]:
    """All answers to the documents of a notice's measure, the newest first."""
    same = Voice.notice_id == notice.id
    if notice.measure_id is not None:
        family = select(Notice.id).where(Notice.measure_id == notice.measure_id)
        same = Voice.notice_id.in_(family)
    query = select(Voice).where(same).order_by(Voice.changed_at.desc(), Voice.id)
    whole = query.options(selectinload(Voice.organisation), selectinload(Voice.notice))
    return session.scalars(whole).all()


def may_see(voice: Voice, user: User) -> bool:
    """Whether somebody may read an answer: the centre, its author and their firm."""
    if user.role in HOLDERS[Right.CENTRE] or voice.user_id == user.id:
        return True
    firm = voice.organisation_id
    return firm is not None and firm == user.organisation_id
