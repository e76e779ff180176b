"""Who of the centre has a case."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case
from models.user import User
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError
from web.rights import HOLDERS, Right

NOBODY = N_("没有这位经办人，请从列表中选择。")


def hand_over(
    session: Session,
    case: Case,
    owner_id: int | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Give a case to somebody of the centre; RefusedError if it is nobody."""
    owner = session.get(User, owner_id) if owner_id else None
    if owner is None or owner.disabled or owner.role not in HOLDERS[Right.CENTRE]:
        raise RefusedError(NOBODY)
    if case.owner_id == owner.id:
        return
    case.owner_id = owner.id
    record(session, actor, "case.handed_over", case, now, owner=owner.name)
