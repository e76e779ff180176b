"""Which notified texts are to be compared with which: found without the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.changes import order
from models.changes import RULES
from models.kinds import NoticeKind
from models.notice import Document, Notice
from models.official import Body, BodyState

DRAFT_KEY = "draft"
WITH_TEXT = (BodyState.READ, BodyState.PARTLY)
ROLES = ("draft", "final")
AFTER_A_DRAFT = frozenset(
    {"revision", "addendum", "corrigendum", "supplement", NoticeKind.RULE}
)
"""Kinds of document whose text may be a later state of an earlier one's."""
LANGUAGES = ("en", "fr", "es", "zh")
ARROW = ">"
CHUNK = 500


@dataclass(frozen=True)
class File:
    """A notified text that could be read: of which notice, in which language."""

    document_id: int
    notice_id: int
    measure_id: int | None
    role: str
    language: str
    sha256: str


@dataclass(frozen=True)
class Pair:
    """Two texts to be compared: the key of their change, and from what it is made."""

    notice_id: int
    key: str
    against_id: int | None
    old: str
    new: str
    again: bool = False
    """Whether these very texts were compared before, by other rules."""

    @property
    def basis(self) -> str:
        """The rules and both hashes; the first is empty where nothing came before."""
        return f"{RULES}:{self.old}{ARROW}{self.new}"


def read_files(session: Session) -> Iterator[File]:
    """Every notified text that could be read, without the text."""
    query = (
        select(
            Document.id,
            Document.notice_id,
            Notice.measure_id,
            Document.role,
            func.coalesce(Body.language, Document.language, ""),
            Body.sha256,
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
        pair = Pair(file.notice_id, key, file.notice_id, before, file.sha256)
        yield replace(pair, again=new == file.sha256)


def draft_pairs(session: Session, files: Iterable[File]) -> Iterator[Pair]:
    """The text of each follow-up against the earlier text of its family."""
    held: dict[int, list[File]] = defaultdict(list)
    for file in files:
        held[file.notice_id].append(file)
    families = list(families_with(session, held))
    letters = read_letters(session, rivals(held, families))
    for family in families:
        for place, row in enumerate(family):
            if row.type in AFTER_A_DRAFT and row.id in held:
                earlier = [one.id for one in reversed(family[:place]) if one.id in held]
                pair = pair_of(held, letters, row.id, earlier)
                if pair:
                    yield pair


def rivals(
    held: dict[int, list[File]], families: Iterable[Sequence[Any]]
) -> Iterator[str]:
    """The hashes of files of which the longest is to be taken: few have any rival."""
    for notice_id in (row.id for family in families for row in family):
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for file in held[notice_id]:
            groups[file.language, file.role].append(file.sha256)
        for hashes in groups.values():
            yield from hashes if len(hashes) > 1 else ()


def read_letters(session: Session, hashes: Iterable[str]) -> dict[str, int]:
    """How long some texts are; to count a text it must be read, so of no others."""
    found: dict[str, int] = {}
    wanted = iter(set(hashes))
    while part := list(islice(wanted, CHUNK)):
        query = select(Body.sha256, func.length(Body.text))
        rows = session.execute(query.where(Body.sha256.in_(part)))
        found |= {row[0]: row[1] for row in rows}
    return found


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
    held: dict[int, list[File]],
    letters: Mapping[str, int],
    notice_id: int,
    earlier: Sequence[int],
) -> Pair | None:
    """A notice's text and the latest earlier one in the same language."""
    for language in languages_of(held[notice_id]):
        new = longest(held[notice_id], letters, language, ("final", "draft"))
        for other in earlier:
            old = longest(held[other], letters, language, ("draft", "final"))
            if old and new and old.sha256 != new.sha256:
                return Pair(notice_id, DRAFT_KEY, other, old.sha256, new.sha256)
    return None


def languages_of(files: Iterable[File]) -> list[str]:
    """The languages of some texts, the one that most can read first."""
    found = {file.language for file in files}
    first = [one for one in LANGUAGES if one in found]
    return [*first, *sorted(found - set(first))]


def longest(
    files: Iterable[File],
    letters: Mapping[str, int],
    language: str,
    roles: Sequence[str],
) -> File | None:
    """The main text in a language: of the first role that is there, the longest."""
    for role in roles:
        fit = [one for one in files if (one.language, one.role) == (language, role)]
        if fit:
            return max(
                fit, key=lambda one: (letters.get(one.sha256, 0), one.document_id)
            )
    return None
