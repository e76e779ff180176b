"""A new password for who forgot the old one: a link by mail, used once."""

from datetime import datetime

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from models.user import User
from web.accounts import once, passwords
from web.accounts.service import clean, find
from web.audit import note
from web.joining.letters import Reader, post_letter
from web.joining.tickets import mark_of


def ask(session: Session, email: str, base_url: str, key: str, now: datetime) -> None:
    """Mail a link to the person with this address; nothing happens if there is none.

    The page says the same either way. The old password works until a new one is set.
    """
    user = find(session, clean(email))
    if user is None or user.disabled:
        return
    token = once.make_token(session, key, user)
    reader = Reader(user.email, user.name, user.language, user.id)
    url = f"{base_url}/reset/{token}"
    post_letter(session, "reset", reader, url, key=mark_of(token)[:32], now=now)
    note(session, user.email, "password.asked", ("user", user.id))


def put(
    session: Session, hasher: PasswordHasher, key: str, token: str, new: str
) -> User:
    """Set a new password by a link, and end all sessions; the link is used up."""
    owner = once.owner(session, key, token)
    passwords.check_new(new, owner.email)
    user = once.redeem(session, key, token)
    user.password_hash = hasher.hash(new)
    user.epoch += 1
    note(session, user.email, "password.reset", ("user", user.id))
    return user
