"""`chutong gaps` names what is missing, that exactly, and tells it to programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from models import clock
from models.clock import fix_day
from models.database import open_database
from models.gap import Gap
from models.notice import Notice
from models.source import RunState
from tests.web.commanding import Chutong
from tests.web.numbered import NOW, TODAY, check, hold, hold_many, ran, source_of
from web import children
from web.gaps.summary import read_summary

SERIES = "G/TBT/N/USA"
FIRST = 1701


@pytest.fixture
def sessions(folder: Path) -> Any:
    return open_database(f"sqlite:///{folder / 'chutong.db'}")


def hold_all_but(sessions: Any, lost: list[int]) -> None:
    """Hold 500 symbols in a row and delete some of them."""
    with sessions.begin() as session:
        source_of(session, whole=False)
        hold_many(session, SERIES, range(FIRST, FIRST + 500))
    with sessions.begin() as session:
        symbols = [f"{SERIES}/{number}" for number in lost]
        session.execute(delete(Notice).where(Notice.symbol.in_(symbols)))


@pytest.mark.parametrize(
    "lost",
    [
        [1702, 1703, 1704, 1705, 1706],
        [1750, 1911, 1912, 2050, 2199],
        [1802, 1804, 1806, 1808, 1810],
    ],
)
def test_five_of_five_hundred_are_named_and_no_other(
    chutong: Chutong,
    sessions: Any,
    capsys: pytest.CaptureFixture[str],
    lost: list[int],
) -> None:
    hold_all_but(sessions, lost)
    assert chutong("gaps", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    [series] = told["by_series"]
    assert [hole["symbol"] for hole in series["open"]] == [
        f"{SERIES}/{number}" for number in lost
    ]
    assert (series["held"], series["from"], series["highest"]) == (495, 1701, 2200)
    assert series["complete_to"] == lost[0] - 1
    assert (told["open"], told["explained"], told["found"]) == (5, 0, 0)


def test_the_table_names_them_as_ranges(
    chutong: Chutong, sessions: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with sessions.begin() as session:
        source_of(session)
        hold(session, *(f"{SERIES}/{n}" for n in (1, 2, 6, 8)), f"{SERIES}/2/Add.2")
    assert chutong("gaps") == 0
    told = capsys.readouterr()
    plain = " ".join(told.out.replace("│", " ").split())
    assert "G/TBT/N/USA 4 1 8 2 3-5, 7," in plain
    assert "2/Add.1" in plain
    assert told.out.splitlines()[-1] == "series=1 complete=0 open=5 explained=0 found=0"
    assert "checked from 1 on" in told.err


def test_what_came_is_found_and_young_holes_are_named_apart(
    chutong: Chutong, sessions: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with sessions.begin() as session:
        source_of(session)
        hold(session, f"{SERIES}/1", f"{SERIES}/3")
        check(session)
        hold(session, f"{SERIES}/2")
        hold(session, "G/SPS/N/JPN/2", day=TODAY)
        fix_day(session, TODAY)
    assert chutong("gaps", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    japan, states = told["by_series"]
    assert [hole["symbol"] for hole in states["found"]] == [f"{SERIES}/2"]
    assert states["found"][0]["found_at"]
    assert [hole["reason"] for hole in japan["late"]] == ["late"]
    assert (told["open"], told["explained"], told["found"]) == (0, 1, 1)


def test_one_member_one_agreement_or_only_what_is_open(
    chutong: Chutong, sessions: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with sessions.begin() as session:
        source_of(session)
        hold(session, f"{SERIES}/2", "G/SPS/N/USA/1", "G/TBT/N/JPN/1")
    for options, line in (
        (["--member", "usa"], "series=2 complete=1 open=1"),
        (["--member", "United States"], "series=2 complete=1 open=1"),
        (["--agreement", "sps"], "series=1 complete=1 open=0"),
        (["--open"], "series=1 complete=0 open=1"),
    ):
        assert chutong("gaps", *options) == 0
        assert capsys.readouterr().out.splitlines()[-1].startswith(line), options


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--member", "Narnia"], "There is no Member called Narnia"),
        (["--agreement", "TRIPS"], "There is no agreement called TRIPS"),
    ],
)
def test_a_wrong_wish_is_told(
    chutong: Chutong,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    sentence: str,
) -> None:
    assert chutong("gaps", *options) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_an_empty_store_has_no_series(
    chutong: Chutong, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chutong("gaps") == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "series=0 complete=0 open=0 explained=0 found=0"


# In a pass


def test_a_pass_checks_the_numbers(
    chutong: Chutong, sessions: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with sessions.begin() as session:
        source_of(session)
        hold(session, f"{SERIES}/2", tagged_hash="x", matched_hash="x")
    assert chutong("run", "--offline") == 0
    with sessions.begin() as session:
        assert session.scalar(select(Gap.number)) == 1
        summary = read_summary(session)
    assert chutong("run", "--offline") == 0
    with sessions.begin() as session:
        assert read_summary(session) == summary
    assert "never read; whether anything is new is unknown" in capsys.readouterr().err


def test_a_crawl_without_news_says_what_proves_it(
    chutong: Chutong,
    sessions: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing_new(*_: object) -> children.Ended:
        with sessions.begin() as session:
            source_of(session)
            ran(session, RunState.OK_ZERO)
        return children.Ended(0, {"new": "0"}, ("new=0",))

    monkeypatch.setattr(children, "run", nothing_new)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert chutong("crawl", "wto_eping") == 0
    told = capsys.readouterr()
    assert "wto_eping: the source confirmed that nothing is new (2026" in told.err
    assert told.out == "new=0\n"


def test_sources_tell_silence_from_deafness(
    chutong: Chutong, sessions: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with sessions.begin() as session:
        source_of(session)
        ran(session, RunState.FAILED)
    assert chutong("sources") == 0
    assert "unknown" in capsys.readouterr().out
