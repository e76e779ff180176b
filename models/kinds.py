"""The kinds of notice: a WTO notification, or what a national source publishes."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is, whoever publishes it."""

    NOTIFICATION = "notification"
    DRAFT = "draft"
    """A measure proposed at home, usually open for comments."""
    RULE = "rule"
    """A measure made: adopted, published, in force or about to be."""
    BORDER_ALERT = "border_alert"
    """A standing order to hold goods at the border."""
    REJECTION = "rejection"
    """A consignment turned back at the border."""
    MARKET_ALERT = "market_alert"
    """Goods on the market found unsafe: recalled, withdrawn or watched."""


WTO = frozenset({NoticeKind.NOTIFICATION})
REGULATIONS = frozenset({NoticeKind.DRAFT, NoticeKind.RULE})
INCIDENTS = frozenset(
    {NoticeKind.BORDER_ALERT, NoticeKind.REJECTION, NoticeKind.MARKET_ALERT}
)
