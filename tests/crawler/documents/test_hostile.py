"""Files made to do harm, and files that are none: refused in one sentence each."""

from __future__ import annotations

import os
import random
import resource
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.documents import apart, child, reading
from crawler.documents.apart import read_apart
from crawler.documents.reading import read_bytes
from tests.crawler.documents import makers
from tests.crawler.documents.makers import package, paragraph, run, word

GENTLY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
STEAL = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
ASK = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def main_part(before: str, entity: str) -> dict[str, str]:
    body = paragraph(run(f"&{entity};")) if entity else paragraph(run("x"))
    return {makers.MAIN: before + makers.main_part(body)}


def stream(name: str) -> bytes:
    """An older Office file that has a stream of this name."""
    return OLE + name.encode("utf-16-le") + bytes(64)


def lying() -> bytes:
    """A package whose list says that a huge part is small."""
    huge = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = huge.compress(b" " * (80 * 2**20)) + huge.flush()
    content = package({makers.MAIN: b"x" * 100}, 8)
    begin = content.index(b"PK\x01\x02")
    local = content[:30].replace(content[18:26], struct.pack("<II", len(packed), 5000))
    listed = content[begin : begin + 46]
    sizes = struct.pack("<II", len(packed), 5000)
    listed = listed[:20] + sizes + listed[28:]
    name = makers.MAIN.encode()
    listed += name
    where = len(local) + len(name) + len(packed)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), where, 0)
    return local + name + packed + listed + end


DEEP = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
FILES: dict[str, tuple[bytes, str, str]] = {
    # what, how it is taken, the key of its fault
    "nothing": (b"", "refused", "empty_file_came"),
    "blanks": (b"\0\0 \r\n", "refused", "empty_file_came"),
    "a challenge": (makers.CHALLENGE, "failed", "page_instead"),
    "an error": (b'{"error": "try later"}', "failed", "page_instead"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "refused", "wrong_kind"),
    "a program": (b"MZ" + bytes(200), "refused", "wrong_kind"),
    "noise": (random.Random(1).randbytes(5000), "refused", "wrong_kind"),  # noqa: S311
    "a PDF": (makers.pdf([["x"]]), "refused", "wrong_kind"),
    "a workbook": (package({"xl/workbook.xml": "<x/>"}), "refused", "wrong_kind"),
    "any package": (package({"a.txt": "x"}), "refused", "wrong_kind"),
    "rich text": (b"{\\rtf1 text}", "fetched", "unread_kind"),
    "a locked file": (stream("EncryptedPackage"), "fetched", "encrypted"),
    "macros": (
        word(paragraph(run("x")), {"word/vbaProject.bin": b"x"}),
        "refused",
        "macros",
    ),
    "macros by type": (
        word(paragraph(run("x")), {"[Content_Types].xml": TYPES}),
        "refused",
        "macros",
    ),
    "older macros": (stream("_VBA_PROJECT"), "refused", "macros"),
    "cut": (makers.form()[:9000], "failed", "damaged"),
    "without its part": (package({"word/document9.xml": "x"}), "failed", "damaged"),
    "no XML": (package({makers.MAIN: "<w:p>"}), "failed", "damaged"),
    "a bomb": (package({makers.MAIN: b" " * (30 * 2**20)}), "refused", "bomb"),
    "a bomb that lies": (lying(), "failed", "damaged"),
    "a bomb beside": (
        word(paragraph(run("x")), {"word/media/a.emf": b"\0" * (30 * 2**20)}),
        "refused",
        "bomb",
    ),
    "a crowd of parts": (
        package({f"word/document{n}.xml": "" for n in range(6000)}, 0),
        "refused",
        "bomb",
    ),
    "laughs": (package(main_part(LAUGHS, "c")), "refused", "hostile_xml"),
    "a thief": (package(main_part(STEAL, "x")), "refused", "hostile_xml"),
    "a caller": (package(main_part(ASK, "")), "refused", "hostile_xml"),
    "nested without end": (word(DEEP[0] * 3000 + DEEP[1] * 3000), "failed", "damaged"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_told_in_one_sentence(name: str) -> None:
    content, taken, key = FILES[name]
    begin = time.perf_counter()
    found = read_bytes(content, media_type=None, name="VNM301.docx")
    assert found.fault
    assert (found.state, found.taken, found.fault.key) == ("unreadable", taken, key)
    for chinese in (False, True):
        assert len(found.fault.sentence(chinese=chinese).splitlines()) == 1
    assert found.blocks == ()
    assert time.perf_counter() - begin < 5


def test_a_package_in_a_package_is_never_opened() -> None:
    bomb = package({"a": b"\0" * 2**20})
    for _ in range(4):
        bomb = package({f"{n}.zip": bomb for n in range(8)})
    parts = {"word/embeddings/a.zip": bomb}
    found = read_bytes(
        word(paragraph(run("text")), parts), media_type=None, name="a.docx"
    )
    assert (found.state, found.text) == ("read", "text")
    assert read_bytes(bomb, media_type=None, name="a.zip").fault


GOOD = {"a.docx": makers.form(), "a.pdf": makers.pdf([["A draft on batteries"]] * 3)}
PAGE = b"<html><body><table><tr><td>a<td>b</table><p>c &eacute;</body></html>"


@pytest.mark.parametrize("name", [*GOOD, "a.html"])
@GENTLY
@given(choose=st.data())
def test_a_damaged_file_is_no_crash(name: str, choose: st.DataObject) -> None:
    found = bytearray(GOOD.get(name, PAGE))
    places = st.integers(0, len(found) - 1)
    for place in choose.draw(st.lists(places, max_size=12)):
        found[place] = choose.draw(st.integers(0, 255))
    whole = st.one_of(st.just(len(found)), places)
    told = reading.read_plain(
        bytes(found[: choose.draw(whole)]), media_type=None, name=name
    )
    assert told.blocks or told.fault


@GENTLY
@given(content=st.binary(max_size=3000), mark=st.sampled_from(["", "%PDF-1.4\n", "PK"]))
def test_noise_is_no_crash(content: bytes, mark: str) -> None:
    told = reading.read_plain(
        mark.encode() + content, media_type="x; charset=\0", name="a"
    )
    assert told.blocks or told.fault


def put(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "half"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", GOOD)
def test_a_reader_apart_finds_the_same(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, GOOD[name])
    here = read_bytes(GOOD[name], media_type=None, name=name)
    assert read_apart(path, media_type=None, name=name) == here


def test_a_fault_comes_back_from_apart_with_its_values(tmp_path: Path) -> None:
    found = read_apart(put(tmp_path, makers.CHALLENGE), media_type=None, name="a.docx")
    assert (found.taken, str(found.fault)) == (
        "failed",
        "A web page or message came in place of a.docx: 'Just a moment...'.",
    )


def instead(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another program be the reader."""
    begin = "from crawler.documents.child import *\nimport os, signal, time\n"
    command = (sys.executable, "-c", begin + program)
    monkeypatch.setattr(apart, "COMMAND", command)


BREAKDOWNS = {
    "signal": ("os.kill(os.getpid(), signal.SIGSEGV)", "broke down", "signal 11"),
    "error": ("raise KeyError('x')", "broke down", "KeyError: 'x'"),
    "babble": ("print('{}')", "broke down", "No finding"),
    "no JSON": ("print('nothing')", "broke down", "Expecting value"),
    "processor": (
        "resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: 1",
        "longer than 30 seconds",
        "given up",
    ),
    "clock": ("time.sleep(60)", "longer than 2 seconds", "given up"),
    "file": ("limit(writes=0); open('x', 'w').write('x' * 9999)", "broke down", "rror"),
}


@pytest.mark.parametrize("name", BREAKDOWNS)
def test_a_reader_that_breaks_down_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, *words = BREAKDOWNS[name]
    instead(program, monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    monkeypatch.setattr(apart, "SECONDS", 2 if name == "clock" else 30)
    found = read_apart(put(tmp_path, b"%PDF-"), media_type=None, name="a.pdf")
    assert (found.state, found.taken) == ("unreadable", "fetched")
    assert all(word in str(found.fault) for word in words), found.fault


def test_a_reader_has_little_memory_and_opens_few_files(tmp_path: Path) -> None:
    program = (
        "from crawler.documents.child import *\nlimit(writes=0)\n"
        "limits = [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE,"
        " resource.RLIMIT_NOFILE, resource.RLIMIT_CORE]\n"
        "print([resource.getrlimit(one)[0] for one in limits])\n"
        "print('keeps no bytecode:', sys.dont_write_bytecode)\n"
        "try: bytearray(2 * MEMORY)\nexcept MemoryError: print('no more')"
    )
    command = [sys.executable, "-c", program]
    usual = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run(
        command, capture_output=True, text=True, check=True, env=usual
    ).stdout
    limits = [child.MEMORY, child.CPU_SECONDS, 0, child.OPEN_FILES, 0]
    kept = "keeps no bytecode: True"
    assert told.splitlines() == [str(limits), kept, "no more"]
    assert resource.getrlimit(resource.RLIMIT_CORE)


def test_a_reader_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUTONG_SECRET_KEY", "hush")
    assert not any("CHUTONG" in name for name in apart.surroundings())


def test_too_much_memory_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "import crawler.documents.child as c; c.MEMORY = 2**27; c.main()"
    instead(program, monkeypatch)
    rows = "".join(paragraph(run(f"{n}")) for n in range(200_000))
    found = read_apart(put(tmp_path, word(rows)), media_type=None, name="a.docx")
    assert found.state == "unreadable"
    assert str(found.fault) == (
        "Reading the file took more than 128 MB of memory and was given up."
    )
