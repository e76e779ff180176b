"""`chutong report verify` names the figure that no longer follows from the data."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import Engine, select

from models.clock import fix_day
from models.database import session_factory
from models.notice import Notice
from models.report import Report
from tests.models.archive import fill
from tests.web.commanding import Chutong, chutong_in
from web.audit import note
from web.reports import printed
from web.reports.assembling import begin
from web.reports.files import docx_of, pdf_of
from web.reports.frozen import sha256
from web.reports.reading import read_content, read_file
from web.reports.releasing import whole, withdraw
from web.reports.sealing import holds, sealed
from web.reports.verdict import UnreadableError
from web.reports.word_data import words_of

NOW = datetime(2025, 6, 12, 1, tzinfo=UTC)
KEY = "a key of the house for these tests alone"


@pytest.fixture
def chutong(
    database: Engine,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Chutong:
    """The command beside a released report in ``report.docx`` and ``report.json``."""
    monkeypatch.setenv("CHUTONG_DATABASE_URL", database_url)
    with session_factory(database).begin() as session:
        fill(session)
        session.flush()
        days = (date(2025, 6, 1), date(2025, 6, 12))
        report = begin(session, "daily", days, author_id=None, now=NOW)
        report.state, report.released_at = "released", NOW
        session.flush()
        report.sha256 = sha256(whole(report))
        (tmp_path / "report.docx").write_bytes(docx_of(report, "zh"))
        (tmp_path / "report.pdf").write_bytes(pdf_of(report, "en"))
        (tmp_path / "report.json").write_text(json.dumps(whole(report)))
    run = chutong_in(tmp_path, monkeypatch)
    monkeypatch.setenv("CHUTONG_DATABASE_URL", database_url)
    return run


def test_a_report_that_holds_is_said_to_hold(
    chutong: Chutong, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("report.docx", "report.pdf", "report.json"):
        assert chutong("report", "verify", str(tmp_path / name)) == 0
        last = capfd.readouterr().out.splitlines()[-1]
        assert last == "report=daily-2025-06-12 figures=2 differ=0 altered=0"


def test_a_changed_row_names_its_figures(
    chutong: Chutong,
    tmp_path: Path,
    database: Engine,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with session_factory(database).begin() as session:
        query = select(Notice).where(Notice.symbol.contains("EU"))
        session.scalars(query).one().type = "addendum"
    assert chutong("report", "verify", str(tmp_path / "report.json")) == 1
    told = capfd.readouterr()
    assert "members: rows changed: G/TBT/N/EU/1100" in told.err
    assert told.out.splitlines()[-1].endswith("figures=2 differ=2 altered=0")


def test_a_number_altered_in_the_file_is_told(
    chutong: Chutong, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paper = Document(str(tmp_path / "report.docx"))
    cell = paper.tables[0].rows[1].cells[2]
    cell.paragraphs[0].runs[0].text = "99"
    stream = io.BytesIO()
    paper.save(stream)
    (tmp_path / "altered.docx").write_bytes(stream.getvalue())
    assert "99" in words_of(stream.getvalue())
    assert chutong("report", "verify", str(tmp_path / "altered.docx")) == 1
    assert "The file shows “99” where the report says “2”." in capfd.readouterr().err


def test_a_sealed_file_is_known_however_it_would_be_printed_later(
    chutong: Chutong,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CHUTONG_SECRET_KEY", KEY)
    for form in ("docx", "pdf"):
        made = sealed((tmp_path / f"report.{form}").read_bytes(), form, KEY)
        (tmp_path / f"sealed.{form}").write_bytes(made)
        other = sealed((tmp_path / f"report.{form}").read_bytes(), form, KEY[1:])
        (tmp_path / f"forged.{form}").write_bytes(other)
    monkeypatch.setattr(printed, "source_of", lambda _sheet, _language: "Otherwise")
    for form in ("docx", "pdf"):
        assert chutong("report", "verify", str(tmp_path / f"sealed.{form}")) == 0
        assert capfd.readouterr().out.splitlines()[-1].endswith("altered=0")
        for name in ("report", "forged"):
            assert chutong("report", "verify", str(tmp_path / f"{name}.{form}")) == 1
            assert "where the report says" in capfd.readouterr().err


@pytest.mark.usefixtures("chutong")
def test_a_seal_is_of_the_words_that_it_was_laid_beside(tmp_path: Path) -> None:
    whole_file = sealed((tmp_path / "report.docx").read_bytes(), "docx", KEY)
    carried = read_content(whole_file, "report.docx")
    assert holds(KEY, carried.seal, carried.sheet, carried.words)
    assert not holds(KEY, carried.seal, carried.sheet, [*carried.words[:-1], "99"])
    assert not holds(KEY, carried.seal, {**carried.sheet, "texts": {}}, carried.words)
    assert not holds(KEY, "", carried.sheet, carried.words)


def test_a_file_given_before_a_withdrawal_is_not_called_altered(
    chutong: Chutong,
    tmp_path: Path,
    database: Engine,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with session_factory(database).begin() as session:
        report = session.scalars(select(Report)).one()
        withdraw(session, report, reason="数据有误")
        note(session, "b@centre.example", "withdraw", ("report", report.id))
        (tmp_path / "later.docx").write_bytes(docx_of(report, "en"))
        fix_day(session, date(2025, 6, 20))
    for name in ("report.docx", "later.docx"):
        assert chutong("report", "verify", str(tmp_path / name)) == 1
        told = capfd.readouterr()
        assert "The issue was withdrawn on " in told.err
        assert "figures=2 differ=0 altered=0 withdrawn=" in told.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("report.txt", b"", "is none of"),
        ("gone.docx", None, "There is no file"),
        ("report.docx", b"no zip", "cannot be opened as a Word file"),
        ("report.pdf", b"no pdf", "cannot be opened as a PDF"),
        ("report.json", b"{", "is no JSON"),
        ("report.json", b"[" * 100_000, "is no JSON"),
        ("report.json", b"[]", "is no data sheet"),
    ],
)
def test_what_is_no_report_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match=why):
        read_file(path)


def test_a_word_file_of_others_is_refused(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "other.docx"))
    with pytest.raises(UnreadableError, match="carries no figures"):
        read_file(tmp_path / "other.docx")
