"""One source is called on by one process at a time, and only the dead are closed."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler import runs
from crawler.__main__ import main
from crawler.card import WTO_EPING, put_source
from crawler.importing import import_file
from crawler.runs import BusyError, Tally, recorded
from crawler.settings import Wishes
from models.database import make_engine, session_factory
from models.source import Run
from tests.crawler.books import cells, save
from tests.crawler.crawls import crawl
from tests.crawler.replay import Replay, row

FORK = multiprocessing.get_context("fork")
CRAWL = ("crawl", WTO_EPING.slug, "api")
Kill = Callable[[], None]


def work_on(url: str, named: tuple[str, str | None, str], told: Connection) -> None:
    """Begin a run, say so, and never end it."""
    with recorded(session_factory(make_engine(url)), named, Tally()):
        told.send("begun")
        signal.pause()


@contextmanager
def other(url: str, named: tuple[str, str | None, str]) -> Iterator[Kill]:
    """Another process in the midst of a run, and how to kill it without a word."""
    here, there = FORK.Pipe(duplex=False)
    child = FORK.Process(target=work_on, args=(url, named, there))
    child.start()
    assert here.recv() == "begun"

    def kill() -> None:
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()

    try:
        yield kill
    finally:
        if child.is_alive():
            kill()


@pytest.fixture
def source(sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch) -> None:
    """The source is known, and nobody waits long."""
    monkeypatch.setattr(runs, "PATIENCE", 0.2)
    with sessions.begin() as session:
        put_source(session, WTO_EPING)


def endings(sessions: sessionmaker[Session]) -> list[tuple[str, str, str | None]]:
    with sessions() as session:
        query = select(Run).order_by(Run.id)
        return [(one.job, one.state, one.error) for one in session.scalars(query)]


@pytest.mark.usefixtures("source")
def test_a_run_that_is_at_work_is_left_alone_and_a_dead_one_closed(
    replay: Replay,
    sessions: sessionmaker[Session],
    database_url: str,
    wishes: Wishes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replay.rows = [row(1)]
    with other(database_url, CRAWL) as kill:
        with pytest.raises(BusyError, match="process is calling on wto_eping"):
            crawl(sessions, wishes)
        assert endings(sessions) == [("crawl", "running", None)]
        assert replay.asked == []
        kill()
        monkeypatch.setattr(runs, "PATIENCE", 5)
        assert crawl(sessions, wishes).state == "ok"
    assert endings(sessions) == [
        ("crawl", "failed", "The run was broken off before its end."),
        ("crawl", "ok", None),
    ]


@pytest.mark.usefixtures("source")
def test_other_work_goes_on_beside_a_crawl(
    sessions: sessionmaker[Session], database_url: str, tmp_path: Path
) -> None:
    with other(database_url, CRAWL):
        import_file(sessions, save(tmp_path / "a.xlsx", [cells()]))
    assert [(job, state) for job, state, _ in endings(sessions)] == [
        ("crawl", "running"),
        ("import", "ok"),
    ]


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(
    ("words", "named", "ended", "figures"),
    [
        (["wto_eping", "--offline"], CRAWL, 0, "skipped=1\n"),
        (
            ["documents", "--offline"],
            ("documents", None, "documents"),
            0,
            "skipped=1\n",
        ),
        (["import", "a.xlsx"], ("import", "wto_eping", "file"), 1, ""),
    ],
)
def test_the_second_of_two_says_so_in_one_sentence(
    words: list[str],
    named: tuple[str, str | None, str],
    ended: int,
    figures: str,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CHUTONG_DATABASE_URL", database_url)
    monkeypatch.chdir(tmp_path)
    save(tmp_path / "a.xlsx", [cells()])
    with other(database_url, named):
        assert main([*words, "--data", str(tmp_path)]) == ended
    told = capsys.readouterr()
    assert told.out == figures
    assert told.err.count("\n") == 1
    assert told.err.startswith("Another ")
