"""Rows that were read before are left unread, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session, sessionmaker

from crawler import marks
from crawler.cells import Columns
from crawler.importing import import_file
from crawler.marks import Marker
from crawler.normalise import read_notice
from models.database import session_factory
from models.notice import Notice, NoticeMember
from tests.crawler.books import cells, save
from tests.crawler.stored import LATER, item, put

EAC = "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"
OTHER = {"Document_symbol": "G/TBT/N/VNM/302"}


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    return session_factory(database)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places of the rows that are read from now on."""
    places: list[str] = []

    def noted(raw: dict[str, Any], place: str) -> Any:
        places.append(place)
        return read_notice(raw, place)

    monkeypatch.setattr("crawler.lines.read_notice", noted)
    return places


def outcomes(path: Path, sessions: sessionmaker[Session]) -> dict[str, str]:
    return import_file(sessions, path).outcomes


def test_the_same_rows_are_not_read_again_wherever_they_stand(
    sessions: sessionmaker[Session], tmp_path: Path, read: list[str]
) -> None:
    rows = [cells(), cells(**OTHER)]
    outcomes(save(tmp_path / "a.xlsx", rows), sessions)
    assert read == ["row 2", "row 3"]
    read.clear()
    fresh = cells(Document_symbol="G/TBT/N/VNM/303")
    found = outcomes(save(tmp_path / "b.xlsx", [fresh, *rows]), sessions)
    assert read == ["row 2"]
    assert found == {
        "G/TBT/N/VNM/301": "unchanged",
        "G/TBT/N/VNM/302": "unchanged",
        "G/TBT/N/VNM/303": "new",
    }


def test_each_members_row_of_a_joint_document_has_its_own_mark(
    sessions: sessionmaker[Session], tmp_path: Path, read: list[str]
) -> None:
    names = ("Kenya", "Tanzania")
    rows = [cells(Document_symbol=EAC, Notifying_Member=name) for name in names]
    path = save(tmp_path / "a.xlsx", rows)
    outcomes(path, sessions)
    read.clear()
    assert set(outcomes(path, sessions).values()) == {"unchanged"}
    assert read == []


def test_with_one_row_of_a_document_all_of_its_rows_are_read(
    sessions: sessionmaker[Session], tmp_path: Path, read: list[str]
) -> None:
    first = cells(Document_symbol=EAC, Notifying_Member="Kenya")
    second = cells(Document_symbol=EAC, Notifying_Member="Tanzania")
    outcomes(save(tmp_path / "a.xlsx", [first, second]), sessions)
    read.clear()
    changed = cells(Document_symbol=EAC, Notifying_Member="Kenya", Title="Other")
    path = save(tmp_path / "b.xlsx", [changed, second])
    assert list(outcomes(path, sessions).values()) == ["changed"]
    assert read == ["row 2", "row 3"]


def test_a_row_is_read_again_once_its_copy_came_from_elsewhere(
    sessions: sessionmaker[Session], tmp_path: Path, read: list[str]
) -> None:
    path = save(tmp_path / "a.xlsx", [cells()])
    outcomes(path, sessions)
    with sessions.begin() as session:
        put(session, item(title="Told by another way"), moment=LATER)
        assert session.scalar(select(NoticeMember.row_mark)) is None
    read.clear()
    assert list(outcomes(path, sessions).values()) == ["changed"]
    assert read == ["row 2"]


def test_what_is_odd_or_provisional_is_read_each_time(
    sessions: sessionmaker[Session], tmp_path: Path, read: list[str]
) -> None:
    odd = cells(**{"HS code(s)": "99 - Special"}, **OTHER)
    path = save(tmp_path / "a.xlsx", [cells(), odd])
    assert import_file(sessions, path).warnings == {"hs_refused": 1}
    read.clear()
    assert import_file(sessions, path).warnings == {"hs_refused": 1}
    assert read == ["row 3"]
    with sessions.begin() as session:
        session.execute(update(Notice).values(provisional=True))
    read.clear()
    outcomes(path, sessions)
    assert read == ["row 2", "row 3"]


def test_other_rules_read_every_row_again(
    sessions: sessionmaker[Session],
    tmp_path: Path,
    read: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = save(tmp_path / "a.xlsx", [cells()])
    outcomes(path, sessions)
    read.clear()
    monkeypatch.setattr(marks, "rules", lambda: b"the rules of tomorrow")
    assert set(outcomes(path, sessions).values()) == {"unchanged"}
    assert read == ["row 2"]


def test_a_mark_is_of_the_fields_and_not_of_their_places() -> None:
    one = Marker(Columns({"title": 0, "symbol": 2}, []))
    other = Marker(Columns({"symbol": 0, "title": 1}, []))
    assert one.mark(["T", "unknown", "S"]) == other.mark(["S", "T", None])
    assert one.mark(["T"]) == one.mark(["T", None, None])
    assert one.mark(["T", None, "1"]) != one.mark(["T", None, 1])
    assert one.mark(["T\ud800", None, "S"]) != one.mark(["T", None, "S"])
    fewer = Marker(Columns({"title": 0}, []))
    assert fewer.mark(["T"]) != one.mark(["T"]), "a column that lacks tells nothing"


def test_the_rules_that_are_named_are_there() -> None:
    assert len(marks.rules()) == 32
