"""Keys of organisations: made and shown once, found by their hash, revoked."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.api_key import ApiKey
from models.user import User
from web.audit import note
from web.marks import N_
from web.refused import RefusedError

SHAPE = re.compile(r"ct_[A-Za-z0-9_-]{43}")
BYTES = 32
SHOWN = len("ct_12345678")
"""So much of a key is kept to know it again; the other 35 letters are not."""
MOST = 10
LONGEST = 60
RARELY = timedelta(hours=1)
"""How often at most it is written down that a key is used."""


def hash_of(secret: str) -> str:
    """What is kept of a key (SHA-256, hex): 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def list_own(session: Session, user: User) -> Sequence[ApiKey]:
    """The keys of a person's organisation that are good, the newest first."""
    query = select(ApiKey).where(
        ApiKey.organisation_id == user.organisation_id, ApiKey.revoked_at.is_(None)
    )
    return session.scalars(query.order_by(ApiKey.id.desc())).all()


def create(session: Session, user: User, name: str, now: datetime) -> str:
    """A new key of a person's organisation; its secret is told this once."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST:
        raise RefusedError(
            N_("请给密钥起一个名称（不超过%(most)d字），写明给哪个系统用。"),
            most=LONGEST,
        )
    if len(list_own(session, user)) >= MOST:
        raise RefusedError(
            N_("每个单位最多 %(most)d 个密钥，请先停用不再使用的。"), most=MOST
        )
    secret = f"ct_{secrets.token_urlsafe(BYTES)}"
    made = ApiKey(
        organisation_id=user.organisation_id,
        name=name,
        prefix=secret[:SHOWN],
        sha256=hash_of(secret),
        created_by_id=user.id,
        created_at=now,
    )
    session.add(made)
    session.flush()
    note(session, user.email, "api_key.created", ("api_key", made.id), name=name)
    return secret


def find_own(session: Session, user: User, key_id: int) -> ApiKey | None:
    """A good key of this person's organisation, and of no other."""
    return next((one for one in list_own(session, user) if one.id == key_id), None)


def revoke(session: Session, user: User, kept: ApiKey, now: datetime) -> None:
    """End a key at once."""
    kept.revoked_at = now
    note(session, user.email, "api_key.revoked", ("api_key", kept.id), name=kept.name)


def find(session: Session, secret: str) -> ApiKey | None:
    """The good key of a secret; None for any other text."""
    if not SHAPE.fullmatch(secret):
        return None
    shown = hash_of(secret)
    kept = session.scalar(select(ApiKey).where(ApiKey.sha256 == shown))
    if kept is None or not hmac.compare_digest(kept.sha256, shown):
        return None
    return kept if kept.revoked_at is None else None


def write_use(session: Session, kept: ApiKey, now: datetime) -> bool:
    """Write down that a key is used, once an hour; whether anything was written."""
    last = kept.last_used_at
    if last is not None and now - last < RARELY:
        return False
    query = update(ApiKey).where(ApiKey.id == kept.id).values(last_used_at=now)
    session.execute(query)
    return True
