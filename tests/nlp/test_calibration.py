"""A score says how often such a match is right, and the map to it only rises."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from nlp.__main__ import main
from nlp.calibrating import calibrate, write_knots
from nlp.calibration import (
    Judged,
    calibrated,
    cross_validated,
    deciles,
    expected_error,
    fit,
    shipped_knots,
)
from nlp.evidence import limits
from nlp.labelled import ScoreError
from nlp.score import score_files

GOLD = Path(__file__).parent / "gold"
FILES = GOLD / "national_records.jsonl", GOLD / "national_labels.jsonl"
MOST = 0.08
"""The most by which scores may be off in the mean, on any set."""


def pairs(*groups: tuple[float, int, int]) -> list[Judged]:
    """Matches of a weight: how many there are, and how many of them are right."""
    return [
        Judged(f"{weight}-{place}", weight + place / 10_000, place < right)
        for weight, count, right in groups
        for place in range(count)
    ]


def test_the_shipped_map_rises_from_end_to_end() -> None:
    knots = shipped_knots()
    assert (knots[0][0], knots[-1][0]) == (0.0, 1.0)
    assert all(
        low < high and said < more for (low, said), (high, more) in pairwise(knots)
    )
    assert len(knots) <= 15


def test_a_sure_match_is_said_to_be_right_and_a_possible_one_is_not() -> None:
    assert calibrated(limits()["sure"]) >= 0.8
    assert calibrated(limits()["possible"]) < 0.3


def test_a_fit_finds_the_shares_it_was_given() -> None:
    knots = fit(pairs((0.2, 100, 5), (0.5, 100, 40), (0.8, 100, 80), (0.95, 100, 99)))
    for weight, share in ((0.2, 0.05), (0.5, 0.4), (0.8, 0.8), (0.95, 0.98)):
        assert calibrated(weight + 0.005, knots) == pytest.approx(share, abs=0.06)


def test_a_fit_never_falls_where_the_shares_do() -> None:
    knots = fit(pairs((0.3, 40, 30), (0.6, 40, 10), (0.9, 40, 38)))
    said = [calibrated(weight / 20, knots) for weight in range(21)]
    assert said == sorted(said)
    assert calibrated(0.45, knots) == pytest.approx(0.5, abs=0.05)


def test_deciles_and_their_mean_error() -> None:
    rows = deciles([(0.85, True), (0.87, True), (0.83, False), (0.05, False)])
    assert [row.as_json() for row in rows] == [
        {"from": 0.0, "to": 0.1, "said": 0.05, "right": 0.0, "count": 1},
        {"from": 0.8, "to": 0.9, "said": 0.85, "right": 0.667, "count": 3},
    ]
    assert expected_error(rows) == pytest.approx((0.05 + 3 * 0.1833) / 4, abs=0.001)
    assert expected_error([]) == 0.0


def test_pairs_are_judged_by_knots_that_have_not_seen_them() -> None:
    known = pairs((0.2, 60, 3), (0.9, 60, 57))
    rows = cross_validated(known)
    assert sum(row.count for row in rows) == len(known)
    assert expected_error(rows) < 0.05


@pytest.mark.samples
@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize(
    ("name", "file"),
    [("notifications", "notifications.jsonl"), ("notifications_us", "records.jsonl")],
)
def test_scores_mean_what_they_say(
    name: str, file: str, hidden: bool, samples: Path
) -> None:
    folder = samples / name
    report = score_files(folder / file, folder / "labels.jsonl", without_codes=hidden)
    shown = report.as_json()
    assert shown["calibration_error"] <= MOST
    assert sum(row["count"] for row in shown["calibration"]) == len(report.told)


def test_the_command_fits_and_says_how_well(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    knots, _ = calibrate([FILES[0]], [FILES[1]])
    path = tmp_path / "knots.csv"
    write_knots(knots, path)
    lines = path.read_text().splitlines()
    assert (lines[0], len(lines)) == ("weight,said", len(knots) + 1)
    given = ["--records", str(FILES[0]), "--labels", str(FILES[1])]
    assert main(["calibrate", *given]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1].startswith(f"knots={len(knots)} judged=")
    assert json.loads(told[len(knots)])["from"] == 0.0


def test_files_that_do_not_pair_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ScoreError, match="one file of labels for each"):
        calibrate(list(FILES), [FILES[1]])
    given = ["--records", "none.jsonl", "--labels", str(FILES[1])]
    assert main(["calibrate", *given]) == 1
    assert "There is no file none.jsonl." in capsys.readouterr().err
