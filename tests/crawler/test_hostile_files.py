"""Files that nobody made with good will: read, or refused, but never a crash."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.faults import CrawlError
from crawler.runs import Tally
from crawler.sheet_rows import LONGEST_CELL, MAIN, Row
from crawler.sheets import read_sheets
from tests.crawler.books import DAY, HEADINGS, book, cells
from tests.crawler.rows_read import read_file

GOOD = book([cells(), cells(Document_symbol="G/TBT/N/VNM/302")])
ROW = [str(one or "").removeprefix(DAY) for one in cells()]
TEXT = "\r\n".join([",".join(HEADINGS), ",".join(ROW)])
GENTLY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def damaged(draw: Any, good: bytes) -> bytes:
    """Some bytes changed, or the end cut off."""
    found = bytearray(good)
    places = st.integers(0, len(good) - 1)
    for place in draw(st.lists(places, max_size=12)):
        found[place] = draw(st.integers(0, 255))
    return bytes(found[: draw(st.one_of(st.just(len(good)), places))])


def read(path: Path) -> Iterator[str]:
    """The symbols in a file; a fault of ours ends it, any other is a crash."""
    told = []
    try:
        for item in read_file(path, Tally()):
            yield item.symbol
    except CrawlError as fault:
        told += [fault.sentence(), fault.sentence(chinese=True)]
    assert all(len(sentence.splitlines()) == 1 for sentence in told)


@GENTLY
@given(content=damaged(GOOD))
def test_a_damaged_workbook_is_no_crash(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert len(list(read(path))) <= 2


def parts_of(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", parts_of(GOOD))
@GENTLY
@given(choose=st.data())
def test_a_damaged_part_is_no_crash(
    name: str, choose: st.DataObject, tmp_path: Path
) -> None:
    parts = parts_of(GOOD)
    parts[name] = choose.draw(damaged(parts[name]))
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    assert len(list(read(path))) <= 3


@GENTLY
@given(content=damaged(TEXT.encode()))
def test_a_damaged_csv_is_no_crash(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert all(read(path))


@pytest.mark.parametrize("end", [',"open', ',"a"b,c'])
def test_a_quote_that_never_closes_swallows_nothing(end: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT + "\r\nViet Nam" + end)
    with pytest.raises(CrawlError, match=r"a\.csv"):
        list(read_file(path, Tally()))


@GENTLY
@given(
    row=st.lists(
        st.one_of(st.none(), st.text(max_size=30), st.integers(), st.floats()),
        min_size=len(HEADINGS),
        max_size=len(HEADINGS),
    )
)
def test_any_cell_may_hold_anything(row: list[Any], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    quoted = ",".join('"' + str(one).replace('"', '""') + '"' for one in row)
    path.write_text(TEXT.replace("\r\n", "\n") + "\n" + quoted, "utf-8", "replace")
    assert len(list(read(path))) >= 1


def sheet_of(xml: str, tmp_path: Path) -> Path:
    """A workbook whose first sheet holds exactly this."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts_of(GOOD).items():
            sheet = name.endswith("sheet1.xml")
            archive.writestr(name, xml if sheet else content)
    return path


def sheet(cells: str) -> str:
    """A worksheet of one row with these cells."""
    row = f'<row r="1">{cells}</row>'
    return f'<worksheet xmlns="{MAIN.strip()}"><sheetData>{row}</sheetData></worksheet>'


def rows_of(path: Path) -> list[Row]:
    return [row for rows in read_sheets(path) for row in rows]


def test_every_kind_of_cell_is_read(tmp_path: Path) -> None:
    said = "<is><r><t>two </t></r><r><t>runs</t></r><rPh><t>aloud</t></rPh></is>"
    cells = (
        f'<c r="A1" t="inlineStr">{said}</c><c t="b"><v>1</v></c><c><v>2.5</v></c>'
        '<c r="F1"><v>46280</v></c><c r="G1" t="str"><v>told</v></c>'
        '<c r="H1"><f>1+1</f><v>2</v></c><c r="I1" t="d"><v>2026-06-02</v></c>'
        '<c r="ZZ1"><v>9</v></c><c r="B1"><v>7</v></c><c r="J1" s="0"/>'
    )
    [(number, found)] = rows_of(sheet_of(sheet(cells), tmp_path))
    assert number == 1
    day = date(2026, 6, 2)
    assert found == ["two runs", 7, 2.5, None, None, 46280, "told", "=1+1", day]


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (sheet('<c r="1A"><v>1</v></c>'), "no place of a cell"),
        (sheet('<c t="s"><v>99</v></c>'), "list index out of range"),
        (sheet(f"<c><v>{'1' * (LONGEST_CELL + 1)}</v></c>"), "a cell of more than"),
        (sheet("").replace('r="1"', 'r="-1"'), "there is no row -1"),
        (f"<!DOCTYPE a>{sheet('')}", "declares a document type"),
    ],
)
def test_a_worksheet_against_the_rules_is_refused(
    xml: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(CrawlError, match=words) as caught:
        rows_of(sheet_of(xml, tmp_path))
    assert caught.value.key == "unreadable_file"
