"""The classifier: the model that is shipped, its proposals, and how it is trained."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp.__main__ import main
from nlp.classifier import corpus
from nlp.classifier.corpus import (
    Corpus,
    Example,
    build_corpus,
    labels,
    vocabulary,
)
from nlp.classifier.features import features, names
from nlp.classifier.model import (
    SHIPPED,
    Classifier,
    ModelError,
    layer,
    load,
    read_config,
    read_facts,
    save,
    shipped_classifier,
)
from nlp.classifier.proposing import LEAST, deepest, propose
from nlp.classifier.training import (
    balance,
    calibrate,
    fingerprint,
    new_classifier,
    read,
    teach,
    truth,
)
from nlp.findings import Finding
from nlp.labelled import read_jsonl
from nlp.pipeline import cut
from nlp.ranking import rank
from nlp.tagging import tag
from nlp.text import from_record, without_codes
from tests.nlp.conftest import notice

MEGABYTES_AT_MOST = 20
READY_IN = 3.0
GOLD = Path(__file__).parent / "gold"
FEW = frozenset({"0902", "8703", "9503", "72"})


def predicted(found: list[Finding]) -> list[Finding]:
    """What the classifier added."""
    return [one for one in found if one.origin == "predicted"]


def few_texts() -> Corpus:
    """A corpus of few names and words, so that a training takes a moment."""
    chosen = [one for one in corpus.product_names() if one.codes & FEW]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "product_names", lambda: iter(chosen))
        patch.setattr(corpus, "titles", lambda: iter(()))
        patch.setattr(corpus, "requirements", lambda language: ["order", "fee"])
        return build_corpus(1)


@pytest.fixture(scope="module")
def few() -> Corpus:
    return few_texts()


@pytest.fixture(scope="module")
def lessons(few: Corpus) -> list[Example]:
    return few.lessons


@pytest.fixture(scope="module")
def small(lessons: list[Example]) -> Classifier:
    return taught(lessons)


def taught(lessons: list[Example]) -> Classifier:
    """A classifier of these lessons, with a smaller batch and more rounds."""
    config = {**read_config()["training"], "batcher": {"size": 256}, "max_epochs": 2}
    made = new_classifier(lessons)
    teach(made, lessons, config, lambda done, total: None)
    return made


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


def test_texts_are_made_the_same_each_time(few: Corpus) -> None:
    again = few_texts()
    assert (again.lessons, again.kept) == (few.lessons, few.kept)
    assert any(not one.codes for one in few.lessons)


def test_names_kept_apart_are_in_no_lesson() -> None:
    every = [*corpus.product_names(), *corpus.titles()]
    kept = {one.words for one in every if corpus.is_kept(one)}
    assert 0.04 < len(kept) / len(every) < 0.06


def test_a_chapter_alone_leaves_its_headings_open() -> None:
    answers = ["87", "8703", "8704", "90"]
    one = Example(("car",), frozenset({"87"}), 1.0)
    wanted, known = truth(answers, [one])
    assert wanted.tolist() == [[1, 0, 0, 0]]
    assert known.tolist() == [[1, 0, 0, 1]]
    both = Example(("car",), frozenset({"87", "870380"}), 0.4)
    wanted, known = truth(answers, [both])
    assert known.tolist() == [[1, 1, 0, 1]]
    assert wanted[0, :2].tolist() == pytest.approx([0.4, 0.4])


def test_training_twice_gives_the_same_weights(
    small: Classifier, lessons: list[Example]
) -> None:
    again = taught(lessons)
    weights = [layer(one.component).get_param("W") for one in (small, again)]
    assert np.array_equal(*weights)
    assert np.abs(weights[0]).max() > 0


def test_a_saved_model_is_read_back(small: Classifier, tmp_path: Path) -> None:
    save(small, tmp_path / "a", {"sources": "x"})
    save(small, tmp_path / "b", {"sources": "x"})
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    back = load(tmp_path / "a")
    told = names("en", "black tea")
    before, after = (
        one.rows([name for name in told if name in one.features]).sum(axis=0)
        for one in (small, back)
    )
    assert np.allclose(before, after, atol=0.5)
    tea = back.labels.index("0902")
    assert after[tea] == max(after[back.labels.index(one)] for one in ("8703", "0902"))


def test_a_missing_or_unfit_model_says_what_to_do(
    small: Classifier, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="python -m nlp train"):
        load(tmp_path)
    save(small, tmp_path, {})
    facts = json.loads((tmp_path / "facts.json").read_text())
    facts["labels"] = facts["labels"][:10]
    (tmp_path / "facts.json").write_text(json.dumps(facts))
    with pytest.raises(ModelError, match="do not fit"):
        load(tmp_path)


def test_odds_are_calibrated_to_how_often_they_are_right() -> None:
    odds = np.array([3.0] * 10 + [-3.0] * 10, dtype=np.float32)
    right = np.array([True] * 8 + [False] * 2 + [True] * 2 + [False] * 8)
    slope, offset = calibrate(odds, right, np.ones(20, dtype=np.float32))
    assert 1 / (1 + np.exp(-(3 * slope + offset))) == pytest.approx(0.8, abs=0.02)


def test_texts_about_goods_and_about_none_count_the_same() -> None:
    about = Example(("tea",), frozenset({"0902"}), 1.0)
    idle = Example(("order",), frozenset(), 1.0)
    weights = balance([about, about, about, idle])
    assert float(weights[:3].sum()) == pytest.approx(float(weights[3]))


def test_features_are_no_rare_words() -> None:
    rare = Example(("tea", "tea bag"), frozenset({"0902"}), 1.0)
    assert vocabulary([rare]) == []
    assert vocabulary([rare] * 2) == ["tea"]
    assert vocabulary([rare] * 3) == ["tea", "tea bag"]


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


def test_the_command_trains_into_a_folder(
    few: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("nlp.classifier.training.build_corpus", lambda seed: few)
    assert main(["train", "--out", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"texts={len(few.lessons)} chapter_first1=")
    assert load(tmp_path).labels == labels()
