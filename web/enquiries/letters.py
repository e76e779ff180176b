"""Letters of the desk: an answer to a question or to a report, and a confirmation."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models.alert import Message
from web.alerts.mail import LANGUAGES
from web.alerts.once import insert_once
from web.joining.letters import MAIL, Reader, templates

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
    language = reader.language if reader.language in LANGUAGES else "zh"
    told = {"name": reader.name, **words}
    texts = wordings()[letter.occasion][language]
    lines = [line % told for line in texts["lines"]]
    filled = {
        "lang": language,
        "subject": " ".join((texts["subject"] % told).split()),
        "lines": [*lines, *letter.said.splitlines()],
        "link": texts["link"],
        "close": texts["close"],
        "colon": ": " if language == "en" else "：",
        "url": letter.url,
    }
    row = {
        "key": key,
        "user_id": reader.user_id,
        "channel": MAIL,
        "address": reader.email,
        "subject": filled["subject"],
        "body": templates().get_template("body.txt").render(filled).strip() + "\n",
        "body_html": templates().get_template("body.html").render(filled),
        "created_at": now,
    }
    insert_once(session, Message, [row])


@lru_cache(maxsize=1)
def wordings() -> dict[str, Any]:
    """The texts by occasion and language."""
    return tomllib.loads((FOLDER / "letters.toml").read_text(encoding="utf-8"))
