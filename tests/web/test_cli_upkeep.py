"""The `chutong` command keeps the archive: backups, checks, scores, and serving it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from models.alert import Message, MessageState
from models.database import open_database
from models.voice import Barrier
from tests.web.commanding import Chutong, last
from tests.web.small_world import NOW, add_user
from web import children


def test_a_backup_comes_back(
    chutong: Chutong, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chutong("users", "add", "li@firm.cn")
    file = folder / "backup.zip"
    assert chutong("backup", str(file)) == 0
    assert re.fullmatch(r"tables=\d+ rows=\d+ files=0 bytes=\d+", last(capsys))
    assert chutong("backup", str(file)) == 2, "no file is overwritten"
    assert chutong("restore", str(file)) == 1, "the database holds a person"
    assert "--replace" in capsys.readouterr().err
    chutong("users", "add", "wang@firm.cn")
    assert chutong("restore", str(file), "--replace") == 0
    chutong("users", "list")
    assert last(capsys) == "users=1"


def test_what_is_broken_is_said(
    chutong: Chutong, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_database(f"sqlite:///{folder / 'chutong.db'}").begin() as session:
        user = add_user(session)
        session.add(
            Message(
                key="daily:1",
                user_id=user.id,
                channel="mail",
                address=user.email,
                state=MessageState.FAILED,
                subject="",
                body="",
                body_html="",
                created_at=NOW,
            )
        )
        session.add(
            Barrier(
                state="new",
                market="USA",
                product="电池",
                story="抽检比例提高",
                contact="李工",
                email="li@firm.cn",
                file={"name": "通知.pdf", "sha256": "0" * 64},
                created_at=NOW,
                updated_at=NOW,
            )
        )
    assert chutong("check", "totals") == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == (
        "notices=0 versions=0 export_tables=0 exports=0 firm_exports=0 problems=2"
    )
    assert told.err.splitlines() == [
        "1 messages could not be delivered.",
        f"The file “通知.pdf” ({'0' * 64}) is missing from {folder}.",
    ]


def test_score_says_how_well_we_do(
    chutong: Chutong, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = {"symbol": "S", "title": "Lithium-ion batteries", "hs": ["850760"]}
    label = {"symbol": "S", "sectors": ["lithium-batteries"], "measure_types": []}
    paths = [folder / name for name in ("records.jsonl", "labels.jsonl")]
    for path, row in zip(paths, (record, label), strict=True):
        path.write_text(json.dumps(row), encoding="utf-8")
    given = ("score", "--records", str(paths[0]), "--labels", str(paths[1]))
    assert chutong(*given, "--json") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["records"] == 1
    assert figures["sectors"]["recall"] == 1.0
    assert chutong(*given) == 0
    assert last(capsys).startswith("records=1 precision=")
    paths[1].write_text("", encoding="utf-8")
    assert chutong(*given) == 1
    assert capsys.readouterr().err == "No label for the record S (1 in all).\n"


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("rows=2 new=1", {"rows": "2", "new": "1"}),
        ("", {}),
        ("It took a=1 look", {}),
        ("nothing", {}),
    ],
)
def test_last_lines_are_read(line: str, counts: dict[str, str]) -> None:
    assert children.read_counts(line) == counts


def start(*arguments: str) -> subprocess.Popen[str]:
    """Begin a command in a process of its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("CHUTONG_")
    }
    return subprocess.Popen(
        [sys.executable, "-m", "web.cli", *arguments],
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_the_unforeseen_is_a_sentence_here_and_a_story_in_the_log(
    tmp_path: Path,
) -> None:
    (tmp_path / "chutong.db").write_bytes(b"this is no database" * 1000)
    child = start("sources", "--data", str(tmp_path))
    _, told = child.communicate(timeout=60)
    assert child.returncode == 1
    assert "Traceback" not in told
    assert "file is not a database" in told
    assert told.count("\n") == 1
    assert "Traceback" in (tmp_path / "chutong.log").read_text(encoding="utf-8")


def read(address: str) -> str:
    """A page, as soon as somebody answers."""
    for _ in range(600):
        try:
            with urlopen(address) as answer:  # noqa: S310
                return str(answer.read().decode())
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"Nobody answers at {address}.")


def test_up_serves_the_archive_and_lets_the_administrator_in(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    child = start("up", "--port", port, "--offline", "--data", str(tmp_path))
    base = f"http://127.0.0.1:{port}"
    assert "row-item" in read(f"{base}/notices")
    assert child.stdout is not None
    panel: list[str] = []
    while not panel or not panel[-1].startswith("╰"):
        panel.append(child.stdout.readline())
    told = "".join(panel)
    assert re.search(r"Notices/open/sectors\s+\d+ / \d+ / 28", told)
    link = re.search(rf"{base}/login/once/\S+", told)
    assert link
    assert "一次性登录" in read(link[0])
    key = tmp_path / "session.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_text(encoding="ascii") not in told
    child.send_signal(signal.SIGTERM)
    rest, _ = child.communicate(timeout=30)
    assert child.returncode == 0
    assert rest.splitlines()[-1] == "stopped=1"
