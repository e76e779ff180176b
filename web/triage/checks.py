"""The machine's checks on many notices at once: which grounds fire on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.content import Content
from models.deadlines import Basis
from models.notice import Notice
from models.reference import Ground, grounds
from models.tag import Tag
from web.cases.beginning import OFF_BY_DEFAULT
from web.cases.checks import atoms, evaluate
from web.cases.checks_of_dates import turning_day
from web.cases.facts import CaseFacts
from web.cases.findings import Check
from web.triage.candidates import Candidate

STATED = (Basis.STATED, Basis.FORM)
SLICE = 900
"""So many ids are asked for at a time."""
Strengths = dict[str, str]
"""Strength by ground."""


@dataclass(frozen=True)
class FiredOn:
    """The grounds that fire on a notice, and until which day that cannot change."""

    strengths: Strengths = field(default_factory=dict)
    turns: date | None = None
    """On the day after it another ground may fire; None: on no day."""


def fired_on(
    session: Session, found: Sequence[Candidate], today: date
) -> dict[int, FiredOn]:
    """The grounds that fire on each notice, with how strong each is."""
    ids = [one.id for one in found]
    tags = read_tags(session, ids)
    known = atoms(today)
    offered = offered_grounds()
    known_of = {one.id: one for one in found}
    made = {}
    for notice in read_notices(session, ids):
        facts = facts_of(notice, tags[notice.id], known_of[notice.id])
        fired = strengths(facts, offered, known)
        made[notice.id] = FiredOn(fired, turning_day(facts))
    return made


def read_notices(session: Session, ids: Sequence[int]) -> Iterator[Notice]:
    """The notices, so many at a time as a database takes."""
    for start in range(0, len(ids), SLICE):
        part = ids[start : start + SLICE]
        yield from session.scalars(select(Notice).where(Notice.id.in_(part)))


def offered_grounds() -> dict[str, list[Ground]]:
    """The grounds that have a check, by agreement; those held back are left out."""
    found: dict[str, list[Ground]] = defaultdict(list)
    for ground in grounds():
        if ground.auto_check and ground.id not in OFF_BY_DEFAULT:
            found[ground.agreement].append(ground)
    return found


def read_tags(
    session: Session, ids: Collection[int]
) -> dict[int, dict[str, list[str]]]:
    """Standards and kinds of measure that were found in each notice."""
    query = select(Tag.notice_id, Tag.scheme, Tag.code).where(
        Tag.notice_id.in_(ids), Tag.scheme.in_(("standard", "measure"))
    )
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for notice_id, scheme, code in session.execute(query):
        found[notice_id][scheme].append(code)
    return found


def facts_of(
    notice: Notice, tags: Mapping[str, list[str]], found: Candidate
) -> CaseFacts:
    """What the checks look at; no text of ours is needed, for none is shown.

    The last day is the one that an addendum stated last.
    """
    closes = notice.comments_close
    if found.followed and found.basis in STATED:
        closes = found.deadline
    return CaseFacts(
        symbol=notice.symbol,
        agreement=notice.agreement or "",
        type=notice.type,
        emergency=notice.emergency,
        member="",
        member_en="",
        distributed=notice.distributed,
        comments_close=closes,
        title_zh=notice.title,
        title_en=notice.title,
        products_zh="",
        products_en="",
        language=notice.language,
        content=cast(Content, notice.content),
        standards=tags.get("standard", []),
        measures=tags.get("measure", []),
        followed_up=found.followed,
    )


def strengths(
    facts: CaseFacts,
    offered: Mapping[str, Sequence[Ground]],
    known: Mapping[str, Check],
) -> Strengths:
    """The grounds that fire on one notice."""
    return {
        ground.id: ground.strength
        for ground in offered.get(facts.agreement, ())
        if any(evaluate(check, facts, known) for check in ground.auto_check)
    }
