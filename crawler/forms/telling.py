"""What a form tells beside the record: its deadline and its events. Never commits."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.forms.form_days import deadline_of_form
from crawler.forms.reading import ReadForm
from crawler.happenings import TOLD_BY_TEXT, Deadlines, fill, forget, new_event
from models.deadlines import Basis, Deadline, deadline_of
from models.events import Happening
from models.measure import Event
from models.notice import Notice

FORM = "form"
"""The key and the origin of events that only the form tells."""


def put_deadline(notice: Notice, read: ReadForm | None) -> None:
    """Let the form's deadline stand where the record has none; never over a stated one.

    A deadline that an earlier reading gave goes when the form tells none any more.
    """
    if notice.comments_close or notice.deadline_basis == Basis.DOCKET:
        return
    day = None
    if read is not None:
        day = deadline_of_form(read.form, notice.distributed) or read.told.deadline
    found = Deadline(day, Basis.FORM) if day else without_form(notice)
    notice.deadline, notice.deadline_basis = found.day, found.basis.value


def without_form(notice: Notice) -> Deadline:
    """The deadline that the record alone gives."""
    return deadline_of(
        notice.type,
        emergency=notice.emergency,
        circulated=notice.distributed,
        stated=notice.comments_close,
    )


def tell_form(
    session: Session, notice: Notice, read: ReadForm | None, now: datetime
) -> None:
    """Tell the events of a form that the record does not tell.

    An event that the text told without a day gets the form's; one that an earlier
    reading told and this one does not goes, unless somebody was alerted by it.
    """
    held = events_of(session, notice)
    deadlines = Deadlines(session, [notice.measure_id])
    own = set()
    for one in read.told.happenings if read else []:
        kind = one.kind.value
        by_text = held.get((kind, TOLD_BY_TEXT))
        if by_text is not None and is_told(by_text, one):
            continue
        if by_text is not None and by_text.day_basis != "stated":
            fill(by_text, notice, one, deadlines)
            continue
        own.add(kind)
        event = held.get((kind, FORM)) or new_event(notice, kind, now, FORM)
        fill(event, notice, one, deadlines)
        session.add(event)
    for kind, key in held:
        if key == FORM and kind not in own:
            forget(session, held[kind, key])
    session.flush()


def events_of(session: Session, notice: Notice) -> dict[tuple[str, str], Event]:
    """The events that the text of a notice tells, and those of its form."""
    query = select(Event).where(
        Event.notice_id == notice.id, Event.key.in_([TOLD_BY_TEXT, FORM])
    )
    return {(one.kind, one.key): one for one in session.scalars(query)}


def is_told(event: Event, one: Happening) -> bool:
    """Whether the text already told an event, and its day where the form has one."""
    if one.day is None:
        return True
    return event.day_basis == "stated" and event.day == one.day
