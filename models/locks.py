"""Work that only one process may do at a time, on this machine or on all of them."""

import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

STEP = 0.2


@contextmanager
def hold(engine: Engine, folder: Path, name: str, wait: float = 0) -> Iterator[bool]:
    """Hold a lock by its name; False if another process still holds it after `wait`.

    Processes that share a PostgreSQL database share its locks; the others those of
    the data folder. The lock ends with the process, however it ends.
    """
    if engine.dialect.name == "postgresql":
        plain = engine.execution_options(isolation_level="AUTOCOMMIT")
        with plain.connect() as connection:
            connection.detach()  # closing it must end the lock, not go to the pool
            yield ask(connection, zlib.crc32(name.encode()), wait)
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.lock"
    lock = sqlite3.connect(path, timeout=wait, isolation_level=None)
    try:
        yield close_door(lock)
    finally:
        lock.close()


def close_door(lock: sqlite3.Connection) -> bool:
    """Lock the file of a lock; False if another process has it."""
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    return True


def ask(connection: Connection, number: int, wait: float) -> bool:
    """Ask PostgreSQL for an advisory lock of this connection until it gives it."""
    until = time.monotonic() + wait
    query = text("SELECT pg_try_advisory_lock(:number)")
    while not connection.scalar(query, {"number": number}):
        if time.monotonic() >= until:
            return False
        time.sleep(STEP)
    return True
