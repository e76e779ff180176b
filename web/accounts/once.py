"""Links that let a person in once: for the first administrator, and after a reset."""

import hashlib
import secrets
from datetime import timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.reference_facts import Setting
from models.user import User
from web.marks import N_
from web.refused import RefusedError

SALT = "once"
LASTS = timedelta(hours=24)
MARK = "once:"


def make_token(session: Session, key: str, user: User) -> str:
    """A token for one sign-in within a day; an earlier one of this user ends."""
    forget(session, user)
    nonce = secrets.token_urlsafe(16)
    session.add(Setting(key=name_of(nonce), value=str(user.id)))
    session.flush()
    token = signer(key).dumps(nonce)
    return token if isinstance(token, str) else token.decode()


def owner(session: Session, key: str, token: str) -> User:
    """Whose token this is; RefusedError if it is used, late or not ours."""
    row = session.get(Setting, name_of(read(key, token)))
    user = session.get(User, int(row.value)) if row else None
    if user is None or user.disabled:
        raise RefusedError(N_("这个登录链接已经用过或已失效，请索取新的链接。"))
    return user


def redeem(session: Session, key: str, token: str) -> User:
    """Use a token up; of two who try at once, one succeeds."""
    user = owner(session, key, token)
    used = session.scalars(
        delete(Setting)
        .where(Setting.key == name_of(read(key, token)))
        .returning(Setting.key)
    ).all()
    if not used:
        raise RefusedError(N_("这个登录链接已经用过或已失效，请索取新的链接。"))
    return user


def forget(session: Session, user: User) -> None:
    """End every open link of a user."""
    session.execute(
        delete(Setting).where(
            Setting.key.startswith(MARK), Setting.value == str(user.id)
        )
    )


def read(key: str, token: str) -> str:
    """The nonce of a token; RefusedError if it is late or not ours."""
    try:
        nonce = signer(key).loads(token, max_age=int(LASTS.total_seconds()))
    except BadSignature as error:
        raise RefusedError(
            N_("这个登录链接已经用过或已失效，请索取新的链接。")
        ) from error
    return str(nonce)


def name_of(nonce: str) -> str:
    """The name a nonce is kept under; the nonce itself is kept nowhere."""
    return MARK + hashlib.sha256(nonce.encode()).hexdigest()


def signer(key: str) -> URLSafeTimedSerializer:
    """What signs and reads tokens."""
    return URLSafeTimedSerializer(key, salt=SALT)
