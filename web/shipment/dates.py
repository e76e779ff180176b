"""When a measure is published and binds, for one Member, and how each day is known."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.events import EventKind
from models.kinds import NoticeKind
from models.measure import Event
from models.notice import Notice
from models.official import Reading
from models.periods import DayKind
from models.shipment import DayOrigin, Known
from models.tag import Tag
from nlp.dates import DateRule, read_date_words
from web.notices.grouped import grouped
from web.notices.official import Official, official_of
from web.notices.planned import plans_of, read_day

FORCE, ADOPTION, PUBLICATION = "force", "adoption", "publication"
STARTS = (EventKind.PUBLISHED, EventKind.ADOPTED)
"""From which a transition counts, the first known one."""


@dataclass(frozen=True)
class Told:
    """All that tells the days of a notice: its family, events, form and findings.

    The notice itself comes first of the documents, then the latest of the others.
    """

    documents: Sequence[Notice]
    events: Sequence[Event]
    official: Official | None
    tags: Sequence[Tag]

    def of(self, member: str) -> "Told":
        """The part that is told by documents of one Member."""
        own = [one for one in self.documents if speaks_for(one, member)]
        ids = {one.id for one in own}
        events = [one for one in self.events if one.notice_id in ids]
        return Told(own, events, self.official, self.tags)


@dataclass(frozen=True)
class Days:
    """When the measure binds, and from when its transition counts."""

    in_force: Known | None
    start: Known | None


def read_told(session: Session, notice: Notice) -> Told:
    """All that tells the days of a notice."""
    return read_all_told(session, [notice])[notice.id]


def read_all_told(session: Session, notices: Sequence[Notice]) -> dict[int, Told]:
    """All that tells the days of some notices, by their numbers."""
    ids = [one.id for one in notices]
    measures = {one.measure_id for one in notices if one.measure_id is not None}
    families = read_families(session, measures)
    happened = read_events(session, measures)
    readings = select(Reading).where(Reading.notice_id.in_(ids))
    forms = grouped(session.scalars(readings), lambda one: one.notice_id)
    tags = read_tags(session, ids)
    return {
        one.id: Told(
            [one, *(each for each in families[one.measure_id] if each.id != one.id)],
            happened[one.measure_id],
            official_of(forms[one.id]),
            tags[one.id],
        )
        for one in notices
    }


def read_families(
    session: Session, measures: Collection[int]
) -> dict[int | None, list[Notice]]:
    """The documents of some measures, the latest first, with their Members."""
    query = select(Notice).where(Notice.measure_id.in_(measures))
    newest = query.order_by(Notice.distributed.desc(), Notice.id.desc())
    found = session.scalars(newest.options(selectinload(Notice.members)))
    return grouped(found, lambda one: one.measure_id)


def read_events(
    session: Session, measures: Collection[int]
) -> dict[int | None, list[Event]]:
    """What happened to some measures, in the order of the days."""
    query = select(Event).where(Event.measure_id.in_(measures))
    found = session.scalars(query.order_by(Event.day, Event.id))
    return grouped(found, lambda one: one.measure_id)


def read_tags(session: Session, notices: Collection[int]) -> dict[int, list[Tag]]:
    """The days that were read in the texts of some notices, the surest first."""
    is_day = Tag.scheme.concat("") == "date"  # by the notice, not by all of a scheme
    query = select(Tag).where(Tag.notice_id.in_(notices), is_day)
    found = session.scalars(query.order_by(Tag.score.desc(), Tag.id))
    return grouped(found, lambda one: one.notice_id)


def speaks_for(notice: Notice, member: str) -> bool:
    """Whether a document is one of this Member's; one of nobody's is everybody's."""
    codes = {one.member_code for one in notice.members}
    return not codes or member in codes


def days_of(told: Told, today: date) -> Days:
    """The days as the most certain source tells them: events, records, then text."""
    start = next(starts(told), None)
    return Days(next(forces(told, today, start), None), start)


def forces(told: Told, today: date, start: Known | None) -> Iterator[Known]:
    """The days of entry into force that are told, the most certain first.

    Of several events, as of a rule in stages, the first still to come counts.
    """
    happened = known_events(told, EventKind.IN_FORCE)
    yield from [one for one in happened if one.day > today] or happened[-1:]
    plan = plans_of(told.documents, told.official).get(EventKind.IN_FORCE)
    if plan and plan.day:
        yield Known(plan.day, origin_of(told.documents[0]))
    if plan and plan.told and start:
        yield from counted(plan.told, start)
    yield from in_tags(told.tags, FORCE)


def starts(told: Told) -> Iterator[Known]:
    """The days of publication, then of adoption, the most certain first."""
    for kind in STARTS:
        yield from known_events(told, kind)[-1:]
    forms = told.official.facts if told.official else []
    stated = [one.value["day"] for one in forms if one.name == PUBLICATION]
    plan = plans_of(told.documents, told.official).get(EventKind.ADOPTED)
    days = [*map(read_day, stated), plan.day if plan else None]
    yield from (Known(day, origin_of(told.documents[0])) for day in days if day)
    yield from in_tags(told.tags, ADOPTION)


def known_events(told: Told, kind: str) -> list[Known]:
    """The days of the events of a kind; that of the document alone is an estimate."""
    documents = {one.id: one for one in told.documents}
    return [
        Known(
            one.day,
            DayOrigin.ESTIMATED
            if one.day_basis != DayOrigin.STATED
            else origin_of(documents[one.notice_id]),
        )
        for one in told.events
        if one.kind == kind and one.notice_id in documents
    ]


def origin_of(notice: Notice) -> DayOrigin:
    """Who states a day: the notification, or the publisher of the law."""
    is_wto = notice.kind == NoticeKind.NOTIFICATION
    return DayOrigin.STATED if is_wto else DayOrigin.NATIONAL


def counted(told: Any, start: Known) -> Iterator[Known]:
    """A day that the form words as so long after adoption or publication."""
    if told["kind"] not in (DayKind.PUBLICATION, DayKind.ADOPTION):
        return
    rule = DateRule(told["kind"], told["words"], told["days"], told["months"])
    day = rule.resolve({str(rule.kind): start.day})
    if day:
        yield Known(day, DayOrigin.ESTIMATED)


def in_tags(tags: Iterable[Tag], code: str) -> Iterator[Known]:
    """The days read in the text; one that was counted by a rule is an estimate."""
    for one in tags:
        day = read_day(one.note)
        if one.code == code and day:
            is_rule = isinstance(read_date_words(one.words), DateRule)
            yield Known(day, DayOrigin.ESTIMATED if is_rule else DayOrigin.STATED)
