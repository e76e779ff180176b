from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, func, inspect, select, text

from models import database as subject
from models.database import (
    current_revision,
    make_engine,
    migrate,
    newest_revision,
    open_database,
    unmigrate,
)
from models.migrations.hidden import include_object
from models.reference_facts import HsCode, Setting
from models.tables import metadata


def test_migrations_go_up_and_down(empty_database: Engine) -> None:
    migrate(empty_database)
    names = set(inspect(empty_database).get_table_names())
    assert set(metadata.tables) <= names
    with empty_database.connect() as connection:
        assert current_revision(connection) == newest_revision()
    unmigrate(empty_database)
    assert inspect(empty_database).get_table_names() == ["alembic_version"]
    migrate(empty_database)
    assert set(inspect(empty_database).get_table_names()) == names


def test_tables_and_migrations_agree(database: Engine) -> None:
    with database.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": include_object}
        )
        assert compare_metadata(context, metadata) == []


def test_opening_makes_tables_and_reference(empty_url: str) -> None:
    sessions = open_database(empty_url)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(HsCode)) == 6936


def test_opening_again_does_no_work(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "upgrade", lambda *_: pytest.fail("migrated"))
    monkeypatch.setattr(subject, "load_reference", lambda *_: pytest.fail("loaded"))
    open_database(database_url)


def test_two_may_open_at_once(empty_url: str) -> None:
    failures: list[Exception] = []

    def open_it() -> None:
        try:
            open_database(empty_url)
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_failed_start_leaves_nothing(
    empty_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: object) -> None:
        raise OSError("no file")

    monkeypatch.setattr(subject, "load_reference", fail)
    with pytest.raises(OSError, match="no file"):
        subject.prepare(empty_database)
    assert inspect(empty_database).get_table_names() == []


def test_sqlite_is_set_up(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        told = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert told == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 10000,
        "synchronous": 1,
    }


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / 'deep' / 'down' / 'a.db'}")
    assert (tmp_path / "deep" / "down" / "a.db").exists()


def test_memory_is_one_database() -> None:
    sessions = open_database("sqlite://")
    with sessions() as one, sessions() as other:
        assert one.get(HsCode, "8507") is not None
        assert other.get(HsCode, "8507") is not None


@pytest.mark.parametrize("name", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_short_name_means_psycopg(name: str) -> None:
    assert make_engine(f"{name}://h/d").url.drivername == "postgresql+psycopg"


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        make_engine("mysql://h/d")


def test_a_savepoint_alone_commits_nothing(database: Engine) -> None:
    with database.connect() as connection:
        with connection.begin_nested():
            connection.execute(text("INSERT INTO setting VALUES ('a', 'b')"))
        connection.rollback()
    with database.connect() as connection:
        query = select(Setting.value).where(Setting.key == "a")
        assert connection.scalar(query) is None
