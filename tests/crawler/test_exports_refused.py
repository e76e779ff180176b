"""Tables of exports that are refused whole, with every row and its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.exports.storing import import_exports
from crawler.faults import CrawlError
from models.source import Run
from tests.crawler.export_tables import HEAD, held, row, save


def fault_of(sessions: sessionmaker[Session], path: Path) -> str:
    with pytest.raises(CrawlError) as caught:
        import_exports(sessions, path, "li")
    assert not held(sessions)
    return caught.value.sentence(chinese=True)


def test_a_wrong_table_is_refused_whole_with_every_row(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    rows = [
        row(2025, "8507", "USA", 5),
        row(2025, "8507", "JPN", -5),
        row(2025, "8507", "KOR", ""),
        row(2025, "8507", "IND", "很多"),
        row(2025, "8507", "USA", 5),
        row("去年", "8507", "CAN", 5),
        row(2025, "电池", "CAN", 5),
        row(2025, "8507", "", 5),
    ]
    told = fault_of(sessions, save(tmp_path / "a.csv", HEAD, rows))
    for words in (
        "第3行：出口额-5为负数",
        "第4行没有出口额",
        "第5行：出口额“很多”不是数字",
        "第6行与第2行重复",
        "第7行：“去年”不是年份或月份",
        "第8行：“电池”不是4至10位商品编码",
        "第9行没有贸易伙伴",
        "a.csv未存入任何数据",
    ):
        assert words in told
    with sessions() as session:
        assert session.scalars(select(Run)).one().counts["fault"]["zh"] == told


@pytest.mark.parametrize(
    ("head", "rows", "words"),
    [
        (HEAD, [row(2025, "8507", "USA", 5), row(2025, "850760", "USA", 4)], "包含"),
        (HEAD, [row(2025, "8507", "USA", 5), row("2025-01", "8507", "USA", 4)], "分开"),
        (HEAD, [row("2025-01", "8507", "USA", 5)], "不足连续12个月"),
        (["period", "hs", "market"], [[2025, "8507", "USA"]], "value（出口额）"),
        (["年份", "商品编码", "市场", "出口额"], [[2025, "8507", "USA", 5]], "未注明"),
        (HEAD, [[2025, "8507", "HS1996", "USA", 5, "CNY", ""]], "HS版本“HS1996”"),
        (HEAD, [[2025, "8507", "HS2022", "USA", 5, "贝壳", ""]], "币种或单位“贝壳”"),
        (HEAD, [row(2025, "8507", "USA", 5), [2025, "8507", "", "JPN", 5, "USD", ""]],
         "币种或单位与前面各行不同"),
        (HEAD, [row(2025, "8507", "合计", 5)], "没有可存入的数据行"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_up_is_refused(
    sessions: sessionmaker[Session],
    tmp_path: Path,
    head: list[str],
    rows: list[list[Any]],
    words: str,
) -> None:
    assert words in fault_of(sessions, save(tmp_path / "a.csv", head, rows))
