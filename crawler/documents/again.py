"""Stored files read again: by a better reader, or because a form is outdated."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from crawler.documents import files
from crawler.documents.apart import read_apart
from crawler.documents.choosing import file_name
from crawler.documents.forms import outdated_forms, put_form
from crawler.documents.found import Found
from crawler.documents.putting import put_body
from crawler.documents.reading import READER
from crawler.documents.tally import DocumentTally
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
        outdated = list(session.scalars(query))
    for name in outdated:
        with sessions.begin() as session:
            read_body_again(session, name, folder, now)
        tally.count("read_again")


def read_body_again(session: Session, name: str, folder: Path, now: datetime) -> None:
    """Read some stored bytes; if they are lost, they are to be fetched again."""
    body = session.get_one(Body, name)
    holders = list(session.scalars(select(Document).where(Document.sha256 == name)))
    found = find(session, body, holders, folder)
    if found is None:
        body.reader = READER
        return
    put_body(session, name, body.size, found, now)
    for document in holders:
        put_form(session, document, found, now)


def find(
    session: Session, body: Body, holders: list[Document], folder: Path
) -> Found | None:
    """What the stored bytes say; None if they are lost."""
    path = files.path_of(folder, body.sha256)
    if not path.exists():
        session.execute(
            update(Document)
            .where(Document.sha256 == body.sha256)
            .values(state=DocumentState.WAITING, tries=0)
        )
        return None
    name = file_name(holders[0].url) if holders else body.sha256
    return read_apart(path, media_type=body.media_type, name=name)


def read_forms_again(
    sessions: sessionmaker[Session],
    folder: Path,
    tally: DocumentTally,
    limit: int,
    now: datetime,
) -> None:
    """Read the forms whose rules or record have changed, a form at a time."""
    with sessions() as session:
        ids = [document.id for document in outdated_forms(session, limit)]
    for document_id in ids:
        with sessions.begin() as session:
            document = session.get_one(Document, document_id)
            body = session.get(Body, document.sha256) if document.sha256 else None
            found = find(session, body, [document], folder) if body else None
            if found is not None:
                put_form(session, document, found, now)
                tally.count("forms")
