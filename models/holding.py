"""A row that only one transaction changes at a time."""

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.base import ExecutableOption


def hold_row(
    session: Session,
    key: InstrumentedAttribute[int],
    number: int,
    *parts: ExecutableOption,
) -> None:
    """Let nobody else change a row until this transaction ends, and read it anew.

    ``key`` is the number of the table's rows, ``number`` that of this one, and
    ``parts`` say what is read with it. Waits for whoever holds it. The row is written
    as it is, for that locks it on both databases: SQLite knows no other lock.
    """
    session.flush()
    session.execute(
        update(key.class_)
        .where(key == number)
        .values({key: key})
        .execution_options(synchronize_session=False)
    )
    query = select(key.class_).where(key == number).options(*parts)
    session.scalars(query.execution_options(populate_existing=True)).one()
