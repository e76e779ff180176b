"""A letter as a row of the outbox."""

from datetime import datetime

from web.mail.writing import Letter

MAIL = "mail"


def as_row(
    letter: Letter, *, key: str, user_id: int | None, address: str, now: datetime
) -> dict[str, object]:
    """The row; ``key`` makes it the only one. Who has no account yet has no id."""
    return {
        "key": key,
        "user_id": user_id,
        "channel": MAIL,
        "address": address,
        "subject": letter.subject,
        "body": letter.body,
        "body_html": letter.body_html,
        "created_at": now,
    }
