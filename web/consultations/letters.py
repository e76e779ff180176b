"""Letters to those who are asked: the question, reminders, thanks, the outcome."""

import tomllib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models.consultation import Asked, AskedKind, Consultation
from models.notice import Notice
from web.mail.plain import Reader, fill, post
from web.mail.titles import title_in
from web.mail.writing import Letter, spoken
from web.papers.contact import sign_of

FOLDER = Path(__file__).parent / "messages"
OCCASIONS = {AskedKind.EXPERT: "expert", AskedKind.DEPARTMENT: "department"}
"""Which letter puts the question; all others get the one to firms."""
WIDEST, LONGEST = 60, 160
"""Columns of a title in a subject, and in a sentence."""
ABOUT = {"zh": "“{title}”（{symbol}）", "en": "“{title}” ({symbol})"}


def reader_of(asked: Asked) -> Reader:
    """To whom a letter goes."""
    return Reader(asked.email, asked.name, asked.language)


def post_letter(
    session: Session,
    occasion: str,
    asked: Asked,
    url: str,
    *,
    key: str,
    now: datetime,
    said: str = "",
    **words: object,
) -> bool:
    """Put a letter to a party into the outbox, once a key; False without address."""
    if not asked.email:
        return False
    told = {**about(asked.consultation, asked.language), **words}
    sign = sign_of(session, asked.language)
    letter = fill(wordings()[occasion], reader_of(asked), url, told, said, sign)
    post(session, letter, reader_of(asked), key=f"asked:{asked.id}:{key}", now=now)
    return True


def write_question(
    kind: str,
    notice: Notice,
    question: str,
    closes: date,
    reader: Reader,
    url: str,
    sign: str = "",
) -> Letter:
    """The letter that puts a question, also to be looked at before it is sent."""
    table = wordings()[OCCASIONS.get(AskedKind(kind), "asked")]
    words = facts(notice, closes, reader.language)
    return fill(table, reader, url, words, question, sign)


def about(one: Consultation, language: str) -> dict[str, str]:
    """The words of a letter that a round fills in."""
    return facts(one.case.notice, one.closes, language)


def facts(notice: Notice, closes: date, language: str) -> dict[str, str]:
    """The symbol and title of a notice and the last day, as a sentence names them."""
    language = spoken(language)
    symbol = notice.symbol.partition(",")[0]
    whole = title_in(notice, language, LONGEST)
    return {
        "symbol": symbol,
        "closes": say_day(closes, language),
        "title": title_in(notice, language, WIDEST),
        "about": ABOUT[language].format(title=whole, symbol=symbol),
    }


def say_day(day: date, language: str) -> str:
    """A day in a sentence."""
    if spoken(language) == "en":
        return f"{day.day} {day:%B %Y}"
    return f"{day.year}年{day.month}月{day.day}日"


@lru_cache(maxsize=1)
def wordings() -> dict[str, Any]:
    """The texts by occasion and language."""
    return tomllib.loads((FOLDER / "letters.toml").read_text(encoding="utf-8"))
