"""How the arguments of a case fare in a newer text: still valid, changed, or gone.

The clauses of the text that an argument points at are aligned with those of the
newest one. What is found is shown; only a person's click changes an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CaseItem, Standing
from models.changes.aligning import Pairing, align
from models.changes.splitting import Clause
from models.changes.words import Run, compare_words
from models.notice import Notice
from models.official import Body
from web.arguments.quotes import Passage, find_quote, plain
from web.arguments.texts import (
    FORM,
    NotifiedText,
    Source,
    clauses_of,
    newest_notice,
    read_document,
    read_form,
    sources_of,
)
from web.cases.contents import live_items

ALIKE = 0.3
"""The share of clauses with a partner under which a file is no later state of a text,
but another text (an annex, a notice of extension)."""


@dataclass(frozen=True)
class Carried:
    """What became of an argument's clause: as it was, and as the newer text has it."""

    item: CaseItem
    standing: Standing
    text: NotifiedText
    before: Passage | None
    passage: Passage | None
    words: Sequence[Run]


@dataclass(frozen=True)
class Pair:
    """An earlier text and the one that stands in its place, with the aligned places."""

    old: Sequence[Passage]
    new: NotifiedText
    partners: dict[str, Passage]


def carried(session: Session, case: Case) -> dict[int, Carried]:
    """The arguments that point at an older text, with what became of them."""
    pairs: dict[tuple[str, int, int], Pair | None] = {}
    found = {}
    for item in live_items(case):
        if not item.anchor or item.notice_id is None:
            continue
        key = (mark_of(item), item.notice_id, item.version_number or 0)
        if key not in pairs:
            pairs[key] = pair_for(session, case, item)
        pair = pairs[key]
        if pair is not None:
            found[item.id] = fate(item, pair)
    return found


def mark_of(item: CaseItem) -> str:
    """The text that an argument's anchor lies in."""
    return item.anchor.partition(".")[0]


def pair_for(session: Session, case: Case, item: CaseItem) -> Pair | None:
    """The older text of an argument with the newest; None where it is the newest."""
    if mark_of(item) == FORM:
        return form_pair(session, case, item)
    sources = sources_of(session, case)
    if not sources or sources[0].mark == mark_of(item):
        return None
    old = older_passages(session, mark_of(item))
    same = [one for one in sources if one.mark == mark_of(item)]
    language = same[0].language if same else sources[0].language
    later = [
        one
        for one in sources
        if one.language == language and (not same or is_later(one, same[0]))
    ]
    for source in later:
        new = read_document(session, source)
        pair = Pair(old, new, partners(old, new.passages))
        if len(pair.partners) >= ALIKE * min(len(old), len(new.passages)):
            return pair
    return None


def is_later(one: Source, other: Source) -> bool:
    """Whether a document came after another."""
    return (one.distributed, one.notice_id) > (other.distributed, other.notice_id)


def older_passages(session: Session, mark: str) -> list[Passage]:
    """The passages of a document by the beginning of its hash."""
    query = select(Body.text).where(Body.sha256.startswith(mark, autoescape=True))
    text = session.scalars(query).first() or ""
    return [
        Passage(f"{mark}.{place}", clause.number, clause.text)
        for place, clause in enumerate(clauses_of(text))
    ]


def form_pair(session: Session, case: Case, item: CaseItem) -> Pair | None:
    """The fields of an earlier notification or version with those that stand."""
    newest = newest_notice(session, case)
    if (newest.id, newest.version_number) == (item.notice_id, item.version_number):
        return None
    earlier = session.get(Notice, item.notice_id)
    if earlier is None:
        return None
    old = read_form(session, earlier, item.version_number or 0)
    new = read_form(session, newest)
    by_anchor = {one.anchor: one for one in new.passages}
    return Pair(old.passages, new, by_anchor)


def partners(old: Sequence[Passage], new: Sequence[Passage]) -> dict[str, Passage]:
    """The passage of the newer text for each anchor of the older one that has one."""
    pairing = pairing_of(tuple(map(clause, old)), tuple(map(clause, new)))
    return {old[there].anchor: new[here] for here, there in pairing.items()}


@lru_cache(maxsize=8)
def pairing_of(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> Pairing:
    """Which clause is which; the last few pairs of texts stay at hand."""
    return align(old, new)


def clause(passage: Passage) -> Clause:
    """A passage as it is aligned."""
    return Clause((passage.number,) if passage.number else (), passage.text)


def fate(item: CaseItem, pair: Pair) -> Carried:
    """What became of one argument; its quote is looked for in the whole newer text."""
    after = pair.partners.get(item.anchor)
    before = next((one for one in pair.old if one.anchor == item.anchor), None)
    words: Sequence[Run] = ()
    if after and before:
        same = plain(before.text) == plain(after.text)
        standing = Standing.VALID if same else Standing.CHANGED
        words = () if same else compare_words(before.text, after.text)
    else:
        after = find_quote(item.quote, pair.new.passages)
        standing = Standing.VALID if after else Standing.GONE
        words = [Run("removed", before.text)] if before and not after else ()
    return Carried(item, standing, pair.new, before, after, words)
