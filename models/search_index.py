"""The condition that asks the search index of either database."""

from sqlalchemy import (
    ColumnElement,
    Integer,
    column,
    false,
    func,
    literal_column,
    select,
    table,
)

from models.migrations.hidden import SEARCH_TABLE
from models.notice import Notice
from models.search import fts5_match, query_terms, tsquery

INDEX = table(SEARCH_TABLE, column("rowid", Integer))


def matches_search(
    dialect: str, query: str, notice: type[Notice] = Notice
) -> ColumnElement[bool] | None:
    """The condition that a notice holds what a person asks for.

    Nothing asked is no condition (None); a question without any word finds nothing.
    Both databases give the same answer. ``notice`` may be an alias.
    """
    if not query.strip():
        return None
    terms = query_terms(query)
    if not terms:
        return false()
    if dialect == "sqlite":
        found = literal_column(SEARCH_TABLE).bool_op("MATCH")(fts5_match(terms))
        return notice.id.in_(select(INDEX.c.rowid).where(found))
    words = func.to_tsvector(literal_column("'simple'"), notice.search_text)
    asked = func.to_tsquery(literal_column("'simple'"), tsquery(terms))
    return words.bool_op("@@")(asked)
