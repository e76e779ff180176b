"""The JSON rows of ePing (keyed API and website) under our own names."""

from collections.abc import Mapping
from typing import Any

from crawler.faults import CrawlError
from crawler.record import Record

UNREAD = frozenset(
    {
        "isOpenForComments",
        "notifyingMemberCode",
        "dolLink",
        "hsCodeText",
        "icsCodeText",
    }
)
"""What we know of and leave: derived from other fields, or said twice."""
STANDARDS = {
    "codexAlimentariusCommision": "Codex Alimentarius Commission",
    "codexAlimentariusCommission": "Codex Alimentarius Commission",
    "worldOrganizationForAnimalHealth": "World Organisation for Animal Health",
    "internationalPlantProtectionConvention": (
        "International Plant Protection Convention"
    ),
}


def read_row(source: str, row: Mapping[str, Any]) -> tuple[dict[str, Any], Any]:
    """A row under our names, and a warning if it has fields we do not know.

    A missing required field raises CrawlError and stops the run.
    """
    record = Record(source, row)
    raw = required(record)
    raw |= optional(record)
    raw |= dated(record)
    warning: CrawlError | None = record.finish(unread=UNREAD)
    return raw, warning


def required(record: Record) -> dict[str, Any]:
    """The fields that every row has."""
    return {
        "eping_id": record.take("id"),
        "area": record.take("area"),
        "type": record.take("notificationType"),
        "symbol": record.take("documentSymbol"),
        "member": record.take("notifyingMember"),
        "distributed": record.take("distributionDate"),
        "comments_close": record.take("commentDeadlineDate"),
        "title": record.take_either("titlePlain", "title"),
    }


OPTIONAL = {
    "description": ("descriptionPlain", "description"),
    "products": ("productsFreeTextPlain", "productsFreeText"),
    "objectives": ("objectives",),
    "objectives_text": ("objectivesFreeTextPlain", "objectivesFreeText"),
    "all_partners": ("allTradingPartners",),
    "relevant_documents": ("relevantDocumentTitlePlain", "relevantDocumentTitle"),
    "documents": ("notifiedDocumentLink",),
    "hs": ("hsCodes", "hsCodeText"),
    "ics": ("icsCodes", "icsCodeText"),
}


def optional(record: Record) -> dict[str, Any]:
    """The fields that a row may lack; one that is there and empty stays empty."""
    raw = {
        name: record.take_any(*fields)
        for name, fields in OPTIONAL.items()
        if record.has(*fields)
    }
    if record.has("keywords", "spsKeywords"):
        both = (record.take_any("keywords"), record.take_any("spsKeywords"))
        raw["keywords"] = [one for part in both for one in part or []]
    if record.has("countriesAffected"):
        named = record.take_any("countriesAffected") or []
        raw["regions"] = "; ".join(str(one.get("name") or "") for one in named)
    if record.has("linkToNotification"):
        raw["links"] = {"en": record.take_any("linkToNotification")}
    if record.has(*STANDARDS):
        ticked = [name for key, name in STANDARDS.items() if record.take_any(key)]
        raw["international_standard"] = "; ".join(dict.fromkeys(ticked))
    return raw


def dated(record: Record) -> dict[str, Any]:
    """Proposed days: the day if there is one, else the words in its place."""
    raw = {}
    for name, field in (
        ("adoption", "proposedAdoptionDate"),
        ("entry_into_force", "proposedEntryIntoForceDate"),
    ):
        if record.has(field, f"{field}Text"):
            raw[name] = record.take_any(field, f"{field}Text")
    return raw
