"""Letters about accounts: invitations, confirmations, decisions, new passwords."""

import tomllib
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from web.mail.plain import Reader as Reader
from web.mail.plain import fill, post
from web.papers.contact import sign_of

FOLDER = Path(__file__).parent / "messages"


def post_letter(
    session: Session,
    occasion: str,
    reader: Reader,
    url: str,
    *,
    key: str,
    now: datetime,
    **words: str,
) -> None:
    """Put a letter into the outbox; one of the same key is there only once."""
    sign = sign_of(session, reader.language)
    letter = fill(wordings()[occasion], reader, url, words, sign=sign)
    post(session, letter, reader, key=f"account:{occasion}:{key}", now=now)


@lru_cache(maxsize=1)
def wordings() -> dict[str, Any]:
    """The texts by occasion and language."""
    return tomllib.loads((FOLDER / "letters.toml").read_text(encoding="utf-8"))
