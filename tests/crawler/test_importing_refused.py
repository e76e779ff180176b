"""Files that are none, and rows that cannot be read: told in one sentence each."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from crawler.faults import CrawlError
from crawler.importing import import_file
from crawler.sheets import read_sheets
from models.notice import Notice
from models.source import Run, RunProblem
from tests.crawler.books import HEADINGS, book, cells, save
from tests.crawler.imported import figures
from tests.crawler.imported import sessions as sessions


def made(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def bomb() -> bytes:
    """A workbook whose sheet unpacks to 64 MB of blanks."""
    target = io.BytesIO(book([cells()]))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * (64 * 2**20))
    return target.getvalue()


def laughs() -> bytes:
    """A workbook whose sheet declares entities that grow without end."""
    old = book([cells()])
    target = io.BytesIO()
    evil = (
        '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
    )
    with (
        zipfile.ZipFile(io.BytesIO(old)) as given,
        zipfile.ZipFile(target, "w") as archive,
    ):
        for name in given.namelist():
            sheet = name.endswith("sheet1.xml")
            archive.writestr(name, evil if sheet else given.read(name))
    return target.getvalue()


WRONG = book([["x", "y", 1]], ["Name", "Town", "Value"])
NO_DATE = book([["x"]], [one for one in HEADINGS if one != "Distribution date"])
BAD = {
    "html.xlsx": (b"<html>Sign in</html>", "unreadable_file", "zip"),
    "plain.xlsx": (zipped(a=b"a letter"), "unreadable_file", "holds no workbook"),
    "cut.xlsx": (book([cells()])[:-300], "unreadable_file", "cut.xlsx"),
    "bomb.xlsx": (bomb(), "too_large", "packed far too tightly"),
    "laughs.xlsx": (laughs(), "unreadable_file", "laughs.xlsx"),
    "wrong.xlsx": (WRONG, "wrong_columns", "Name | Town | Value"),
    "no_date.xlsx": (NO_DATE, "wrong_columns", "lacks the column Distribution date"),
    "empty.xlsx": (book([]), "empty_file", "no rows"),
    "nothing.csv": (b"", "wrong_columns", "(none)"),
    "nul.csv": (b"Title\x00,Document symbol\n\x00", "wrong_columns", "nul.csv"),
    "letter.docx": (b"PK", "unknown_ending", "neither .xlsx nor .csv"),
    "all_bad.xlsx": (
        book([cells(Notifying_Member="Atlantis", Document_symbol="G/TBT/Notif.98.1")]),
        "all_bad",
        "'Atlantis' is no WTO Member",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_sentence(
    name: str, sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    content, key, words = BAD[name]
    with pytest.raises(CrawlError) as caught:
        import_file(sessions, made(tmp_path, name, content))
    assert caught.value.key == key
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    with sessions() as session:
        run = session.scalars(select(Run)).one()
        assert (run.state, run.error) == ("failed", str(caught.value))
        assert session.scalar(select(func.count(Notice.id))) == 0


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CrawlError, match=r"There is no file absent\.xlsx"):
        list(read_sheets(tmp_path / "absent.xlsx"))


def test_bad_rows_are_told_with_their_places_and_the_rest_is_stored(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    rows = [
        cells(Title="<b>Bold</b> claims<script>alert('x')</script>"),
        cells(Document_symbol="G/TBT/N/VNM/2", Distribution_date="31/02/2026"),
        cells(Document_symbol="G/TBT/N/XYZ/3", Notifying_Member="Atlantis"),
        cells(**{"Document_symbol": "G/TBT/N/VNM/4", "HS code(s)": "99 - Special"}),
    ]
    tally = import_file(sessions, save(tmp_path / "a.xlsx", rows))
    assert figures(tally) == [4, 2, 2, 0, 0, 2]
    with sessions() as session:
        titles = set(session.scalars(select(Notice.title)))
        told = {
            row.place: row.sentence
            for row in session.scalars(select(RunProblem).order_by(RunProblem.id))
        }
        state = session.scalars(select(Run.state)).one()
    assert titles == {"Bold claims", "Household batteries: mercury"}
    assert state == "degraded"
    assert list(told) == ["row 3", "row 4", "row 5"]
    assert "no day of the calendar" in told["row 3"]
    assert "'99' is no HS code" in told["row 5"]
