"""The words of a mail, from a folder of templates in the reader's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from models.alert import Alert
from models.handling import TapVerdict
from web.alerts.chat import wechat
from web.alerts.doing import Step, steps
from web.alerts.items import Item, items, once
from web.alerts.links import Links
from web.alerts.phrases import say_day
from web.alerts.subject import short_title
from web.mail.writing import Letter, write

FOLDER = Path(__file__).parent / "messages"
MOST = 20
"""So many notices stand in a mail; a page holds all of them."""
MOST_CHATS = 5
"""So many of them stand below once more, as text for a chat."""
UNNAMED = {"zh": "订阅 {n}", "en": "subscription {n}"}


@dataclass(frozen=True)
class Entry:
    """One notice in a mail, with what its reader can do."""

    item: Item
    steps: Sequence[Step]
    yes: str
    no: str
    chat: str


@dataclass(frozen=True)
class Section:
    """The notices of one level, the first to close first."""

    mark: str
    level: str
    entries: Sequence[Entry]


def write_letter(
    alerts: Sequence[Alert], key: str, language: str, links: Links, today: date
) -> Letter:
    """One mail for all these alerts of one person; each notice stands in it once.

    ``key`` is that of the message, which names the page with all of them.
    """
    found = items(alerts, today, language)
    user_id = alerts[0].user_id
    shown = [entry(one, links, user_id, today, language) for one in found[:MOST]]
    words = {
        "sections": list(sections(shown)),
        "chats": [one.chat for one in shown[:MOST_CHATS]],
        "more": len(found) - MOST,
        "count": len(found),
        "first": found[0],
        "soonest": soonest(found, today, language),
        "title": short_title(found[0]),
        "headline": found[0].lead,
        "sectors": all_sectors(found),
        "links": links,
        "page": links.message(key),
        "subscriptions": list(subscriptions(alerts, links, language)),
        "unsubscribe": links.unsubscribe(
            user_id, {one.subscription_id for one in alerts}
        ),
    }
    return write(FOLDER, language, words)


def soonest(
    found: Sequence[Item], today: date, language: str
) -> tuple[str, str] | None:
    """The first day on which comments close, and how long that is; or nothing."""
    coming = [one for one in found if one.closes is not None and one.closes >= today]
    if not coming:
        return None
    first = min(coming, key=lambda one: one.closes or date.max)
    return say_day(first.closes, language), first.left


def entry(one: Item, links: Links, user_id: int, today: date, language: str) -> Entry:
    """A notice with its steps, its taps and its text for a chat."""
    todo = list(steps(one, links, user_id, today, language))
    last = one.alert_ids[-1]
    return Entry(
        item=one,
        steps=todo,
        yes=links.tap(last, TapVerdict.RELEVANT),
        no=links.tap(last, TapVerdict.IRRELEVANT),
        chat=wechat(one, todo[0], links, language),
    )


def sections(entries: Sequence[Entry]) -> Iterator[Section]:
    """The notices by level, in their order."""
    for _, group in groupby(entries, key=lambda one: one.item.level):
        found = list(group)
        yield Section(found[0].item.mark, found[0].item.level, found)


def subscriptions(
    alerts: Sequence[Alert], links: Links, language: str
) -> Iterator[tuple[str, str]]:
    """The subscriptions that a mail speaks for, each with the page that changes it."""
    held = {one.subscription_id: one.subscription for one in alerts}
    for one in sorted(held.values(), key=lambda each: each.id):
        name = one.name or UNNAMED[language].format(n=one.id)
        yield name, links.subscription(one.id, one.links)


def all_sectors(found: Sequence[Item]) -> list[str]:
    """Every sector of some items, those of the first item first."""
    return once(name for one in found for name in one.sectors)
