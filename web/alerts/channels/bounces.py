"""Mail that came back: reports of delivery (RFC 3464) and complaints (RFC 5965).

The operator lets what is returned arrive in a folder, a file each or a maildir. Each
file is read once and moved to ``read`` beside it, also if it says nothing to us.
"""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, Message
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from models.alert import Message as Sent
from web.alerts import standing
from web.alerts.channels.smtp import NOT_ITS_FAULT
from web.alerts.letters import MARK, read_token
from web.alerts.post import Post

LARGEST = 2 * 1024 * 1024
MOST = 500
"""Files a round."""
DONE = "read"
TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To")


@dataclass(frozen=True)
class Return:
    """What a returned mail says: which message, and why it came back."""

    message_id: int
    reason: str
    is_hard: bool


def read_bounces(sessions: sessionmaker[Session], post: Post, now: datetime) -> int:
    """Read what has come back, and draw from it; how many messages that concerned.

    A file that is read again, because we died before it was moved, counts once.
    """
    if post.bounces is None:
        return 0
    found = 0
    for path in list(files(post.bounces))[:MOST]:
        told = read_return(path, post.links.key)
        if told is not None:
            with sessions.begin() as session:
                found += take(session, told, now)
        put_away(path, post.bounces)
    return found


def files(folder: Path) -> Iterator[Path]:
    """The files of a folder, or of the new mail of a maildir, oldest name first."""
    for part in (folder, folder / "new", folder / "cur"):
        if part.is_dir():
            yield from sorted(one for one in part.iterdir() if is_mail(one))


def is_mail(path: Path) -> bool:
    """Whether a file is a mail that is wholly there."""
    is_whole = path.is_file() and not path.is_symlink()
    return is_whole and not path.name.startswith(".")


def put_away(path: Path, folder: Path) -> None:
    """Move a file to those that were read."""
    done = folder / DONE
    done.mkdir(exist_ok=True)
    path.replace(done / path.name)


def read_return(path: Path, key: str) -> Return | None:
    """What a file says; None if it is too large, no report, or none of ours."""
    if path.stat().st_size > LARGEST:
        return None
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    if not isinstance(mail, EmailMessage):
        return None
    message_id = token_in(mail, key)
    if message_id is None or mail.get_content_type() != "multipart/report":
        return None
    if mail.get_param("report-type") == "feedback-report":
        return Return(message_id, "The reader called it unwanted.", is_hard=True)
    return of_delivery(mail, message_id)


def token_in(mail: EmailMessage, key: str) -> int | None:
    """Which of our messages it is about: its address or the returned head says so."""
    heads = [str(value) for name in TO for value in mail.get_all(name, [])]
    for part in mail.walk():
        if part.get_content_type() == "text/rfc822-headers":
            heads += marks(email.message_from_string(str(part.get_payload())))
        else:
            heads += marks(part)
    for text in heads:
        found = read_token(key, text)
        if found is not None:
            return found
    return None


def marks(part: Message) -> list[str]:
    """Our own mark on a letter that came back."""
    return [str(value) for value in part.get_all(MARK, [])]


def of_delivery(mail: EmailMessage, message_id: int) -> Return | None:
    """Why a server gave up; None if it has not, or says nothing."""
    for part in mail.walk():
        action = str(part.get("Action", "")).strip().lower()
        status = str(part.get("Status", "")).strip().partition(" ")[0][:12]
        if action != "failed":
            continue
        said = " ".join(str(part.get("Diagnostic-Code", "")).split())[:200]
        is_hard = status.startswith("5.") and not status.startswith(NOT_ITS_FAULT)
        reason = f"It came back: {status} {said}".strip()
        return Return(message_id, reason, is_hard)
    return None


def take(session: Session, told: Return, now: datetime) -> int:
    """Note that a message came back, once, and what that says of its address."""
    message = session.get(Sent, told.message_id, with_for_update=True)
    if message is None or message.bounced_at is not None:
        return 0
    message.bounced_at, message.error = now, told.reason
    if told.is_hard:
        standing.stop(session, message.address, told.reason, now)
    else:
        standing.refuse(session, message.address, told.reason, now)
    return 1
