"""Entries of legislation.gov.uk: which of them are new law, and what they tell."""

from dataclasses import dataclass

from crawler.faults import BadRowError, DroppedError
from crawler.feeds import Element, in_language, text_of
from crawler.goods.deciding import why_left_out
from crawler.record import Record
from models.content import Content
from models.fold import fold

TEXTS = ("text/html", "application/xhtml+xml", "application/pdf")
"""The forms of a text that can be read, the best first."""
PLACE = "http://www.legislation.gov.uk/id/"
UNREAD = frozenset(
    {
        "author",
        "published",
        "updated",
        "ukm:DocumentCategory",
        "ukm:AlternativeNumber",
        "ukm:ISBN",
        "ukm:Supersedes",
        "pbl:Republished",
        "pbl:Document",
        "pbl:Item_Published",
        "pbl:Format",
        "pbl:Print",
        "dc:language",
    }
)
TELLS = frozenset({"title", "documents", "references", "action"})


@dataclass(frozen=True)
class Law:
    """A law out of an entry: its place on the site, its names, and its day as told."""

    key: str
    symbol: str
    told: str
    content: Content


def read_law(record: Record) -> Law:
    """The new law on goods that an entry tells; another entry is left out."""
    record.take("id")
    check_is_law(record)
    where = text_of(record.take("dc:identifier"))
    if not where.startswith(PLACE):
        raise BadRowError("no_id", words=where)
    key = where.removeprefix(PLACE)
    title = in_language(record.take("title")[0], "en")
    content = Content(title=title, action=value_of(record, "ukm:DocumentMainType"))
    left_out = why_left_out("uk_laws", {"text": [fold(title)]})
    if left_out:
        raise DroppedError(left_out)
    content["references"] = [key]
    content["documents"] = texts_in(record.take_any("link") or [])
    told = text_of(record.take("updated"))
    return Law(key, symbol_of(record, key), told, content)


def symbol_of(record: Record, key: str) -> str:
    """What people call a law by: its series, year and number."""
    year = value_of(record, "ukm:Year")
    number = value_of(record, "ukm:Number") or key.rpartition("/")[2]
    return f"{key.partition('/')[0].upper()} {year}/{number}"


def check_is_law(record: Record) -> None:
    """Leave out what is no new law."""
    if record.has("content"):
        raise DroppedError("uk_effect")
    kind = text_of(record.take("pbl:ContentType"))
    event = text_of(record.take("pbl:Event"))
    if kind == "changes":
        raise DroppedError("uk_effect")
    if event == "withdrawn":
        raise DroppedError("uk_withdrawn")
    if kind != "legislation":
        raise DroppedError("uk_beside_law")
    if text_of(record.take("pbl:New")) != "true":
        raise DroppedError("uk_republished")
    if text_of(record.take_any("pbl:NewlyIssued")) == "false":
        raise DroppedError("uk_old_law")


def texts_in(links: list[Element]) -> list[str]:
    """The address of the text in the best form that there is."""
    by_form = {
        link.get("type"): str(link.get("href"))
        for link in links
        if link.get("rel") == "alternate"
    }
    best = next((by_form[form] for form in TEXTS if form in by_form), None)
    return [secure(best)] if best else []


def value_of(record: Record, name: str) -> str:
    """A field that is told by an attribute; not every law has a number."""
    found = record.take_any(name)
    return str(found[0].get("Value") or "") if found else ""


def secure(url: str) -> str:
    """The feeds still write http, the site answers https."""
    return "https://" + url.partition("://")[2]
