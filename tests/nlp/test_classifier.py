"""The classifier: the model that is shipped, and its proposals."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp.classifier.corpus import (
    Example,
    labels,
)
from nlp.classifier.features import features, names
from nlp.classifier.model import (
    SHIPPED,
    load,
    read_facts,
    shipped_classifier,
)
from nlp.classifier.proposing import LEAST, deepest, propose
from nlp.classifier.training import (
    fingerprint,
    read,
)
from nlp.findings import Finding
from nlp.labelled import read_jsonl
from nlp.pipeline import cut
from nlp.tagging import tag
from nlp.text import from_record, without_codes
from tests.nlp.conftest import notice

MEGABYTES_AT_MOST = 20
READY_IN = 3.0
GOLD = Path(__file__).parent / "gold"


def predicted(found: list[Finding]) -> list[Finding]:
    """What the classifier added."""
    return [one for one in found if one.origin == "predicted"]


def test_the_shipped_model_is_small() -> None:
    size = sum(path.stat().st_size for path in SHIPPED.iterdir())
    assert size < MEGABYTES_AT_MOST * 1_000_000


def test_the_shipped_model_was_trained_from_what_lies_here() -> None:
    """After a change of the lexicons: `python -m nlp train`."""
    assert read_facts()["sources"] == fingerprint()


def test_its_labels_are_all_chapters_and_the_headings_of_the_sectors() -> None:
    told = read_facts()["labels"]
    assert told == labels() == shipped_classifier().labels
    assert sum(len(one) == 2 for one in told) == 96
    assert {"8703", "0902", "3102", "8507"} <= set(told)


def test_it_is_read_in_time() -> None:
    begun = time.perf_counter()
    load(SHIPPED)
    assert time.perf_counter() - begun < READY_IN


def test_it_knows_names_that_it_never_saw() -> None:
    kept = read_facts()["kept"]
    assert kept["chapter_first1"] > 0.65
    assert kept["heading_first5"] > 0.55


@pytest.mark.parametrize(
    ("title", "chapter"),
    [
        ("Requirements for road traffic signalling apparatus", "85"),
        ("Rotating field generating sets", "85"),
        ("Reglamento técnico para vehículos de tres ruedas", "87"),
        ("Exigences applicables aux véhicules utilitaires", "87"),
        ("玻璃纤维复合管道", "70"),
    ],
)
def test_what_no_lexicon_names_is_proposed(title: str, chapter: str) -> None:
    found = propose([], notice(title=title))
    assert chapter in {one.code[:2] for one in found}
    assert all(one.origin == "predicted" and one.score >= LEAST for one in found)


def test_the_words_of_a_proposal_stand_where_it_says() -> None:
    rows = read_jsonl(GOLD / "records.jsonl").values()
    texts = [replace(without_codes(from_record(row)), products="") for row in rows]
    seen = 0
    for text in texts:
        for one in propose([], text):
            seen += 1
            assert getattr(text, one.field)[one.start : one.end] == one.words != ""
    assert seen > 30


def test_goods_that_are_stated_or_named_are_not_guessed() -> None:
    assert not predicted(tag(notice(title="Green tea", products="Green tea")))
    assert not predicted(tag(notice(title="Amendment of the order", hs=("8703",))))


def test_a_name_in_prose_alone_does_not_keep_it_from_proposing() -> None:
    prose = Finding("hs", "0902", 1.0, "found", "description", 0, 3, "tea")
    text = notice(title="Traffic signalling apparatus", description="tea")
    assert propose([prose], text)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "   ",
        "2025 / 314 (17)",
        "Ουσίες και μείγματα που διατίθενται στην αγορά της Ένωσης σήμερα",
        "Amendment of the ordinance",
        "Cancellation of the notification",
        "xyzzy" * 200_000,
    ],
)
def test_what_tells_no_goods_gets_no_code(title: str) -> None:
    assert propose([], notice(title=title)) == []


def test_a_subheading_is_told_only_by_its_own_words() -> None:
    assert deepest("0902", frozenset({"green", "tea"})) == "0902"
    assert deepest("8703", frozenset({"snow"})) == "870310"
    assert deepest("87", frozenset({"snow"})) == "87"


def test_calibrated_scores_are_about_as_often_right() -> None:
    hits, told = [], []
    labelled = read_jsonl(GOLD / "labels.jsonl")
    for key, row in read_jsonl(GOLD / "records.jsonl").items():
        found = propose([], without_codes(from_record(row)))
        label = labelled[key]
        right = {*label["hs_chapters"], *label["hs_chapters_ok"]}
        for one in found:
            if len(one.code) == 2:
                told.append(one.score)
                hits.append(one.code in right)
    assert len(told) > 40
    assert abs(float(np.mean(told)) - float(np.mean(hits))) < 0.15


def test_the_rows_of_features_are_what_the_component_says() -> None:
    made = shipped_classifier()
    told = [one for one in names("en", "green tea in bags") if one in made.features]
    doc = read(made, Example(tuple(told), frozenset(), 1.0))
    whole = made.component.model.predict([doc])[0]
    assert np.allclose(made.rows(told).sum(axis=0) + made.bias, whole, atol=1e-4)


def test_pairs_are_parted_by_marks_and_figures() -> None:
    told = [one.name for one in features(cut("en", "Toys, 3 dolls and games"))]
    assert told == ["toy", "doll", "and", "doll and", "game", "and game"]
