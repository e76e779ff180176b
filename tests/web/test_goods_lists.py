"""Goods by what the trade calls them, and lists of goods line by line."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from web.organisations.goods_files import read_file
from web.organisations.goods_index import suggest
from web.organisations.goods_list import (
    MOST_BYTES,
    MOST_LINES,
    Fault,
    Line,
    read_pasted,
)
from web.refused import RefusedError

CUSTOMS = """商品编码\t品名\t数量\t单价
8507600090\t锂离子蓄电池\t1000\t25
小龙虾尾
9999999999\t怪物

qwzx
3105.40 磷酸二氢铵
６３０７９０１０\t口罩\t1,000\t5.0
"""


def by_number(lines: list[Line]) -> dict[int, Line]:
    return {line.number: line for line in lines}


@pytest.mark.parametrize(
    ("words", "hs"),
    [
        ("锂电池", "850760"),
        ("香菇", "070954"),
        ("小龙虾", "0306"),
        ("led lamp", "8539"),
        ("8507.60.0090", "850760"),
        ("85076000", "850760"),
        ("8507", "8507"),
    ],
)
def test_the_likeliest_code_comes_first(words: str, hs: str) -> None:
    found = suggest(words)
    assert found[0].hs == hs
    assert len({one.hs for one in found}) == len(found) <= 10


def test_a_number_that_is_no_code_is_named_unless_its_name_says_what_it_is() -> None:
    lines = by_number(read_pasted("9999999999 怪物\n99999999 锂电池"))
    assert (lines[1].fault, lines[1].code) == (Fault.UNKNOWN_CODE, "9999999999")
    assert lines[2].offers[0].hs == "850760"


@pytest.mark.parametrize("words", ["", "  ", "x", "99999999", "qwzxv", "."])
def test_what_means_nothing_finds_nothing(words: str) -> None:
    assert suggest(words) == []


def test_a_customs_list_is_read_line_by_line() -> None:
    lines = by_number(read_pasted(CUSTOMS))
    assert set(lines) == {2, 3, 4, 6, 7, 8}
    assert (lines[2].hs, lines[2].cut, lines[2].name) == (
        "850760",
        True,
        "锂离子蓄电池",
    )
    assert lines[3].fault is Fault.CHOOSE
    assert lines[3].offers[0].hs == "1605"
    assert lines[4].fault is Fault.UNKNOWN_CODE
    assert lines[4].name == "怪物"
    assert lines[6].fault is Fault.NO_CODE
    assert (lines[8].hs, lines[8].name) == ("630790", "口罩")


@pytest.mark.parametrize(
    "text",
    [
        "090210;绿茶",
        "绿茶，0902101000",
        "0902.10.10 绿茶",
        "绿茶  090210",
        "0902101000090,绿茶",
    ],
)
def test_code_and_name_may_stand_in_any_order(text: str) -> None:
    (line,) = read_pasted(text)
    assert (line.hs, line.name) == ("090210", "绿茶")


def book(rows: Sequence[Sequence[Any]]) -> bytes:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_a_workbook_is_read_by_its_headings() -> None:
    rows: list[list[object]] = [
        ["序号", "产品名称", "金额", "HS编码"],
        [1, "香菇干", 2024, "0712340000"],
        [2, "", None, 8507600090],
    ]
    found = read_file("清单.xlsx", book(rows))
    assert [(line.number, line.hs) for line in found] == [(2, "071234"), (3, "850760")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_of_any_usual_encoding_is_read(encoding: str) -> None:
    text = "编码,品名\n8539500000,LED灯泡\n"
    (line,) = read_file("a.csv", text.encode(encoding))
    assert (line.hs, line.cut, line.name) == ("8539", True, "LED灯泡")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "请选择文件"),
        (b"PK\x03\x04broken", "打不开"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 20, ".xls"),
        (b"x" * (MOST_BYTES + 1), "1 MB"),
        (b"\x00\x01\x02", "不是表格或文本"),
        (b"\n\n", "没有可读的行"),
        (b"8507\n" * (MOST_LINES + 5), "清单太长"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    content: bytes, words: str
) -> None:
    with pytest.raises(RefusedError) as told:
        read_file("x", content)
    assert words in str(told.value)


def test_formulas_and_markup_stay_text() -> None:
    (line,) = read_pasted("0902.10\t=1+1<script>")
    assert (line.hs, line.name) == ("090210", "=1+1<script>")
