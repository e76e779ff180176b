"""What a firm does with a measure: state, colleague, note, day, files."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.handling import Handling, HandlingFile, HandlingState
from models.measure import Measure
from models.user import AuditEntry, User
from web.alerts.once import insert_once
from web.inbox.circle import Circle, circle_of, members, present_id
from web.inbox.listing import mark_read
from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import Kept, row_of

SUBJECT = "handling"
LONGEST_NOTE = 2000
MOST_AT_ONCE = 200
MOST_FILES = 20
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Decision:
    """What a form says of a measure."""

    state: str = HandlingState.WAITING
    colleague_id: int | None = None
    note: str = ""
    due: date | None = None


def read_day(text: str) -> date | None:
    """The day of a form; RefusedError if it is none."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or not DAY.fullmatch(text.strip()):
        raise RefusedError(
            N_("“%(day)s”不是日期，请按 2026-11-24 的样子填写。"), day=text.strip()[:40]
        )
    return day


def find(session: Session, circle: Circle, measure_id: int) -> Handling | None:
    """What the circle does with a measure; of joined measures, the last begun."""
    query = (
        select(Handling)
        .join(Measure, Measure.id == Handling.measure_id)
        .where(circle.owns, present_id() == measure_id)
        .order_by(Handling.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def alerted(session: Session, circle: Circle, measure_ids: Iterable[int]) -> list[int]:
    """Those of some measures that the circle was alerted to."""
    query = select(Alert.measure_id).where(
        Alert.user_id.in_(circle.people), Alert.measure_id.in_(list(measure_ids))
    )
    return sorted(set(session.scalars(query)))


def decide(
    session: Session, user: User, measure_id: int, decision: Decision, now: datetime
) -> Handling:
    """Keep what the firm does with a measure that it was alerted to."""
    check(session, circle_of(user), decision)
    held = begin(session, user, measure_id, now)
    changed = list(differences(held, decision))
    if held.state != decision.state or held.decided_at is None:
        set_state(session, user, held, decision.state, now)
    else:
        acknowledge(session, user, held)
    held.colleague_id, held.due = decision.colleague_id, decision.due
    held.note = decision.note.strip()
    touch(session, user, held, now, "handling.changed", **dict(changed))
    mark_read(session, user, now, [measure_id])
    return held


def decide_all(
    session: Session, user: User, measure_ids: Sequence[int], state: str, now: datetime
) -> int:
    """Set the state of many measures; those of another firm are passed over."""
    if state not in set(HandlingState):
        raise RefusedError(N_("请选择一种处理状态。"))
    if len(measure_ids) > MOST_AT_ONCE:
        raise RefusedError(N_("一次最多标记 %(most)d 件。"), most=MOST_AT_ONCE)
    own = alerted(session, circle_of(user), measure_ids)
    if not own:
        raise RefusedError(N_("请先勾选要标记的预警。"))
    for measure_id in own:
        held = begin(session, user, measure_id, now)
        before = held.state
        set_state(session, user, held, state, now)
        touch(session, user, held, now, "handling.changed", state=f"{before}>{state}")
    mark_read(session, user, now, own)
    return len(own)


def check(session: Session, circle: Circle, decision: Decision) -> None:
    """Refuse an unknown state, a stranger, and a note that is too long."""
    if decision.state not in set(HandlingState):
        raise RefusedError(N_("请选择一种处理状态。"))
    if len(decision.note) > LONGEST_NOTE:
        raise RefusedError(
            N_("备注最多 %(most)d 字，现有 %(n)d 字。"),
            most=LONGEST_NOTE,
            n=len(decision.note),
        )
    known = {one.id for one in members(session, circle)}
    if decision.colleague_id is not None and decision.colleague_id not in known:
        raise RefusedError(N_("请从本企业的同事中选择负责人。"))


def begin(session: Session, user: User, measure_id: int, now: datetime) -> Handling:
    """The row of a measure; made if none is there, once even if two begin at once."""
    circle = circle_of(user)
    held = find(session, circle, measure_id)
    if held is None:
        row = {
            **circle.owner,
            "measure_id": measure_id,
            "updated_by": user.email,
            "updated_at": now,
        }
        insert_once(session, Handling, [row])
        held = find(session, circle, measure_id)
    assert held is not None  # noqa: S101 - it was there, or has just been made
    return held


def set_state(
    session: Session, user: User, held: Handling, state: str, now: datetime
) -> None:
    """Set the state, and remember who did, when, and what was known."""
    held.state = state
    held.decided_by, held.decided_at = user.email, now
    acknowledge(session, user, held)


def acknowledge(session: Session, user: User, held: Handling) -> None:
    """Take note of all that has happened to the measure until now."""
    circle = circle_of(user)
    query = (
        select(Alert)
        .join(Measure, Measure.id == Alert.measure_id)
        .where(Alert.user_id.in_(circle.people))
        .where(Alert.measure_id == present_of(held.measure_id))
        .order_by(Alert.id.desc())
        .limit(1)
    )
    last = session.scalar(query)
    if last is None:
        return
    held.snapshot = last.snapshot
    latest = select(func.max(Alert.event_id)).where(
        Alert.user_id.in_(circle.people), Alert.measure_id == last.measure_id
    )
    held.known_event = session.scalar(latest) or 0


def present_of(measure_id: int) -> object:
    """The measure that this one has become."""
    return (
        select(present_id()).where(Measure.id == measure_id).correlate(None)
    ).scalar_subquery()


def differences(held: Handling, decision: Decision) -> Iterable[tuple[str, str]]:
    """What a decision changes, as the audit keeps it."""
    if held.state != decision.state:
        yield "state", f"{held.state}>{decision.state}"
    if held.colleague_id != decision.colleague_id:
        yield "colleague", str(decision.colleague_id or "")
    if held.due != decision.due:
        yield "due", decision.due.isoformat() if decision.due else ""
    if held.note != decision.note.strip():
        yield "note", decision.note.strip()


def touch(
    session: Session,
    user: User,
    held: Handling,
    now: datetime,
    action: str,
    **details: str,
) -> None:
    """Say who changed the row last, and keep it in the history."""
    held.updated_by, held.updated_at = user.email, now
    session.flush()
    if details:
        session.add(
            AuditEntry(
                at=now,
                actor=user.email,
                action=action,
                subject_type=SUBJECT,
                subject_id=str(held.id),
                details=details,
            )
        )


def history(session: Session, held: Handling | None) -> Sequence[AuditEntry]:
    """Who did what with a measure, the latest first."""
    if held is None:
        return []
    query = select(AuditEntry).where(
        AuditEntry.subject_type == SUBJECT, AuditEntry.subject_id == str(held.id)
    )
    return session.scalars(query.order_by(AuditEntry.id.desc()).limit(100)).all()


def add_file(
    session: Session, user: User, held: Handling, file: Kept, now: datetime
) -> None:
    """Keep a file with a measure; the same bytes twice are one file."""
    if any(one.sha256 == file.sha256 for one in held.files):
        raise RefusedError(N_("这个文件已经在这里了。"))
    if len(held.files) >= MOST_FILES:
        raise RefusedError(N_("每件最多 %(most)d 个文件。"), most=MOST_FILES)
    held.files.append(HandlingFile(**row_of(file), added_by=user.email, added_at=now))
    touch(session, user, held, now, "handling.file_added", file=file.name)


def remove_file(
    session: Session, user: User, held: Handling, file: HandlingFile, now: datetime
) -> None:
    """Take a file out of the list; the bytes stay, others may hold the same."""
    name = file.name
    held.files.remove(file)
    touch(session, user, held, now, "handling.file_removed", file=name)


def find_file(
    session: Session, circle: Circle, file_id: int
) -> tuple[HandlingFile, Handling] | None:
    """A file of the circle with its row; another's is none."""
    query = (
        select(HandlingFile, Handling)
        .join(Handling, Handling.id == HandlingFile.handling_id)
        .where(HandlingFile.id == file_id, circle.owns)
    )
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None
