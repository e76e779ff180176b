"""The database: its engine, its sessions, and bringing it up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session, sessionmaker

import models.tables  # noqa: F401  a flush must know every table
from models.data_stamp import forget_writes, watch_writes
from models.reference.load import is_loaded, load_reference

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_SECONDS = 10
WIDE_CACHE_KIB = 65536
WIDE_CHECKPOINT = 8000
"""Pages of the write-ahead log after which they are put into the database."""
LOCK = 0x43485554
"""The number of our advisory lock on PostgreSQL."""


def make_engine(url: str | URL) -> Engine:
    """An engine for SQLite or PostgreSQL, set up the one way we use it.

    ``postgres://`` and ``postgresql://`` mean the driver psycopg 3. Other databases
    raise ValueError.
    """
    engine = make_bare_engine(make_url(url))
    watch_writes(engine)
    return engine


def make_bare_engine(address: URL) -> Engine:
    """An engine that does not yet tell what is written through it."""
    if address.drivername in {"postgres", "postgresql"}:
        address = address.set(drivername="postgresql+psycopg")
    name = address.get_backend_name()
    if name == "postgresql":
        return create_engine(address, pool_pre_ping=True)
    if name != "sqlite":
        raise ValueError(f"Only sqlite and postgresql are known, not {name}.")
    return make_sqlite_engine(address)


def make_sqlite_engine(address: URL) -> Engine:
    """SQLite with foreign keys, write-ahead log, patience, and true savepoints."""
    options: dict[str, Any] = {"connect_args": {"timeout": WAIT_SECONDS}}
    if address.database in {None, "", ":memory:"}:
        options["poolclass"] = StaticPool
        options["connect_args"]["check_same_thread"] = False
    engine = create_engine(address, **options)
    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "savepoint", begin_before_savepoint)
    return engine


def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    """What SQLite forgets between connections."""
    for pragma in (
        f"busy_timeout = {WAIT_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def spend_memory(connection: Connection) -> None:
    """Let a connection that writes much keep more of SQLite's pages at hand."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{WIDE_CACHE_KIB}")
        connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {WIDE_CHECKPOINT}")


def begin_before_savepoint(connection: Connection, _name: str) -> None:
    """Open the transaction that Python's driver opens only before a write.

    Without it, the release of a first savepoint would commit.
    """
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Sessions of a database; rows stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


def open_database(url: str | URL) -> sessionmaker[Session]:
    """The sessions of a database that is there, migrated, and holds the reference.

    The folder of a SQLite file is made. Several processes may start at once: one
    does the work, the others wait for it. Nothing changed: a few milliseconds.
    """
    engine = make_engine(url)
    make_folder(engine)
    prepare(engine)
    return session_factory(engine)


def prepare(engine: Engine) -> None:
    """Migrate to the newest tables and load the reference, unless both are so."""
    with engine.connect() as connection:
        if is_ready(connection):
            return
    with alone(engine) as connection:
        upgrade(connection)
        with Session(connection) as session:
            load_reference(session)
            session.flush()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to a revision, upwards; a second caller waits for the first."""
    with alone(engine) as connection:
        upgrade(connection, revision)


def unmigrate(engine: Engine, revision: str = "base") -> None:
    """Take the tables back to an older revision; what they held beyond it is lost."""
    with alone(engine) as connection:
        downgrade(connection, revision)


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Undo migrations within the transaction of this connection."""
    command.downgrade(alembic_config(connection), revision)
    forget_writes(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations within the transaction of this connection."""
    command.upgrade(alembic_config(connection), revision)
    forget_writes(connection)


def current_revision(connection: Connection) -> str | None:
    """The revision of the tables that are there; None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def newest_revision() -> str | None:
    """The revision that this program needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def known_revisions() -> set[str]:
    """Every revision that this program can bring up to date."""
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return {script.revision for script in scripts}


def is_ready(connection: Connection) -> bool:
    """Whether the tables and the reference are those of this program."""
    return current_revision(connection) == newest_revision() and is_loaded(connection)


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """One transaction that no other process can hold at the same time."""
    with engine.connect() as connection, unbound(connection), connection.begin():
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            lock = text("SELECT pg_advisory_xact_lock(:number)")
            connection.execute(lock, {"number": LOCK})
        yield connection
        check_bonds(connection)


@contextmanager
def unbound(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table that others refer to; it cannot do so while bound.

    The setting only takes effect between transactions.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    bind(connection, "OFF")
    try:
        yield
    finally:
        bind(connection, "ON")


def bind(connection: Connection, state: str) -> None:
    """Switch the checking of references on or off."""
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {state}")
    connection.commit()


def check_bonds(connection: Connection) -> None:
    """Refuse to keep a change that left a row referring to nothing."""
    if connection.dialect.name == "sqlite":
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if loose is not None:
            raise ValueError(f"a row of {loose[0]} refers to a missing {loose[2]}")


def alembic_config(connection: Connection) -> Config:
    """Alembic without a file of its own: where the scripts lie, and the connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def make_folder(engine: Engine) -> None:
    """The folder of a SQLite file."""
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
