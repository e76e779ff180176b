"""Files that people hand in: known by content, bounded, kept once, given back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask, Response, request
from sqlalchemy import Engine
from werkzeug.exceptions import NotFound
from werkzeug.test import create_environ, run_wsgi_app

from models import kept as store
from tests.web.signing_in import app_maker
from web.refused import RefusedError
from web.uploads import kinds
from web.uploads.forms import read_upload, send_kept
from web.uploads.keeping import MOST_BYTES, Kept, Upload, keep, row_of
from web.uploads.kinds import CSV, DOCX, JPEG, PDF, PNG, XLSX, clean_name, kind_of

PAPER = b"%PDF-1.7 report"
MOST_OF_A_REQUEST = 64 * 1024 * 1024


def office(*names: str) -> bytes:
    """A zip with files of these names."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PAPER, PDF),
        (b"\x89PNG\r\n\x1a\n..", PNG),
        (b"\xff\xd8\xff\xe0", JPEG),
        (office("[Content_Types].xml", "word/document.xml"), DOCX),
        (office("xl/workbook.xml"), XLSX),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), None),
        (office("word/document.xml", *map(str, range(kinds.MOST_NAMES))), None),
        (office("a.exe"), None),
        (b"PK\x03\x04 broken", None),
        (b"MZ\x90\x00 program", None),
        (b"<svg onload='x'>", None),
        (b"", None),
    ],
)
@pytest.mark.parametrize("name", ["report.pdf", "report.csv"])
def test_a_file_is_known_by_its_content(
    content: bytes, kind: str | None, name: str
) -> None:
    assert kind_of(content, name) == kind


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        ("商品编码,名称\n85076000,锂电池\n".encode(), True),
        ("商品编码,名称\n85076000,锂电池\n".encode("gb18030"), True),
        ("商品编码\t名称\n".encode("utf-16"), True),
        (b"\n <html><script>1</script>", False),
        (b"hs,name\x00\n", False),
        (b"  \n", False),
        (b"\x81", False),
    ],
)
def test_a_table_in_plain_text_is_known_by_its_name_too(
    content: bytes, taken: bool
) -> None:
    assert kind_of(content, "清单.CSV") == (CSV if taken else None)
    assert kind_of(content, "清单.txt") is None


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/报告.exe", "报告.pdf"),
        ("C:\\tmp\\检测报告.PDF", "检测报告.pdf"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("标准第1.2版", "标准第1.2版.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        ("发票\u202efdp.exe", "发票 fdp.pdf"),
        ('a<b>:"c".pdf', "a b c.pdf"),
        ("长" * 300 + ".pdf", "长" * 80 + ".pdf"),
    ],
)
def test_a_name_is_safe_and_says_what_the_file_is(given: str, name: str) -> None:
    assert clean_name(given, PDF) == name


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    first = keep(tmp_path, Upload("检测报告.pdf", PAPER))
    again = keep(tmp_path, Upload("b.exe", PAPER))
    assert first == Kept("检测报告.pdf", PDF, len(PAPER), store.name_of(PAPER))
    assert again == Kept("b.pdf", PDF, len(PAPER), store.name_of(PAPER))
    held = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert held == [store.path_of(tmp_path, first.sha256)]
    assert held[0].read_bytes() == PAPER
    assert row_of(keep(tmp_path, None)) == {}


def test_two_who_keep_the_same_file_at_once_both_succeed(tmp_path: Path) -> None:
    content = b"%PDF-" + bytes(2_000_000)
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: store.lay(tmp_path, content), range(8)))
    assert names == {store.name_of(content)}
    assert store.path_of(tmp_path, names.pop()).read_bytes() == content
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "空文件"),
        (b"MZ\x90", "不是可接受的文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "旧版或加密"),
        (b"%PDF-" + bytes(MOST_BYTES), "超过10 MB"),
    ],
)
def test_what_is_not_taken_is_told_by_name_and_not_kept(
    tmp_path: Path, content: bytes, why: str
) -> None:
    with pytest.raises(RefusedError, match=why) as error:
        keep(tmp_path, Upload("检测报告.pdf", content))
    assert "检测报告.pdf" in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / store.FOLDER).write_bytes(b"not a folder")
    with pytest.raises(RefusedError, match="没能存下来"):
        keep(tmp_path, Upload("a.pdf", PAPER))


def test_only_a_hash_leads_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    for name in ("", "../secret", "0" * 64, "../" * 20 + "etc/passwd"):
        assert store.find(tmp_path, name) is None


on_one_database = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""Nothing here asks the database anything."""


@pytest.fixture
def app(database: Engine, tmp_path: Path) -> Flask:
    return app_maker(database, tmp_path)()


@on_one_database
def test_a_kept_file_is_saved_and_never_shown(app: Flask, tmp_path: Path) -> None:
    file = row_of(keep(tmp_path, Upload("报告.pdf", PAPER)))
    with app.test_request_context():
        sent = app.make_response(send_kept(file))
        sent.direct_passthrough = False
    assert sent.data == PAPER
    assert sent.mimetype == PDF
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"


@on_one_database
def test_a_file_that_was_kept_before_is_found(app: Flask, tmp_path: Path) -> None:
    name = store.name_of(PAPER)
    older = tmp_path / "uploads" / name[:2] / name
    older.parent.mkdir(parents=True)
    older.write_bytes(PAPER)
    row = {"hash": name, "name": "旧.pdf", "kind": "pdf", "size": len(PAPER)}
    with app.test_request_context():
        assert app.make_response(send_kept(row)).mimetype == PDF
        store.lay(tmp_path, PAPER)
        assert not (tmp_path / "files").exists()
        older.unlink()
        with pytest.raises(NotFound):
            send_kept(row)


@on_one_database
def test_no_more_than_the_bound_is_read(app: Flask) -> None:
    big = {"file": (BytesIO(b"%PDF-" + bytes(MOST_BYTES)), "大.pdf")}
    with app.test_request_context(method="POST", data=big):
        with pytest.raises(RefusedError, match="超过10 MB"):
            read_upload()
        assert request.files["file"].stream.tell() == MOST_BYTES + 1
    with app.test_request_context(method="POST", data={"file": (BytesIO(), "")}):
        assert read_upload() is None


class Endless:
    """A body that would go on for ever; it counts what was taken of it."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += max(size, 0)
        return bytes(max(size, 0))


@on_one_database
@pytest.mark.parametrize("told", [True, False])
def test_a_huge_request_is_refused_before_it_is_read(app: Flask, told: bool) -> None:
    environ = create_environ("/barriers/new", method="POST")
    body = environ["wsgi.input"] = Endless()
    environ["CONTENT_TYPE"] = "multipart/form-data; boundary=x"
    environ["wsgi.input_terminated"] = not told
    if told:
        environ["CONTENT_LENGTH"] = str(200 * 1024 * 1024)
    answer = Response(*run_wsgi_app(app, environ))
    assert answer.status_code == 413
    assert "文件太大" in answer.get_data(as_text=True)
    assert body.taken <= (0 if told else MOST_OF_A_REQUEST + 2**20)
