"""The texts of a notice that officers may correct: as shown, and as written by whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from models.notice import Notice, Rendering
from models.text import clean_text
from web.marks import N_
from web.notices.rendering import text_of

Key = tuple[str, str]
"""A language and a field."""
EDITOR, ASIDE, PUBLISHER = "editor", "archive", "publisher"
NAMES: dict[Key, str] = {
    ("zh", "title"): N_("中文标题"),
    ("zh", "summary"): N_("中文摘要"),
    ("en", "title"): N_("英文标题"),
    ("en", "summary"): N_("英文摘要"),
}
LONGEST = {"title": 300, "summary": 2000}
"""Letters that a text may have."""
TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing, and hide what is said."""


@dataclass(frozen=True)
class Edit:
    """Who wrote or confirmed a text, when, and whether the notice changed since.

    ``author`` is empty for a text that came with the program.
    """

    author: str
    at: datetime
    version: int
    is_stale: bool


@dataclass(frozen=True)
class Standing:
    """A text as it stands.

    ``text`` is what is shown, ``plain`` what would be shown without officers, and
    ``origin`` where that comes from. ``edit`` is None where no person wrote it.
    """

    text: str
    plain: str
    origin: str
    edit: Edit | None

    @property
    def mark(self) -> str:
        """Names the text as it stands, to tell later whether it was changed."""
        return mark_of(self.text)

    @property
    def is_edited(self) -> bool:
        """Whether an officer wrote it, so that it can be taken back."""
        return self.edit is not None and bool(self.edit.author)

    @property
    def is_stale(self) -> bool:
        """Whether a person wrote it about an older version of the notice."""
        return self.edit is not None and self.edit.is_stale


def tidy(field: str, raw: str) -> str:
    """Plain text: a title is one line, a summary has a sentence a line."""
    text = TURNS.sub("", clean_text(raw))
    if field == "title":
        return " ".join(text.split())
    return "\n".join(line for line in text.splitlines() if line)


def mark_of(text: str) -> str:
    """A short name for a text."""
    return sha256(text.encode()).hexdigest()[:16]


def standing_of(notice: Notice, key: Key) -> Standing:
    """One text of a notice as it stands."""
    language, field = key
    newest = sorted(notice.renderings, key=lambda one: -one.version_number)
    own = [one for one in newest if one.origin != EDITOR or not one.author]
    origin, plain = text_of(own, language, field)
    if not plain and field == "title" and notice.language == language:
        origin, plain = PUBLISHER, notice.title
    return Standing(
        text=tidy(field, text_of(newest, language, field)[1] or plain),
        plain=tidy(field, plain),
        origin=origin,
        edit=edit_of(notice, language, field),
    )


def edit_of(notice: Notice, language: str, field: str) -> Edit | None:
    """Who wrote the text that is shown, if a person did."""
    rows = editor_rows(notice, (language, field))
    if not rows:
        return None
    row = rows[0]
    return Edit(
        author=row.author or "",
        at=row.created_at,
        version=row.version_number,
        is_stale=row.version_number < notice.version_number,
    )


def editor_rows(notice: Notice, key: Key) -> Sequence[Rendering]:
    """What people wrote for one text, the newest version first."""
    rows = [
        one
        for one in notice.renderings
        if (one.language, one.field) == key and one.origin == EDITOR
    ]
    return sorted(rows, key=lambda one: -one.version_number)
