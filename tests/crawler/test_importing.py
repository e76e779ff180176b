"""A user's file: counted, stored once, and read in whatever form it comes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from crawler.importing import import_file
from crawler.sheet_rows import MAIN
from models.measure import Measure
from models.notice import Notice, NoticeMember
from models.source import Run, RunProblem
from tests.crawler.books import HEADINGS, book, cells, save
from tests.crawler.imported import figures
from tests.crawler.imported import sessions as sessions

SAMPLE = "eping_export/Notifications_sample.xlsx"
EAC = "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"


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
