"""What came back for a document, put into the database. Never commits."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from crawler.conditional import Fetched, remember
from crawler.documents import files
from crawler.documents.choosing import BACK_OFF, Wanted
from crawler.documents.found import WITH_TEXT, Found
from crawler.documents.reading import READER
from crawler.faults import CrawlError
from models.notice import Document, DocumentState
from models.official import Body

DAMAGED = "damaged"
THROTTLED = "file_throttled"
UNCHANGED = "unchanged"
"""What became of a document, beside the states: it is as it was."""


@dataclass(frozen=True)
class Came:
    """A file that came: where it lies for now, what is in it, its validators."""

    half: Path
    size: int
    found: Found
    fetched: Fetched


def put_file(
    session: Session, one: Wanted, came: Came, folder: Path, now: datetime
) -> tuple[str, CrawlError | None]:
    """Store a file that was read; what became of its document, and its fault.

    The bytes lie in their place before a row says so. Bytes that are not taken, or
    that hold no text where earlier ones did, leave the earlier ones as they are.
    """
    document, found = session.get_one(Document, one.id), came.found
    if not is_better(session, document, found):
        put_fault(document, refusal(found), found.fault, now)
        return document.state, found.fault
    name = came.fetched.sha256
    files.keep(folder, came.half, name)
    put_body(session, name, came.size, found, now)
    if found.taken != DocumentState.FETCHED:
        document.sha256 = name
        put_fault(document, found.taken, found.fault, now)
        return document.state, found.fault
    same = document.sha256 == name
    remember(session, came.fetched, now)
    put_success(document, name, now)
    return UNCHANGED if same else document.state, found.fault


def is_better(session: Session, document: Document, found: Found) -> bool:
    """Whether what came may take the place of what is held.

    Where nothing is held, a damaged file is better than none.
    """
    held = session.get(Body, document.sha256) if document.sha256 else None
    if held is None or held.fault.get("key") == DAMAGED:
        damaged = found.fault is not None and found.fault.key == DAMAGED
        return found.taken == DocumentState.FETCHED or damaged
    if held.state in WITH_TEXT and found.state not in WITH_TEXT:
        return False
    return found.taken == DocumentState.FETCHED


def refusal(found: Found) -> DocumentState:
    """The state of a document whose new file is not taken."""
    if found.taken == DocumentState.FETCHED:
        return DocumentState.FAILED
    return found.taken


def put_body(
    session: Session, name: str, size: int, found: Found, now: datetime
) -> None:
    """Keep what was read in some bytes; the same bytes are one row."""
    body = session.get(Body, name)
    if body is None:
        body = Body(sha256=name, size=size)
        session.add(body)
    body.media_type, body.state = found.media_type, found.state
    body.fault = found.fault.told() if found.fault else {}
    body.pages, body.language, body.text = found.pages, found.language, found.text
    body.reader, body.read_at = READER, now
    session.flush()


def put_success(document: Document, name: str, now: datetime) -> None:
    """The document is held as it is now at its address."""
    document.state, document.fault, document.tries = DocumentState.FETCHED, {}, 0
    document.sha256, document.tried_at, document.fetched_at = name, now, now


def put_fault(
    document: Document, state: DocumentState, fault: CrawlError | None, now: datetime
) -> None:
    """The document could not be had; what is held of it stays.

    A host that asks for rest says nothing of the document: it is never given up.
    """
    document.state, document.tried_at = state, now
    document.fault = fault.told() if fault else {}
    document.tries += 1
    if fault and fault.key == THROTTLED:
        document.tries = min(document.tries, len(BACK_OFF))
