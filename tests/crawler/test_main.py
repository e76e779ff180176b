"""python -m crawler as a process of its own: figures last, faults in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from crawler.__main__ import main
from tests.crawler.books import cells, save
from tests.crawler.replay import KEY, Replay, row

ROOT = Path(__file__).parents[2]


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Path:
    """A data folder with a database that is ready."""
    (tmp_path / "chutong.db").write_bytes(sqlite_template.read_bytes())
    return tmp_path


@pytest.fixture(autouse=True)
def only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("CHUTONG_"):
            monkeypatch.delenv(name)


def test_a_crawl_in_a_process_of_its_own(httpserver: HTTPServer, place: Path) -> None:
    replay = Replay(httpserver)
    replay.begin()
    replay.rows = [row(n) for n in range(1, 4)]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "crawler", "wto_eping"),
            *("--since", "2026-01-01", "--data", str(place)),
        ],
        env={**os.environ, **replay.environment(CHUTONG_EPING_KEY=KEY)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    figures = "rows=3 documents=3 new=3 changed=0 unchanged=0 bad=0 dropped=0"
    assert done.stdout.splitlines()[-1] == figures
    assert KEY not in done.stdout + done.stderr


def test_a_file_is_imported_and_told_in_figures(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(tmp_path / "a.xlsx", [cells()])
    assert main(["import", str(path), "--data", str(place)]) == 0
    told = capsys.readouterr().out
    assert told == "rows=1 documents=1 new=1 changed=0 unchanged=0 bad=0\n"


def test_a_fault_is_one_sentence_and_status_one(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(place), "import", str(tmp_path / "no.xlsx")]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "There is no file no.xlsx.\n")


def test_offline_ends_well_and_says_so(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["wto_eping", "--offline", "--data", str(place)]) == 0
    told = capsys.readouterr()
    assert told.out.endswith("bad=0 skipped=1\n")
    assert told.err == "Offline: WTO ePing was not called.\n"


def test_the_starter_archive_is_loaded_by_name(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["starter", "--data", str(place)]) == 0
    assert capsys.readouterr().out.startswith("documents=")


@pytest.mark.parametrize("arguments", [[], ["nowhere"], ["wto_eping", "--since", "x"]])
def test_wrong_use_is_status_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_settings_come_from_the_file_beside_the_data(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = 'CHUTONG_OFFLINE = 1\nCHUTONG_SOURCES = "wto_eping"\n'
    (place / "chutong.toml").write_text(settings)
    assert main(["due", "--data", str(place)]) == 0
    assert "skipped=1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("contact = [", "chutong.toml cannot be read as TOML"),
        (
            'crawl_delay = "soon"',
            "CHUTONG_CRAWL_DELAY is no number of seconds: 'soon'.",
        ),
    ],
)
def test_bad_settings_are_one_sentence(
    settings: str, told: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "chutong.toml").write_text(settings)
    assert main(["wto_eping", "--offline", "--data", str(place)]) == 1
    assert told in capsys.readouterr().err
