"""Addresses that a message carries, the signed ones among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "unsubscribe"


@dataclass(frozen=True)
class Links:
    """Where the service is reached, and the key that signs."""

    base_url: str
    key: str

    def notice(self, notice_id: int) -> str:
        """The page of a notice."""
        return f"{self.base_url}/notices/{notice_id}"

    def inbox(self) -> str:
        """All alerts of the reader."""
        return f"{self.base_url}/inbox"

    def manage(self) -> str:
        """The reader's subscriptions; asks to sign in."""
        return f"{self.base_url}/subscriptions"

    def unsubscribe(self, user_id: int, subscriptions: Iterable[int]) -> str:
        """A page that pauses these subscriptions without signing in."""
        token = sign(self.key, user_id, subscriptions)
        return f"{self.base_url}/unsubscribe/{token}"


def sign(key: str, user_id: int, subscriptions: Iterable[int]) -> str:
    """A token that allows pausing these subscriptions and nothing else."""
    signed = URLSafeSerializer(key, salt=SALT).dumps([user_id, *sorted(subscriptions)])
    return signed if isinstance(signed, str) else signed.decode()


def read(key: str, token: str) -> tuple[int, list[int]] | None:
    """The user and the subscriptions of a token; None if it was not made by us."""
    try:
        user_id, *subscriptions = URLSafeSerializer(key, salt=SALT).loads(token)
    except BadSignature:
        return None
    return user_id, subscriptions
