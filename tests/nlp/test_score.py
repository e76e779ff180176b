"""The figures of `score`, on the gold set, on the samples and on small cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.kinds import INCIDENTS, REGULATIONS
from nlp.__main__ import main
from nlp.score import ScoreError, score, score_files
from nlp.tally import Tally

HERE = Path(__file__).parent
GOLD = HERE / "gold"
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text())
SETS = {
    "notifications": "notifications.jsonl",
    "notifications_us": "records.jsonl",
}


def flat(shown: dict[str, Any]) -> dict[str, float]:
    """The figures that have floors, under dotted names."""
    names = ("precision", "recall", "f1", "recall_with_possible", "precision_sure")
    figures = {f"sectors.{name}": shown["sectors"][name] for name in names}
    figures["measure_types.f1"] = shown["measure_types"]["f1"]
    figures["chapter.first"] = shown["chapter"]["first"]
    figures["heading.first5"] = shown["heading"]["first5"]
    return figures


def below(name: str, shown: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """What has fallen under its floor: the figure and the floor."""
    got = flat(shown)
    floors = FLOORS[name]
    return {k: (got[k], floor) for k, floor in floors.items() if got[k] < floor}


@pytest.mark.parametrize("hidden", [False, True])
def test_the_gold_set_keeps_its_floors(hidden: bool) -> None:
    report = score_files(
        GOLD / "records.jsonl", GOLD / "labels.jsonl", without_codes=hidden
    )
    name = "gold_without_codes" if hidden else "gold"
    assert below(name, report.as_json()) == {}


def gold_rows(name: str) -> dict[str, dict[str, Any]]:
    """The rows of all the gold files of sectors, by symbol."""
    paths = sorted(GOLD.glob(f"*.{name}.jsonl"))
    found = [json.loads(line) for path in paths for line in path.open()]
    return {row["symbol"]: row for row in found}


@pytest.mark.parametrize("hidden", [False, True])
def test_the_gold_set_written_blind_keeps_its_floors(hidden: bool) -> None:
    """Nobody tunes to these records, so the floors lie lower and mean more."""
    report = score(gold_rows("records"), gold_rows("labels"), hide_codes=hidden)
    name = "gold_blind_without_codes" if hidden else "gold_blind"
    assert below(name, report.as_json()) == {}


def test_the_gold_set_of_national_measures_keeps_its_floors() -> None:
    records = GOLD / "national_records.jsonl"
    report = score_files(records, GOLD / "national_labels.jsonl")
    assert below("gold_national", report.as_json()) == {}


@pytest.mark.samples
@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("name", sorted(SETS))
def test_the_samples_keep_their_floors(name: str, hidden: bool, samples: Path) -> None:
    folder = samples / name
    report = score_files(
        folder / SETS[name], folder / "labels.jsonl", without_codes=hidden
    )
    key = f"{name}_without_codes" if hidden else name
    assert below(key, report.as_json()) == {}


def test_every_sector_has_three_gold_notices() -> None:
    rows = [json.loads(line) for line in (GOLD / "labels.jsonl").open()]
    counts = [row["sectors"] for row in rows]
    named = {one for sectors in counts for one in sectors}
    assert len(named) == 28
    assert all(sum(one in sectors for sectors in counts) >= 3 for one in named)
    assert counts.count([]) >= 8


def test_the_national_gold_set_has_every_kind() -> None:
    rows = [json.loads(line) for line in (GOLD / "national_records.jsonl").open()]
    assert {row["kind"] for row in rows} == REGULATIONS | INCIDENTS
    assert {row["agreement"] for row in rows} == {""}


def test_only_sure_and_likely_are_predicted() -> None:
    tally = Tally()
    guess = {"a": "sure", "b": "likely", "c": "possible", "d": "likely", "e": "sure"}
    tally.add("X/1", guess, {"a", "c", "f"}, {"d"})
    shown = tally.as_json("by_sector")
    assert (shown["precision"], shown["recall"]) == (0.3333, 0.3333)
    assert shown["recall_with_possible"] == 0.6667
    assert shown["precision_sure"] == 0.5
    assert shown["missed"] == [["X/1", "c"], ["X/1", "f"]]
    assert shown["wrong"] == [["X/1", "b"], ["X/1", "e"]]
    assert shown["by_sector"]["a"]["f1"] == 1.0


def test_without_labels_the_own_codes_are_the_answer() -> None:
    records = {"X/1": {"symbol": "X/1", "title": "Toys", "hs": ["950300"]}}
    shown = score(records, None).as_json()
    assert shown == {
        "records": 1,
        "chapter": {"first": 1.0},
        "heading": {"first5": 1.0},
    }


@pytest.mark.parametrize(
    ("records", "labels", "sentence"),
    [
        ('{"symbol": "X/1"}', "", "No label for the record X/1 (1 in all)."),
        ("", '{"symbol": "X/2"}', "No record for the label X/2 (1 in all)."),
        ("{", "", "r.jsonl line 1 is not JSON"),
        ("[]", "", "r.jsonl line 1 has no symbol."),
    ],
)
def test_files_that_do_not_fit_are_refused_in_a_sentence(
    records: str, labels: str, sentence: str, tmp_path: Path
) -> None:
    paths = tmp_path / "r.jsonl", tmp_path / "l.jsonl"
    for path, lines in zip(paths, (records, labels), strict=True):
        path.write_text(lines)
    with pytest.raises(ScoreError) as caught:
        score_files(*paths)
    assert str(caught.value).startswith(sentence)


def test_the_command_prints_json_and_says_what_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"symbol": "X/1", "title": "Tea", "hs": ["0902"]}')
    assert main(["score", "--records", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] == 1
    assert main(["score", "--records", str(path)]) == 0
    assert "chapter first" in capsys.readouterr().out
    assert main(["score", "--records", str(tmp_path / "none")]) == 1
    assert "There is no file" in capsys.readouterr().err
