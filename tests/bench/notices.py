"""Made notices in the lengths and languages of real ones."""

from __future__ import annotations

from models.codes import split_code_cell
from nlp.text import NoticeText
from tests.bench.book import SEED
from tests.bench.plan import Planned, plan_rows
from tests.bench.texts import Words, names_of_members


def made_texts(rows: int) -> list[NoticeText]:
    """So many notices, the same each time."""
    members = sorted(names_of_members())
    return [made_text(row) for row in plan_rows(rows, members, SEED)]


def made_text(row: Planned) -> NoticeText:
    """One notice, as the tagger reads it."""
    words = Words(row)
    return NoticeText(
        key=row.symbols[0],
        agreement=row.agreement,
        type=words.type(),
        members=(row.member,),
        title=words.title(),
        description=words.description(),
        products=words.products(),
        hs=codes_of(words.hs()),
        ics=codes_of(words.ics()),
        objectives=tuple(words.objectives().split("; ")),
        keywords=tuple((words.keywords() or "").split("; ")),
        distributed=row.day.isoformat(),
    )


def codes_of(cell: str | None) -> tuple[str, ...]:
    """The codes of a cell."""
    return tuple(code for code, _ in split_code_cell(cell or "") if code)
