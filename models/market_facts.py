"""The shipped facts about markets: read from their file, and put into their table."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from models.market_fact import MarketFact
from models.reference import Row, read_rows, split


class Topic(StrEnum):
    """What a fact about a market is about, in the order in which it is shown."""

    ENQUIRY_POINT = "enquiry_point"
    COMMENT_WINDOW = "comment_window"
    LANGUAGE = "language"
    GAZETTE = "gazette"
    STANDARDS_BODY = "standards_body"
    REGULATOR = "regulator"
    SCHEME = "scheme"
    ACCREDITATION_BODY = "accreditation_body"
    FIND_LABORATORY = "find_laboratory"
    CHINESE_RESULTS = "chinese_results"


WHOLE = frozenset(Topic) - {Topic.GAZETTE}
"""The topics that no dossier may be without."""
Key = tuple[str, str, str]


def shipped_facts() -> dict[Key, dict[str, Any]]:
    """The columns of each shipped fact, by what makes it the same fact."""
    rows = enumerate(read_rows("market_facts"), 1)
    return {
        (row["market"], row["topic"], row["key"]): fact_row(row, place)
        for place, row in rows
    }


def fact_row(row: Row, place: int) -> dict[str, Any]:
    """A line of the file as a row of the table."""
    given = {key: row[key] for key in row if key not in {"checked", "as_of", "sectors"}}
    return {
        **given,
        "position": place,
        "sectors": split(row["sectors"]),
        "as_of": date.fromisoformat(row["as_of"]),
        "checked_at": checked_at(row["checked"]),
    }


def checked_at(cell: str) -> datetime | None:
    """The instant for the day on which a shipped fact was verified; blank is never."""
    return datetime.combine(date.fromisoformat(cell), time(), UTC) if cell else None


def load_market_facts(session: Session) -> None:
    """Make the facts that nobody touched equal to the file; nothing is committed.

    What an officer added, changed, confirmed or removed stays as it is: a confirmation
    is of the words that stood there.
    """
    wanted = shipped_facts()
    held = {
        (one["market"], one["topic"], one["key"]): one
        for one in session.execute(select(MarketFact.__table__)).mappings()
    }
    free = {key: one for key, one in held.items() if is_free(one)}
    gone = [free[key]["id"] for key in free.keys() - wanted.keys()]
    changed = [
        {"id": one["id"], **wanted[key]}
        for key, one in free.items()
        if key in wanted and differs(one, wanted[key])
    ]
    new = [wanted[key] for key in wanted.keys() - held.keys()]
    if gone:
        session.execute(delete(MarketFact).where(MarketFact.id.in_(gone)))
    if changed:
        session.execute(update(MarketFact), changed)
    if new:
        session.execute(insert(MarketFact), new)


def is_free(held: Mapping[Any, Any]) -> bool:
    """Whether no officer has touched a row."""
    touched = ("edited_by_id", "checked_by_id", "removed_at")
    return not held["added"] and all(held[name] is None for name in touched)


def differs(held: Mapping[Any, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a row is not what the file says."""
    return any(held[name] != value for name, value in wanted.items())
