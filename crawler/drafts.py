"""Rows that are not written yet, without the book that the session keeps on each.

A draft stands in for a row of a table: it has the same fields under the same names,
and what nobody has said yet is None. A thousand of them cost what a hundred rows do.
"""

from typing import Any, TypeVar, cast

from models.base import Base

Table = TypeVar("Table", bound=Base)


class Draft:
    """A row of a table, as fields alone."""

    def __init__(self, table: type[Base], fields: dict[str, Any]) -> None:
        self.__dict__.update(fields)
        self.table = table

    def __getattr__(self, name: str) -> Any:
        if name not in self.table.__table__.columns:
            raise AttributeError(f"{self.table.__name__} has no field {name}.")
        return None


def draft(table: type[Table], **fields: Any) -> Table:
    """A row of this table that is not written yet."""
    return cast(Table, Draft(table, fields))


def is_draft(row: object) -> bool:
    """Whether a row is not written yet and none of the session's."""
    return isinstance(row, Draft)


def part_of(whole: Base, table: type[Table], **fields: Any) -> Table:
    """A row that belongs to another; to a draft belong drafts."""
    return draft(table, **fields) if is_draft(whole) else table(**fields)
