"""The menu: each feature brings entries, shown when they lead somewhere."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, request

from web.rights import Right, may

FOOT = 4


def always() -> bool:
    """There is always something behind this entry."""
    return True


def none() -> int:
    """Nothing new behind this entry."""
    return 0


@dataclass(frozen=True)
class Entry:
    """A menu entry; ``label`` is lazily translated text, ``when`` may hide it.

    ``short`` entries also stand in the bar at the foot of a phone (four at most).
    ``over`` names further features whose pages belong to this entry; ``count`` tells
    how many things behind it are new.
    """

    order: int
    endpoint: str
    label: object
    icon: str = "list"
    right: Right = Right.PUBLIC
    short: bool = False
    when: Callable[[], bool] = always
    over: tuple[str, ...] = ()
    count: Callable[[], int] = none


def entries() -> list[Entry]:
    """The entries that the present visitor may use, in order."""
    known: list[Entry] = current_app.extensions["menu"]
    seen = [entry for entry in known if may(entry.right) and entry.when()]
    return sorted(seen, key=lambda entry: entry.order)


def foot_entries() -> list[Entry]:
    """The four entries at the foot of a phone; one's own come before the rest."""
    short = [entry for entry in entries() if entry.short]
    chosen = sorted(short, key=lambda entry: entry.right == Right.PUBLIC)[:FOOT]
    return sorted(chosen, key=lambda entry: entry.order)


def is_here(entry: Entry) -> bool:
    """Whether the page being shown belongs to this entry."""
    here = (request.blueprint or "").partition(".")[0]
    return here in {entry.endpoint.partition(".")[0], *entry.over}
