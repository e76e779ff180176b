"""The substance of a mail for its subject line."""

from web.alerts.items import Item

WIDEST = 52


def short_title(one: Item) -> str:
    """A title that fits into a subject line; a Chinese character counts as two."""
    text, width = " ".join(one.title.split()), 0
    for place, letter in enumerate(text):
        width += 1 if letter.isascii() else 2
        if width > WIDEST:
            return text[:place].rstrip() + "…"
    return text
