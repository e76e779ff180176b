"""From what a publisher says to the letter a reader opens, by the commands alone."""

from __future__ import annotations

import email
import email.policy
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine, select

from models import clock
from models.alert import Alert
from models.database import make_engine, session_factory
from models.measure import Event
from models.notice import Notice
from tests.crawler.replay import KEY, Replay, row
from tests.web.small_world import add_user, subscribe
from web.children import read_counts

SINCE = "2026-05-01"
LEAST = 50


@pytest.fixture
def replay(httpserver: HTTPServer) -> Replay:
    """ePing with just enough documents for a first load."""
    served = Replay(httpserver, rows=[row(number) for number in range(1, LEAST + 1)])
    served.begin()
    return served


class Chutong:
    """The command, at work in one data folder."""

    def __init__(self, folder: Path, url: str, replay: Replay) -> None:
        more = {"CHUTONG_EPING_KEY": KEY, "CHUTONG_DATABASE_URL": url}
        self.environment = {**os.environ, **replay.environment(**more)}
        self.folder = folder

    def __call__(self, *arguments: str) -> dict[str, str]:
        """Run a command that must succeed; the figures of its last line."""
        command = [sys.executable, "-m", "web.cli", *arguments]
        done = subprocess.run(
            [*command, "--data", str(self.folder)],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return read_counts(done.stdout.splitlines()[-1])


@pytest.fixture
def chutong(tmp_path: Path, database_url: str, replay: Replay) -> Chutong:
    return Chutong(tmp_path / "data", database_url, replay)


def ask_for_batteries(engine: Engine) -> None:
    """A reader in Wuhan who wants to hear of batteries from anywhere, at once."""
    with session_factory(engine).begin() as session:
        words = {"sectors": ["lithium-batteries"], "hs": ["8506", "8507"]}
        before = clock.now() - timedelta(days=1)
        subscribe(session, add_user(session), now=before, **words)


def letters(folder: Path) -> list[str]:
    """What is in the outbox, as a reader sees it."""
    found = []
    for file in sorted((folder / "outbox").glob("*.eml")):
        letter = email.message_from_bytes(
            file.read_bytes(), policy=email.policy.default
        )
        part = letter.get_body(("plain",))
        assert part is not None
        found.append(f"{letter['Subject']}\n{part.get_content()}")
    return found


def test_one_new_notice_and_one_later_deadline_make_one_letter(
    chutong: Chutong, replay: Replay, database_url: str
) -> None:
    engine = make_engine(database_url)
    first = chutong("crawl", "wto_eping", "--since", SINCE)
    assert first["new"] == str(LEAST)
    ask_for_batteries(engine)
    quiet = chutong("run", "--no-crawl")
    assert quiet == {"new": "0", "alerts": "0", "messages": "0"}

    later = "2026-09-15T00:00:00+00:00"
    replay.rows[0] = row(1, commentDeadlineDate=later)
    replay.rows.append(row(90, titlePlain="Draft rule on lithium-ion batteries"))
    second = chutong("crawl", "wto_eping", "--since", SINCE)
    assert (second["new"], second["changed"]) == ("1", "1")
    assert chutong("tag")["tagged"] == "2"
    assert chutong("match")["matched"] == "2"
    assert chutong("alert") == {"alerts": "2", "messages": "1"}
    assert chutong("deliver") == {"sent": "1", "failed": "0"}
    assert chutong("run") == {"new": "0", "alerts": "0", "messages": "0"}

    (letter,) = letters(chutong.folder)
    assert letter.startswith("【")
    assert "（共 2 条）" in letter
    assert "评议截止日由2026年8月1日改为2026年9月15日" in letter
    assert "G/TBT/N/VNM/390" in letter
    assert "越南" in letter
    with session_factory(engine)() as session:
        told = session.execute(
            select(Notice.symbol, Event.kind)
            .join(Alert, Alert.notice_id == Notice.id)
            .join(Event, Event.id == Alert.event_id)
            .order_by(Event.kind)
        ).all()
    assert [tuple(one) for one in told] == [
        ("G/TBT/N/VNM/390", "circulated"),
        ("G/TBT/N/VNM/301", "extended"),
    ]
    engine.dispose()
