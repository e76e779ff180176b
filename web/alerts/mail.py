"""The words of a mail, from a folder of templates in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from models.alert import Alert
from models.user import User
from web.alerts.items import Item, headline, items, once, short_title
from web.alerts.links import Links

FOLDERS = Path(__file__).parent / "messages"
LANGUAGES = ("zh", "en")
MOST = 20


@dataclass(frozen=True)
class Letter:
    """What a message says."""

    subject: str
    body: str
    body_html: str


def write_letter(
    alerts: Sequence[Alert], user: User, links: Links, today: date
) -> Letter:
    """One mail for all these alerts; each notice stands in it once."""
    language = language_of(alerts, user)
    found = items(alerts, today, language)
    first = found[0]
    subscriptions = {alert.subscription_id for alert in alerts}
    words = {
        "items": found[:MOST],
        "more": len(found) - MOST,
        "count": len(found),
        "first": first,
        "title": short_title(first),
        "headline": headline(first, today),
        "open": any(one.closes and one.closes >= today for one in found),
        "sectors": all_sectors(found),
        "name": user.name,
        "links": links,
        "unsubscribe": links.unsubscribe(user.id, subscriptions),
    }
    subject, body, html = (
        templates().get_template(f"{language}/{name}").render(words)
        for name in ("subject.txt", "body.txt", "body.html")
    )
    return Letter(" ".join(subject.split()), body.strip() + "\n", html)


def language_of(alerts: Sequence[Alert], user: User) -> str:
    """The language that the subscriptions agree on, else the reader's own."""
    wanted = {alert.subscription.language for alert in alerts}
    chosen = wanted.pop() if len(wanted) == 1 else user.language
    return chosen if chosen in LANGUAGES else "zh"


def all_sectors(found: Sequence[Item]) -> list[str]:
    """Every sector of some items, those of the first item first."""
    return once(name for one in found for name in one.sectors)


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates; a word they miss is an error, not a blank."""
    return Environment(
        loader=FileSystemLoader(FOLDERS),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
