"""The works that the measuring of tagging compares, in a process of their own."""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher

from nlp.components.products import read_products
from nlp.crew import Question, answer
from nlp.definitions import shipped
from nlp.labelled import read_jsonl
from nlp.pipeline import blank, pipeline
from nlp.tagging import tag
from nlp.text import NoticeText, from_record
from tests.bench.children import HEAVY, ROOT, Figures
from tests.bench.notices import made_texts

LANGUAGES = ("en", "fr", "es", "zh")
LABELLED = ("notifications/notifications.jsonl", "notifications_us/records.jsonl")
WARM = 100
Texts = Sequence[NoticeText]


def measure(rows: int) -> Figures:
    """The rates of all works on the same notices."""
    ready = make_ready()
    texts = made_texts(rows)
    both = rate_of(understand_all, texts)
    matched = rate_of(Phrases(), texts)
    figures = {
        "notices": rows,
        "letters": letters_of(texts),
        "notices_per_second": round(both),
        "tagged_per_second": round(rate_of(tag_all, texts)),
        "ready_ms": round(ready * 1000),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / HEAVY),
        "share_of_cutting": round(both / rate_of(cut_all, texts), 2),
        "spacy_cut_per_second": round(rate_of(Bare(), texts)),
        "spacy_phrases_per_second": round(matched),
        "ratio": round(both / matched, 2),
    }
    real = sample_texts()
    if real:
        figures["samples"] = len(real)
        figures["samples_letters"] = letters_of(real)
        figures["samples_per_second"] = round(rate_of(understand_all, real))
    return figures


def make_ready() -> float:
    """Build everything that tags and matches; the seconds of the processor."""
    begun = time.process_time()
    for language in LANGUAGES:
        pipeline(language)
        shipped().finder(language)
    gc.freeze()
    return time.process_time() - begun


def sample_texts() -> list[NoticeText]:
    """The real notices of the labelled sets."""
    given = os.environ.get("CHUTONG_TEST_SAMPLES")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    paths = [folder / name for name in LABELLED]
    found = [path for path in paths if path.is_file()]
    return [from_record(row) for path in found for row in read_jsonl(path).values()]


def rate_of(work: Callable[[Texts], object], texts: Texts) -> float:
    """Notices a second of the processor, none of them read before."""
    work([replace(text) for text in texts[:WARM]])
    fresh = [replace(text) for text in texts]
    begun = time.process_time()
    work(fresh)
    return len(texts) / (time.process_time() - begun)


def tag_all(texts: Texts) -> None:
    """Tag."""
    for text in texts:
        tag(text)


def understand_all(texts: Texts) -> None:
    """Tag and match, with reasons in both languages."""
    answer([Question(text) for text in texts], shipped())


def cut_all(texts: Texts) -> None:
    """Cut the words that are read, and no more."""
    cutters = {language: blank(language) for language in LANGUAGES}
    for text in texts:
        for _, words, languages in text.readings:
            for language in languages:
                cutters[language].make_doc(words)


class Bare:
    """spaCy cuts each notice into words once, and that is all."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("en")

    def __call__(self, texts: Texts) -> None:
        for text in texts:
            self.nlp(whole(text))


class Phrases(Bare):
    """spaCy also looks for the English names of goods."""

    def __init__(self) -> None:
        super().__init__()
        self.matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        terms = [term for term, _ in read_products("products_en.csv")]
        self.matcher.add("goods", [self.nlp.make_doc(term) for term in terms])

    def __call__(self, texts: Texts) -> None:
        for text in texts:
            self.matcher(self.nlp(whole(text)), as_spans=True)


def whole(text: NoticeText) -> str:
    """All prose of a notice."""
    return "\n".join((text.title, text.products, text.description))


def letters_of(texts: Texts) -> int:
    """How long a notice is, in letters."""
    return round(sum(len(whole(text)) for text in texts) / len(texts))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))) + "\n")
