"""Mail that came back: reports of delivery (RFC 3464) and complaints (RFC 5965).

The operator lets what is returned arrive in a folder, a file each or a maildir. Each
file is read once and moved to ``read`` beside it, also if it says nothing to us.
"""

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from pathlib import Path

import structlog
from sqlalchemy.orm import Session, sessionmaker

from models.alert import Message as Sent
from web.alerts import standing
from web.alerts.channels.smtp import NOT_ITS_FAULT
from web.alerts.channels.stopping import stop_by_mail
from web.alerts.letters import MARK, STOP, read_token
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


@dataclass(frozen=True)
class Stop:
    """A mail that asks to be sent no more of what a message is of (RFC 8058)."""

    message_id: int


def read_bounces(sessions: sessionmaker[Session], post: Post, now: datetime) -> int:
    """Read what has come back, and draw from it; how many messages that concerned.

    A file that is read again, because we died before it was moved, counts once.
    """
    if post.bounces is None:
        return 0
    waiting = list(files(post.bounces))[:MOST]
    return sum(read_one(sessions, path, post, now) for path in waiting)


def read_one(
    sessions: sessionmaker[Session], path: Path, post: Post, now: datetime
) -> int:
    """Read one file and put it away; one that another has taken is theirs.

    What cannot be read or moved is said in the log, and holds up no mail.
    """
    try:
        told = read_return(path, post.links.key)
    except OSError as error:
        return log_fault(path, error)
    found = 0
    with sessions.begin() as session:
        if isinstance(told, Return):
            found = take(session, told, now)
        elif isinstance(told, Stop):
            found = stop_by_mail(session, told.message_id, now)
    try:
        put_away(path, post.bounces or path.parent)
    except OSError as error:
        log_fault(path, error)
    return found


def log_fault(path: Path, error: OSError) -> int:
    """Say that a file stays where it is."""
    if not isinstance(error, FileNotFoundError):
        reason = type(error).__name__
        structlog.get_logger().warning("returned_mail", file=path.name, error=reason)
    return 0


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


def read_return(path: Path, key: str) -> Return | Stop | None:
    """What a file says; None if it is too large, no report, or none of ours."""
    if path.stat().st_size > LARGEST:
        return None
    try:
        return read_report(email.message_from_bytes(path.read_bytes()), key)
    except (ValueError, LookupError, RecursionError):
        return None  # made to be unreadable, or broken on its way


def read_report(mail: Message, key: str) -> Return | Stop | None:
    """What a mail says, if it is a report about one of ours, or stops it."""
    for text in sent_to(mail):
        stops = read_token(key, text, STOP)
        if stops is not None:
            return Stop(stops)
    message_id = token_in(mail, key)
    if message_id is None or mail.get_content_type() != "multipart/report":
        return None
    if mail.get_param("report-type") == "feedback-report":
        return Return(message_id, "The reader called it unwanted.", is_hard=True)
    return of_delivery(mail, message_id)


def token_in(mail: Message, key: str) -> int | None:
    """Which of our messages it is about: its address or the returned head says so."""
    heads = sent_to(mail)
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


def sent_to(mail: Message) -> list[str]:
    """To which addresses of ours it came."""
    return [str(value) for name in TO for value in mail.get_all(name, [])]


def marks(part: Message) -> list[str]:
    """Our own mark on a letter that came back."""
    return [str(value) for value in part.get_all(MARK, [])]


def of_delivery(mail: Message, message_id: int) -> Return | None:
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
