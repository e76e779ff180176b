"""How the classifier is trained, calibrated and stored."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from nlp.__main__ import main
from nlp.classifier import corpus, idle
from nlp.classifier.corpus import Corpus, build_corpus, labels, vocabulary
from nlp.classifier.features import names
from nlp.classifier.idle import Example
from nlp.classifier.model import Classifier, ModelError, layer, load, read_config, save
from nlp.classifier.training import balance, calibrate, new_classifier, teach, truth

FEW = frozenset({"0902", "8703", "9503", "72"})
SOME = 300
"""Lessons of two batches, so that chance has its say in each round."""


def few_texts() -> Corpus:
    """A corpus of few names and words, so that a training takes a moment."""
    chosen = [one for one in corpus.product_names() if one.codes & FEW]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "product_names", lambda: iter(chosen))
        patch.setattr(corpus, "titles", lambda: iter(()))
        patch.setattr(idle, "requirements", lambda language: ["order", "fee"])
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


def test_training_twice_gives_the_same_weights(lessons: list[Example]) -> None:
    twice = [taught(lessons[:SOME]) for _ in range(2)]
    weights = [layer(one.component).get_param("W") for one in twice]
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
