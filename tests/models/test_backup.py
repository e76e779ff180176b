from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from models.backup import MANIFEST, backup, restore
from models.database import make_engine, migrate, newest_revision
from models.measure import Measure
from models.notice import Notice
from models.search_index import matches_search
from models.sector import Sector
from models.tables import metadata
from tests.conftest import drop_database, make_database
from tests.models.archive import AT, add_notice, add_source, fill


def contents(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    with engine.connect() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(
                    select(table).order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for table in metadata.sorted_tables
        }


@pytest.fixture
def saved(session: Session, database: Engine, tmp_path: Path) -> Path:
    """A backup of a small archive with an edited sector and a redirected measure."""
    notices = fill(session)
    session.get_one(Sector, "tea").edited_by = "officer@example.org"
    session.add(Measure(id=5, slug="G/TBT/N/EU/1100", created_at=AT))
    session.flush()
    session.add(Measure(id=7, slug="G/TBT/N/EU/1", redirect_id=5, created_at=AT))
    session.flush()
    next(iter(notices.values())).measure_id = 5
    session.commit()
    backup(database, tmp_path / "saved.zip", tmp_path)
    return tmp_path / "saved.zip"


def test_a_round_trip_loses_nothing(
    saved: Path, database: Engine, empty_database: Engine, tmp_path: Path
) -> None:
    rows = restore(empty_database, saved, tmp_path).rows
    assert rows["notice"] == 6
    assert rows["hs_code"] == 6936
    assert contents(empty_database) == contents(database)
    with Session(empty_database) as session:
        condition = matches_search(empty_database.dialect.name, "电池")
        assert condition is not None
        found = session.scalars(select(Notice).where(condition)).one()
        assert found.symbol == "G/TBT/N/EU/1100"
        assert found.created_at == AT
        following = add_notice(session, "G/TBT/N/USA/9")
        assert following.id == 7


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_sqlite_moves_to_postgres(
    saved: Path, database: Engine, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres_server")
    name = make_database(server)
    other = make_engine(server.set(database=name))
    restore(other, saved, saved.parent)
    assert contents(other) == contents(database)
    other.dispose()
    drop_database(server, name)


def test_the_file_says_what_it_holds(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        names = set(archive.namelist())
    assert manifest["revision"] == newest_revision()
    assert manifest["rows"]["notice"] == 6
    assert names == {MANIFEST, *(f"{table}.jsonl" for table in metadata.tables)}
    assert saved.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in saved.parent.glob("*.part")] == []


def test_a_full_database_is_kept_unless_forced(saved: Path, database: Engine) -> None:
    with Session(database) as session:
        add_notice(session, "G/TBT/N/USA/9")
        session.commit()
    before = contents(database)
    with pytest.raises(ValueError, match="not empty: it holds rows in measure"):
        restore(database, saved, saved.parent)
    assert contents(database) == before
    restore(database, saved, saved.parent, force=True)
    assert len(contents(database)["notice"]) == 6


def test_a_database_with_only_the_reference_is_empty(
    saved: Path, empty_database: Engine
) -> None:
    migrate(empty_database)
    with Session(empty_database) as session:
        add_source(session)
        session.commit()
    assert restore(empty_database, saved, saved.parent).rows["notice"] == 6


def test_tables_of_another_revision_are_not_backed_up(
    empty_database: Engine, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="migrated"):
        backup(empty_database, tmp_path / "a.zip", tmp_path)
    assert not (tmp_path / "a.zip").exists()


def rewrite(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Change the members of a zip; None leaves one out."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, old in held.items():
            new = change(name, old)
            if new is not None:
                archive.writestr(name, new)


NEWEST = f'"{newest_revision()}"'.encode()
WRONG: dict[str, tuple[Callable[[str, bytes], bytes | None], str]] = {
    "no manifest": (lambda n, b: None if n == MANIFEST else b, "no manifest"),
    "format": (lambda n, b: b.replace(b"chutong-backup", b"other"), "unknown"),
    "list": (lambda n, b: b"[]" if n == MANIFEST else b, "unknown"),
    "no revision": (lambda n, b: b.replace(b'"revision"', b'"other"'), "newer"),
    "no text": (lambda n, b: b"\xff" if n == MANIFEST else b, "damaged"),
    "other table": (lambda n, b: b.replace(b'"tag":', b'"../tag":'), "damaged"),
    "no tables": (lambda n, b: b.replace(b'"rows"', b'"lines"'), "damaged"),
    "no row": (lambda n, b: b"[7]\n" if n == "tag.jsonl" else b, "damaged"),
    "newer": (lambda n, b: b.replace(NEWEST, b'"9999"'), "newer Chutong"),
    "a row less": (lambda n, b: b"" if n == "tag.jsonl" else b, "damaged"),
    "a table less": (lambda n, b: None if n == "tag.jsonl" else b, "damaged"),
    "no json": (lambda n, b: b"{" if n == "tag.jsonl" else b, "damaged"),
    "no member": (lambda n, b: b"" if n == "member.jsonl" else b, "damaged"),
    "wrong day": (lambda n, b: b.replace(b'"2025-06-0', b'"2025-66-0'), "damaged"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_wrong_file_changes_nothing(saved: Path, database: Engine, case: str) -> None:
    change, reason = WRONG[case]
    rewrite(saved, change)
    before = contents(database)
    with pytest.raises(ValueError, match=reason):
        restore(database, saved, saved.parent, force=True)
    assert contents(database) == before


def test_a_failed_restore_leaves_an_empty_database_empty(
    saved: Path, empty_database: Engine
) -> None:
    rewrite(saved, WRONG["no json"][0])
    with pytest.raises(ValueError, match="damaged"):
        restore(empty_database, saved, saved.parent)
    assert inspect(empty_database).get_table_names() == []


@pytest.mark.parametrize("content", [b"", b"not a zip", None])
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_no_zip_is_refused(
    empty_database: Engine, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "wrong.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ValueError, match="no backup of Chutong"):
        restore(empty_database, path, tmp_path)
