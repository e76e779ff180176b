"""A view's table as CSV, as a workbook, as JSON; nothing in it is run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from web.trends.choice import Choice
from web.trends.telling import say_choice
from web.trends.view import Cell, Column, Counted, Sort, View, Words, one_of

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Marks that a workbook cannot hold; texts from elsewhere may."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTH = 18
Value = str | int | float | None


def defuse(cell: Value) -> Value:
    """Put a quote before text that begins like a formula, and leave out marks that
    nobody sees."""
    if not isinstance(cell, str):
        return cell
    seen = UNSEEN.sub("", cell)
    return f"'{seen}" if seen.startswith(FORMULA) else seen


def plain(cell: Cell, language: str) -> Value:
    """A cell as a spreadsheet takes it."""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.told(language) if isinstance(cell, Words) else cell


def rows_of(counted: Counted, language: str) -> list[list[Value]]:
    """The heading and the rows."""
    head: list[Value] = [one.name.told(language) for one in counted.columns]
    rows = [[plain(cell, language) for cell in line.cells] for line in counted.lines]
    return [head, *rows]


def write_csv(counted: Counted, language: str) -> bytes:
    """The table as CSV with a mark by which spreadsheets know its letters."""
    return write_rows(rows_of(counted, language))


def write_rows(rows: Sequence[Sequence[Value]]) -> bytes:
    """Rows as CSV, defused."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([[defuse(cell) for cell in row] for row in rows])
    return ("\ufeff" + stream.getvalue()).encode()


def write_xlsx(view: View, counted: Counted, choice: Choice, language: str) -> bytes:
    """A workbook: the table, and a sheet 口径说明 that says how it was counted."""
    from openpyxl import Workbook  # takes long to load
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(one_of(language, "数据", "Data"))
    sheet.freeze_panes = "A2"
    for place in range(len(counted.columns)):
        sheet.column_dimensions[get_column_letter(place + 1)].width = WIDTH
    for row in rows_of(counted, language):
        sheet.append(
            [styled(sheet, *pair) for pair in zip(row, counted.columns, strict=True)]
        )
    notes = book.create_sheet(one_of(language, "口径说明", "How it was counted"))
    for pair in method(view, counted, choice, language):
        notes.append([defuse(cell) for cell in pair])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def styled(sheet: Any, value: Value, column: Column) -> Any:
    """A cell of a workbook; a share is shown in per cent."""
    if column.sort is not Sort.SHARE or not isinstance(value, float):
        return defuse(value)
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.number_format = "0.0%"
    return cell


def method(
    view: View, counted: Counted, choice: Choice, language: str
) -> Sequence[tuple[str, str]]:
    """How a table was counted, line by line."""
    heads = {
        "zh": ("图表", "结论", "公式", "日期口径", "筛选", "依据行数", "数据切片"),
        "en": ("View", "Finding", "Formula", "Dates", "Filter", "Rows", "Data cut"),
    }[language]
    told = (
        view.name.told(language),
        view.say(counted, language),
        view.formula.told(language),
        view.by.told(language),
        say_choice(choice, language),
        str(counted.basis.used),
        counted.basis.cut,
    )
    note = one_of(language, "说明", "Note")
    out = one_of(language, "未计入", "Not counted")
    return [
        *zip(heads, told, strict=True),
        *((note, one.told(language)) for one in counted.notes),
        *((out, f"{why.told(language)}: {many}") for why, many in counted.left_out),
    ]


def to_json(view: View, counted: Counted, choice: Choice) -> dict[str, Any]:
    """The table for programs, with both languages and everything that proves it."""
    return {
        "view": view.key,
        "number": view.number,
        "name": view.name._asdict(),
        "finding": {one: view.say(counted, one) for one in ("zh", "en")},
        "formula": view.formula._asdict(),
        "dates": view.by._asdict(),
        "filter": dict_of(choice.pairs()),
        "unit": choice.unit,
        "rows_used": counted.basis.used,
        "data_cut": counted.basis.cut,
        "columns": [
            {"key": one.key, "sort": one.sort.value, "name": one.name._asdict()}
            for one in counted.columns
        ],
        "rows": [
            {"key": one.key, "cells": [jsonable(cell) for cell in one.cells]}
            for one in counted.lines
        ],
        "left_out": [
            {"why": why._asdict(), "many": many} for why, many in counted.left_out
        ],
        "notes": [one._asdict() for one in counted.notes],
    }


def dict_of(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Values by name."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def jsonable(cell: Cell) -> Any:
    """A cell as JSON holds it."""
    if isinstance(cell, Words):
        return cell._asdict()
    return cell.isoformat() if isinstance(cell, date) else cell
