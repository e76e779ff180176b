"""The measuring of pages: what it measures on is whole, and its figures are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models.database import make_engine, session_factory
from models.export_tables import counted
from models.facts import read_facts
from models.notice_exposure import read_exports
from tests.bench import pages_exports, pages_work
from tests.bench.pages_made import TABLES, carry, repeat, table
from tests.models.archive import fill
from tests.web.trending import add_family


@pytest.fixture
def made(database: Engine) -> Engine:
    """The archive with a family, four times."""
    with session_factory(database)() as session:
        fill(session)
        add_family(session, "G/TBT/N/EU/1200", members=["EU"])
        add_family(session, "G/TBT/N/EU/1200/Add.1", type="addendum", members=["EU"])
        session.commit()
    repeat(database, 4)
    return database


def sizes(session: Session) -> dict[str, int]:
    return {
        name: session.scalar(select(func.count()).select_from(table(name))) or 0
        for name in TABLES
    }


def test_copies_are_whole_and_found(made: Engine) -> None:
    with session_factory(made)() as session:
        facts = read_facts(session)
        assert len(facts) == 4 * 8
        assert int(facts.opening.sum()) == 4
        assert len(set(facts.measure.tolist()) - {0}) == 4
        assert facts.members.count(facts.opening) == {"EU": 4}
        assert len(set(facts.keys)) == len(facts)
        add_family(session, "G/TBT/N/EU/1300", members=["EU"])


def test_one_database_is_carried_into_another(
    made: Engine, sqlite_template: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "other.db"
    shutil.copyfile(sqlite_template, copy)
    other = make_engine(f"sqlite:///{copy}")
    carry(made, other)
    with session_factory(other)() as session:
        assert sizes(session)["notice"] == 8
        assert sizes(session)["measure"] == 1
    repeat(other, 4)
    with session_factory(other)() as session, session_factory(made)() as first:
        assert sizes(session) == sizes(first)
        assert read_facts(session).marks.tolist() == read_facts(first).marks.tolist()
    other.dispose()


def test_made_exports_count_and_are_the_same_each_time(
    made: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_exports, "PRODUCTS", 20)
    monkeypatch.setattr(pages_exports, "HEADINGS", 5)
    codes = [f"M{number}" for number in range(pages_exports.MARKETS)]
    assert dict(pages_exports.drawn(codes)) == dict(pages_exports.drawn(codes))
    rows = pages_exports.add_exports(made)
    with session_factory(made)() as session:
        found = counted(session)
        assert found is not None
        assert len(read_exports(session, found)) >= 25 <= rows


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_work, "CHOICES", 3)
    monkeypatch.setattr(pages_work, "LONG", 1)


@pytest.mark.usefixtures("small")
def test_all_views_and_searches_are_timed(made: Engine, database_url: str) -> None:
    told = pages_work.work(database_url)
    assert told["notices"] == 32
    assert told["view_members_p95_ms"] >= told["view_members_p50_ms"] > 0
    assert told["two_characters_missed"] == 0
    assert told["two_characters_hits"] >= 0
    assert told["search_p95_ms"] > 0
