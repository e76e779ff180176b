"""What stands beside the tables and is made by migrations alone: the search index."""

from typing import Any

SEARCH_TABLE = "notice_search"
SEARCH_COLUMN = "search_words"
SEARCH_INDEX = "ix_notice_search_words"
HIDDEN = {("column", SEARCH_COLUMN), ("index", SEARCH_INDEX)}


def include_object(
    _object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any
) -> bool:
    """Whether Alembic may compare this table, column or index with ours."""
    if kind == "table":
        return not (name or "").startswith(SEARCH_TABLE)
    return (kind, name) not in HIDDEN
