"""The substance of a mail for its subject line."""

from web.alerts.items import Item
from web.mail.titles import shortened

WIDEST = 60


def short_title(one: Item) -> str:
    """A title that fits into a subject line."""
    return shortened(one.title, WIDEST)
