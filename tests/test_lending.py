"""A lent database comes back as it was, whatever a test has done to it."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import URL

from models.database import make_engine, session_factory
from models.reference_facts import HsCode
from models.tables import metadata
from models.user import User
from tests.lending import Lender
from tests.web.small_world import add_user

pytestmark = pytest.mark.postgres


def held(url: URL) -> dict[str, list[str]]:
    """All rows of all tables, and where each sequence stands."""
    engine = make_engine(url)
    with engine.connect() as connection:
        found = {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
        }
        sequences = text("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
        found["sequences"] = list(map(repr, connection.execute(sequences)))
    engine.dispose()
    return found


def test_what_was_written_is_undone(lender: Lender) -> None:
    url = lender.lend()
    before = held(url)
    engine = make_engine(url)
    with session_factory(engine).begin() as session:
        add_user(session)
        code = session.scalars(select(HsCode).limit(1)).one()
        code.en = "something else"
        session.delete(session.scalars(select(HsCode).offset(1).limit(1)).one())
    with session_factory(engine)() as session:
        add_user(session, "nobody@firm.cn")
        session.rollback()
    left_open = engine.connect()
    left_open.execute(select(User)).all()
    lender.take_back()
    assert lender.lend() == url, "it is the same one"
    assert held(url) == before
    left_open.invalidate()
    engine.dispose()


def test_a_changed_table_gives_a_new_copy(lender: Lender) -> None:
    url = lender.lend()
    before = held(url)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE organisation ADD COLUMN more text"))
    engine.dispose()
    lender.take_back()
    assert lender.lend() != url
    assert held(lender.lend()) == before
    lender.take_back()


def test_a_table_for_a_moment_does_not(lender: Lender) -> None:
    url = lender.lend()
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TEMP TABLE fleeting AS SELECT 1 AS one"))
    engine.dispose()
    lender.take_back()
    assert lender.lend() == url
    lender.take_back()
