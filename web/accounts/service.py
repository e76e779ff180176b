"""People and their passwords: adding, signing in, changing, resetting."""

import re
from collections.abc import Sequence

from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import clock
from models.user import AuditEntry, Role, User
from web.accounts import once, passwords
from web.audit import note
from web.marks import N_
from web.refused import RefusedError

ADDRESS = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"\\]+")
LANGUAGES = ("zh", "en")
FIRST_ADMIN = "admin@localhost"


def add_user(
    session: Session,
    email: str,
    name: str,
    role: str,
    *,
    actor: str,
    language: str = "zh",
) -> User:
    """A new person, who has no password yet and signs in by a link first."""
    address = clean(email)
    if role not in set(Role):
        raise RefusedError(N_("没有 %(role)s 这种角色。"), role=role)
    if find(session, address) is not None:
        raise RefusedError(N_("%(email)s 已有账号。"), email=address)
    user = User(
        email=address,
        name=name.strip() or address.partition("@")[0],
        role=role,
        language=language,
        epoch=1,
        created_at=clock.now(),
    )
    session.add(user)
    session.flush()
    note(session, actor, "user.added", ("user", user.id), role=role)
    return user


def clean(email: str) -> str:
    """The address as it is kept; RefusedError if it is none."""
    address = email.strip().casefold()
    if not ADDRESS.fullmatch(address):
        raise RefusedError(N_("“%(email)s”不是邮箱地址。"), email=email.strip())
    return address


def find(session: Session, email: str) -> User | None:
    """The person with this address."""
    return session.scalar(select(User).where(User.email == email.strip().casefold()))


def list_users(session: Session) -> Sequence[User]:
    """Everyone, in the order they came."""
    return session.scalars(select(User).order_by(User.id)).all()


def sign_in(
    session: Session, hasher: PasswordHasher, email: str, password: str
) -> User:
    """The person these words belong to; one sentence for every way to be wrong."""
    user = find(session, email)
    kept = user.password_hash if user and not user.disabled else None
    if not passwords.is_right(hasher, kept, password) or user is None:
        note(
            session,
            email.strip()[:100],
            "login.refused",
            ("user", user.id if user else ""),
        )
        raise RefusedError(N_("邮箱或密码不正确。"))
    if hasher.check_needs_rehash(kept or ""):
        user.password_hash = hasher.hash(password)
    came_in(session, user, "password")
    return user


def sign_in_once(session: Session, key: str, token: str) -> User:
    """The person whose link this is; the link is used up."""
    user = once.redeem(session, key, token)
    came_in(session, user, "link")
    return user


def came_in(session: Session, user: User, way: str) -> None:
    """Remember that a person signed in, and how."""
    user.last_seen_at = clock.now()
    note(session, user.email, "login", ("user", user.id), way=way)


def change_password(
    session: Session, hasher: PasswordHasher, user: User, current: str, new: str
) -> None:
    """Set a new password and end the person's other sessions.

    Who has none yet need not give the current one.
    """
    kept = user.password_hash
    if kept is not None and not passwords.is_right(hasher, kept, current):
        raise RefusedError(N_("当前密码不正确。"))
    passwords.check_new(new, user.email)
    user.password_hash = hasher.hash(new)
    user.epoch += 1
    note(session, user.email, "password.changed", ("user", user.id))


def change_profile(session: Session, user: User, name: str, language: str) -> None:
    """What a person is called, and the language they are spoken to."""
    if not name.strip():
        raise RefusedError(N_("请填写姓名。"))
    user.name = name.strip()[:100]
    user.language = language if language in LANGUAGES else user.language
    note(session, user.email, "user.changed", ("user", user.id))


def reset(session: Session, email: str, key: str, *, actor: str) -> str:
    """A token that lets a person in once; the old password and sessions end."""
    user = find(session, email)
    if user is None:
        raise RefusedError(N_("没有邮箱为 %(email)s 的账号。"), email=email)
    user.password_hash = None
    user.epoch += 1
    note(session, actor, "user.reset", ("user", user.id))
    return once.make_token(session, key, user)


def first_admin(session: Session, key: str) -> str | None:
    """A token for the administrator while none has a password; else None."""
    admins = select(User).where(User.role == Role.ADMIN).order_by(User.id)
    found = session.scalars(admins).all()
    if any(user.password_hash for user in found):
        return None
    user = found[0] if found else None
    if user is None:
        user = add_user(session, FIRST_ADMIN, "管理员", Role.ADMIN, actor="setup")
    return once.make_token(session, key, user)


def count_users(session: Session) -> int:
    """How many people there are."""
    return session.scalar(select(func.count()).select_from(User)) or 0


def sign_ins(session: Session, user: User, most: int = 5) -> Sequence[AuditEntry]:
    """The last times a person signed in or was refused."""
    query = select(AuditEntry).where(
        AuditEntry.subject_type == "user",
        AuditEntry.subject_id == str(user.id),
        AuditEntry.action.in_(("login", "login.refused")),
    )
    return session.scalars(query.order_by(AuditEntry.id.desc()).limit(most)).all()


def end_sessions(session: Session, user: User) -> None:
    """End every session of a person; the password stays."""
    user.epoch += 1
    note(session, user.email, "user.signed_out", ("user", user.id))
