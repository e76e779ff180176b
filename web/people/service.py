"""What an administrator does with accounts: roles, access, sign-ins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from models.organisation import Organisation
from models.user import Role, User
from web.accounts.service import reset
from web.audit import note
from web.joining.letters import Reader, post_letter
from web.joining.tickets import mark_of
from web.marks import N_
from web.refused import RefusedError

PAGE = 50


@dataclass(frozen=True)
class People:
    """One page of people, and how many there are in all."""

    users: Sequence[User]
    total: int
    page: int
    pages: int


def list_people(
    session: Session, *, words: str = "", role: str = "", page: int = 1
) -> People:
    """The people whose name, address or firm holds some words, the newest first."""
    query = select(User).outerjoin(Organisation)
    if words.strip():
        like = f"%{words.strip()}%"
        hits = (User.name.like(like), User.email.like(like))
        query = query.where(or_(*hits, Organisation.name.like(like)))
    if role:
        query = query.where(User.role == role)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    shown = query.order_by(User.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    users = session.scalars(shown.options(joinedload(User.organisation))).all()
    return People(users, total, page, pages)


def find_person(session: Session, user_id: int) -> User:
    """A person by id."""
    user = session.get(User, user_id)
    if user is None:
        raise RefusedError(N_("没有这个账号，请刷新页面。"))
    return user


def change_role(session: Session, actor: User, user_id: int, role: str) -> User:
    """Give a person another role; the last administrator stays one."""
    user = find_person(session, user_id)
    if role not in set(Role):
        raise RefusedError(N_("没有 %(role)s 这种角色。"), role=role)
    if role != Role.ADMIN:
        keep_an_administrator(session, user)
    note(
        session,
        actor.email,
        "user.role",
        ("user", user.id),
        before=user.role,
        after=role,
    )
    user.role = role
    return user


def switch(session: Session, actor: User, user_id: int, *, on: bool) -> User:
    """Let a person in again, or shut them out at once."""
    user = find_person(session, user_id)
    if not on:
        keep_an_administrator(session, user)
        user.epoch += 1
    user.disabled = not on
    action = "user.enabled" if on else "user.disabled"
    note(session, actor.email, action, ("user", user.id))
    return user


def keep_an_administrator(session: Session, user: User) -> None:
    """Refuse what would leave nobody to look after the service."""
    others = select(func.count()).where(
        User.role == Role.ADMIN, User.disabled.is_(False), User.id != user.id
    )
    if user.role == Role.ADMIN and not session.scalar(others):
        raise RefusedError(N_("这是最后一个管理员，请先指定另一个管理员。"))


def sign_out(session: Session, actor: User, user_id: int) -> User:
    """End all sessions of a person; the password stays."""
    user = find_person(session, user_id)
    user.epoch += 1
    note(session, actor.email, "user.signed_out", ("user", user.id))
    return user


def send_link(
    session: Session,
    actor: User,
    user_id: int,
    base_url: str,
    key: str,
    *,
    now: datetime,
) -> User:
    """End a person's password and mail a link that lets them in once."""
    user = find_person(session, user_id)
    token = reset(session, user.email, key, actor=actor.email)
    reader = Reader(user.email, user.name, user.language, user.id)
    url = f"{base_url}/login/once/{token}"
    post_letter(session, "login", reader, url, key=mark_of(token)[:32], now=now)
    return user


def put_into(session: Session, actor: User, user_id: int, firm_id: int | None) -> User:
    """Put a person into a firm, or into none."""
    user = find_person(session, user_id)
    if firm_id is not None and session.get(Organisation, firm_id) is None:
        raise RefusedError(N_("没有这家企业，请刷新页面。"))
    user.organisation_id = firm_id
    note(session, actor.email, "user.firm", ("user", user.id), firm=str(firm_id or ""))
    return user
