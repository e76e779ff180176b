"""Titles as short as a subject line wants them."""

from models.notice import Notice
from web.notices.rendering import text_of


def title_in(notice: Notice, language: str, widest: int) -> str:
    """The title of a notice in a language, else as it was published."""
    _, title = text_of(notice.renderings, language, "title")
    return shortened(title or notice.title, widest)


def shortened(title: str, widest: int) -> str:
    """A title of so many columns at most; a Chinese character takes two.

    Words of Latin letters stay whole, unless a single one would fill the line.
    """
    text, width = " ".join(title.split()), 0
    for place, letter in enumerate(text):
        width += 1 if letter.isascii() else 2
        if width > widest:
            return f"{whole(text, place).rstrip(' ,;:，；：、')}…"
    return text


def whole(text: str, end: int) -> str:
    """A text up to a place, or up to the word that would be cut there."""
    if not (text[end - 1 : end + 1].isascii() and text[end - 1 : end + 1].isalnum()):
        return text[:end]
    blank = text.rfind(" ", 0, end)
    return text[:blank] if blank > end // 2 else text[:end]
