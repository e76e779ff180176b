"""Letters of the desk: an answer to a question or to a report, and a confirmation."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from web.mail.plain import Reader, fill, post
from web.papers.contact import sign_of

FOLDER = Path(__file__).parent / "messages"


@dataclass(frozen=True)
class Letter:
    """What a letter is about, where its link leads, and words of a person in it."""

    occasion: str
    url: str
    said: str = ""


def post_letter(
    session: Session,
    letter: Letter,
    reader: Reader,
    *,
    key: str,
    now: datetime,
    **words: str,
) -> None:
    """Put a letter into the outbox; one of the same key is there only once."""
    table, sign = wordings()[letter.occasion], sign_of(session, reader.language)
    texts = fill(table, reader, letter.url, words, letter.said, sign)
    post(session, texts, reader, key=key, now=now)


@lru_cache(maxsize=1)
def wordings() -> dict[str, Any]:
    """The texts by occasion and language."""
    return tomllib.loads((FOLDER / "letters.toml").read_text(encoding="utf-8"))
