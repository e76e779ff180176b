"""A second process reads: the same comes of it, and nothing of it stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session, sessionmaker

from crawler import importing
from crawler.faults import CrawlError
from crawler.importing import import_file
from crawler.lines import BATCH
from crawler.reading_apart import apart
from models.database import session_factory
from models.measure import Event, Measure, MeasureSymbol
from models.notice import Document, Notice, NoticeMember, Version
from models.source import Run, RunProblem, Source
from tests.crawler.books import HEADINGS, book, cells
from tests.crawler.producers import one_then

ROOT = Path(__file__).resolve().parents[2]
ENDS = [("fault", "empty_file"), ("kill", "broken_off")]
PATIENCE = 20
"""Seconds after which a process that should be gone is called left behind."""
ROWS = BATCH + 20


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    return session_factory(database)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two batches with a bad row, an odd one, a joint document, a heading of no use."""
    rows = [cells(Document_symbol=f"G/TBT/N/VNM/{k}") for k in range(1, ROWS)]
    rows[3] = cells(Document_symbol="G/TBT/N/VNM/4", Notification_type="Rumour")
    rows[BATCH] = cells(
        Document_symbol="G/TBT/N/VNM/2000", **{"HS code(s)": "99 - Special"}
    )
    joint = "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"
    rows[7] = cells(Document_symbol=joint, Notifying_Member="Kenya")
    rows[BATCH + 1] = cells(Document_symbol=joint, Notifying_Member="Tanzania")
    path = tmp_path_factory.mktemp("apart") / "large.xlsx"
    path.write_bytes(book([[*row, "1"] for row in rows], [*HEADINGS, "Weather"]))
    return path


def apart_or_not(monkeypatch: pytest.MonkeyPatch, *, large: bool) -> None:
    monkeypatch.setattr(importing, "is_large", lambda _: large)


def held(sessions: sessionmaker[Session]) -> list[object]:
    """What is stored, without the moments and numbers of the rows."""
    with sessions() as session:
        notices = select(Notice).order_by(Notice.source_key)
        return [
            (
                *(one.source_key, one.content_hash, one.search_text, one.baseline),
                *((copy.member_code, copy.row_mark) for copy in one.members),
            )
            for one in session.scalars(notices)
        ]


def told(sessions: sessionmaker[Session]) -> list[tuple[str, str]]:
    with sessions() as session:
        query = select(RunProblem.place, RunProblem.sentence).order_by(RunProblem.id)
        return [(one.place, one.sentence) for one in session.execute(query)]


def forget(sessions: sessionmaker[Session]) -> None:
    tables = (Event, Document, Version, NoticeMember, Notice, MeasureSymbol, Measure)
    with sessions.begin() as session:
        for table in (*tables, RunProblem, Run, Source):
            session.execute(delete(table))


def test_what_is_read_apart_is_stored_as_what_is_read_here(
    sessions: sessionmaker[Session], large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for several in (False, True):
        apart_or_not(monkeypatch, large=several)
        first, again = (import_file(sessions, large) for _ in range(2))
        assert first.rows == ROWS - 1
        assert set(again.outcomes.values()) == {"unchanged"}
        found.append((first, again, held(sessions), told(sessions)))
        forget(sessions)
    assert found[0] == found[1]
    assert found[0][0].warnings == {"new_columns": 1, "hs_refused": 1}
    places = [place for place, _ in found[0][3]]
    assert places == ["headings", "row 5", f"row {BATCH + 2}"] * 2


def test_a_row_that_is_known_but_must_be_read_is_read_here(
    sessions: sessionmaker[Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joint = "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"
    second = cells(Document_symbol=joint, Notifying_Member="Tanzania")
    apart_or_not(monkeypatch, large=True)
    for title in ("One", "Other"):
        row = cells(Document_symbol=joint, Notifying_Member="Kenya", Title=title)
        path = tmp_path / f"{title}.xlsx"
        path.write_bytes(book([row, second]))
        tally = import_file(sessions, path)
    assert tally.outcomes == {"G/TBT/N/KEN/1800,G/TBT/N/TZA/1340": "changed"}


def test_a_fault_of_the_file_is_the_same_apart(
    sessions: sessionmaker[Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK no zip")
    faults = []
    for several in (False, True):
        apart_or_not(monkeypatch, large=several)
        with pytest.raises(CrawlError) as fault:
            import_file(sessions, path)
        faults.append(fault.value.told())
    assert faults[0] == faults[1]
    with sessions() as session:
        runs = session.scalars(select(Run)).all()
    assert [one.state for one in runs] == ["failed", "failed"]
    assert {one.error for one in runs} == {faults[0]["en"]}


def test_things_come_in_their_order_and_from_another_process() -> None:
    assert list(apart(range, 5)) == [0, 1, 2, 3, 4]
    [child] = apart(one_then, "end")
    assert child != os.getpid()
    assert is_gone(child)


@pytest.mark.parametrize(("end", "key"), ENDS)
def test_a_fault_and_a_death_come_after_what_was_made(end: str, key: str) -> None:
    made = apart(one_then, end)
    child = next(made)
    with pytest.raises(CrawlError) as fault:
        next(made)
    assert fault.value.key == key
    assert is_gone(child)


def test_what_nobody_wants_any_more_is_not_made() -> None:
    made = apart(one_then, "endless")
    child = next(made)
    made.close()  # type: ignore[attr-defined]
    assert is_gone(child)


@pytest.mark.parametrize("end", ["endless", "silence"])
def test_a_killed_parent_leaves_no_process_behind(end: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.crawler.producers", end],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert not has_ended(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert is_gone(child)


def is_gone(child: int) -> bool:
    """Whether a process ends soon; one that waits to be buried has ended."""
    until = monotonic() + PATIENCE
    while not has_ended(child):
        if monotonic() > until:
            return False
    return True


def has_ended(child: int) -> bool:
    try:
        state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"
