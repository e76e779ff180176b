"""Hands what was read in an official form on to those who read its labels."""

from collections.abc import Sequence
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from sqlalchemy.orm import Session

from crawler.documents.choosing import FORM
from crawler.documents.found import WITH_TEXT, Found
from models.kinds import WTO
from models.notice import Document


def put_form(session: Session, document: Document, found: Found, now: datetime) -> None:
    """Let the official form of a notification be read by its labels."""
    putting = reader()
    if putting and is_form(document) and found.state in WITH_TEXT:
        putting.put_reading(session, document, found.blocks, now)


def outdated_forms(session: Session, limit: int) -> Sequence[Document]:
    """The forms whose rules or record have changed."""
    putting = reader()
    return putting.outdated(session, limit) if putting else []


def reader() -> Any:
    """The reader of forms."""
    if find_spec("crawler.forms.putting") is None:
        return None
    from importlib import import_module

    return import_module("crawler.forms.putting")


def is_form(document: Document) -> bool:
    """Whether a document is the notification itself and not the notified text."""
    return document.role == FORM and document.notice.kind in WTO
