"""Dockets of the United States: their ids, and what regulations.gov tells of them.

An agency writes "Docket No. FAA-2022-1135", "DOCKET #: RBS-23-BUSINESS-0024" or a
project number beside it; the id that regulations.gov knows is the part with a year
and a number. Its ids with FRDOC are no dockets: each agency has one such box for all
documents without a docket, and what lies in it has nothing in common.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scrapy.http import Response

from crawler.answers import Raw, changed, read_object
from crawler.coded import one_line
from crawler.faults import BadRowError, CrawlError
from crawler.record import Record
from models.content import Content

NAMED = re.compile(
    r"(?:(?:docket|doc\.?)\s*(?:nos?\.?|ids?|numbers?|#)?\s*[:.#]?\s*)?"
    r"(?P<id>[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*-(?:19|20)?[0-9]{2}"
    r"(?:-[A-Z]+)*-[0-9]{3,6})(?![A-Z0-9-])",
    re.IGNORECASE,
)
BOX = "_FRDOC_"
NEW_YORK = ZoneInfo("America/New_York")
ROW = frozenset({"type", "links", "relationships"})
OF_DOCUMENTS = """
    additionalRins address1 address2 agencyId allowLateComments authorDate authors
    category cfrPart city comment commentStartDate country displayProperties
    docAbstract documentType effectiveDate email exhibitLocation exhibitType fax field1
    field2 fileFormats firstName frVolNum govAgency govAgencyType highlightedContent
    implementationDate lastModifiedDate lastName legacyId media modifyDate objectId
    ombApproval openForComment organization originalDocumentId pageCount paperLength
    paperWidth phone postedDate postmarkDate reasonWithdrawn receiveDate
    regWriterInstruction restrictReason restrictReasonType sourceCitation startEndPage
    stateProvinceRegion subject submitterRep submitterRepAddress submitterRepCityState
    subtype title topics trackingNbr zip
"""
OF_DOCKETS = """
    agencyId category displayProperties dkAbstract docketType effectiveDate field1
    field2 generic highlightedContent keywords lastModifiedDate legacyId modifyDate
    objectId organization petitionNbr program rin shortTitle subType subType2
"""
UNREAD_OF_DOCUMENTS = frozenset(OF_DOCUMENTS.split())
UNREAD_OF_DOCKETS = frozenset(OF_DOCKETS.split())
"""Known fields that say nothing of a docket and its end."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Filed:
    """A document as it lies in a docket, and until when it takes comments there.

    ``number`` is that of the Federal Register, where the answer tells it.
    """

    docket: str | None
    closes: date | None
    withdrawn: bool
    number: str | None


@dataclass(frozen=True)
class Learned:
    """What was learned of a document: its dockets, their title, their end."""

    document: str
    dockets: tuple[str, ...]
    title: str
    closes: date | None


def docket_ids(written: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """The ids in the agencies' words, then those that regulations.gov knows of."""
    matches = (NAMED.match(words.strip()) for words in written)
    found = [match["id"].upper() for match in matches if match]
    known = (one.strip().upper() for one in known)
    return list(dict.fromkeys([*found, *(one for one in known if is_docket(one))]))


def is_docket(name: str) -> bool:
    """Whether documents of this docket belong together."""
    return bool(name) and BOX not in name


def read_filed(source: str, row: Row) -> tuple[Filed, CrawlError | None]:
    """A document of an answer, and a warning of fields that are new."""
    record = attributes_of(source, row)
    closes = record.take("commentEndDate")
    found = Filed(
        docket=one_line(record.take("docketId")) or None,
        closes=last_day(closes) if closes else None,
        withdrawn=record.take("withdrawn") is True,
        number=one_line(record.take_any("frDocNum")) or None,
    )
    return found, record.finish(UNREAD_OF_DOCUMENTS)


def read_docket(source: str, row: Row) -> tuple[str, CrawlError | None]:
    """The title of a docket, and a warning of fields that are new."""
    record = attributes_of(source, row)
    title = one_line(record.take("title"))
    return title, record.finish(UNREAD_OF_DOCKETS)


def attributes_of(source: str, row: Row) -> Record:
    """The attributes of a document or a docket; what stands about them is known."""
    outer = Record(source, row)
    outer.take("id")
    attributes = outer.take("attributes")
    if not isinstance(attributes, dict):
        raise CrawlError("missing_field", source=source, field="attributes")
    left = {name: outer.left[name] for name in outer.left.keys() - ROW}
    return Record(source, {**left, **attributes})


def last_day(moment: Any) -> date:
    """The last day for comments: the end is told in UTC, and meant in New York."""
    words = one_line(moment)
    try:
        told = datetime.fromisoformat(words)
    except ValueError as error:
        values = {"field": "commentEndDate", "reason": str(error)}
        raise BadRowError("bad_day", **values) from error
    aware = told if told.tzinfo else told.replace(tzinfo=UTC)
    return aware.astimezone(NEW_YORK).date()


def learned(document: str, filed: list[Filed], titles: dict[str, str]) -> Learned:
    """What all the dockets of a document tell together."""
    names = (one.docket for one in filed if one.docket and is_docket(one.docket))
    return Learned(
        document=document,
        dockets=tuple(dict.fromkeys(names)),
        title=titles.get(docket_of(filed) or "", ""),
        closes=max((one.closes for one in filed if one.closes), default=None),
    )


def docket_of(filed: list[Filed]) -> str | None:
    """The docket that takes comments longest; a box of an agency is none."""
    real = [one for one in filed if one.docket and is_docket(one.docket)]
    last = max(real, key=lambda one: one.closes or date.min, default=None)
    return last.docket if last else None


def enriched(content: Content, told: Learned) -> Content:
    """The text of a notice with what its docket adds."""
    found: Content = {**content}
    dockets = [*content.get("dockets", []), *told.dockets]
    if dockets:
        found["dockets"] = list(dict.fromkeys(dockets))
    if told.title:
        found["docket_title"] = told.title
    if told.closes:
        found["docket_closes"] = told.closes.isoformat()
    return found


def rows_in(response: Response) -> tuple[list[Raw], int]:
    """The rows of an answer, and how many it announces."""
    found = read_object(response)
    rows, meta = found.get("data"), found.get("meta")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise changed(response, "there is no list called data")
    total = meta.get("totalElements") if isinstance(meta, dict) else None
    if not isinstance(total, int):
        raise changed(response, "there is no number called totalElements")
    return rows, total


def words_of(response: Response) -> str:
    """What the publisher says of a question that it refused."""
    try:
        errors = read_object(response).get("errors")
    except CrawlError as fault:
        return fault.sentence()
    first = errors[0] if isinstance(errors, list) and errors else {}
    return one_line(first.get("title") if isinstance(first, dict) else first)
