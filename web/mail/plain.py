"""Letters of a few lines with one thing to do, worded in a table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.alert import Message
from web.alerts.once import insert_once
from web.mail.posting import as_row
from web.mail.writing import FRAME, Letter, spoken, write

FOLDER = FRAME / "plain"


@dataclass(frozen=True)
class Reader:
    """To whom a letter goes; who has no account yet has no id."""

    email: str
    name: str
    language: str
    user_id: int | None = None


@dataclass(frozen=True)
class Texts:
    """What a letter says; no address, no link."""

    subject: str
    lines: Sequence[str]
    """Paragraphs; one may hold several lines."""
    url: str = ""
    link: str = ""
    close: str = ""
    sign: str = ""
    """Who writes and where they are reached; empty where that is not known."""


def write_plain(texts: Texts, language: str) -> Letter:
    """The letter in the frame of all mails."""
    words = {**vars(texts), "headline": texts.subject}
    return write(FOLDER, spoken(language), words)


def fill(
    table: Mapping[str, Any],
    reader: Reader,
    url: str,
    words: Mapping[str, object],
    said: str = "",
    sign: str = "",
) -> Letter:
    """A letter from its row in a table of texts; ``said`` are words of a person.

    Lines of theirs that follow each other stay together.
    """
    told = {"name": reader.name, **words}
    texts = table[spoken(reader.language)]
    return write_plain(
        Texts(
            subject=texts["subject"] % told,
            lines=[*(line % told for line in texts["lines"]), *paragraphs(said)],
            url=url,
            link=texts["link"],
            close=texts["close"] % told,
            sign=sign,
        ),
        reader.language,
    )


def paragraphs(said: str) -> list[str]:
    """What a person wrote, parted where they left a line empty."""
    parts = re.split(r"\n\s*\n", "\n".join(said.splitlines()))
    return [part.strip() for part in parts if part.strip()]


def post(
    session: Session, letter: Letter, reader: Reader, *, key: str, now: datetime
) -> None:
    """Put a letter into the outbox; one of the same key is there only once."""
    row = as_row(letter, key=key, user_id=reader.user_id, address=reader.email, now=now)
    insert_once(session, Message, [row])
