"""Older Word files, by way of the program that reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.documents.apart import read_apart
from crawler.documents.found import Found
from tests.crawler.documents.test_hostile import stream

BOOK = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN"
 "http://www.oasis-open.org/docbook/xml/4.1.2/docbookx.dtd">
<book><bookinfo><author><surname>x</surname></author></bookinfo><chapter><title/>
<para>G/TBT/N/<emphasis>VNM</emphasis>/301
 SIZE</para>
<para><informaltable><tgroup><tbody><row><entry>1.</entry>
<entry>Member: VIET NAM [x]
</entry></row></tbody></tgroup></informaltable>
</para></chapter></book>"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    path = tmp_path / "half"
    path.write_bytes(stream("WordDocument"))
    return path


def install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None
) -> None:
    """Let the program be this script, or not be there at all."""
    folder = tmp_path / "bin"
    folder.mkdir()
    if script is not None:
        program = folder / "antiword"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/bin" if script else str(folder))


def read(content: Path) -> Found:
    return read_apart(content, media_type=None, name="VNM301.doc")


def test_the_program_is_given_the_very_bytes_and_its_rows_are_rows(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        'for file; do :; done\nsize=$(/usr/bin/wc -c < "$file")\n'
        f"/usr/bin/sed s/SIZE/$size/ <<'END'\n{BOOK}\nEND"
    )
    install(tmp_path, monkeypatch, script)
    found = read(content)
    assert found.fault is None, found.fault
    assert [block.cells for block in found.blocks] == [
        (f"G/TBT/N/VNM/301 {content.stat().st_size}",),
        ("1.", "Member: VIET NAM [X]"),
    ]
    assert found.media_type == "application/msword"


def test_without_the_program_it_is_said_what_to_install(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, None)
    found = read(content)
    assert (found.state, found.taken) == ("unreadable", "fetched")
    assert found.fault
    assert found.fault.sentence(chinese=True) == (
        "读取旧版Word文件（.doc）需要antiword程序，请安装软件包antiword。"
    )


@pytest.mark.parametrize(
    ("words", "key"),
    [("is not a Word Document.", "damaged"), ("The file is encrypted", "encrypted")],
)
def test_what_the_program_refuses_is_told(
    words: str, key: str, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, f"echo '{words}' >&2; exit 1")
    found = read(content)
    assert found.fault
    assert found.fault.key == key
