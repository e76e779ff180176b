"""Who is asking: the user behind a session, as Flask-Login wants to see them."""

from flask_login import UserMixin

from models.user import User
from web.store import session


class Person(UserMixin):  # type: ignore[misc]
    """A signed-in user; the mark in the session ends when their epoch rises."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.id = user.id
        self.email = user.email
        self.name = user.name
        self.role = user.role
        self.language = user.language
        self.organisation_id = user.organisation_id

    def get_id(self) -> str:
        """What the session keeps."""
        return f"{self.user.id}.{self.user.epoch}"


def load(mark: str) -> Person | None:
    """The person of a session's mark; None if they left or all sessions ended."""
    user_id, _, epoch = mark.partition(".")
    if not (user_id.isdecimal() and epoch.isdecimal()):
        return None
    user = session().get(User, int(user_id))
    if user is None or user.disabled or user.epoch != int(epoch):
        return None
    return Person(user)
