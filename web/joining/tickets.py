"""What a link about an account holds: a secret of which we keep only the hash."""

import hashlib
import secrets


def make_ticket() -> tuple[str, str]:
    """A new secret for a link, and the mark under which it is known again."""
    ticket = secrets.token_urlsafe(24)
    return ticket, mark_of(ticket)


def mark_of(ticket: str) -> str:
    """The mark of a secret; the secret itself cannot be found from it."""
    return hashlib.sha256(ticket.encode()).hexdigest()
