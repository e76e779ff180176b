"""The final text beside the draft, for the clauses that the arguments point at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.changes.aligning import align
from models.changes.splitting import Clause
from models.changes.words import Run, compare_words
from models.notice import Document, Notice
from models.official import Body
from web.arguments.texts import MARK, Source, clauses_of, sources_of
from web.cases.contents import live_items


@dataclass(frozen=True)
class Fate:
    """An argument's clause in the draft and in the final text.

    ``kind`` is same, changed, gone or unplaced (it points at no clause of the draft);
    ``number`` is that of the clause in the final text.
    """

    item: CaseItem
    place: int
    kind: str
    before: str
    number: str
    runs: list[Run]


@dataclass(frozen=True)
class Compared:
    """The final text that was found, and what became of each argument's clause."""

    source: Source
    fates: Sequence[Fate]


def compare_final(session: Session, case: Case) -> Compared | None:
    """Each argument's clause in the final text; None where no such text was read."""
    sources = sources_of(session, case)
    final = next((one for one in sources if one.sha256 in finals(session, case)), None)
    if final is None:
        return None
    new = clauses_of(text_of(session, final))
    olds = {one.mark: one for one in sources if one is not final}
    partners: dict[str, tuple[Sequence[Clause], dict[int, int]]] = {}
    fates = []
    for number, item in enumerate(live_items(case), 1):
        mark, place = split_anchor(item.anchor)
        if mark in olds and mark not in partners:
            old = clauses_of(text_of(session, olds[mark]))
            pairing = {there: here for here, there in align(old, new).items()}
            partners[mark] = (old, pairing)
        old, pairing = partners.get(mark, ((), {}))
        fates.append(fate_of(item, number, old, place, new, pairing))
    return Compared(final, fates)


def finals(session: Session, case: Case) -> set[str]:
    """The hashes of the measure's final texts."""
    query = (
        select(Document.sha256)
        .join(Notice, Notice.id == Document.notice_id)
        .where(Notice.measure_id == case.measure_id, Document.role == "final")
    )
    return {sha256 for sha256 in session.scalars(query) if sha256}


def text_of(session: Session, source: Source) -> str:
    """The words of a document."""
    return session.scalar(select(Body.text).where(Body.sha256 == source.sha256)) or ""


def split_anchor(anchor: str) -> tuple[str, int]:
    """The mark of a document and the place of a clause in it; -1 if there is none."""
    mark, _dot, place = anchor.partition(".")
    if len(mark) != MARK or not place.isdecimal():
        return "", -1
    return mark, int(place)


def fate_of(
    item: CaseItem,
    number: int,
    old: Sequence[Clause],
    place: int,
    new: Sequence[Clause],
    pairing: dict[int, int],
) -> Fate:
    """What became of one clause."""
    if not 0 <= place < len(old):
        return Fate(item, number, "unplaced", item.clause, "", [])
    before = old[place]
    if place not in pairing:
        runs = compare_words(before.text, "")
        return Fate(item, number, "gone", before.number, "", runs)
    after = new[pairing[place]]
    kind = "same" if before.key == after.key else "changed"
    runs = compare_words(before.text, after.text)
    return Fate(item, number, kind, before.number, after.number, runs)
