"""Marks of rows: a row that was read before, by the same rules, is not read again.

A mark names all that a row says and the rules by which it is read, so that either
being different makes another. The copy that came of a row keeps the row's mark (see
``models.notice.NoticeMember``) until the copy is read from anything else.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.cells import Columns
from models.notice import Notice, NoticeMember
from models.reference import FOLDER

ROOM = Path(__file__).parent
RULES = (
    *("attachments", "cells", "coded", "items", "languages", "marks", "normalise"),
    *("owners", "texts", "twins"),
)
SHARED = (
    *("code_lists", "codes", "content", "days", "deadlines", "fold", "periods"),
    *("symbols", "text", "reference/__init__"),
)
"""The modules that decide what becomes of a row."""


@lru_cache(maxsize=1)
def rules() -> bytes:
    """Name the rules of reading, and the facts that they look at, by what they say."""
    files = [ROOM / f"{name}.py" for name in RULES]
    files += [FOLDER.parent / f"{name}.py" for name in SHARED]
    total = hashlib.sha256()
    for path in (*files, *sorted(FOLDER.glob("*.csv"))):
        total.update(path.read_bytes())
    return total.digest()


class Marker:
    """Makes the marks of a file's rows."""

    def __init__(self, columns: Columns) -> None:
        self.places = sorted(columns.places.items())
        self.begun = hashlib.sha256(rules())
        self.begun.update(repr([name for name, _ in self.places]).encode())

    def mark(self, cells: Sequence[Any]) -> str:
        """The mark of a row; it is the same wherever its columns stand."""
        count = len(cells)
        said = [cells[k] if k < count else None for _, k in self.places]
        total = self.begun.copy()
        total.update(repr(said).encode("utf-8", "backslashreplace"))
        return total.hexdigest()[:32]


def known_marks(
    session: Session, marks: Collection[str]
) -> Iterator[tuple[str, str, date]]:
    """Those of the marks that a copy of a real notice has, with its key and day."""
    query = (
        select(NoticeMember.row_mark, Notice.source_key, Notice.distributed)
        .join(Notice, Notice.id == NoticeMember.notice_id)
        .where(NoticeMember.row_mark.in_(marks), Notice.provisional.is_(False))
    )
    for row in session.execute(query):
        yield row.row_mark or "", row.source_key, row.distributed
