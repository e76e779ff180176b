"""The rows of a table as sums by year, code and market; doubles are refused."""

from collections import defaultdict
from collections.abc import Iterable

from crawler.exports.notes import Notes, count
from crawler.exports.reading import Line
from crawler.exports.years import Years
from crawler.faults import BadRowError
from models.export_tables import Key
from models.hs_editions import HEADING, current_codes
from models.reference import hs_codes

SIX = 6


Sums = dict[Key, float]


def add_up(
    lines: Iterable[Line], years: Years, size: int, edition: str, notes: Notes
) -> Sums:
    """Whole units of the currency by year, code and market."""
    sums: Sums = defaultdict(float)
    kept = []
    for line in lines:
        code = cut(line, edition, notes)
        if code:
            kept.append(line)
            for year in years.of[line.period]:
                sums[Key(year, code, line.market)] += line.value * size
    notes.problems.extend(overlaps(kept))
    return dict(sums)


def cut(line: Line, edition: str, notes: Notes) -> str | None:
    """The code of a row as it is kept: six digits, or four; None if it is unknown."""
    six = line.code[:SIX]
    if not current_codes(six, edition):
        count(notes.codes, line.code, line.row)
        return None
    gone = set(current_codes(six, edition)) == {six[:HEADING]}
    code = six[:HEADING] if gone and six not in hs_codes() else six
    notes.counts["export_cut"] += code != line.code
    return code


def doubles(lines: Iterable[Line]) -> Iterable[BadRowError]:
    """Each row that repeats another: same period, same stated code, same market."""
    seen: dict[tuple[object, ...], int] = {}
    for line in lines:
        first = seen.setdefault((line.period, line.code, line.market), line.row)
        if first != line.row:
            yield BadRowError("export_double", row=line.row, first=first)


def overlaps(lines: Iterable[Line]) -> Iterable[BadRowError]:
    """Each row whose code lies in that of another row, and would count twice."""
    given = list(lines)
    rows = {(line.period, line.code, line.market): line.row for line in given}
    for line in given:
        for length in range(HEADING, len(line.code), 2):
            wider = line.code[:length]
            first = rows.get((line.period, wider, line.market))
            if first is not None:
                told = {"code": line.code, "wider": wider, "first": first}
                yield BadRowError("export_overlap", row=line.row, **told)
