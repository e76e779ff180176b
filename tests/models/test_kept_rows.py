"""Files that rows refer to go into a backup and come back out of it, by their hash."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Engine, select
from sqlalchemy.orm import Session

from models import kept
from models.backup import backup, restore
from models.handling import Handling, HandlingFile
from models.kept_rows import ELSEWHERE, columns, files_in, find_named
from models.measure import Measure
from models.organisation import Organisation
from models.tables import metadata
from models.voice import Barrier
from tests.models.archive import AT

MINE, REPORT, FORGED = b"%PDF-1.7 mine", b"%PDF-1.7 report", b"%PDF-1.7 forged"


def remembered(name: str, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "kind": "application/pdf",
        "size": len(content),
        "sha256": kept.name_of(content),
    }


@pytest.fixture
def data(session: Session, tmp_path: Path) -> Path:
    """A data folder with a file of a firm and one of a report, and their rows."""
    firm = Organisation(kind="firm", name="光谷电池", created_at=AT)
    session.add_all([firm, Measure(id=5, slug="G/TBT/N/EU/1", created_at=AT)])
    session.flush()
    held = Handling(
        organisation_id=firm.id, measure_id=5, updated_by="li@firm.cn", updated_at=AT
    )
    mine = remembered("检测报告.pdf", MINE)
    held.files.append(HandlingFile(**mine, added_by="li@firm.cn", added_at=AT))
    report = Barrier(
        state="new",
        market="USA",
        product="电池",
        story="抽检比例提高",
        contact="李工",
        email="li@firm.cn",
        file=remembered("通知.pdf", REPORT),
        created_at=AT,
        updated_at=AT,
    )
    session.add_all([held, report])
    session.commit()
    folder = tmp_path / "data"
    for content in (MINE, REPORT):
        kept.lay(folder, content)
    kept.lay(folder, b"%PDF-1.7 no row refers to this")
    return folder


def file_of(folder: Path, content: bytes) -> Path:
    path = kept.find(folder, kept.name_of(content))
    assert path is not None
    return path


def test_files_come_back_into_another_data_folder(
    data: Path, database: Engine, empty_database: Engine, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.zip"
    moved = backup(database, saved, data)
    assert (moved.files, moved.faults) == (2, [])
    new = tmp_path / "new"
    moved = restore(empty_database, saved, new)
    assert (moved.files, moved.faults) == (2, [])
    assert file_of(new, MINE).read_bytes() == MINE
    assert file_of(new, REPORT).read_bytes() == REPORT
    assert len([path for path in new.rglob("*") if path.is_file()]) == 2
    with Session(empty_database) as session:
        file = session.scalars(select(Barrier)).one().file
    assert kept.find(new, file["sha256"]) is not None


def test_what_is_missing_or_damaged_is_named_and_the_rest_is_kept(
    data: Path, database: Engine, empty_database: Engine, tmp_path: Path
) -> None:
    saved, new = tmp_path / "saved.zip", tmp_path / "new"
    file_of(data, MINE).unlink()
    file_of(data, REPORT).write_bytes(FORGED)
    moved = backup(database, saved, data)
    assert moved.files == 0
    told = " ".join(moved.faults)
    assert "“检测报告.pdf”" in told
    assert "is missing from" in told
    assert "“通知.pdf” is damaged and left out" in told
    moved = restore(empty_database, saved, new)
    assert moved.rows["handling_file"] == 1
    assert len(moved.faults) == 2
    assert all("missing from the backup" in one for one in moved.faults)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_forged_file_in_a_backup_is_not_brought_back(
    data: Path, database: Engine, empty_database: Engine, tmp_path: Path
) -> None:
    saved, forged = tmp_path / "saved.zip", tmp_path / "forged.zip"
    backup(database, saved, data)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(forged, "w") as made:
        for name in old.namelist():
            is_mine = name == f"files/{kept.name_of(MINE)}"
            made.writestr(name, FORGED if is_mine else old.read(name))
    moved = restore(empty_database, forged, tmp_path / "new")
    assert moved.files == 1
    assert len(moved.faults) == 1
    assert "“检测报告.pdf”" in moved.faults[0]
    assert "damaged in the backup" in moved.faults[0]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_restore_mends_a_damaged_file_and_leaves_a_whole_one(
    data: Path, database: Engine, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.zip"
    backup(database, saved, data)
    file_of(data, MINE).write_bytes(FORGED)
    before = file_of(data, REPORT).stat().st_mtime_ns
    assert restore(database, saved, data, force=True).faults == []
    assert file_of(data, MINE).read_bytes() == MINE
    assert file_of(data, REPORT).stat().st_mtime_ns == before


def test_rows_of_before_are_read_too(session: Session, data: Path) -> None:
    report = session.scalars(select(Barrier)).one()
    older = {"hash": kept.name_of(MINE), "name": "旧.pdf", "kind": "pdf", "size": 3}
    report.file = older
    session.commit()
    assert dict(files_in(older)) == {kept.name_of(MINE): "旧.pdf"}
    assert set(find_named(session.connection())) == {kept.name_of(MINE)}


def test_files_are_found_however_deep_and_nothing_else_is() -> None:
    one, two = remembered("一.pdf", MINE), remembered("二.pdf", REPORT)
    steps = [{"day": "2026-03-01", "file": one}, {"what": "会议", "files": [two]}]
    assert [name for _sha256, name in files_in(steps)] == ["一.pdf", "二.pdf"]
    assert list(files_in({"sha256": "../../etc/passwd", "hash": 7})) == []


def test_every_column_that_holds_files_is_known() -> None:
    found = {(table.name, column.name) for table, column in columns()}
    assert ("voice", "file") in found
    assert ("warning", "files") in found
    assert found >= ELSEWHERE
    for table in metadata.sorted_tables:
        for column in table.columns:
            if "file" in column.name and isinstance(column.type, JSON):
                assert (table.name, column.name) in found
