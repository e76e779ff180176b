"""Differences of notified texts: clause by clause, between hashes of files.

A revision's draft is compared with the earlier draft of its family, a final text with
the draft, and a file that changed under one address with what lay there before: the
basis of the change keeps the earlier hash, for the document only knows the last.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, sessionmaker

from crawler.changes import CHUNK, catch_up
from crawler.kept_changes import Made, bases, keep
from crawler.sharing import share
from crawler.text_pairs import DRAFT_KEY, Pair, draft_pairs, file_pairs, read_files
from models.changes.brief import in_short
from models.changes.clauses import TextChange, compare_texts
from models.events import EventKind
from models.measure import Event
from models.notice import Notice
from models.official import Body

TEXT = "text"
ENOUGH = 0.25
"""The share of clauses that two texts must have in common to be states of one."""
MOST_RECORDS = 10_000


def make_changes(sessions: sessionmaker[Session], limit: int, now: datetime) -> int:
    """Make the changes of records that are due, and up to so many of texts; how many.

    Of records, which are quick to compare, up to some thousands are done at a time.
    Killed at any point and begun again, it goes on where it was.
    """
    made = 0
    for _ in range(MOST_RECORDS // CHUNK):
        with sessions.begin() as session:
            done = catch_up(session, CHUNK, now)
        made += done
        if done < CHUNK:
            break
    with sessions.begin() as session:
        pairs = changes_pending(session, limit, now)
    for pair in pairs:
        with sessions.begin() as session:
            put_pair(session, pair, now)
    return made + len(pairs)


def changes_pending(session: Session, limit: int, now: datetime) -> list[Pair]:
    """The texts that are to be compared: those whose hashes or rules are others.

    A file that is seen for the first time has nothing to be compared with: it is
    only noted, so that its hash is known when another file lies there.
    """
    files = list(read_files(session))
    known = bases(session, TEXT, None)
    wanted = [*file_pairs(files, known), *draft_pairs(session, files)]
    due = [one for one in wanted if known.get((one.notice_id, one.key)) != one.basis]
    keep(session, [note_of(one) for one in due if not one.old], now)
    return [one for one in due if one.old][: max(0, limit)]


def note_of(pair: Pair) -> Made:
    """What is kept of a file that was not there before."""
    return Made(pair.notice_id, TEXT, pair.key, pair.basis, [], (), pair.against_id)


def put_pair(session: Session, pair: Pair, now: datetime) -> None:
    """Compare two texts and write what became of the clauses.

    Texts with little in common are not two states of one: the row is kept without
    fields, so that they are not compared again.
    """
    found = compared(session, pair)
    if found is None or not are_alike(found):
        found = None
    made = Made(
        pair.notice_id,
        TEXT,
        pair.key,
        pair.basis,
        found.fields() if found else [],
        found.clauses if found else [],
        pair.against_id,
    )
    keep(session, [made], now)
    if found and pair.key == DRAFT_KEY:
        session.flush()
        share(session, [pair.notice_id])
    elif found and has_changed(found):
        tell_changed_file(session, pair, found, now)


def compared(session: Session, pair: Pair) -> TextChange | None:
    """What became of the clauses; None where one of the texts is gone."""
    query = select(Body.sha256, Body.text).where(
        or_(Body.sha256 == pair.old, Body.sha256 == pair.new)
    )
    texts = {row.sha256: row.text for row in session.execute(query)}
    old, new = texts.get(pair.old), texts.get(pair.new)
    return compare_texts(old, new) if old and new else None


def are_alike(found: TextChange) -> bool:
    """Whether two texts have so much in common that one is a state of the other."""
    counts = found.counts
    kept = counts["same"] + counts["changed"] + counts["moved"]
    smaller = kept + min(counts["added"], counts["removed"])
    return kept >= ENOUGH * smaller and kept > 0


def has_changed(found: TextChange) -> bool:
    """Whether any words changed, came or went."""
    return any(found.counts[kind] for kind in ("changed", "added", "removed"))


def tell_changed_file(
    session: Session, pair: Pair, found: TextChange, now: datetime
) -> None:
    """The event that the publisher put another text under the same address.

    Newer rules may tell it otherwise; what they alone find in old files is no news.
    """
    key = f"{pair.key} {pair.new[:12]}"
    held = select(Event).where(
        Event.notice_id == pair.notice_id,
        Event.kind == EventKind.TEXT_CHANGED,
        Event.key == key,
    )
    event = session.scalar(held)
    if event is None and pair.again:
        return
    if event is None:
        notice = session.get_one(Notice, pair.notice_id)
        event = Event(
            measure_id=notice.measure_id,
            notice_id=notice.id,
            kind=EventKind.TEXT_CHANGED,
            key=key,
            day=notice.distributed,
            day_basis="distributed",
            origin="document",
            baseline=False,
            created_at=now,
        )
        session.add(event)
    event.change = in_short(found.fields())
