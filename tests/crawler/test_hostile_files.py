"""Files that nobody made with good will: read, or refused, but never a crash."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.faults import CrawlError
from crawler.importing import read_file
from crawler.runs import Tally
from tests.crawler.books import DAY, HEADINGS, book, cells

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
