"""Tables that are too wide for a page, laid on their side."""

from __future__ import annotations

WIDEST = 9
"""So many columns a page has room for."""


def turned(
    heads: list[str], rows: list[list[str]], left: list[bool]
) -> tuple[list[str], list[list[str]], list[bool]]:
    """A table of more columns than a page has room for, laid on its side where it has
    fewer rows than columns."""
    if len(heads) <= WIDEST or len(rows) >= len(heads):
        return heads, rows, left
    names = [row[0] for row in rows]
    beside = [[head, *cells] for head, *cells in zip(heads, *rows, strict=True)]
    return [heads[0], *names], beside[1:], [True, *(False for _ in names)]
