"""Invitations: a place kept for one address, taken once by the link in the mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.organisation import Invitation, Organisation
from models.user import Role, User
from web.accounts import passwords
from web.accounts.service import add_user, clean, find
from web.audit import note
from web.joining.letters import Reader, post_letter
from web.joining.tickets import make_ticket, mark_of
from web.marks import N_
from web.refused import RefusedError

LASTS = timedelta(days=7)
MOST_OPEN = 20
"""So many invitations of one firm may be open at a time."""
GONE = N_("这个邀请已经用过或已失效，请向邀请人索取新的邀请。")


@dataclass(frozen=True)
class Place:
    """What is offered: a role, perhaps in a firm, by whom, to whom."""

    email: str
    role: str
    by: User
    organisation: Organisation | None = None
    language: str = "zh"


def invite(session: Session, place: Place, base_url: str, now: datetime) -> Invitation:
    """Keep a place and mail the link to it; an older one of this address ends."""
    address = clean(place.email)
    if place.role not in set(Role):
        raise RefusedError(N_("没有 %(role)s 这种角色。"), role=place.role)
    if find(session, address) is not None:
        raise RefusedError(N_("%(email)s 已有账号。"), email=address)
    firm = place.organisation
    if firm and len(open_invitations(session, firm, now)) >= MOST_OPEN:
        raise RefusedError(N_("未使用的邀请太多，请等对方接受或过期后再发。"))
    end_open(session, address, now)
    ticket, mark = make_ticket()
    made = Invitation(
        mark=mark,
        email=address,
        role=place.role,
        organisation_id=firm.id if firm else None,
        invited_by=place.by.email,
        created_at=now,
        expires_at=now + LASTS,
    )
    session.add(made)
    session.flush()
    note(session, place.by.email, "invitation.sent", ("invitation", made.id))
    post_letter(
        session,
        "invited",
        Reader(address, "", place.language),
        f"{base_url}/join/{ticket}",
        key=mark[:32],
        now=now,
        by=place.by.name,
        of=of_firm(firm, place.language),
    )
    return made


def of_firm(firm: Organisation | None, language: str) -> str:
    """The words that name the firm one is invited to."""
    if firm is None:
        return ""
    return f" for {firm.name}" if language == "en" else f"（{firm.name}）"


def open_invitations(
    session: Session, firm: Organisation | None, now: datetime
) -> Sequence[Invitation]:
    """The invitations that wait: of one firm, or (None) of all."""
    query = select(Invitation).where(
        Invitation.used_at.is_(None), Invitation.expires_at > now
    )
    if firm is not None:
        query = query.where(Invitation.organisation_id == firm.id)
    return session.scalars(query.order_by(Invitation.id.desc())).all()


def end_open(session: Session, address: str, now: datetime) -> None:
    """End the open invitations of an address."""
    session.execute(
        update(Invitation)
        .where(Invitation.email == address, Invitation.used_at.is_(None))
        .values(used_at=now)
    )


def find_open(session: Session, ticket: str, now: datetime) -> Invitation:
    """The invitation of a link; RefusedError if it is used, late or not ours."""
    query = select(Invitation).where(
        Invitation.mark == mark_of(ticket),
        Invitation.used_at.is_(None),
        Invitation.expires_at > now,
    )
    found = session.scalar(query)
    if found is None:
        raise RefusedError(GONE)
    return found


def accept(
    session: Session,
    hasher: PasswordHasher,
    ticket: str,
    name: str,
    password: str,
    *,
    now: datetime,
) -> User:
    """Make the account that an invitation keeps a place for; of two, one succeeds."""
    found = find_open(session, ticket, now)
    passwords.check_new(password, found.email)
    taken = session.scalars(
        update(Invitation)
        .where(Invitation.id == found.id, Invitation.used_at.is_(None))
        .values(used_at=now)
        .returning(Invitation.id)
    ).all()
    if not taken:
        raise RefusedError(GONE)
    user = add_user(session, found.email, name, found.role, actor=found.invited_by)
    user.password_hash = hasher.hash(password)
    user.organisation_id = found.organisation_id
    return user
