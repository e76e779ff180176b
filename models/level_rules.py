"""The shipped rules of levels: read from their file, and put into their table."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.level_rule import LevelRule
from models.reference import Row, read_rows, split

STEP = 10
"""Between two shipped positions, so that a rule of an officer finds room."""
NUMBERED = frozenset({"force_near", "made_lately", "young"})


def shipped_rules() -> list[dict[str, Any]]:
    """The columns of each shipped rule, in their order."""
    return [
        rule_row(row, place) for place, row in enumerate(read_rows("level_rules"), 1)
    ]


def rule_row(row: Row, place: int) -> dict[str, Any]:
    """A line of the file as a row of the table."""
    return {
        "key": row["key"],
        "position": place * STEP,
        "kinds": split(row["kinds"]),
        "level": row["level"],
        "needs": [read_need(one) for one in row["needs"].split(" & ") if one],
        "enabled": True,
    }


def read_need(written: str) -> dict[str, Any]:
    """``young:90`` or ``touches:sure|likely`` as the table keeps it."""
    kind, _, asked = written.partition(":")
    if kind in NUMBERED:
        return {"is": kind, "days": int(asked)}
    return {"is": kind, "values": split(asked)} if asked else {"is": kind}


def load_level_rules(session: Session) -> None:
    """Make the rules nobody edited equal to the file; nothing is committed.

    A rule that an officer made or changed stays, wherever it stands.
    """
    held = {row.key: row for row in session.scalars(select(LevelRule))}
    shipped = {row["key"]: row for row in shipped_rules()}
    for key, old in held.items():
        if old.edited_by is None and key not in shipped:
            session.delete(old)
    for key, row in shipped.items():
        if key not in held:
            session.add(LevelRule(**row))
        elif held[key].edited_by is None:
            bring_up_to_date(held[key], row)
    session.flush()


def bring_up_to_date(held: LevelRule, row: Mapping[str, Any]) -> None:
    """Give a rule what was shipped; its place is the officers' affair."""
    for name in ("kinds", "level", "needs", "enabled"):
        setattr(held, name, row[name])
