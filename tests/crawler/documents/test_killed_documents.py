"""A run killed anywhere: the next completes it, nothing is doubled, nothing is half."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import count as numbers
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker

from crawler.__main__ import main
from crawler.documents import files
from crawler.settings import Wishes
from models.database import make_engine, session_factory
from tests.crawler.documents import makers
from tests.crawler.documents.stock import (
    FORM_URL,
    Mirror,
    bodies,
    documents,
    draft_at,
    form_at,
    go,
    runs,
    stock,
)

POINTS = 8
STEPS = 90
"""About as many statements, commits and moves of files as a whole run has."""
FORK = multiprocessing.get_context("fork")
DRAFTS = [f"https://members.wto.org/crnattachments/{number}_e.pdf" for number in "123"]


def die_at(step: int) -> Callable[..., None]:
    """Something that ends this process without a word when called so often."""
    counted = numbers(1)

    def die(*_: Any) -> None:
        if next(counted) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return die


def run_until(url: str, wishes: Wishes, step: int) -> None:
    """Fetch, and die at a statement, a commit, or beside the move of a file."""
    engine, die = make_engine(url), die_at(step)
    event.listen(engine, "before_cursor_execute", die)
    event.listen(engine, "commit", die)
    keep = files.keep

    def dangerous(folder: Path, half: Path, name: str) -> None:
        die()
        keep(folder, half, name)
        die()

    files.keep = dangerous
    go(session_factory(engine), wishes)


def test_killed_at_random_points_the_next_run_completes_it(
    mirror: Mirror,
    sessions: sessionmaker[Session],
    database_url: str,
    wishes: Wishes,
) -> None:
    form = makers.form()
    contents = [makers.pdf([[f"Draft number {url[-7]}"]]) for url in DRAFTS]
    mirror.give(FORM_URL, form)
    for url, content in zip(DRAFTS, contents, strict=True):
        mirror.give(url, content)
    stock(sessions, form_at(), *map(draft_at, DRAFTS))
    dice = random.Random(20261130)  # noqa: S311
    killed = 0
    for step in sorted(dice.sample(range(1, STEPS), POINTS)):
        child = FORK.Process(target=run_until, args=(database_url, wishes, step))
        child.start()
        child.join()
        killed += child.exitcode == -signal.SIGKILL
        check_whole(sessions, wishes)
    go(sessions, wishes)
    assert killed >= POINTS // 2
    names = sorted(map(files.name_of, [form, *contents]))
    assert sorted(bodies(sessions)) == names
    assert sorted(one.sha256 or "" for one in documents(sessions)) == names
    assert {one.state for one in documents(sessions)} == {"fetched"}
    check_whole(sessions, wishes)
    assert list((wishes.data / files.FOLDER / files.HALF).iterdir()) == []
    endings = [one.state for one in runs(sessions)]
    assert endings.count("failed") == killed
    assert "running" not in endings


def check_whole(sessions: sessionmaker[Session], wishes: Wishes) -> None:
    """Whatever is named is there, and is what its name says."""
    folder = files.folder_in(wishes.data)
    for path in folder.glob("??/*"):
        assert files.name_of(path.read_bytes()) == path.name
    for document in documents(sessions):
        if document.sha256:
            assert files.path_of(folder, document.sha256).exists()
            assert document.sha256 in bodies(sessions)


def test_documents_are_a_work_of_their_own(
    mirror: Mirror,
    sessions: sessionmaker[Session],
    database_url: str,
    wishes: Wishes,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """In a process of its own, as the scheduler starts it; nothing unless due."""
    mirror.give(FORM_URL, makers.form())
    monkeypatch.setenv("CHUTONG_DATABASE_URL", database_url)
    stock(sessions, form_at(), draft_at(DRAFTS[0]), draft_at("https://x.org/a.pdf"))
    given = ["documents", "--data", str(wishes.data)]
    command = [sys.executable, "-m", "crawler", *given]
    subprocess.run([*command, "--limit", "1"], check=True)
    subprocess.run(command, check=True)
    monkeypatch.setenv("CHUTONG_SOURCES", "wto_eping")
    assert main([*given, "--due"]) == 0
    told = capfd.readouterr()
    figures = [line for line in told.out.splitlines() if "=" in line]
    assert figures == [
        "fetched=1 unchanged=0 refused=0 gone=0 elsewhere=1 read_again=0"
        " forms=1 changes=0 missed=0",
        "fetched=0 unchanged=0 refused=0 gone=1 elsewhere=0 read_again=0"
        " forms=0 changes=0 missed=0",
        "skipped=1",
    ]
    assert "Traceback" not in told.err
