"""Letters about accounts: invitations, confirmations, decisions, new passwords."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from sqlalchemy.orm import Session

from models.alert import Message
from web.alerts.mail import LANGUAGES
from web.alerts.once import insert_once

FOLDER = Path(__file__).parent / "messages"
MAIL = "mail"


@dataclass(frozen=True)
class Reader:
    """To whom a letter goes; who has no account yet has no id."""

    email: str
    name: str
    language: str
    user_id: int | None = None


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
    language = reader.language if reader.language in LANGUAGES else "zh"
    told = {"name": reader.name, **words}
    texts = wordings()[occasion][language]
    filled = {
        "lang": language,
        "subject": texts["subject"] % told,
        "lines": [line % told for line in texts["lines"]],
        "link": texts["link"],
        "close": texts["close"],
        "colon": ": " if language == "en" else "：",
        "url": url,
    }
    row = {
        "key": f"account:{occasion}:{key}",
        "user_id": reader.user_id,
        "channel": MAIL,
        "address": reader.email,
        "subject": " ".join(filled["subject"].split()),
        "body": templates().get_template("body.txt").render(filled).strip() + "\n",
        "body_html": templates().get_template("body.html").render(filled),
        "created_at": now,
    }
    insert_once(session, Message, [row])


@lru_cache(maxsize=1)
def wordings() -> dict[str, Any]:
    """The texts by occasion and language."""
    return tomllib.loads((FOLDER / "letters.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The frame of a letter; a word it misses is an error, not a blank."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
