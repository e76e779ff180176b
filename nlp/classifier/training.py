"""Training: from the lexicons to the model that is shipped, the same each time."""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.api import Optimizer, registry

from nlp.classifier.corpus import (
    build_corpus,
    labels,
    sources,
    vocabulary,
)
from nlp.classifier.idle import Example
from nlp.classifier.model import (
    CHAPTER,
    Classifier,
    Floats,
    new_component,
    read_config,
    save,
    sigmoid,
)

Progress = Callable[[int, int], None]
PLAIN = {"chapter": (1.0, 0.0), "heading": (1.0, 0.0)}
STEPS, RATE = 4_000, 0.02
"""How long, and in what steps, the calibration looks for its two figures."""
BOUNDS = (0.4, 2.0)
"""The least and the most that a text may count in training."""
NOTHING = "-"
"""The word of a text that has no feature we know."""


def train(folder: Path, progress: Progress) -> dict[str, Any]:
    """Train, calibrate, measure and save; the answer is what was measured.

    `progress` is told the step and how many there are.
    """
    config = read_config()["training"]
    corpus = build_corpus(config["seed"])
    made = new_classifier(corpus.lessons)
    teach(made, corpus.lessons, config, progress)
    figures = settle(made, corpus.kept)
    facts = {"sources": fingerprint(), "texts": len(corpus.lessons), "kept": figures}
    save(made, folder, facts)
    return {"texts": len(corpus.lessons), **figures}


def new_classifier(lessons: Sequence[Example]) -> Classifier:
    """A classifier that knows its labels and features, and nothing about them."""
    answers = labels()
    features = frozenset(vocabulary(lessons))
    return Classifier(new_component(answers), answers, features, dict(PLAIN))


def teach(
    made: Classifier,
    lessons: Sequence[Example],
    config: dict[str, Any],
    progress: Progress,
) -> None:
    """Go through the lessons as often as the configuration says, ever more gently."""
    optimizer = registry.resolve({"it": config["optimizer"]})["it"]
    dice = random.Random(config["seed"])  # noqa: S311 - nothing here is secret
    size, epochs = config["batcher"]["size"], config["max_epochs"]
    shares = even_shares(lessons)
    docs = [read(made, one) for one in lessons]
    order = list(range(len(lessons)))
    batches = [order[at : at + size] for at in range(0, len(order), size)]
    first, total = optimizer.learn_rate, epochs * len(batches)
    for step in range(total):
        if step % len(batches) == 0:
            dice.shuffle(order)
            batches = [order[at : at + size] for at in range(0, len(order), size)]
        optimizer.learn_rate = first * (1 - step / total)
        batch = batches[step % len(batches)]
        answers = truth(made.labels, [lessons[i] for i in batch])
        learn(made, [docs[i] for i in batch], answers, shares[batch], optimizer)
        progress(step + 1, total)


def even_shares(lessons: Sequence[Example]) -> Floats:
    """How much each text counts: less where its chapter has many names.

    How many names a lexicon holds says how long its authors sat over a chapter, not
    how often notices are about it; the root keeps half of the difference.
    """
    chapters = [min(one.codes, default="")[:CHAPTER] for one in lessons]
    counts = Counter(chapters)
    usual = float(np.median([counts[one] for one in counts]))
    found = [(usual / counts[one]) ** 0.5 if one else 1.0 for one in chapters]
    return np.clip(np.array(found, dtype=np.float32), *BOUNDS)


def read(made: Classifier, one: Example) -> Doc:
    """A text as the component reads it: the features it knows, each a word."""
    known = [name for name in one.features if name in made.features]
    return Doc(made.component.vocab, words=known or [NOTHING])


def truth(answers: Sequence[str], batch: Sequence[Example]) -> tuple[Floats, Floats]:
    """What each label should be in each text, and where that is known at all.

    A name that stands under a chapter alone may mean any of its headings.
    """
    places = {label: place for place, label in enumerate(answers)}
    wanted = np.zeros((len(batch), len(answers)), dtype=np.float32)
    known = np.ones_like(wanted)
    chapters = np.array([one[:CHAPTER] for one in answers])
    narrow = np.array([len(one) > CHAPTER for one in answers])
    for row, one in enumerate(batch):
        for code in sorted(one.codes):
            if len(code) == CHAPTER:
                known[row, narrow & (chapters == code)] = 0
        for code in sorted(one.codes):
            for label in (code[:2], code[:4]):
                if label in places:
                    wanted[row, places[label]] = one.strength
                    known[row, places[label]] = 1
    return wanted, known


def learn(
    made: Classifier,
    docs: list[Doc],
    answers: tuple[Floats, Floats],
    shares: Floats,
    optimizer: Optimizer,
) -> None:
    """One step: the error of the log-odds goes back into the weights."""
    wanted, known = answers
    model = made.component.model
    odds, go_back = model.begin_update(docs)
    go_back(((sigmoid(odds) - wanted) * known * shares[:, None]).astype(np.float32))
    model.finish_update(optimizer)


def settle(made: Classifier, kept: Sequence[Example]) -> dict[str, float]:
    """Calibrate on the names kept apart, and say how many are known by them."""
    docs = [read(made, one) for one in kept]
    odds = made.component.model.predict(docs)
    wanted, known = truth(made.labels, kept)
    right = (wanted > 0) & (known > 0)
    figures = {}
    for name, narrow, first in (("chapter", False, 1), ("heading", True, 5)):
        part = np.array([(len(one) > CHAPTER) is narrow for one in made.labels])
        ordered = np.argsort(-odds[:, part], axis=1)[:, :first]
        hits = np.take_along_axis(right[:, part], ordered, axis=1)
        asked = right[:, part].any(axis=1)
        figures[f"{name}_first{first}"] = round(float(hits[asked].any(1).mean()), 4)
        best = np.take_along_axis(odds[:, part], ordered[:, :1], axis=1)[:, 0]
        made.scale[name] = calibrate(best, hits[:, 0], balance(kept))
    return figures


def balance(kept: Sequence[Example]) -> Floats:
    """Weights by which texts about goods and about none count the same in all.

    Where no lexicon knows a name, about half of the notices are about no goods.
    """
    about = np.array([bool(one.codes) for one in kept])
    share = np.where(about, about.mean(), 1 - about.mean())
    return cast(Floats, 0.5 / np.maximum(share, 1e-6))


def calibrate(
    odds: Floats, right: npt.NDArray[np.bool_], weights: Floats
) -> tuple[float, float]:
    """Slope and offset that turn the best label's odds into those of being right."""
    slope, offset = 1.0, 0.0
    for _ in range(STEPS):
        error = (sigmoid(odds * slope + offset) - right) * weights
        slope -= RATE * float((error * odds).mean())
        offset -= RATE * float(error.mean())
    return round(slope, 4), round(offset, 4)


def fingerprint() -> str:
    """A short name for all that a model is trained from."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
