"""Which rows the first page shows, so that it is varied; pure."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from web.notices.rows import Row

MOST_ALIKE = 2
"""Rows of one group that are shown; the last of them tells how many more there are."""


def group_of(row: Row) -> Hashable:
    """Rows of one group differ little: same Members, day and first sector."""
    members = tuple(sorted(party.code for party in row.members))
    sector = row.chips[0].id if row.chips else ""
    return members, row.distributed, sector


def spread(rows: Sequence[Row], most: int) -> list[Row]:
    """The rows to show, in their order: other sectors first, no group too often."""
    kept = within_groups(rows)
    first: list[Row] = []
    rest: list[Row] = []
    seen: set[str] = set()
    for row in kept:
        sectors = {chip.id for chip in row.chips[:1]}
        (first if sectors and not sectors & seen else rest).append(row)
        seen |= sectors
    chosen = {row.id for row in [*first, *rest][:most]}
    shown = [row for row in kept if row.id in chosen]
    return [with_fold(row, shown, rows) for row in shown]


def within_groups(rows: Iterable[Row]) -> list[Row]:
    """The rows without those that repeat their group."""
    times: Counter[Hashable] = Counter()
    kept = []
    for row in rows:
        key = group_of(row)
        times[key] += 1
        if times[key] <= MOST_ALIKE:
            kept.append(row)
    return kept


def with_fold(row: Row, shown: Sequence[Row], rows: Sequence[Row]) -> Row:
    """The row; the last one shown of its group stands for those left out."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for one in shown:
        groups[group_of(one)].append(one)
    own = groups[group_of(row)]
    if own[-1] is not row:
        return row
    more = sum(group_of(one) == group_of(row) for one in rows) - len(own)
    if not more:
        return row
    return replace(row, twins=row.twins + more, alike=address_of(row))


def address_of(row: Row) -> str:
    """The query of the list that holds the group of a row."""
    pairs = [("market", party.code) for party in row.members]
    day = row.distributed.isoformat()
    pairs += [("since", day), ("until", day)]
    pairs += [("sector", chip.id) for chip in row.chips[:1]]
    return urlencode(pairs)
