"""Grounds compared with the text of the treaty: by whom, when, against what.

A ground is 待核验 until somebody of the centre says that they compared it. A check is
of the words that stood there: where a ground says something else now, it is 待核验
again.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.ground_check import GroundCheck
from models.reference import Ground, grounds
from models.user import AuditEntry
from web.cases.record import Actor
from web.marks import N_
from web.refused import RefusedError

LONGEST, LONGEST_NOTE = 200, 1000
OF_A_GROUND = (
    "agreement",
    "article",
    "name_zh",
    "name_en",
    "statement_zh",
    "statement_en",
)
"""What is compared with the treaty; when a ground applies is advice of our own."""
NO_GROUND = N_("没有这条评议依据，请从列表中选择。")
NO_TEXT = N_("请写明对照的文本，例如协定文本的出处和版本。")
TOO_LONG = N_("对照的文本最多 %(most)d 字，说明最多 %(note)d 字，请缩短后再提交。")
NOT_CHECKED = N_("这条依据现在没有有效的核对，不需要撤回。")


def find_ground(ground_id: str) -> Ground:
    """A ground by its id, or a refusal."""
    found = next((one for one in grounds() if one.id == ground_id), None)
    if found is None:
        raise RefusedError(NO_GROUND)
    return found


def hash_of(ground: Ground) -> str:
    """What tells whether a ground still says what was compared."""
    said = "\0".join(str(getattr(ground, name)) for name in OF_A_GROUND)
    return hashlib.sha256(said.encode()).hexdigest()


def standing_checks(session: Session) -> dict[str, GroundCheck]:
    """The checks that hold, by the ground."""
    now = {one.id: hash_of(one) for one in grounds()}
    query = (
        select(GroundCheck)
        .where(GroundCheck.withdrawn_at.is_(None))
        .options(joinedload(GroundCheck.checked_by))
        .order_by(GroundCheck.id)
    )
    return {
        row.ground_id: row
        for row in session.scalars(query)
        if row.ground_hash == now.get(row.ground_id)
    }


def check_ground(
    session: Session,
    ground_id: str,
    against: str,
    note: str,
    *,
    actor: Actor,
    now: datetime,
) -> GroundCheck:
    """Say that a ground was compared with a text; an earlier check is replaced."""
    ground = find_ground(ground_id)
    against, note = " ".join(against.split()), note.strip()
    if not against:
        raise RefusedError(NO_TEXT)
    if len(against) > LONGEST or len(note) > LONGEST_NOTE:
        raise RefusedError(TOO_LONG, most=LONGEST, note=LONGEST_NOTE)
    made = GroundCheck(
        ground_id=ground.id,
        ground_hash=hash_of(ground),
        against=against,
        note=note,
        checked_by_id=actor.id,
        checked_at=now,
    )
    session.add(made)
    session.flush()
    tell(session, "ground.checked", ground.id, actor, now, against=against)
    return made


def withdraw_check(
    session: Session, ground_id: str, *, actor: Actor, now: datetime
) -> None:
    """Take back that a ground was compared; what was said stays on file."""
    query = select(GroundCheck).where(
        GroundCheck.ground_id == ground_id, GroundCheck.withdrawn_at.is_(None)
    )
    rows = session.scalars(query).all()
    if not rows:
        raise RefusedError(NOT_CHECKED)
    for row in rows:
        row.withdrawn_at, row.withdrawn_by_id = now, actor.id
    session.flush()
    tell(session, "ground.check_withdrawn", ground_id, actor, now)


def tell(
    session: Session,
    action: str,
    ground_id: str,
    actor: Actor,
    now: datetime,
    **details: str,
) -> None:
    """Write into the audit what was done to a ground."""
    session.add(
        AuditEntry(
            at=now,
            actor=actor.name,
            actor_id=actor.id,
            action=action,
            subject_type="ground",
            subject_id=ground_id,
            details=details,
        )
    )
