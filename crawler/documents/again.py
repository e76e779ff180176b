"""Stored files read again: by a better reader, or because a form is outdated."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from crawler.documents import files
from crawler.documents.apart import read_apart
from crawler.documents.choosing import file_name
from crawler.documents.found import WITH_TEXT, Found
from crawler.documents.putting import put_body
from crawler.documents.reading import READER
from crawler.documents.tally import DocumentTally
from crawler.forms.putting import outdated, put_reading
from models.notice import Document, DocumentState
from models.official import Body


def read_again(
    sessions: sessionmaker[Session],
    folder: Path,
    tally: DocumentTally,
    limit: int,
    now: datetime,
) -> None:
    """Read what an older reader read, a file at a time."""
    query = select(Body.sha256).where(Body.reader != READER).limit(limit)
    with sessions() as session:
        older = list(session.scalars(query))
    for name in older:
        found = find(sessions, name, folder)
        with sessions.begin() as session:
            body = session.get_one(Body, name)
            if found is None or is_worse(found, body):
                body.reader = READER
            else:
                put_body(session, name, body.size, found, now)
        tally.count("read_again")


def is_worse(found: Found, body: Body) -> bool:
    """Whether a reader broke down over a text that an older one could read."""
    return body.state in WITH_TEXT and found.state not in WITH_TEXT


def find(sessions: sessionmaker[Session], name: str, folder: Path) -> Found | None:
    """What some stored bytes say; None if they are lost, and to be fetched again."""
    path = files.path_of(folder, name)
    holders = Document.sha256 == name
    if not path.exists():
        with sessions.begin() as session:
            lost = update(Document).where(holders)
            session.execute(lost.values(state=DocumentState.WAITING, tries=0))
        return None
    with sessions() as session:
        url = session.scalar(select(Document.url).where(holders).limit(1))
        media_type = session.get_one(Body, name).media_type
    return read_apart(path, media_type=media_type, name=file_name(url or name))


def read_forms(
    sessions: sessionmaker[Session],
    folder: Path,
    tally: DocumentTally,
    limit: int,
    now: datetime,
) -> None:
    """Read by their labels the forms that are new or outdated, a form at a time."""
    with sessions() as session:
        forms = [(one.id, one.sha256) for one in outdated(session, limit) if one.sha256]
    for document_id, name in forms:
        found = find(sessions, name, folder)
        if found is None:
            continue
        with sessions.begin() as session:
            document = session.get_one(Document, document_id)
            broken = None if found.state in WITH_TEXT else found.fault
            put_reading(session, document, found.blocks, now, broken)
        tally.count("forms")
