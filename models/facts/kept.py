"""The facts of a database, read again only when its data have changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, StaticPool
from sqlalchemy.orm import Session

from models.data_stamp import data_version, is_writing
from models.facts.columns import Facts
from models.facts.read import AREA, read_facts

KEPT: WeakKeyDictionary[Engine, Facts] = WeakKeyDictionary()
READING = Lock()


def facts_of(session: Session) -> Facts:
    """The facts as they stand; a first reader reads them, others wait for it.

    A session that is itself writing reads its own, and nobody else is shown them.
    """
    session.flush()
    if is_writing(session, AREA):
        return read_facts(session)
    engine = engine_of(session)
    with READING:
        kept = current(session, engine)
        if kept is None:
            with snapshot(session) as still:
                kept = KEPT[engine] = read_facts(still)
        return kept


def facts_at_hand(session: Session) -> Facts | None:
    """The facts if they are already read and still hold; nobody is kept waiting."""
    if is_writing(session, AREA) or session.new or session.dirty:
        return None
    return current(session, engine_of(session))


def current(session: Session, engine: Engine) -> Facts | None:
    """The facts that are kept, if nothing has changed since they were read."""
    kept = KEPT.get(engine)
    holds = kept is not None and kept.version == data_version(session, AREA)
    return kept if holds else None


def engine_of(session: Session) -> Engine:
    """The engine that a session asks."""
    bound = session.get_bind()
    return bound.engine if isinstance(bound, Connection) else bound


@contextmanager
def snapshot(session: Session) -> Iterator[Session]:
    """A session that sees one state of the data, whoever writes meanwhile.

    A session on a connection of its own, or on the only one that there is, reads on
    that one.
    """
    bound = session.get_bind()
    if isinstance(bound, Connection) or isinstance(bound.pool, StaticPool):
        yield session
        return
    with bound.connect() as connection:
        if bound.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        with Session(connection) as still:
            yield still
