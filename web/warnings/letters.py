"""The mail of a warning, from a folder of templates in the reader's language."""

from pathlib import Path

from models.user import User
from models.warning import OfficerWarning
from web.alerts.phrases import LEVELS, say_day
from web.mail.writing import Letter, write

FOLDER = Path(__file__).parent / "messages"


def write_letter(
    warning: OfficerWarning, user: User, *, receipt: str, notice: str, sign: str = ""
) -> Letter:
    """The letter to one reader; in Chinese where there is no English text.

    ``receipt`` is the address under which they say that they have read it, and under
    which its files lie; ``notice`` that of the notice, or nothing; ``sign`` says whom
    to turn to.
    """
    language = language_of(warning, user)
    words = {
        "name": user.name,
        "level": warning.level,
        "mark": LEVELS[warning.level][language],
        "title": title_of(warning, language),
        "paragraphs": body_of(warning, language).splitlines(),
        "notice": notice,
        "symbol": warning.notice.symbol if warning.notice else "",
        "files": [
            (one["name"], f"{receipt}/files/{one['sha256']}") for one in warning.files
        ],
        "expires": say_day(warning.expires, language) if warning.expires else "",
        "receipt": receipt,
        "sign": sign,
    }
    return write(FOLDER, language, words)


def language_of(warning: OfficerWarning, user: User) -> str:
    """The reader's language, if the warning was written in it."""
    return "en" if user.language == "en" and warning.body_en else "zh"


def title_of(warning: OfficerWarning, language: str) -> str:
    """The title in a language; in Chinese where there is no other."""
    return (language == "en" and warning.title_en) or warning.title_zh


def body_of(warning: OfficerWarning, language: str) -> str:
    """The text in a language; in Chinese where there is no other."""
    return (language == "en" and warning.body_en) or warning.body_zh
