"""Puts items into the database: idempotent, versioned, grouped. Never commits.

A batch is loaded at once and written at once; between, it is worked on in memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from crawler.changes import put_changes
from crawler.drafts import is_draft
from crawler.happenings import Deadlines, happenings_of, tell_change, tell_events
from crawler.items import NoticeItem
from crawler.measures import Families
from crawler.moments import Moment
from crawler.saving import save_notices, write
from crawler.texts import (
    change_text,
    is_leading,
    new_notice,
    put_documents,
    put_members,
    replace_text,
)
from models.content import content_hash
from models.events import Happening
from models.measure import Event, Measure
from models.notice import Notice
from models.search_text import reindex

Key = tuple[str, str]
"""The source of a notice, and its key there."""


class Outcome(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass
class Told:
    """A notice whose events are to be told once it has its id."""

    notice: Notice
    found: list[Happening]
    measure: Measure | None = None


@dataclass
class Shelf:
    """What a batch of items touches, and what of it is not saved yet.

    ``notices`` are those that the session holds, ``fresh`` are new and not saved;
    ``ids`` are those of the ones that were saved since.
    """

    session: Session
    moment: Moment
    notices: dict[Key, Notice]
    families: Families
    fresh: dict[Key, Notice] = field(default_factory=dict)
    ids: dict[Key, int] = field(default_factory=dict)
    waiting: list[Told] = field(default_factory=list)
    touched: list[Notice] = field(default_factory=list)

    def put(self, item: NoticeItem, found: list[Happening] | None = None) -> Outcome:
        """Insert an item, or bring what is stored up to date with it.

        A further Member's row of a joint document only completes that Member's
        copy. A provisional notice gives way to the first real record without a
        difference, and never replaces a real one. ``found`` overrules the events
        that the text itself tells.
        """
        found = happenings_of(item) if found is None else found
        notice = self.held((item.source, item.key))
        if notice is None:
            self.insert(item, found)
            return Outcome.NEW
        if notice.provisional:
            return self.replace(notice, item, found)
        if item.provisional:
            return Outcome.UNCHANGED
        return self.update(notice, item, found)

    def held(self, key: Key) -> Notice | None:
        """The notice of this key, wherever it is."""
        if key in self.ids:
            self.notices[key] = self.session.get_one(Notice, self.ids.pop(key))
        return self.fresh.get(key) or self.notices.get(key)

    def id_of(self, key: Key) -> int:
        """The id of a notice that is saved."""
        return self.ids.get(key) or self.notices[key].id

    def insert(self, item: NoticeItem, found: list[Happening]) -> None:
        """A notice that was not there, with its first version and its copies."""
        bases = item.bases
        several = {id(one): one for one in self.families.found(bases)}
        if len(several) > 1:
            self.settle()
        slug = f"{item.source}:{item.key}"
        measure = self.families.measure_for(bases, slug, self.moment.now)
        if len(several) > 1:
            self.follow({one.id for one in several.values()}, measure.id)
        notice = new_notice(item, self.moment)
        self.fresh[item.source, item.key] = notice
        self.tell(notice, found, measure)

    def follow(self, joined: set[int], measure_id: int) -> None:
        """Let what this batch has written know that its measure is part of another."""
        for notice in self.touched:
            if notice.measure_id in joined:
                notice.measure_id = measure_id

    def replace(
        self, notice: Notice, item: NoticeItem, found: list[Happening]
    ) -> Outcome:
        """Put other words in the place of provisional ones, as the first version."""
        if item.provisional and content_hash(item.content) == notice.content_hash:
            return Outcome.UNCHANGED
        replace_text(self.session, notice, item, self.moment)
        self.tell(notice, found)
        return Outcome.CHANGED if item.provisional else Outcome.NEW

    def tell(
        self, notice: Notice, found: list[Happening], measure: Measure | None = None
    ) -> None:
        """Tell these events, and let the index know, when the batch is saved."""
        self.waiting.append(Told(notice, found, measure))
        self.touched.append(notice)

    def update(
        self, notice: Notice, item: NoticeItem, found: list[Happening]
    ) -> Outcome:
        """Bring a notice up to date; only the leading copy may change its text."""
        put_members(notice, item)
        put_documents(notice, item)
        if not is_leading(notice, item.copy.code):
            return Outcome.UNCHANGED
        before = notice.content_hash
        difference = change_text(notice, item, self.moment)
        if difference:
            self.tell(notice, found)
            self.settle()
            tell_change(self.session, notice, difference, self.moment)
            return Outcome.CHANGED
        if notice.content_hash != before:
            self.touched.append(notice)
        return Outcome.UNCHANGED

    def settle(self) -> None:
        """Save what waits, tell its events, and have its follow-ups tagged again."""
        if not self.waiting:
            return
        waiting, self.waiting = self.waiting, []
        self.session.flush()
        self.families.save()
        for one in waiting:
            if one.measure is not None:
                one.notice.measure_id = one.measure.id
        self.save()
        self.tell_all(waiting)
        notices = [one.notice for one in waiting]
        retag_follow_ups(self.session, notices, {one.id for one in notices})
        self.session.flush()

    def tell_all(self, waiting: Sequence[Told]) -> None:
        """Tell the events of notices that are saved; the new ones are written at once.

        Of a notice that was told before, what was told must be there to be seen.
        """
        measures = {one.notice.measure_id for one in waiting}
        deadlines = Deadlines(self.session, measures)
        new: dict[int, list[Event]] = {}
        for one in waiting:
            notice = one.notice
            write(self.session, new.pop(notice.id, ()))
            new[notice.id] = tell_events(
                self.session, notice, one.found, self.moment, deadlines
            )
        write(self.session, [event for events in new.values() for event in events])

    def save(self) -> None:
        """Write the new notices; from now on the session is asked for them."""
        save_notices(self.session, list(self.fresh.values()))
        self.ids |= {key: one.id for key, one in self.fresh.items()}
        self.fresh = {}


def take_shelf(session: Session, items: Sequence[NoticeItem], moment: Moment) -> Shelf:
    """Load all that a batch may touch with a few questions."""
    query = (
        select(Notice)
        .where(
            Notice.source_slug.in_({item.source for item in items}),
            Notice.source_key.in_({item.key for item in items}),
        )
        .options(selectinload(Notice.members), selectinload(Notice.documents))
    )
    held = {(one.source_slug, one.source_key): one for one in session.scalars(query)}
    bases = {base for item in items for base in item.bases}
    return Shelf(session, moment, held, Families(session, bases))


def store(
    session: Session,
    items: Sequence[NoticeItem],
    moment: Moment,
    events: Iterable[list[Happening] | None] | None = None,
    *,
    changes: bool = True,
) -> list[tuple[int, Outcome]]:
    """Store a batch; for each item its notice's id, and what became of it.

    ``events`` gives, item by item, the events to be told instead of the text's own.
    Without ``changes``, what follow-ups change is left to ``crawler.changes``, which
    finds what is due.
    """
    shelf = take_shelf(session, items, moment)
    told = list(events) if events is not None else [None] * len(items)
    outcomes = [shelf.put(item, found) for item, found in zip(items, told, strict=True)]
    shelf.settle()
    session.flush()
    if changes and shelf.touched:
        put_changes(session, shelf.touched, moment.now)
    reindex(session, {one.id for one in shelf.touched if not is_draft(one)})
    ids = (shelf.id_of((item.source, item.key)) for item in items)
    return list(zip(ids, outcomes, strict=True))


def retag_follow_ups(
    session: Session, notices: Sequence[Notice], ids: set[int]
) -> None:
    """Follow-ups take their goods from the family: they are to be tagged again."""
    measures = {one.measure_id for one in notices}
    family = select(Notice).where(
        Notice.measure_id.in_(measures),
        Notice.id.not_in(ids),
        Notice.tagged_hash.is_not(None),
    )
    for other in session.scalars(family):
        if not other.content.get("products"):
            other.tagged_hash = None
