"""The facts of a database, read again only when its data have changed."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from models.data_stamp import data_version, is_writing
from models.facts.columns import Facts
from models.facts.read import AREA, read_facts

KEPT: WeakKeyDictionary[Engine, Facts] = WeakKeyDictionary()
READING = Lock()
TRIES = 3


def facts_of(session: Session) -> Facts:
    """The facts as they stand; a first reader reads them, others wait for it.

    A session that is itself writing reads its own, and nobody else is shown them.
    """
    session.flush()
    if is_writing(session, AREA):
        return read_facts(session)
    bound = session.get_bind()
    engine = bound.engine if isinstance(bound, Connection) else bound
    with READING:
        for _ in range(TRIES):
            kept = KEPT.get(engine)
            if kept is not None and kept.version == data_version(session, AREA):
                break
            KEPT[engine] = read_facts(session)
        return KEPT[engine]
