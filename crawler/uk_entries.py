"""Entries of legislation.gov.uk: which of them are new law, and what they tell."""

from crawler.faults import DroppedError
from crawler.feeds import Element, text_of
from crawler.record import Record
from models.content import Content

TEXTS = ("text/html", "application/xhtml+xml", "application/pdf")
"""The forms of a text that can be read, the best first."""


def check_is_law(record: Record, *, listed: bool) -> None:
    """Leave out what is no new law; a list of legislation holds law alone."""
    if record.has("content"):
        raise DroppedError("uk_effect")
    if listed:
        return
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


def read_listed(record: Record, content: Content) -> str:
    """What only a list of legislation tells; its day is the one of making."""
    made = str(record.take("ukm:CreationDate")[0].get("Date"))
    content["adoption"] = made
    content["description"] = text_of(record.take_any("summary"))
    subjects = record.take_any("category") or []
    content["keywords"] = [str(one.get("term")) for one in subjects]
    return made


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
