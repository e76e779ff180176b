"""Tables of exports: written to a file, and what was stored of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.exposure import Exposure

HEAD = ["period", "hs", "hs_edition", "market", "value", "currency", "source"]


def save(path: Path, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    if path.suffix == ".csv":
        lines = [",".join(map(str, row)) for row in (head, *rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("出口数据")
        for number, row in enumerate((head, *rows)):
            sheet.write_row(number, 0, row)
    return path


def row(period: Any, hs: Any, market: str, value: Any) -> list[Any]:
    return [period, hs, "HS2022", market, value, "CNY", "武汉海关"]


def held(sessions: sessionmaker[Session]) -> dict[tuple[int, str, str], float]:
    with sessions() as session:
        rows = session.scalars(select(Exposure))
        return {(one.year, one.hs, one.market): one.value for one in rows}
