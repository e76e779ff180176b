"""Loads the starter archive, so that the first run works without network or key."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.card import WTO_EPING, put_source
from crawler.items import NoticeItem
from crawler.moments import Moment
from crawler.normalise import read_notice
from crawler.store import Outcome, store
from models import clock
from models.events import EventKind, Happening
from models.notice import Notice, Rendering
from models.reference import members
from models.search_text import reindex

ARCHIVE = Path(__file__).parent / "notices.jsonl"
EDITOR = "editor"
OURS = {
    ("zh", "title"): "title_zh",
    ("zh", "summary"): "summary_zh",
    ("zh", "products"): "products_zh",
    ("en", "title"): "title_en",
    ("en", "summary"): "summary_en",
    ("en", "products"): "products_en",
}
ORIGIN = "archive"
Row = dict[str, Any]


def load_starter(session: Session) -> dict[str, int]:
    """Store the archive as provisional notices that alert nobody.

    A real record of the same document is left alone, and loading again changes
    nothing. Returns how many documents were read, and how many of them are new.
    """
    put_source(session, WTO_EPING)
    now = clock.now()
    rows = list(read_archive())
    items = [read_starter(row) for row in rows]
    real = real_keys(session, items)
    ours = [
        (row, item)
        for row, item in zip(rows, items, strict=True)
        if item.key not in real
    ]
    found = [list(read_happenings(row, item)) for row, item in ours]
    stored = store(
        session, [item for _, item in ours], Moment(now, baseline=True), found
    )
    for (row, _), (notice_id, _) in zip(ours, stored, strict=True):
        put_renderings(session, notice_id, row, now)
    reindex(session, [notice_id for notice_id, _ in stored])
    new = sum(outcome == Outcome.NEW for _, outcome in stored)
    return {"documents": len(rows), "new": new}


def read_archive() -> Iterator[Row]:
    """The rows of the archive."""
    with ARCHIVE.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def real_keys(session: Session, items: list[NoticeItem]) -> set[str]:
    """The documents of which a publisher's own record is stored."""
    query = select(Notice.source_key).where(
        Notice.source_slug == WTO_EPING.slug,
        Notice.source_key.in_({item.key for item in items}),
        Notice.provisional.is_(False),
    )
    return set(session.scalars(query))


def read_starter(row: Row) -> NoticeItem:
    """A row of the archive as an item, read like any publisher's row."""
    names = {one.code: one.en for one in members()}
    symbols = ", ".join(row["symbols"])
    raw = {
        "symbol": symbols,
        "member": names[row["members"][0]],
        "area": row["agreement"],
        "type": row["type"],
        "distributed": row["distributed"],
        "comments_close": row["comments_close"],
        "title": row["title_en"],
        "description": row["summary_en"],
        "products": row["products_en"],
        "hs": [{"code": code} for code in row["hs"]],
        "ics": [{"code": code} for code in row["ics"]],
        "objectives": row["objectives"],
        "keywords": row["keywords"],
        "regions": row["regions"],
        "adoption": row["adoption"],
        "entry_into_force": row["entry_into_force"],
        "documents": " ".join(row["links"]["documents"]),
        "links": {"en": row["links"]["notification"]},
    }
    item = read_notice(raw, f"starter archive, {symbols}")
    item.provisional = True
    item.language = "en"
    return item


def read_happenings(row: Row, item: NoticeItem) -> Iterator[Happening]:
    """The events that were read in the original text when the archive was made."""
    told = {EventKind(one["kind"].lower()): one["day"] for one in row["events"]}
    own = {
        "regular": EventKind.CIRCULATED,
        "revision": EventKind.REVISED,
        "corrigendum": EventKind.CORRECTED,
        "supplement": EventKind.TRANSLATED,
    }.get(item.form)
    if own:
        yield Happening(own, item.distributed, "", ORIGIN)
    for kind, day in told.items():
        stated = date.fromisoformat(day) if day else None
        yield Happening(kind, stated, "", ORIGIN, void_target(kind, item))
    if not own and not told:
        yield Happening(EventKind.OTHER, None, "", ORIGIN)


def void_target(kind: EventKind, item: NoticeItem) -> str | None:
    """The document that a corrigendum declares void: the one it corrects."""
    if kind != EventKind.VOID or not item.symbols:
        return None
    return item.symbols[0].text.rpartition("/")[0]


def put_renderings(session: Session, notice_id: int, row: Row, now: datetime) -> None:
    """Our titles and summaries of the first version; one that was edited stays."""
    query = select(Rendering).where(
        Rendering.notice_id == notice_id,
        Rendering.version_number == 1,
        Rendering.origin == EDITOR,
    )
    held = {(one.language, one.field): one for one in session.scalars(query)}
    for name, column in OURS.items():
        rendering = held.get(name) or new_rendering(notice_id, *name, now)
        if rendering.author is None:
            rendering.text = row[column]
        session.add(rendering)
    session.flush()


def new_rendering(
    notice_id: int, language: str, field: str, now: datetime
) -> Rendering:
    """A text of ours about the first version, without its words yet."""
    return Rendering(
        notice_id=notice_id,
        version_number=1,
        language=language,
        field=field,
        origin=EDITOR,
        created_at=now,
    )
