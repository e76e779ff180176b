"""A document of the Federal Register: what of its record makes a notice, and how."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from crawler.card import Card
from crawler.coded import one_line, text_of
from crawler.faults import BadRowError, CrawlError, DroppedError
from crawler.goods.deciding import TEXT, Facts, why_left_out
from crawler.items import NoticeItem
from crawler.national import national_item
from crawler.parts import take_parts, take_words
from crawler.published import read_published, read_stated
from crawler.record import Record
from crawler.us_dockets import docket_ids
from models.content import Content
from models.deadlines import is_doubtful
from models.fold import fold
from models.kinds import NoticeKind
from models.text import clean_text

Row = Mapping[str, Any]
KINDS = {"Rule": NoticeKind.RULE, "Proposed Rule": NoticeKind.DRAFT}
RULES = "us_rules"
FIELDS = (
    "abstract",
    "action",
    "agencies",
    "cfr_references",
    "citation",
    "comments_close_on",
    "correction_of",
    "dates",
    "docket_ids",
    "dockets",
    "document_number",
    "effective_on",
    "html_url",
    "pdf_url",
    "publication_date",
    "regulation_id_numbers",
    "title",
    "topics",
    "type",
)
OF_THE_PAPER = """
    agency_names body_html_url comment_url corrections disposition_notes docket_id
    end_page excerpts executive_order_notes executive_order_number full_text_xml_url
    images images_metadata json_url mods_url page_length page_views president
    presidential_document_number proclamation_number public_inspection_pdf_url
    raw_text_url regulation_id_number_info regulations_dot_gov_info
    regulations_dot_gov_url significant signing_date start_page subtype toc_doc
    toc_subject volume
"""
"""Known fields that say nothing further of a measure."""
UNREAD = frozenset(OF_THE_PAPER.split())
OBJECTS = frozenset({"agencies", "cfr_references", "dockets"})
WORDS = frozenset({"docket_ids", "regulation_id_numbers", "topics"})
"""Fields that hold lists: of objects, or of words."""
TELLS = frozenset(
    {
        "title",
        "description",
        "keywords",
        "agencies",
        "dockets",
        "references",
        "action",
        "entry_into_force",
        "documents",
    }
)
CORRECTED = re.compile(r"/documents/(?P<number>[A-Z0-9]+(?:-[0-9]+)+)")


def take_fields(source: str, raw: Row) -> tuple[Row, CrawlError | None]:
    """All fields that we ask for, each of which must be there; what is new."""
    record = Record(source, raw)
    row = {name: take_field(record, name) for name in FIELDS}
    return row, record.finish(UNREAD)


def take_field(record: Record, name: str) -> Any:
    """The value of a field; a list in another form than we know is a fault."""
    if name in OBJECTS:
        return take_parts(record, name)
    return take_words(record, name) if name in WORDS else record.take(name)


def read_document(card: Card, row: Row, place: str) -> NoticeItem:
    """A document on goods as an item; any other is dropped, with the reason."""
    reason = why_left_out(RULES, facts_of(row))
    if reason:
        raise DroppedError(reason)
    number = one_line(row["document_number"])
    if not number:
        raise BadRowError("no_id", words=row["document_number"])
    published = read_published(row["publication_date"])
    closes = read_stated(row["comments_close_on"], "comments_close_on")
    return national_item(
        card,
        key=number,
        kind=KINDS[row["type"]],
        member="USA",
        symbol=f"FR Doc. {number}",
        distributed=published,
        comments_close=closes,
        content=read_content(row),
        tells=TELLS,
        place=place,
        family=family_of(card, row),
        warnings=odd_days(published, closes),
    )


def odd_days(published: date, closes: date | None) -> list[CrawlError]:
    """A warning where the end of the comments does not fit the publication."""
    if closes is None or not is_doubtful(closes, published):
        return []
    return [CrawlError("odd_deadline", day=closes, sent=published)]


def facts_of(row: Row) -> Facts:
    """What tells whether a document is on goods."""
    title = fold(one_line(row["title"]))
    return {
        "title": [title],
        TEXT: [f"{title} {fold(one_line(row['abstract']))}"],
        "cfr": [
            f"{one.get('title')}:{one.get('part')}" for one in row["cfr_references"]
        ],
        "rin": row["regulation_id_numbers"],
        "agency": [one.get("slug") or "" for one in row["agencies"]],
    }


def read_content(row: Row) -> Content:
    """The fields of a document; what is empty is left out."""
    prose = (clean_text(text_of(row[name])) for name in ("abstract", "dates"))
    force = read_stated(row["effective_on"], "effective_on")
    found: Content = {
        "title": one_line(row["title"]),
        "description": "\n\n".join(filter(None, prose)),
        "keywords": lines(row["topics"]),
        "agencies": lines(map(agency_name, row["agencies"])),
        "dockets": lines([*row["docket_ids"], *dockets_of(row)]),
        "references": references(row),
        "action": action_of(row),
        "entry_into_force": force.isoformat() if force else "",
        "documents": lines([row["html_url"], row["pdf_url"]]),
    }
    for name in [name for name, value in found.items() if not value]:
        del found[name]  # type: ignore[misc]
    return found


def lines(values: Any) -> list[str]:
    """Short texts, each once, in their order."""
    found = (one_line(value) for value in values)
    return list(dict.fromkeys(filter(None, found)))


def agency_name(agency: Row) -> str:
    """The name of an agency; one that the register does not know has only words."""
    return str(agency.get("name") or agency.get("raw_name") or "")


def dockets_of(row: Row) -> list[str]:
    """The ids of the dockets, out of the agency's words and those known elsewhere."""
    return docket_ids(
        row["docket_ids"], [one.get("id") or "" for one in row["dockets"]]
    )


def references(row: Row) -> list[str]:
    """Where it stands, the parts of the code that it changes, and its numbers."""
    parts = (
        f"{one.get('title')} CFR {one.get('part') or ''}".strip()
        for one in row["cfr_references"]
    )
    numbers = (f"RIN {one}" for one in row["regulation_id_numbers"])
    return lines([row["citation"], *parts, *numbers])


def action_of(row: Row) -> str:
    """What the document does in the agency's words, and which one it corrects."""
    words, corrected = one_line(row["action"]), corrected_number(row)
    return f"{words} [corrects FR Doc. {corrected}]".strip() if corrected else words


def corrected_number(row: Row) -> str | None:
    """The number of the document that this one corrects."""
    match = CORRECTED.search(text_of(row["correction_of"]))
    return match["number"] if match else None


def family_of(card: Card, row: Row) -> list[str]:
    """What a document shares with others: its only docket, what it corrects, itself.

    Several dockets say nothing: a document in two of them does not make them one.
    """
    dockets = dockets_of(row)
    shared = [f"us_docket:{one}" for one in dockets if len(dockets) == 1]
    numbers = [corrected_number(row), one_line(row["document_number"])]
    return [*shared, *(f"{card.slug}:{one}" for one in numbers if one)]
