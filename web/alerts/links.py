"""Addresses that a message carries, the signed ones among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

SALT = "unsubscribe"
MESSAGE, TAP, DIGEST, VOICE = "message", "tap", "digest", "voice"
MANAGE, FEED = "manage", "feed"
TESTING = "test"
"""The subject of a question about who can test."""
"""One salt a purpose: a token of one opens nothing else."""
TAP_LASTS = timedelta(days=90)
WEEK, SIXTY_DAYS = timedelta(days=7), timedelta(days=60)


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

    def channels(self) -> str:
        """Where the reader's messages go; asks to sign in."""
        return f"{self.base_url}/channels"

    def feed(self, user_id: int, number: int, name: str) -> str:
        """A secret address of a feed; ends when its owner asks for a new one."""
        return (
            f"{self.base_url}/feeds/{sealed(self.key, FEED, [user_id, number])}/{name}"
        )

    def subscription(self, subscription_id: int, number: int) -> str:
        """A page to change one subscription without signing in.

        ``number`` is that of its links: the page is gone with the subscription, or
        when its owner asks for new links.
        """
        token = sealed(self.key, MANAGE, [subscription_id, number])
        return f"{self.base_url}/manage/{token}"

    def unsubscribe(self, user_id: int, subscriptions: Iterable[int]) -> str:
        """A page that pauses these subscriptions without signing in."""
        token = sign(self.key, user_id, subscriptions)
        return f"{self.base_url}/unsubscribe/{token}"

    def message(self, key: str) -> str:
        """A page with exactly the alerts of one message, by the message's key."""
        return f"{self.base_url}/messages/{sealed(self.key, MESSAGE, key)}"

    def tap(self, alert_id: int, verdict: str) -> str:
        """A page whose one button says that an alert was, or was not, to the point."""
        signed = URLSafeTimedSerializer(self.key, salt=TAP).dumps([alert_id, verdict])
        return f"{self.base_url}/tap/{as_text(signed)}"

    def voice(self, alert_id: int, user_id: int, until: date) -> str:
        """The form for an answer to an alert, without signing in, until a day."""
        token = sealed(self.key, VOICE, [alert_id, user_id, until.isoformat()])
        return f"{self.base_url}/voice/{token}"

    def ask(self, notice_id: int, about: str = "") -> str:
        """The form of a question to the Centre about a notice; asks to sign in.

        With a subject (``TESTING``) the question is worded already.
        """
        subject = f"&about={about}" if about else ""
        return f"{self.base_url}/enquiries/new?notice={notice_id}{subject}"

    def digest(self, day: date) -> str:
        """The page of a day's overview."""
        return f"{self.base_url}/digest/{day.isoformat()}"

    def digest_off(self, user_id: int) -> str:
        """A page that stops the daily overview without signing in."""
        return f"{self.base_url}/digest/stop/{sealed(self.key, DIGEST, user_id)}"


def sign(key: str, user_id: int, subscriptions: Iterable[int]) -> str:
    """A token that allows pausing these subscriptions and nothing else."""
    return sealed(key, SALT, [user_id, *sorted(subscriptions)])


def read(key: str, token: str) -> tuple[int, list[int]] | None:
    """The user and the subscriptions of a token; None if it was not made by us."""
    try:
        user_id, *subscriptions = URLSafeSerializer(key, salt=SALT).loads(token)
    except BadSignature:
        return None
    return user_id, subscriptions


def sealed(key: str, salt: str, value: object) -> str:
    """A token that says this, for this purpose."""
    return as_text(URLSafeSerializer(key, salt=salt).dumps(value))


def unsealed(key: str, salt: str, token: str) -> object | None:
    """What a token says; None if it was not made by us for this purpose."""
    try:
        value: object = URLSafeSerializer(key, salt=salt).loads(token)
    except BadSignature:
        return None
    return value


def read_tap(key: str, token: str) -> tuple[int, str] | None:
    """The alert and the verdict of a tap; None if altered, or late."""
    signer = URLSafeTimedSerializer(key, salt=TAP)
    try:
        lasts = int(TAP_LASTS.total_seconds())
        alert_id, verdict = signer.loads(token, max_age=lasts)
    except BadSignature:
        return None
    return int(alert_id), str(verdict)


def voice_until(deadline: date | None, sent: date) -> date:
    """How long an answer is taken: a week beyond the deadline, else sixty days."""
    week_after = deadline + WEEK if deadline else sent
    return week_after if week_after > sent else sent + SIXTY_DAYS


def as_text(signed: str | bytes) -> str:
    """A token as text."""
    return signed if isinstance(signed, str) else signed.decode()
