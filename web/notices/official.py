"""What the official texts say: the form beside the record, and the files' state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.document_states import BodyState, DocumentState
from models.notice import Document, Notice
from models.official import Body, Reading

LEADING = ("en", "fr", "es")
SHOWN = (
    "local_government",
    "agency",
    "articles",
    "size",
    "urgency",
    "standards",
    "conforms",
    "deviation",
    "reasons",
    "adoption",
    "publication",
    "entry_into_force",
    "comments_close",
    "comments_agency",
    "texts_from",
)
"""What the card shows of a form, in the order of its rows."""
DAYS = frozenset({"adoption", "publication", "entry_into_force", "comments_close"})
LONGEST = 600
"""Letters of a text in the table of differences."""
TOLD_IN = {"size": ("pages", "languages"), "standards": ("standards", "standard_text")}


@dataclass(frozen=True)
class Fact:
    """One thing that the form says, in its words or as the value it was read to."""

    name: str
    value: Any

    @property
    def is_day(self) -> bool:
        """Whether it is a day, as written and as read."""
        return self.name in DAYS


@dataclass(frozen=True)
class Difference:
    """What the record says, and what the official text says."""

    name: str
    record: Any
    form: Any
    words: str


@dataclass
class Official:
    """The form of a notice as it was read; ``fault`` says why nothing is taken."""

    language: str
    facts: list[Fact] = field(default_factory=list)
    differing: list[Difference] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    fault: Mapping[str, str] | None = None


@dataclass(frozen=True)
class FileState:
    """How far a file was read: a key of the words, its pages, its language, a fault."""

    key: str
    pages: int | None = None
    language: str | None = None
    fault: Mapping[str, str] | None = None


def read_official(session: Session, notice: Notice) -> Official | None:
    """The form of a notice, of several languages the leading one; None if none came."""
    query = select(Reading).where(Reading.notice_id == notice.id)
    return official_of(session.scalars(query))


def official_of(readings: Iterable[Reading]) -> Official | None:
    """The form by the readings of one notice; None if there are none."""
    reading = min(readings, key=place_of, default=None)
    if reading is None:
        return None
    fault = fault_of(reading)
    if fault:
        return Official(reading.language, fault=fault, unread=list(reading.unread))
    return Official(
        language=reading.language,
        facts=list(facts_of(reading.fields)),
        differing=[difference_of(one) for one in reading.differing],
        unread=list(reading.unread),
    )


def place_of(reading: Reading) -> tuple[bool, int, int]:
    """Sound readings first, then English, French, Spanish."""
    known = reading.language in LEADING
    rank = LEADING.index(reading.language) if known else len(LEADING)
    return fault_of(reading) is not None, rank, reading.document_id


def fault_of(reading: Reading) -> Mapping[str, str] | None:
    """Why nothing was taken from a form, if so."""
    faults = (one["fault"] for one in reading.differing if "fault" in one)
    return next(faults, None)


def facts_of(fields: Mapping[str, Any]) -> Iterable[Fact]:
    """The rows of the card that hold anything."""
    for name in SHOWN:
        if name in TOLD_IN:
            value: Any = {part: fields.get(part) for part in TOLD_IN[name]}
            filled = any(value.values())
        elif name in DAYS:
            value = day_of(name, fields)
            filled = bool(value["words"] or value["beside"])
        else:
            value = fields.get(name)
            filled = bool(value)
        if filled:
            yield Fact(name, value)


def day_of(name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A day as written and as read, with the boxes ticked beside it."""
    held = fields.get(name) or {}
    boxes = {"entry_into_force": "trade_facilitating"}
    beside = boxes.get(name, "")
    return {
        "words": held.get("words", ""),
        "day": held.get("day"),
        "kind": held.get("kind"),
        "days": held.get("offset_days"),
        "months": held.get("offset_months"),
        "beside": beside if fields.get(beside) else "",
    }


def difference_of(one: Mapping[str, Any]) -> Difference:
    """An entry among what differs, its texts not endless."""
    record, form = shortened(one["record"]), shortened(one["form"])
    return Difference(one["field"], record, form, shortened(one.get("words", "")))


def shortened(value: Any) -> Any:
    """A text as it may stand in a cell."""
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST].rstrip() + "…"
    return value


def read_files(session: Session, documents: Iterable[Document]) -> dict[int, FileState]:
    """How far each file of a notice was read, by its number; waiting ones are left out.

    The texts themselves stay where they are.
    """
    documents = list(documents)
    hashes = {one.sha256 for one in documents if one.sha256}
    columns = (Body.sha256, Body.state, Body.pages, Body.language, Body.fault)
    bodies = {
        row.sha256: row
        for row in session.execute(select(*columns).where(Body.sha256.in_(hashes)))
    }
    return {
        one.id: file_state(one, bodies.get(one.sha256 or ""))
        for one in documents
        if one.state != DocumentState.WAITING or one.sha256 in bodies
    }


def file_state(document: Document, body: Any) -> FileState:
    """The state of one file: of its text if it has come, else of the call for it."""
    if body is None:
        return FileState(document.state, fault=document.fault or None)
    key = body.state
    if document.state == DocumentState.GONE:
        key = f"{DocumentState.GONE}_{BodyState.READ}"
    return FileState(key, body.pages, body.language, body.fault or None)
