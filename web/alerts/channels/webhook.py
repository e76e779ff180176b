"""A signed post of JSON to a program of the reader's own.

The signature is ``Chutong-Signature: t=<seconds>,v1=<hex>``, an HMAC-SHA256 of
``<seconds>.<body>`` under the endpoint's secret. ``Idempotency-Key`` is the same for
every attempt at a message, so that what came twice can be told.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime

from web.alerts.channels.outcome import Outcome
from web.alerts.channels.wire import Wire, WireError

AGENT = "Chutong-Webhook/1"
GONE = 410
BUSY = {408, 425, 429}
"""Answers of the fourth hundred that mean: not now."""


def make_secret() -> str:
    """A new secret, long enough that nobody guesses it."""
    return f"whsec_{secrets.token_hex(24)}"


def sign(secret: str, body: bytes, now: datetime) -> str:
    """The signature of a body at a time."""
    at = int(now.timestamp())
    signed = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256)
    return f"t={at},v1={signed.hexdigest()}"


def headers(secret: str, key: str, body: bytes, now: datetime) -> Mapping[str, str]:
    """What stands on a post."""
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": AGENT,
        "Idempotency-Key": key,
        "Chutong-Signature": sign(secret, body, now),
    }


def send(
    wire: Wire, url: str, secret: str, key: str, text: str, now: datetime
) -> Outcome:
    """Post a message; any answer of the second hundred means it was taken."""
    body = text.encode()
    try:
        answer = wire.post(url, body, headers(secret, key, body, now))
    except WireError as error:
        return Outcome(str(error), final=not error.away, away=error.away)
    return judge(answer.status)


def judge(status: int) -> Outcome:
    """What a status means."""
    if 200 <= status < 300:
        return Outcome()
    if status == GONE:
        return Outcome("It answered 410: it is there no more.", final=True, gone=True)
    if 300 <= status < 400:
        return Outcome(f"It answered {status}; redirects are not followed.", soft=True)
    is_busy = status in BUSY or status >= 500
    return Outcome(f"It answered {status}.", soft=True, away=is_busy)
