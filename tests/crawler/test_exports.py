"""Tables of exports: read whole, converted, summed, imported once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from crawler.__main__ import main
from crawler.exports.cells import Period, read_code, read_period
from crawler.exports.columns import is_exports
from crawler.exports.storing import import_exports
from crawler.exports.words import partner_of
from crawler.faults import BadRowError
from models.database import session_factory
from models.exposure import ExportTable
from tests.crawler.export_tables import HEAD, held, row, save

CHINESE = ["年份", "商品编码", "贸易伙伴", "出口额（万元）", "来源"]


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    return session_factory(database)


def remarks(sessions: sessionmaker[Session]) -> str:
    with sessions() as session:
        table = session.scalars(select(ExportTable)).one()
        return " ".join(one["zh"] for one in table.remarks)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_chinese_table_is_cut_summed_and_remarked_upon(
    sessions: sessionmaker[Session], tmp_path: Path, name: str
) -> None:
    rows = [
        [2025, 8703801010, "欧盟", 30000, "武汉海关"],
        [2025, 8703809090, "欧盟", 10000, "武汉海关"],
        [2025, 70954, "台湾", 500, "武汉海关"],
        [2025, 85076000, "朝鲜", 500, "武汉海关"],
        [2025, 99999999, "香港", 500, "武汉海关"],
        [2025, "", "合计", 41000, "武汉海关"],
    ]
    counts = import_exports(sessions, save(tmp_path / name, CHINESE, rows), "li")
    assert counts == {"rows": 6, "stored": 2, "cut": 2, "unknown": 2}
    assert held(sessions) == {
        (2025, "870380", "EU"): 4e8,
        (2025, "070954", "TPKM"): 5e6,
    }
    told = remarks(sessions)
    assert "第5行：“朝鲜”不是世贸组织成员或观察员" in told
    assert "第6行：99999999不在HS编码表中" in told
    assert "合计行1行未计入" in told
    assert "首位0" in told
    assert "按年份认定为HS2022" in told


def test_the_same_file_again_changes_nothing(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    path = save(tmp_path / "a.csv", HEAD, [row(2025, "8507", "USA", 5)])
    assert import_exports(sessions, path, "li")["stored"] == 1
    assert import_exports(sessions, path, "li")["stored"] == 0
    assert held(sessions) == {(2025, "8507", "USA"): 5.0}


def test_months_are_summed_to_years_and_to_the_last_twelve(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    months = [f"2024-{month:02}" for month in range(1, 13)]
    months += [f"2025年{month}月" for month in range(1, 7)]
    rows = [row(month, "8507", "USA", 1) for month in months[:12]]
    rows += [row(month, "8507", "USA", 10) for month in months[12:]]
    import_exports(sessions, save(tmp_path / "a.csv", HEAD, rows), "li")
    assert held(sessions) == {(2024, "8507", "USA"): 12.0, (2025, "8507", "USA"): 66.0}
    with sessions() as session:
        assert session.scalars(select(ExportTable)).one().until == date(2025, 6, 30)


def test_an_old_and_a_new_code_meet_in_one_line(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    rows = [[2021, "071239", "HS2017", "EU", 8, "USD", "武汉海关"]]
    import_exports(sessions, save(tmp_path / "a.csv", HEAD, rows), "li")
    assert held(sessions) == {(2021, "071234", "EU"): 4.0, (2021, "071239", "EU"): 4.0}
    assert "HS2017换算为HS2022" in remarks(sessions)


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    """A data folder whose database is ready."""
    place = tmp_path / "place"
    place.mkdir()
    shutil.copyfile(sqlite_template, place / "chutong.db")
    return place


def test_the_columns_decide_what_a_file_is(folder: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", HEAD, [row(2025, "8507", "USA", 5)])
    other = tmp_path / "b.csv"
    other.write_text("Document symbol,Distribution date,Title\n1,2,3\n")
    assert is_exports(path)
    assert not is_exports(other)
    assert main(["import", str(path), "--data", str(folder), "--by", "li"]) == 0


def test_the_figures_are_the_last_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(tmp_path / "a.csv", HEAD, [row(2025, "850760", "USA", 5)])
    assert main(["import", str(path), "--data", str(folder)]) == 0
    assert capsys.readouterr().out == "rows=1 stored=1 cut=0 unknown=0\n"
    bad = save(tmp_path / "b.csv", HEAD, [row(2025, "850760", "USA", -5)])
    assert main(["import", str(bad), "--data", str(folder)]) == 1
    assert "Row 2: the value -5 is negative." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        (2025, Period(2025, 0)),
        (202506, Period(2025, 6)),
        ("2025年6月", Period(2025, 6)),
        ("2025/6", Period(2025, 6)),
        (date(2025, 6, 1), Period(2025, 6)),
    ],
)
def test_periods_are_read_however_they_are_written(cell: Any, period: Period) -> None:
    assert read_period(cell, 1) == period


def test_a_lost_zero_is_put_back_and_no_code_is_made_up() -> None:
    assert read_code(70954, 1) == ("070954", True)
    assert read_code("8507.60", 1) == ("850760", False)
    with pytest.raises(BadRowError):
        read_code("85", 1)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("中国台湾", "TPKM"),
        ("中国台北", "TPKM"),
        ("香港", "HKG"),
        ("中国香港", "HKG"),
        ("欧洲联盟（27国）", "EU"),
        ("俄罗斯联邦", "RUS"),
        ("DEU", "DEU"),
        ("东盟", None),
    ],
)
def test_partners_are_known_by_the_spellings_of_customs(
    name: str, code: str | None
) -> None:
    assert partner_of(name) == code
