"""Tagging and matching as the program does it, measured in a process of its own."""

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

from nlp.crew import Question, answer
from nlp.definitions import shipped
from nlp.labelled import read_jsonl
from nlp.matching import consider
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
    """The rates of all works on the same notices, and what made them ready.

    The memory is read before anything else than the program's own has been built.
    """
    begun = time.process_time()
    make_ready()
    ready = time.process_time() - begun
    texts = made_texts(rows)
    both = rate_of(understand_all, texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / HEAVY
    figures = {
        "notices": rows,
        **lengths("letters", texts),
        "notices_per_second": round(both),
        "matched_per_second": round(rate_of(match_all, texts)),
        "tagged_per_second": round(rate_of(tag_all, texts)),
        "share_of_cutting": round(both / rate_of(cut_all, texts), 2),
        "import_ms": round(begun * 1000),
        "ready_ms": round(ready * 1000),
        "peak_mb": round(peak),
    }
    real = sample_texts()
    if real:
        figures["samples"] = len(real)
        figures |= lengths("samples_letters", real)
        figures["samples_per_second"] = round(rate_of(understand_all, real))
        figures["samples_matched_per_second"] = round(rate_of(match_all, real))
        figures["samples_tagged_per_second"] = round(rate_of(tag_all, real))
    return figures


def make_ready() -> None:
    """Build everything that tags and matches, in all languages."""
    for language in LANGUAGES:
        pipeline(language)
        shipped().finder(language)
    gc.freeze()


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


def match_all(texts: Texts) -> None:
    """Tag and match; no reason is told."""
    for text in texts:
        consider(tag(text), text, shipped())


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


def whole(text: NoticeText) -> str:
    """All prose of a notice."""
    return "\n".join((text.title, text.products, text.description))


def lengths(name: str, texts: Texts) -> Figures:
    """How long notices are, in letters: the mean, the middle one, and the tenth."""
    sizes = sorted(len(whole(text)) for text in texts)
    return {
        name: round(sum(sizes) / len(sizes)),
        f"{name}_median": sizes[len(sizes) // 2],
        f"{name}_longest_tenth": sizes[len(sizes) * 9 // 10],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))) + "\n")
