"""A table of days as officers write it: a line for each day that differs.

It holds the day, 上班 or 放假, and a name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.days import read_day
from web.marks import N_
from web.refused import RefusedError
from web.uploads.kinds import text_of

COLUMNS = ("日期", "上班或放假", "名称")
ENGLISH = ("day", "kind", "name")
WORKS = {"上班": True, "放假": False, "work": True, "holiday": False}
MOST_ROWS = 400
LONGEST = 40
YEARS = range(2004, 2100)
TEMPLATE = (("2027-01-01", "放假", "元旦"), ("2027-01-03", "上班", "元旦调休"))
NO_TEXT = N_("读不出这个文件。请另存为 CSV（逗号分隔）后再上传。")
NO_ROWS = N_("文件里没有日期。请按模板每行写一天：日期、上班或放假、名称。")
TOO_MANY = N_("文件超过 %(most)d 行，请核对是否选错了文件。")
BAD_DAY = N_("第 %(line)d 行的日期“%(said)s”读不出，请写成 2027-01-01。")
BAD_KIND = N_("第 %(line)d 行须写“上班”或“放假”，现为“%(said)s”。")
TWICE = N_("第 %(line)d 行的 %(day)s 与前面重复，请保留一行。")


@dataclass(frozen=True)
class Line:
    """One day of a table."""

    day: date
    works: bool
    name: str


def template() -> bytes:
    """A table to be filled in, as a spreadsheet opens it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([COLUMNS, *TEMPLATE])
    return out.getvalue().encode("utf-8-sig")


def read_table(content: bytes) -> list[Line]:
    """The days of a table; RefusedError names the line that is wrong."""
    text = text_of(content)
    if text is None or "\x00" in text:
        raise RefusedError(NO_TEXT)
    try:
        rows = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise RefusedError(NO_TEXT) from error
    if len(rows) > MOST_ROWS:
        raise RefusedError(TOO_MANY, most=MOST_ROWS)
    lines: dict[date, Line] = {}
    for number, line in numbered(rows):
        if line.day in lines:
            raise RefusedError(TWICE, line=number, day=line.day.isoformat())
        lines[line.day] = line
    if not lines:
        raise RefusedError(NO_ROWS)
    return list(lines.values())


def numbered(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Line]]:
    """Each line that holds a day, with its number in the file."""
    for number, row in enumerate(rows, 1):
        cells = [*(cell.strip() for cell in row), "", "", ""]
        if not any(cells) or (number == 1 and is_head(cells)):
            continue
        yield number, read_line(number, cells)


def is_head(cells: Sequence[str]) -> bool:
    """Whether a line holds the names of the columns."""
    return cells[0].lower() in {COLUMNS[0], ENGLISH[0]}


def read_line(number: int, cells: Sequence[str]) -> Line:
    """One line of a table."""
    try:
        day = read_day(cells[0])
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise RefusedError(BAD_DAY, line=number, said=cells[0][:LONGEST])
    works = WORKS.get(cells[1].lower())
    if works is None:
        raise RefusedError(BAD_KIND, line=number, said=cells[1][:LONGEST])
    return Line(day, works, cells[2][:LONGEST])
