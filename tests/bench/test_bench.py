"""The measuring itself: a small run of each, and its refusals."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from crawler.runs import Tally
from tests.bench.__main__ import main
from tests.bench.alert_pass import alert
from tests.bench.audience import opened
from tests.bench.audience_work import compare, grow
from tests.bench.book import COLUMNS, write_book
from tests.bench.children import BenchError, run
from tests.bench.crowd_made import DENSE, KINDS
from tests.bench.plan import plan_rows
from tests.bench.texts import names_of_members
from tests.crawler.rows_read import read_file
from web.commands import bench

ROWS = 60


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "bulk.xlsx"
    write_book(path, ROWS)
    return path


def test_the_made_workbook_is_read_without_an_unknown_heading(book: Path) -> None:
    tally = Tally()
    items = list(read_file(book, tally))
    assert (tally.rows, tally.bad, len(items)) == (ROWS, 0, ROWS)
    assert "new_columns" not in tally.warnings
    assert len(COLUMNS) == 37
    assert {one.agreement for one in items} == {"TBT", "SPS"}
    assert any(one.form == "addendum" for one in items)
    assert any("\n" in one.content.get("description", "") for one in items)
    days = [one.distributed for one in items]
    assert days == sorted(days, reverse=True)


def test_the_plan_is_the_same_each_time_and_holds_joint_documents() -> None:
    members = sorted(names_of_members())
    planned = plan_rows(2000, members, 7)
    assert planned == plan_rows(2000, members, 7)
    assert len(planned) == 2000
    assert any(len(one.symbols) == 5 for one in planned)
    assert len({one.symbols for one in planned}) > 1800


def test_an_import_is_measured_with_its_rival_and_its_repetition(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["import", "--rows", "40", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == 40
    assert told["ratio"] == pytest.approx(
        told["seconds"] / told["bare_seconds"], rel=0.2
    )
    assert told["peak_mb"] > 20
    assert told["again_seconds"] > 0


def test_a_crawl_of_the_workbook_is_measured_with_its_repetition(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["crawl", "--rows", str(ROWS), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == ROWS
    assert min(told["seconds"], told["again_seconds"]) > 0


def test_a_failed_work_is_told_in_its_own_words() -> None:
    with pytest.raises(BenchError, match="no-such-book"):
        run("tests.bench.rivals", "no-such-book.xlsx")


def test_outside_a_checkout_nothing_is_measured(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    with pytest.raises(typer.Exit) as ended:
        bench.bench("import")
    assert ended.value.exit_code == 2
    assert capsys.readouterr().err == (
        "`chutong bench` runs only in a checkout of the source code.\n"
    )


def test_an_unknown_name_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["everything"])
    assert ended.value.code == 2
    assert "import" in capsys.readouterr().err


def test_tagging_is_measured_beside_what_spacy_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["tag", "--rows", "30", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["notices"] == 30
    assert told["share_of_cutting"] > 0
    assert told["ratio"] == pytest.approx(
        told["notices_per_second"] / told["spacy_phrases_per_second"], abs=0.01
    )


def test_the_way_of_a_history_is_measured_to_its_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["history", "--rows", "150", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tags"] > told["matches"] > told["found"] > 0
    assert told["seconds"] == pytest.approx(
        told["import_seconds"] + told["understand_seconds"], abs=0.2
    )


@pytest.mark.parametrize("kind", ["sparse", "dense"])
def test_keys_and_their_rivals_find_the_same(kind: str) -> None:
    with opened("sqlite") as engine:
        told = compare(engine, KINDS[kind], 400)
    assert told["alerts_per_event"] > 0
    assert told["count_ratio"] > 1


def test_others_who_subscribe_change_no_alert() -> None:
    with opened("sqlite") as engine:
        told = grow(engine, DENSE, 1000)
    assert told["ratio"] == pytest.approx(told["ms"] / told["small_ms"], rel=0.2)


def test_the_pass_is_measured_by_alerts_that_are_kept() -> None:
    with opened("sqlite") as engine:
        told = alert(engine, replace(DENSE, skew=0.9), 200)
    assert told["alerts"] >= told["events"] > 0
    assert told["alerts_per_s"] > 0
