"""The mail of a warning, from a folder of templates in the reader's language."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from models.user import User
from models.warning import OfficerWarning
from web.alerts.mail import Letter
from web.levels.rules import Level

FOLDER = Path(__file__).parent / "messages"
MARKS = {
    "zh": {Level.RED: "红", Level.ORANGE: "橙", Level.YELLOW: "黄", Level.BLUE: "蓝"},
    "en": {
        Level.RED: "Red",
        Level.ORANGE: "Orange",
        Level.YELLOW: "Yellow",
        Level.BLUE: "Blue",
    },
}


def write_letter(
    warning: OfficerWarning, user: User, *, receipt: str, notice: str
) -> Letter:
    """The letter to one reader; in Chinese where there is no English text.

    ``receipt`` is the address under which they say that they have read it,
    ``notice`` that of the notice, or nothing.
    """
    language = language_of(warning, user)
    words = {
        "name": user.name,
        "mark": MARKS[language][Level(warning.level)],
        "title": title_of(warning, language),
        "paragraphs": body_of(warning, language).splitlines(),
        "notice": notice,
        "symbol": warning.notice.symbol if warning.notice else "",
        "files": [one["name"] for one in warning.files],
        "expires": say_day(warning.expires, language),
        "receipt": receipt,
    }
    subject, body, html = (
        templates().get_template(f"{language}/{name}").render(words)
        for name in ("subject.txt", "body.txt", "body.html")
    )
    return Letter(" ".join(subject.split()), body.strip() + "\n", html)


def language_of(warning: OfficerWarning, user: User) -> str:
    """The reader's language, if the warning was written in it."""
    return "en" if user.language == "en" and warning.body_en else "zh"


def title_of(warning: OfficerWarning, language: str) -> str:
    """The title in a language; in Chinese where there is no other."""
    return (language == "en" and warning.title_en) or warning.title_zh


def body_of(warning: OfficerWarning, language: str) -> str:
    """The text in a language; in Chinese where there is no other."""
    return (language == "en" and warning.body_en) or warning.body_zh


def say_day(day: date | None, language: str) -> str:
    """A day in a sentence."""
    if day is None:
        return ""
    if language == "en":
        return f"{day.day} {day:%B %Y}"
    return f"{day.year}年{day.month}月{day.day}日"


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates; a word they miss is an error, not a blank."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
