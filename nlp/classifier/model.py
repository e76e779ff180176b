"""The trained model in memory and on disk.

spaCy's own format would keep every weight in four bytes, some 30 MB in all. Ours keeps
it in one, as a share of the heaviest weight of its label, and packs the whole.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.lang.xx import MultiLanguage
from spacy.pipeline import TextCategorizer
from spacy.tokens import Doc
from thinc.api import Config

HERE = Path(__file__).parent
SHIPPED = HERE / "model"
COMPONENT = "textcat_multilabel"
GRADES = 127
"""So many grades has a stored weight, on either side of nothing."""
REMEMBERED = 4096
CHAPTER = 2

Floats = npt.NDArray[np.float32]


class ModelError(RuntimeError):
    """The model's files are missing or do not fit; the text says what to do."""


@dataclass
class Classifier:
    """The component with its labels, its features and how its scores are calibrated.

    `scale` holds, for chapters and for headings, the slope and the offset that turn
    log-odds into the odds of being right.
    """

    component: TextCategorizer
    labels: list[str]
    features: frozenset[str]
    scale: dict[str, tuple[float, float]]

    def rows(self, names: Sequence[str]) -> Floats:
        """What each feature adds to the log-odds of every label; a row a feature."""
        return np.stack([self.row(name) for name in names])

    def row(self, name: str) -> Floats:
        """What one feature adds, kept for the next text that has it."""
        known: dict[str, Floats] = self.__dict__.setdefault("known", {})
        if name not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            doc = Doc(self.component.vocab, words=[name])
            known[name] = self.component.model.predict([doc])[0] - self.bias
        return known[name]

    @property
    def bias(self) -> Floats:
        """The log-odds of every label in a text without features."""
        bias: Floats = layer(self.component).get_param("b")
        return bias

    def chances(self, odds: Floats) -> Floats:
        """How likely each label is to be right, for its log-odds."""
        (a, b), (c, d) = self.scale["chapter"], self.scale["heading"]
        return sigmoid(np.where(self.narrow, odds * c + d, odds * a + b))

    def shares(self, odds: Floats) -> Floats:
        """How the chapters, and the headings, stand to one another; each come to 1."""
        likely = np.exp(np.clip(odds, -30, 30))
        for part in (self.narrow, ~self.narrow):
            likely[part] /= likely[part].sum()
        return likely

    @cached_property
    def narrow(self) -> npt.NDArray[np.bool_]:
        """Which labels are headings."""
        return np.array([len(label) > CHAPTER for label in self.labels])


def sigmoid(odds: Floats) -> Floats:
    """Log-odds as a probability."""
    return cast(Floats, 1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def read_config() -> Config:
    """What is trained and how."""
    return Config().from_disk(HERE / "config.cfg")


def new_component(labels: Sequence[str]) -> TextCategorizer:
    """The component of the configuration, untrained.

    Its labels are set at once: `add_label` would grow the weights a label at a time.
    """
    nlp = MultiLanguage()
    settings = dict(read_config()["components"][COMPONENT])
    factory = settings.pop("factory")
    component = cast(
        TextCategorizer, nlp.add_pipe(factory, name=COMPONENT, config=settings)
    )
    component.cfg["labels"] = list(labels)
    blank = np.zeros((1, len(labels)), dtype="f")
    component.model.initialize(X=[Doc(nlp.vocab, words=["-"])], Y=blank)
    return component


def layer(component: TextCategorizer) -> Any:
    """The layer that holds the weights."""
    return component.model.get_ref("output_layer")


def save(made: Classifier, folder: Path, facts: dict[str, Any]) -> None:
    """Write the model and what is to be known of it; the same model, the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = layer(made.component).get_param("W").reshape(len(made.labels), -1)
    unit = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-6) / GRADES
    grades = np.rint(rows / unit).astype(np.int8)
    path = folder / "weights.npz"
    np.savez_compressed(path, grades=grades, unit=unit, bias=made.bias)
    lines = "\n".join(sorted(made.features)) + "\n"
    (folder / "features.txt").write_text(lines, encoding="utf-8")
    told = {**facts, "scale": made.scale, "labels": made.labels}
    shown = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / "facts.json").write_text(shown, encoding="utf-8")


def load(folder: Path) -> Classifier:
    """Read a model that `save` wrote; ModelError where there is none."""
    try:
        facts = read_facts(folder)
        stored = np.load(folder / "weights.npz", allow_pickle=False)
        lines = (folder / "features.txt").read_text(encoding="utf-8")
    except OSError as error:
        words = f"The classifier is not in {folder}: run `python -m nlp train`."
        raise ModelError(words) from error
    component = new_component(facts["labels"])
    weights = layer(component)
    rows = stored["grades"] * stored["unit"].astype(np.float32)
    if rows.size != weights.get_param("W").size:
        raise ModelError(
            f"The weights in {folder} do not fit its labels: run `python -m nlp train`."
        )
    weights.set_param("W", rows.reshape(-1))
    weights.set_param("b", stored["bias"])
    scale = {name: (one[0], one[1]) for name, one in facts["scale"].items()}
    return Classifier(component, facts["labels"], frozenset(lines.split("\n")), scale)


def read_facts(folder: Path = SHIPPED) -> dict[str, Any]:
    """What is known of a stored model: labels, calibration, measurements, sources."""
    facts: dict[str, Any] = json.loads((folder / "facts.json").read_text("utf-8"))
    return facts


@lru_cache(maxsize=1)
def shipped_classifier() -> Classifier:
    """The model that comes with the program, read when first asked for."""
    return load(SHIPPED)
