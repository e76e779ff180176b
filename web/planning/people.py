"""Who works on a case, and who of them wants to be reminded."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.case import Case
from models.reference_facts import Setting
from models.user import Role, User
from web.rights import HOLDERS, Right

SILENT = "planning.silent."
"""A setting of this name and a person's id: no reminders for them."""
WITH_REVIEWER = frozenset({"reviewing", "approved"})


def people_on(session: Session, case: Case) -> list[User]:
    """Everybody of the centre on a case: its owner, who wrote or moved, who reviews.

    A case that nobody owns is everybody's, so all officers hear of it. Rows of before
    ids were kept have only the name.
    """
    hands = {
        *((move.actor_id, move.actor) for move in case.moves),
        *((draft.author_id, draft.author) for draft in case.drafts),
        *((item.edited_by_id, item.edited_by) for item in case.items),
    }
    ids = sorted({number for number, _name in hands if number is not None})
    names = sorted({name for number, name in hands if number is None and name})
    wanted = [User.id == case.owner_id, User.id.in_(ids), User.name.in_(names)]
    if case.owner_id is None:
        wanted.append(User.role == Role.OFFICER)
    if case.state in WITH_REVIEWER:
        wanted.append(User.role == Role.REVIEWER)
    return of_the_centre(session, or_(*wanted))


def of_the_centre(session: Session, wanted: object) -> list[User]:
    """People of the centre who have an account that works."""
    query = select(User).where(
        wanted,  # type: ignore[arg-type]
        User.role.in_(sorted(HOLDERS[Right.CENTRE])),
        User.disabled.is_(False),
    )
    return list(session.scalars(query.order_by(User.id)))


def reviewers(session: Session) -> list[User]:
    """Everybody who may sign off."""
    return of_the_centre(session, User.role == Role.REVIEWER)


def administrators(session: Session) -> list[User]:
    """Everybody who looks after the place."""
    return of_the_centre(session, User.role == Role.ADMIN)


def is_silent(session: Session, user_id: int) -> bool:
    """Whether a person has turned reminders off."""
    return session.get(Setting, f"{SILENT}{user_id}") is not None


def silent(session: Session, user_ids: Collection[int]) -> set[int]:
    """Those of some people who have turned reminders off."""
    keys = {f"{SILENT}{user_id}": user_id for user_id in user_ids}
    query = select(Setting.key).where(Setting.key.in_(sorted(keys)))
    return {keys[key] for key in session.scalars(query)}


def switch(session: Session, user_id: int, *, on: bool) -> None:
    """Turn a person's reminders on or off."""
    held = session.get(Setting, f"{SILENT}{user_id}")
    if on and held is not None:
        session.delete(held)
    elif not on and held is None:
        session.add(Setting(key=f"{SILENT}{user_id}", value="off"))
    session.flush()
