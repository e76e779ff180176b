"""An answer taken: in parts, changed until the round closes, late for the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.consultation import Answer, Asked, AskedKind
from models.deadlines import HERE
from web.audit import note
from web.consultations.fields import Given, check, check_whole
from web.consultations.rounds import OVER
from web.consultations.standing import is_closed
from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import Upload, keep, row_of

MOST_FILES = 5
CLOSED = N_("本轮已于%(day)s截止，已交的答复不能再改。需要更正的，请与咨询中心联系。")
NO_MORE = N_("这件评议已经办结，不再收意见，谢谢。")
TOO_MANY_FILES = N_("最多传%(most)d个附件。")
CHANGED = N_(
    "%(when)s已有人保存过这份答复，这次未保存。下面是你填写的内容，请核对后再提交。"
)


@dataclass(frozen=True)
class Sitting:
    """One filling of the form: who, by which way, when, and upon what it builds.

    ``based_on`` is when the answer that the form showed had been changed last, or ''.
    """

    actor: str
    origin: str
    based_on: str
    now: datetime
    today: date


def take(
    session: Session,
    asked: Asked,
    given: Given,
    upload: Upload | None,
    folder: Path,
    sitting: Sitting,
    *,
    submit: bool,
) -> Answer:
    """Keep an answer, or part of one; RefusedError says what is wrong.

    What was submitted once stays submitted, and is checked as a whole.
    """
    check_open(asked, sitting.today)
    check_unchanged(asked, sitting.based_on)
    whole = submit or asked.answered_at is not None
    fields = fields_of(asked, given, whole=whole)
    answer = claim(session, asked, sitting) or begin(session, asked, sitting)
    for name, value in fields.items():
        setattr(answer, name, value)
    add_file(answer, upload, folder)
    answer.origin, answer.changed_at = sitting.origin, sitting.now
    asked.opened_at = asked.opened_at or sitting.now
    if whole and asked.answered_at is None:
        asked.answered_at = sitting.now
        answer.late = is_closed(asked.consultation, sitting.today)
    action = "answer.given" if whole else "answer.kept"
    note(session, sitting.actor, action, ("asked", asked.id), origin=sitting.origin)
    return answer


def fields_of(asked: Asked, given: Given, *, whole: bool) -> dict[str, Any]:
    """What is to be kept; of who has no opinion, the words kept before stay."""
    kind = AskedKind(asked.kind)
    if given.no_opinion and kind == AskedKind.DEPARTMENT:
        return {"no_opinion": True}
    plain = replace(given, no_opinion=False)
    if whole:
        check_whole(kind, plain)
    return check(plain)


def check_open(asked: Asked, today: date) -> None:
    """Refuse where the case is over, or an answer given in time is closed."""
    one = asked.consultation
    if one.case.state in OVER:
        raise RefusedError(NO_MORE)
    in_time = asked.answered_at is not None and not (asked.answer and asked.answer.late)
    if in_time and is_closed(one, today):
        raise RefusedError(CLOSED, day=closed_on(asked).isoformat())


def closed_on(asked: Asked) -> date:
    """The day on which the round of a party closed."""
    one = asked.consultation
    if one.closed_at is None:
        return one.closes
    return min(one.closes, one.closed_at.astimezone(HERE).date())


def check_unchanged(asked: Asked, based_on: str) -> None:
    """Refuse to write over what somebody else kept meanwhile."""
    if edition_of(asked.answer) != based_on:
        at = asked.answer.changed_at if asked.answer else asked.consultation.created_at
        raise RefusedError(CHANGED, when=f"{at.astimezone(HERE):%Y-%m-%d %H:%M}")


def edition_of(answer: Answer | None) -> str:
    """What a form carries to say which answer it shows."""
    return answer.changed_at.isoformat() if answer else ""


def claim(session: Session, asked: Asked, sitting: Sitting) -> Answer | None:
    """The answer that is to be changed; of two who do so at once the second is refused.

    None where there is none yet.
    """
    held = asked.answer
    if held is None:
        return None
    same = update(Answer).where(
        Answer.id == held.id, Answer.changed_at == held.changed_at
    )
    mine = same.values(changed_at=sitting.now).returning(Answer.id)
    if not session.scalars(mine).all():
        when = f"{sitting.now.astimezone(HERE):%Y-%m-%d %H:%M}"
        raise RefusedError(CHANGED, when=when)
    session.refresh(held)
    return held


def begin(session: Session, asked: Asked, sitting: Sitting) -> Answer:
    """The first row of an answer; of two pressed at once the second is refused."""
    made = Answer(
        asked_id=asked.id,
        files=[],
        clauses=[],
        late=False,
        created_at=sitting.now,
        changed_at=sitting.now,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        when = f"{sitting.now.astimezone(HERE):%Y-%m-%d %H:%M}"
        raise RefusedError(CHANGED, when=when) from error
    session.refresh(asked, ["answer"])
    return made


def add_file(answer: Answer, upload: Upload | None, folder: Path) -> None:
    """Lay a file to the others of an answer; the same one only once."""
    file = row_of(keep(folder, upload))
    held: Sequence[dict[str, Any]] = answer.files
    if not file or file["sha256"] in {one["sha256"] for one in held}:
        return
    if len(held) >= MOST_FILES:
        raise RefusedError(TOO_MANY_FILES, most=MOST_FILES)
    answer.files = [*held, file]


def receive(session: Session, asked: Asked, actor: str, now: datetime) -> None:
    """Confirm that a question was received; only who asked is told, once."""
    if asked.opened_at is None:
        asked.opened_at = now
        note(session, actor, "asked.received", ("asked", asked.id))
