"""Tagging and matching of stored notices: found by a query, done, and written down.

A notice is worked on when its text or the rules are newer than its tags or matches.
Nothing is committed here, and doing the same work twice changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.lexicon_terms import read_officers_words
from models.notice import Notice
from models.search_text import reindex
from models.sector import Sector, SectorTerm
from nlp.crew import Answer, Question, Rows, answer
from nlp.definitions import Definitions, Row, define
from nlp.keeping import keep_matches, keep_tags, mark_done
from nlp.officers_words import use_words
from nlp.rules import match_rules, tag_rules
from nlp.stored import Stored, read_findings, read_stored, unchanged
from nlp.summaries.beside import Teller
from nlp.summaries.work import (
    done_hash,
    keep_texts,
    summarise,
    to_summarise,
    told_by_others,
    write_papers,
)
from nlp.summaries.writing import Paper


@dataclass(frozen=True)
class Counts:
    """How many notices were worked on, and how many tags and matches came out."""

    notices: int = 0
    tags: int = 0
    matches: int = 0

    @property
    def rows(self) -> int:
        """All that came out."""
        return self.tags + self.matches

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.notices + other.notices,
            self.tags + other.tags,
            self.matches + other.matches,
        )


@dataclass(frozen=True)
class Work:
    """What is to be done with notices: to tag them, to match them, or both.

    ``sectors`` are there if they are to be matched. ``tell`` says in a summary what
    a follow-up changes.
    """

    tags: bool
    sectors: "Sectors | None"
    tell: Teller | None = None


class Sectors:
    """The sectors as officers left them, and the version of the rules with them."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        lines = ["|".join(row.values()) for part in rows for row in part]
        self.rules = match_rules(lines)

    def define(self) -> Definitions:
        """What the texts are matched with; the same as long as no rule changes."""
        held = kept_definitions()
        if self.rules not in held:
            held.clear()
            held[self.rules] = define(*self.rows)
        return held[self.rules]


@lru_cache(maxsize=1)
def kept_definitions() -> dict[str, Definitions]:
    """The last definitions by their rules; to make them takes half a second."""
    return {}


def tag_pending(session: Session, limit: int | None = None) -> Counts:
    """Tag notices whose text or rules are newer than their tags."""
    return tag_notices(session, to_tag(session)[:limit])


def match_pending(session: Session, limit: int | None = None) -> Counts:
    """Match tagged notices whose tags or sector definitions are newer than matches."""
    sectors = read_sectors(session)
    ids = to_match(session, sectors)[:limit]
    return do(session, ids, Work(tags=False, sectors=sectors))


def to_tag(session: Session) -> list[int]:
    """The ids of the notices that are to be tagged, the newest first.

    Officers' words are read here, once for all that follows; a change of one is a
    change of the rules, so that every notice is read again.
    """
    use_words(read_officers_words(session))
    return pending(session, Notice.tagged_hash, Notice.content_hash, tag_rules())


def to_match(session: Session, sectors: Sectors | None = None) -> list[int]:
    """The ids of the notices that are to be matched, the newest first."""
    rules = (sectors or read_sectors(session)).rules
    return pending(session, Notice.matched_hash, Notice.tagged_hash, rules)


def summarise_notices(
    session: Session, ids: Sequence[int], tell: Teller | None = None
) -> int:
    """Write the summaries of matched notices, to be searched for; how many."""
    done = summarise(session, ids, tell)
    reindex(session, sorted(done))
    return len(done)


def summarise_pending(session: Session, tell: Teller | None = None) -> int:
    """Summarise matched notices whose matches or wording are newer than that."""
    return summarise_notices(session, to_summarise(session), tell)


def tag_notices(session: Session, ids: Sequence[int]) -> Counts:
    """Tag these notices by today's rules, whatever tags they have."""
    use_words(read_officers_words(session))
    return do(session, ids, Work(tags=True, sectors=None))


def match_notices(session: Session, ids: Sequence[int]) -> Counts:
    """Match these notices to the sectors by today's rules.

    What they are tagged and matched with can be searched for from then on.
    """
    return do(session, ids, Work(tags=False, sectors=read_sectors(session)))


def do(session: Session, ids: Sequence[int], work: Work) -> Counts:
    """Do some work on these notices in this process."""
    notices, questions = ask(session, ids, work)
    definitions = work.sectors.define() if work.sectors else None
    return keep(session, notices, answer(questions, definitions), work)


def ask(
    session: Session, ids: Sequence[int], work: Work
) -> tuple[list[Stored], list[Question]]:
    """What a work asks about notices, with what it takes to answer."""
    notices = read_stored(session, ids)
    papers: list[Paper | None] = [None] * len(notices)
    if work.sectors:
        papers = [*write_papers(session, notices)]
    known = {} if work.tags else read_findings(session, ids)
    return notices, [
        Question(one.text, None if work.tags else known[one.id], paper)
        for one, paper in zip(notices, papers, strict=True)
    ]


def keep(
    session: Session, notices: Sequence[Stored], answers: Sequence[Answer], work: Work
) -> Counts:
    """Write the answers down; those about what has changed since are dropped."""
    fresh = unchanged(session, notices)
    pairs = [pair for pair in zip(notices, answers, strict=True) if pair[0].id in fresh]
    tags = matches = 0
    marks = {one.id: tagged_mark(one, work) for one, _ in pairs}
    if work.tags:
        found = [(one, told.findings or []) for one, told in pairs]
        tags = keep_tags(session, found, tag_rules())
    if work.sectors is None:
        mark_done(session, marks)
        return Counts(len(notices), tags, 0)
    touched = [(one, told.matches or []) for one, told in pairs]
    matches = keep_matches(session, touched, work.sectors.rules)
    for mark in marks.values():
        mark["matched_hash"] = f"{mark['tagged_hash']}:{work.sectors.rules}"
    finish(session, pairs, marks, work.tell)
    return Counts(len(notices), tags, matches)


def tagged_mark(notice: Stored, work: Work) -> dict[str, str]:
    """On which text and by which rules a notice is tagged now."""
    row = notice.row
    by_now = f"{row.content_hash}:{tag_rules()}"
    return {"tagged_hash": by_now if work.tags else row.tagged_hash}


def finish(
    session: Session,
    pairs: Sequence[tuple[Stored, Answer]],
    marks: dict[int, dict[str, str]],
    tell: Teller | None,
) -> None:
    """Write texts, what is searched for, and that all is done, with one update each.

    Where officers had a word, or changes are told, all that is asked for anew.
    """
    others = told_by_others(session, list(marks))
    mark_done(session, {key: one for key, one in marks.items() if key in others})
    summarise(session, sorted(others), tell)
    reindex(session, others)
    ready = [
        (one, told.texts) for one, told in pairs if told.texts and one.id not in others
    ]
    keep_texts(
        session, [(one.id, one.row.version_number, made[0]) for one, made in ready]
    )
    for one, made in ready:
        mark = marks[one.id]
        mark["summarised_hash"] = done_hash(mark["matched_hash"], one.row)
        mark["search_text"] = made.search
    mark_done(session, {one.id: marks[one.id] for one, _ in ready})


def pending(
    session: Session,
    done: InstrumentedAttribute[str | None],
    basis: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    rules: str,
) -> list[int]:
    """Notices whose work was not done on this basis with these rules, newest first."""
    undone = or_(done.is_(None), done != basis + f":{rules}")
    query = select(Notice.id).where(basis.is_not(None), undone)
    query = query.order_by(Notice.distributed.desc(), Notice.id)
    return list(session.scalars(query))


def read_sectors(session: Session) -> Sectors:
    """The sectors and terms of today."""
    sectors = select(Sector.id, Sector.name_zh, Sector.name_en, Sector.domains)
    terms = select(
        SectorTerm.sector_id,
        SectorTerm.kind,
        SectorTerm.language,
        SectorTerm.term,
        SectorTerm.weight,
    ).where(SectorTerm.removed.is_(False))
    listed = sectors.order_by(Sector.position)
    ordered = terms.order_by(SectorTerm.id)
    return Sectors(
        Rows(
            [sector_row(*row) for row in session.execute(listed)],
            [term_row(*row) for row in session.execute(ordered)],
        )
    )


def sector_row(key: str, name_zh: str, name_en: str, domains: Sequence[str]) -> Row:
    """A sector shaped like a line of sectors.csv."""
    return {
        "id": key,
        "name_zh": name_zh,
        "name_en": name_en,
        "domains": "|".join(domains),
    }


def term_row(sector: str, kind: str, language: str, term: str, weight: float) -> Row:
    """A term shaped like a line of sector_terms.csv."""
    return {
        "sector": sector,
        "kind": kind,
        "language": language,
        "term": term,
        "weight": f"{weight:g}",
    }
