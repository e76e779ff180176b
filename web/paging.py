"""Long lists, a page at a time; a page beyond the last is the last."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.sql.selectable import GenerativeSelect

Query = TypeVar("Query", bound=GenerativeSelect)


@dataclass(frozen=True)
class Cut:
    """Which page of how many; the first is 1, and there is always one."""

    page: int
    pages: int
    size: int

    def of(self, query: Query) -> Query:
        """The rows of this page alone."""
        return query.limit(self.size).offset((self.page - 1) * self.size)


def cut(total: int, size: int, page: int) -> Cut:
    """The page that is asked for, among as many as so many rows need."""
    pages = max(1, -(-total // size))
    return Cut(min(max(page, 1), pages), pages, size)
