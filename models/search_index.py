"""The condition that asks the search index of either database."""

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    column,
    false,
    func,
    literal_column,
    select,
    table,
)

from models.migrations.hidden import SEARCH_COLUMN, SEARCH_TABLE
from models.notice import Notice
from models.search import fts5_match, query_terms, tsquery

FTS = table(SEARCH_TABLE, column("rowid", Integer))
WORDS = table("notice", column("id", Integer), column(SEARCH_COLUMN)).alias("words")
"""Columns that only a migration makes: an index of SQLite, and one of PostgreSQL."""


def matches_search(
    dialect: str, query: str, notice: type[Notice] = Notice
) -> ColumnElement[bool] | None:
    """The condition that a notice holds what a person asks for.

    Nothing asked is no condition (None); a question without any word finds nothing.
    Both databases give the same answer. ``notice`` may be an alias.
    """
    if not query.strip():
        return None
    ids = found_ids(dialect, query)
    return false() if ids is None else notice.id.in_(ids)


def found_ids(dialect: str, query: str) -> Select[int] | None:
    """The ids that the index gives for a question; None if it has no word.

    Only the index is read. It may still name a notice that was taken away meanwhile.
    """
    terms = query_terms(query)
    if not terms:
        return None
    if dialect == "sqlite":
        match = literal_column(SEARCH_TABLE).bool_op("MATCH")(fts5_match(terms))
        return select(FTS.c.rowid).where(match)
    asked = func.to_tsquery(literal_column("'simple'"), tsquery(terms))
    return select(WORDS.c.id).where(WORDS.c[SEARCH_COLUMN].bool_op("@@")(asked))
