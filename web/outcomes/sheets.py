"""The ledger as a table for a spreadsheet; nothing in it is run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.reference import grounds
from web.cases.words import STATES
from web.correspondence.words import OUTCOMES
from web.language import named
from web.outcomes.lines import Line
from web.trends.tables import defuse
from web.wording import said

HEAD = (
    _("案件"),
    _("通报号"),
    _("成员"),
    _("状态"),
    _("立案"),
    _("报送"),
    _("提交成员"),
    _("逾期"),
    _("答复"),
    _("答复天数"),
    _("评议依据"),
    _("结果"),
)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Cells = Sequence[str | int | float | None]


def rows_of(lines: Sequence[Line]) -> list[Cells]:
    """The head, and a row for each argument (one for a case without any)."""
    names = {one.id: named(one.name_zh, one.name_en) for one in grounds()}
    rows: list[Cells] = [[str(name) for name in HEAD]]
    for line in lines:
        told = [(names.get(one.ground_id, ""), one.outcome) for one in line.items]
        for ground, outcome in told or [("", "")]:
            rows.append([*of_case(line), ground, said(OUTCOMES, outcome)])
    return [[defuse(cell) for cell in row] for row in rows]


def of_case(line: Line) -> Cells:
    """What a row says of the case itself."""
    days = (line.opened, line.dispatched, line.sent)
    late = {None: "", True: gettext("是"), False: gettext("否")}[line.is_late]
    wait = line.days_to_reply
    return [
        line.case_id,
        line.symbol,
        " ".join(line.members),
        said(STATES, line.state),
        *(day.isoformat() if day else "" for day in days),
        late,
        line.replied.isoformat() if line.replied else "",
        "" if wait is None else wait,
    ]


def write_csv(rows: Sequence[Cells]) -> io.BytesIO:
    """The table as text that a spreadsheet opens in the right coding."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return io.BytesIO(stream.getvalue().encode("utf-8-sig"))


def write_xlsx(rows: Sequence[Cells]) -> io.BytesIO:
    """The table as a workbook."""
    from openpyxl import Workbook  # takes long to load

    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("案件"))
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
