"""Differences of notified texts: clause by clause, between hashes of files.

A revision's draft is compared with the earlier draft of its family, a final text with
the draft, and a file that changed under one address with what lay there before: the
basis of the change keeps the earlier hash, for the document only knows the last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, sessionmaker

from crawler.changes import CHUNK, catch_up, order
from crawler.kept_changes import Made, bases, keep
from crawler.sharing import share
from models.changes import RULES
from models.changes.brief import in_short
from models.changes.clauses import TextChange, compare_texts
from models.events import EventKind
from models.kinds import NoticeKind
from models.measure import Event
from models.notice import Document, Notice
from models.official import Body, BodyState

TEXT = "text"
DRAFT_KEY = "draft"
WITH_TEXT = (BodyState.READ, BodyState.PARTLY)
ROLES = ("draft", "final")
AFTER_A_DRAFT = frozenset(
    {"revision", "addendum", "corrigendum", "supplement", NoticeKind.RULE}
)
"""Kinds of document whose text may be a later state of an earlier one's."""
LANGUAGES = ("en", "fr", "es", "zh")
ENOUGH = 0.25
"""The share of clauses that two texts must have in common to be states of one."""
ARROW = ">"
MOST_RECORDS = 10_000


@dataclass(frozen=True)
class File:
    """A notified text that could be read: of which notice, in which language."""

    document_id: int
    notice_id: int
    measure_id: int | None
    role: str
    language: str
    sha256: str
    letters: int


@dataclass(frozen=True)
class Pair:
    """Two texts to be compared: the key of their change, and from what it is made."""

    notice_id: int
    key: str
    against_id: int | None
    old: str
    new: str

    @property
    def basis(self) -> str:
        """The rules and both hashes; the first is empty where nothing came before."""
        return f"{RULES}:{self.old}{ARROW}{self.new}"


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


def read_files(session: Session) -> Iterator[File]:
    """Every notified text that could be read, without the text."""
    query = (
        select(
            Document.id,
            Document.notice_id,
            Notice.measure_id,
            Document.role,
            func.coalesce(Body.language, Document.language, ""),
            Document.sha256,
            func.length(Body.text),
        )
        .join(Body, Body.sha256 == Document.sha256)
        .join(Notice, Notice.id == Document.notice_id)
        .where(Document.role.in_(ROLES), Body.state.in_(WITH_TEXT))
    )
    for row in session.execute(query.order_by(Document.id)):
        yield File(*row)


def file_pairs(
    files: Iterable[File], known: dict[tuple[int, str], str]
) -> Iterator[Pair]:
    """Each file against what lay under its address when it was last looked at.

    A file that is as it was keeps its pair, so that other rules compare it again.
    """
    for file in files:
        key = f"file {file.document_id}"
        old, _, new = (
            known.get((file.notice_id, key), "").rpartition(":")[2].partition(ARROW)
        )
        before = old if new == file.sha256 else new
        yield Pair(file.notice_id, key, file.notice_id, before, file.sha256)


def draft_pairs(session: Session, files: Iterable[File]) -> Iterator[Pair]:
    """The text of each follow-up against the earlier text of its family."""
    held: dict[int, list[File]] = defaultdict(list)
    for file in files:
        held[file.notice_id].append(file)
    for family in families_with(session, held):
        for place, row in enumerate(family):
            if row.type in AFTER_A_DRAFT and row.id in held:
                earlier = [one.id for one in reversed(family[:place]) if one.id in held]
                pair = pair_of(held, row.id, earlier)
                if pair:
                    yield pair


def families_with(session: Session, held: dict[int, list[File]]) -> Iterator[list[Any]]:
    """The families of which several documents have a text, each in order."""
    counts: dict[int, set[int]] = defaultdict(set)
    for notice_id, files in held.items():
        if files[0].measure_id is not None:
            counts[files[0].measure_id].add(notice_id)
    many = {measure for measure, ids in counts.items() if len(ids) > 1}
    columns = (Notice.id, Notice.measure_id, Notice.type, Notice.symbol)
    texts = select(Document.notice_id).where(Document.role.in_(ROLES))
    query = select(*columns, Notice.distributed).where(Notice.id.in_(texts))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query) if many else ():
        if row.measure_id in many and row.id in held:
            found[row.measure_id].append(row)
    for family in found.values():
        yield sorted(family, key=order)


def pair_of(
    held: dict[int, list[File]], notice_id: int, earlier: Sequence[int]
) -> Pair | None:
    """A notice's text and the latest earlier one in the same language."""
    for language in languages_of(held[notice_id]):
        new = longest(held[notice_id], language, ("final", "draft"))
        for other in earlier:
            old = longest(held[other], language, ("draft", "final"))
            if old and new and old.sha256 != new.sha256:
                return Pair(notice_id, DRAFT_KEY, other, old.sha256, new.sha256)
    return None


def languages_of(files: Iterable[File]) -> list[str]:
    """The languages of some texts, the one that most can read first."""
    found = {file.language for file in files}
    first = [one for one in LANGUAGES if one in found]
    return [*first, *sorted(found - set(first))]


def longest(files: Iterable[File], language: str, roles: Sequence[str]) -> File | None:
    """The main text in a language: of the first role that is there, the longest."""
    for role in roles:
        fit = [one for one in files if (one.language, one.role) == (language, role)]
        if fit:
            return max(fit, key=lambda one: (one.letters, one.document_id))
    return None


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
    """The event that the publisher put another text under the same address."""
    key = f"{pair.key} {pair.new[:12]}"
    held = select(Event).where(
        Event.notice_id == pair.notice_id,
        Event.kind == EventKind.TEXT_CHANGED,
        Event.key == key,
    )
    event = session.scalar(held)
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
