"""The events of a document as rows: what it tells, and what became of its text."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.items import NoticeItem
from crawler.moments import Moment
from crawler.national import national_happenings
from models.alert import Alert
from models.changes.brief import in_short
from models.changes.fields import field_changes
from models.events import EventKind, Happening, NoticeFacts, read_events
from models.kinds import NoticeKind
from models.measure import Event
from models.notice import Notice

TOLD_BY_TEXT = ""
"""The key of events that the document itself tells."""
OF_CHANGE = "version"
"""The origin of events that a changed text brings, not the text itself."""
QUIET = ("hs_text", "ics_text", "links", "dockets", "docket_title")
"""Fields that are shown with the version but make no event."""
ENDS = ("comments_close", "docket_closes")
"""Fields that tell until when comments are taken."""


def tell_events(
    session: Session,
    notice: Notice,
    found: Iterable[Happening],
    moment: Moment,
    deadlines: "Deadlines",
) -> list[Event]:
    """Bring the events that the document tells up to date with its text.

    One that is no longer told goes, unless somebody was alerted by it. What comes
    back are the new ones, which are still to be written.
    """
    held = {}
    if notice.version_number > 1 or notice.created_at != moment.now:
        told_before = select(Event).where(
            Event.notice_id == notice.id, Event.key == TOLD_BY_TEXT
        )
        held = {event.kind: event for event in session.scalars(told_before)}
    told = {happening.kind.value: happening for happening in found}
    fresh = []
    for kind, happening in told.items():
        event = held.get(kind)
        if event is None:
            event = new_event(notice, kind, moment.now)
            fresh.append(event)
        fill(event, notice, happening, deadlines)
    for kind in held.keys() - told.keys():
        forget(session, held[kind])
    return fresh


def forget(session: Session, event: Event) -> None:
    """Take an event away, unless somebody was alerted by it."""
    alerted = select(Alert.id).where(Alert.event_id == event.id).limit(1)
    if session.scalar(alerted) is None:
        session.delete(event)


def happenings_of(item: NoticeItem) -> list[Happening]:
    """What the document tells of itself."""
    if item.kind != NoticeKind.NOTIFICATION:
        return list(national_happenings(item))
    content = item.content
    return read_events(
        NoticeFacts(
            kind=item.form if item.form != "emergency" else "regular",
            title=content.get("title", ""),
            description=content.get("description", ""),
            keywords=content.get("keywords", []),
            circulated=item.distributed,
            comments_close=item.comments_close,
            symbol=item.symbols[0].text if item.symbols else "",
            links=content.get("documents", []),
        )
    )


def new_event(
    notice: Notice, kind: str, now: datetime, key: str = TOLD_BY_TEXT
) -> Event:
    """An event without its words yet."""
    return Event(
        measure_id=notice.measure_id,
        notice_id=notice.id,
        kind=kind,
        key=key,
        baseline=notice.baseline,
        created_at=now,
        change={},
    )


def fill(
    event: Event, notice: Notice, happening: Happening, deadlines: "Deadlines"
) -> None:
    """Write into an event what the document says of it."""
    event.day = happening.day or notice.distributed
    event.day_basis = "stated" if happening.day else "distributed"
    event.origin, event.words = happening.source, happening.words
    change: dict[str, Any] = {}
    if happening.target:
        change["target"] = happening.target
    if happening.kind == EventKind.EXTENDED and happening.day:
        before = deadlines.before(notice)
        change["comments_close"] = {
            "before": before.isoformat() if before else None,
            "after": happening.day.isoformat(),
        }
    event.change = change


class Deadlines:
    """The deadlines of the families that a batch belongs to, asked for once."""

    def __init__(self, session: Session, measures: Collection[int | None]) -> None:
        self.session = session
        self.measures = measures

    @cached_property
    def of_measures(self) -> dict[int | None, list[Any]]:
        """Of each measure: its documents with a deadline."""
        found: dict[int | None, list[Any]] = defaultdict(list)
        columns = (Notice.measure_id, Notice.id, Notice.distributed, Notice.deadline)
        query = select(*columns).where(
            Notice.measure_id.in_(self.measures), Notice.deadline.is_not(None)
        )
        for row in self.session.execute(query):
            found[row.measure_id].append(row)
        return found

    def before(self, notice: Notice) -> date | None:
        """The latest deadline that the family had before this document."""
        ends = (
            row.deadline
            for row in self.of_measures.get(notice.measure_id, ())
            if row.id != notice.id and row.distributed <= notice.distributed
        )
        return max(ends, default=None)


def tell_change(
    session: Session, notice: Notice, changed: Mapping[str, Any], moment: Moment
) -> None:
    """Events of a new version: the deadline moved, the text changed, or both."""
    moved = moved_deadline(notice, changed)
    told = {*ENDS, *QUIET}
    rest = {name: changed[name] for name in changed if name not in told}
    for kind, fields in ((EventKind.EXTENDED, moved), (EventKind.TEXT_CHANGED, rest)):
        if fields:
            session.add(change_event(notice, kind, fields, moment))
    session.flush()


def moved_deadline(
    notice: Notice, changed: Mapping[str, Any]
) -> dict[str, Mapping[str, Any]]:
    """The end of the comments before and after: the document's, or its docket's."""
    if "comments_close" in changed:
        return {"comments_close": changed["comments_close"]}
    own = notice.content.get("comments_close", "")
    docket = changed.get("docket_closes", {})
    before, after = (max(docket.get(side) or "", own) for side in ("before", "after"))
    if not after or before == after:
        return {}
    return {"comments_close": {"before": before or None, "after": after}}


def change_event(
    notice: Notice, kind: EventKind, fields: Mapping[str, Any], moment: Moment
) -> Event:
    """One event of the current version; a moved deadline is its day."""
    event = new_event(notice, kind, moment.now, f"version {notice.version_number}")
    after = fields.get("comments_close", {}).get("after")
    event.day = date.fromisoformat(after) if after else notice.distributed
    event.day_basis = "stated" if after else "distributed"
    event.origin, event.baseline = OF_CHANGE, moment.baseline
    event.words = ", ".join(sorted(fields))
    old, new = (
        {name: pair.get(side) for name, pair in fields.items()}
        for side in ("before", "after")
    )
    event.change = in_short(field_changes(old, new))
    return event
