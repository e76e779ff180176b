"""Which chapters and headings come first, and how well from a title alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.__main__ import main
from nlp.findings import Finding
from nlp.ranking import rank
from nlp.score import score_files
from tests.nlp.conftest import notice
from tests.nlp.test_score import FLOORS, GOLD, SETS


def test_a_chapter_ranks_its_headings_with_most_names() -> None:
    text = notice(title="Vehicles")
    found = [Finding("hs", "87", 1.0, "found", "title", 0, 8, "Vehicles")]
    assert rank(found, text, 2)[0] == "87"
    assert "8703" in rank(found, text, 4)[:5]
    named = Finding("hs", "8711", 1.0, "found", "title", 0, 8, "Vehicles")
    assert rank([*found, named], text, 4)[0] == "8711"


def test_a_substance_ranks_behind_the_goods_it_is_in() -> None:
    text = notice(title="Glyphosate; tolerances; corn", description="corn")
    found = [
        Finding("hs", "2931", 0.4, "found", "title", 0, 10, "Glyphosate"),
        Finding("hs", "1005", 1.0, "found", "description", 0, 4, "corn"),
    ]
    limit = Finding("measure", "residue-contaminant-limit", 0.9, "found", "title")
    assert rank(found, text, 2)[0] == "29"
    assert rank([*found, limit], text, 2)[0] == "10"


def test_title_and_description_alone_can_be_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = tmp_path / "r.jsonl"
    row = {"symbol": "X/1", "title": "Green tea", "products": "Toys", "hs": ["9503"]}
    records.write_text(json.dumps(row))
    for option, share in ((), 1.0), (("--title-only",), 0.0):
        assert main(["score", "--records", str(records), "--json", *option]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert shown["heading"]["first5"] == share


def below(name: str, records: Path, labels: Path) -> dict[str, float]:
    """Which figures of title and description alone are under their floors."""
    shown = score_files(records, labels, title_only=True).as_json()
    got = {
        "chapter.first": shown["chapter"]["first"],
        "heading.first5": shown["heading"]["first5"],
    }
    return {key: got[key] for key, floor in FLOORS[name].items() if got[key] < floor}


def test_a_title_of_the_gold_set_tells_chapter_and_heading() -> None:
    records, answers = GOLD / "records.jsonl", GOLD / "labels.jsonl"
    assert below("gold_title_only", records, answers) == {}


@pytest.mark.samples
@pytest.mark.parametrize("name", sorted(SETS))
def test_a_title_of_the_samples_tells_them(name: str, samples: Path) -> None:
    folder = samples / name
    key = f"{name}_title_only"
    assert below(key, folder / SETS[name], folder / "labels.jsonl") == {}


@pytest.mark.samples
def test_barriers_are_told_by_title_and_text(samples: Path) -> None:
    shown = score_files(samples / "ec_madb" / "barriers.jsonl").as_json()
    assert shown["heading"]["first5"] >= 0.8
    assert shown["chapter"]["first"] >= 0.74
