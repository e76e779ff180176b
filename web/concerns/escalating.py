"""A case that becomes a trade concern: in its own words, nothing added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case
from models.concern import Concern
from models.notice import Notice
from models.tag import Tag
from web.cases.contents import live_items
from web.cases.gathering import facts_of
from web.cases.moves import move
from web.cases.record import Actor, record
from web.concerns.service import read_texts
from web.marks import N_
from web.refused import RefusedError

THERE = N_("这个案件已经转为特别贸易关注。")


def concern_of(session: Session, case_id: int) -> Concern | None:
    """The concern that a case became."""
    return session.scalar(select(Concern).where(Concern.case_id == case_id))


def proposed(session: Session, case: Case) -> dict[str, Any]:
    """What a concern says at first: the case's own words, nothing added."""
    facts, items = facts_of(session, case.notice), live_items(case)
    members = [one.member_code for one in case.notice.members]
    codes = select(Tag.code).where(Tag.notice_id == case.notice_id, Tag.scheme == "hs")
    return {
        "title_zh": facts.title_zh,
        "title_en": facts.title_en,
        "product": facts.products_zh or facts.products_en,
        "problem_zh": "\n".join(one.problem_zh for one in items if one.problem_zh),
        "problem_en": "\n".join(one.problem_en for one in items if one.problem_en),
        "position_zh": "\n".join(one.request_zh for one in items if one.request_zh),
        "position_en": "\n".join(one.request_en for one in items if one.request_en),
        "answer": "",
        "member_code": members[0] if members else "",
        "symbols": symbols_of(session, case),
        "hs": sorted(set(session.scalars(codes))),
        "grounds": list(dict.fromkeys(one.ground_id for one in items)),
        "ask": items[0].ask if items else "",
    }


def symbols_of(session: Session, case: Case) -> list[str]:
    """The symbols of the measure's notifications."""
    query = select(Notice.symbol).where(Notice.measure_id == case.measure_id)
    return list(session.scalars(query.order_by(Notice.distributed, Notice.id)))


def escalate(
    session: Session,
    case: Case,
    form: Mapping[str, str],
    *,
    actor: Actor,
    now: datetime,
) -> Concern:
    """Open a trade concern from a case; the case becomes escalated.

    RefusedError if there is one already, the words are unfit, or the case may not
    be escalated by this person now.
    """
    if concern_of(session, case.id) is not None:
        raise RefusedError(THERE)
    told = proposed(session, case) | read_texts(form)
    made = Concern(
        **told, case_id=case.id, origin="case", edited_by=actor.name, edited_at=now
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        raise RefusedError(THERE) from error
    move(session, case, "escalated", actor=actor, now=now)
    record(session, actor, "case.escalated", case, now, concern=made.id)
    return made
