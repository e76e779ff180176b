"""The kinds of notice: a WTO notification, or what a national source publishes."""

from collections.abc import Iterable
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
RISK = "risk"
"""All incidents, as a list or a subscription names them together."""
SORTS: dict[str, frozenset[NoticeKind]] = {
    NoticeKind.NOTIFICATION.value: WTO,
    NoticeKind.DRAFT.value: frozenset({NoticeKind.DRAFT}),
    NoticeKind.RULE.value: frozenset({NoticeKind.RULE}),
    RISK: INCIDENTS,
}
"""The sorts of documents that a reader tells apart, in the order they are offered."""


def kinds_of(names: Iterable[str]) -> tuple[str, ...]:
    """The kinds that sorts stand for; a name that is no sort stands for itself."""
    found = (sorted(SORTS.get(name, {name})) for name in names)
    return tuple(dict.fromkeys(str(kind) for part in found for kind in part))


def sort_of(kind: str) -> str:
    """The sort that a kind belongs to; an unknown kind is its own."""
    return next((name for name, kinds in SORTS.items() if kind in kinds), kind)
