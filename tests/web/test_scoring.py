"""score prints why something was missed, and reads officers' verdicts as labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.database import open_database
from models.judgement import Verdict
from tests.web.small_world import NOW, add_match, add_notice
from web.cli import app
from web.config import load_settings
from web.judgements.service import Actor, Opinion, judge

LI = Actor("李工", "li@centre.cn")
SECTOR = "lithium-batteries"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder in which one match was confirmed, and one missed was added."""
    settings = load_settings(data=tmp_path, offline=True)
    with open_database(settings.database).begin() as session:
        notice = add_notice(session, "G/TBT/N/USA/1")
        add_match(session, notice, SECTOR)
        for sector in (SECTOR, "tea"):
            judge(session, notice, Opinion(sector, Verdict.CONFIRMED), LI, NOW)
    return tmp_path


def run(*words: str) -> str:
    answer = CliRunner().invoke(app, ["score", *words])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def test_verdicts_are_read_as_labels(folder: Path) -> None:
    given = ("--from-feedback", "--data", str(folder))
    shown = json.loads(run(*given, "--json"))
    sectors = shown["sectors"]
    assert (shown["records"], sectors["precision"], sectors["recall"]) == (1, 1.0, 0.5)
    assert sectors["missed"] == [["G/TBT/N/USA/1", "tea"]]
    told = run(*given)
    assert "样本不足" in told
    assert told.splitlines()[-1] == "records=1 precision=1.0 recall=0.5 f1=0.6667"


def test_what_is_wrong_is_told_with_its_reasons(tmp_path: Path) -> None:
    records, labels = tmp_path / "r.jsonl", tmp_path / "l.jsonl"
    records.write_text('{"symbol": "X/1", "title": "Green tea", "hs": ["0902"]}\n')
    labels.write_text('{"symbol": "X/1", "sectors": ["light-industry"]}\n')
    told = run("--records", str(records), "--labels", str(labels))
    assert "missed: X/1 light-industry (not found)" in told
    assert "wrong: X/1 tea (sure" in told
    assert "HS 0902" in told
    assert "样本不足" in told
