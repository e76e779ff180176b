"""The `chutong` command: its last lines, its statuses, its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from models.database import open_database
from models.source import Run, RunState
from tests.web.commanding import Chutong, last
from web import children
from web.commands import passes


def test_a_pass_over_nothing_brings_nothing(
    chutong: Chutong, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert chutong("run", "--offline") == 0
        told = capsys.readouterr()
        assert told.out == "new=0 alerts=0 messages=0\n"
        assert "Offline" in told.err


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("tag", "tagged=0 tags=0"),
        ("match", "matched=0 matches=0 summaries=0"),
        ("alert", "alerts=0 messages=0"),
        ("deliver", "sent=0 failed=0"),
        ("check", "problems=0"),
    ],
)
def test_each_step_ends_with_its_figures(
    chutong: Chutong, capsys: pytest.CaptureFixture[str], command: str, line: str
) -> None:
    assert chutong(command) == 0
    assert last(capsys) == line


def test_crawls_are_skipped_offline(
    chutong: Chutong, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chutong("crawl", "wto_eping", "--offline") == 0
    assert last(capsys) == "new=0 skipped=1"


def test_a_pass_goes_on_after_a_failed_source(
    chutong: Chutong,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failed = children.Ended(1, {"new": "2", "failed": "1"}, ())
    called: list[list[str]] = []

    def fail(words: list[str], _place: object) -> children.Ended:
        called.append(words)
        return failed

    monkeypatch.setattr(passes, "call", fail)
    assert chutong("run") == 1
    told = capsys.readouterr()
    assert told.out == "new=2 alerts=0 messages=0\n"
    assert called == [["due"], ["documents", "--due"]]
    assert told.err == (
        "A source failed; see `chutong sources`."
        " The official texts could not be fetched; look at the log.\n"
    )
    with open_database(f"sqlite:///{folder / 'chutong.db'}")() as session:
        run = session.scalars(select(Run).where(Run.job == "run")).one()
    assert (run.state, run.counts["new"]) == (RunState.FAILED, 2)
    assert run.ended_at is not None


def test_people_are_added_listed_and_reset(
    chutong: Chutong, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chutong("users", "add", "li@firm.cn", "--role", "officer") == 0
    first = capsys.readouterr().out.splitlines()
    assert "/login/once/" in first[0]
    assert first[-1] == "users=1 role=officer"
    assert chutong("users", "add", "li@firm.cn") == 1
    assert capsys.readouterr().err == "li@firm.cn 已有账号。\n"
    assert chutong("users", "list") == 0
    assert "li@firm.cn" in capsys.readouterr().out
    assert chutong("users", "reset", "li@firm.cn") == 0
    assert capsys.readouterr().out.splitlines()[0] != first[0]
    assert chutong("users", "reset", "nobody@firm.cn") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("bogus",),
        ("crawl", "--due", "wto_eping"),
        ("import", "no-such-file.xlsx"),
        ("restore", "no-such-file"),
        ("check", "everything"),
        ("users", "add", "li@firm.cn", "--role", "king"),
        ("score", "--records", "r.jsonl", "--from-feedback"),
    ],
)
def test_wrong_use_is_status_two_and_a_sentence(
    chutong: Chutong, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    assert chutong(*wrong) == 2
    assert capsys.readouterr().err


def test_a_bad_setting_is_one_sentence(
    chutong: Chutong,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHUTONG_SMTP_URL", "post office")
    assert chutong("deliver") == 1
    told = capsys.readouterr().err
    assert told.startswith("CHUTONG_SMTP_URL cannot be used")
    assert told.count("\n") == 1
    assert "post office" not in told
