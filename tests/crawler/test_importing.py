"""A user's file: counted, stored once, and refused in one sentence when it is none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from crawler.faults import CrawlError
from crawler.importing import import_file
from crawler.runs import Tally
from crawler.sheet_rows import MAIN
from crawler.sheets import read_sheets
from models.database import session_factory
from models.measure import Measure
from models.notice import Notice, NoticeMember
from models.source import Run, RunProblem
from tests.crawler.books import HEADINGS, book, cells, save

SAMPLE = "eping_export/Notifications_sample.xlsx"
EAC = "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    return session_factory(database)


def figures(tally: Tally) -> list[int]:
    """rows, documents, new, changed, unchanged, bad"""
    return list(tally.counts().values())


@pytest.mark.samples
def test_the_sample_gives_76_documents_and_again_nothing_new(
    samples: Path, sessions: sessionmaker[Session]
) -> None:
    assert figures(import_file(sessions, samples / SAMPLE)) == [88, 76, 76, 0, 0, 0]
    assert figures(import_file(sessions, samples / SAMPLE)) == [88, 76, 0, 0, 76, 0]
    with sessions() as session:
        assert session.scalar(select(func.count(Notice.id))) == 76
        assert session.scalar(select(func.count(NoticeMember.id))) == 88
        assert session.scalar(select(func.count(Measure.id))) == 75
        stated = select(func.count(Notice.id)).where(Notice.comments_close.is_not(None))
        assert session.scalar(stated) == 50
        assert set(session.scalars(select(Run.state))) == {"ok"}


@pytest.mark.samples
def test_malawis_standards_and_one_ordinance_fold_as_twins(
    samples: Path, sessions: sessionmaker[Session]
) -> None:
    import_file(sessions, samples / SAMPLE)
    with sessions() as session:
        query = (
            select(func.count(Notice.id))
            .where(Notice.twin_key.is_not(None))
            .group_by(Notice.twin_key)
            .having(func.count(Notice.id) > 1)
        )
        assert sorted(session.scalars(query)) == [5, 7, 13]


def test_joint_rows_count_as_one_document(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    rows = [
        cells(Document_symbol=EAC, Notifying_Member=name)
        for name in ("Kenya", "Tanzania")
    ]
    path = save(tmp_path / "a.xlsx", [*rows, cells()])
    assert figures(import_file(sessions, path)) == [3, 2, 2, 0, 0, 0]


def test_a_later_file_tells_what_changed(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    other = "G/TBT/N/VNM/302"
    import_file(sessions, save(tmp_path / "a.xlsx", [cells()]))
    later = [cells(Final_date_for_comments="day:2026-09-01")]
    later.append(cells(Document_symbol=other))
    path = save(tmp_path / "b.xlsx", later)
    assert figures(import_file(sessions, path)) == [2, 2, 1, 1, 0, 0]
    with sessions() as session:
        rows = select(Notice.symbol, Notice.baseline)
        flags = {row.symbol: row.baseline for row in session.execute(rows)}
    assert flags == {"G/TBT/N/VNM/301": True, other: False}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_csv_is_read_in_either_encoding(
    encoding: str, delimiter: str, sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    row = cells(
        Title="电池 – mercury; lead, cadmium",
        Distribution_date="02/06/2026",
        Final_date_for_comments="2026-08-01",
    )
    lines = [HEADINGS, ['"' + str(cell or "") + '"' for cell in row]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert figures(import_file(sessions, path)) == [1, 1, 1, 0, 0, 0]
    with sessions() as session:
        assert session.scalars(select(Notice.title)).one().startswith("电池 – mercury")


def test_shared_strings_are_read_from_disk(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    path = tmp_path / "shared.xlsx"
    path.write_bytes(share_strings(book([cells(), cells(Document_symbol=EAC)])))
    assert figures(import_file(sessions, path)) == [2, 1, 1, 0, 0, 1]
    with sessions() as session:
        told = session.scalars(select(RunProblem.sentence)).one()
    assert told.startswith("'Viet Nam' is none of the Members in G/TBT/N/KEN/1800")


def share_strings(workbook: bytes) -> bytes:
    """The same workbook with its texts in a table of their own."""
    target = io.BytesIO()
    texts: list[str] = []
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(target, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                content = pull_texts(content, texts)
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
                part = (
                    '<Override PartName="/xl/sharedStrings.xml" '
                    f'ContentType="{kind}.sharedStrings+xml"/></Types>'
                )
                content = content.replace("</Types>", part)
            new.writestr(name, content)
        space = MAIN.strip()
        table = "".join(f"<si><t>{text}</t></si>" for text in texts)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">{table}</sst>')
    return target.getvalue()


def pull_texts(sheet: str, texts: list[str]) -> str:
    """Turn inline strings into references; the texts are collected."""
    head, *rest = sheet.split('t="inlineStr"><is><t>')
    for part in rest:
        text, _, after = part.partition("</t></is>")
        head += f't="s"><v>{len(texts)}</v>' + after
        texts.append(text)
    return head


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
