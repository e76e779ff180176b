"""Reads many texts with several processes, which know nothing of the database.

They get texts and give back findings and matches; if one is lost, the caller reads on.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import fields
from multiprocessing import get_context, parent_process
from operator import attrgetter
from threading import Thread
from typing import NamedTuple, TypeVar

import structlog

from models.lexicon_terms import OfficersWord
from nlp.definitions import Definitions, Row, define
from nlp.findings import Finding
from nlp.matching import SectorMatch, consider
from nlp.officers_words import use_words, words_in_use
from nlp.reasons import Reason, render
from nlp.summaries.writing import Paper, Texts, write_texts
from nlp.tagging import tag
from nlp.text import NoticeText

AHEAD = 2
"""So many batches wait for each process, that it may never wait."""
MOST = 4
"""Processes; each holds all lexicons in its memory."""
Key = TypeVar("Key")
Found = tuple[str | float, ...]
"""The values of a finding, in the order of FOUND."""
FOUND = tuple(field.name for field in fields(Finding))
as_tuple: Callable[[Finding], Found] = attrgetter(*FOUND)


class Rows(NamedTuple):
    """Sectors and their terms, as rows."""

    sectors: list[Row]
    terms: list[Row]


class Question(NamedTuple):
    """A text, and what was found in it; None, if that is asked.

    ``paper`` is there if the notice is to be told of once its sectors are known.
    """

    text: NoticeText
    findings: list[Finding] | None = None
    paper: Paper | None = None


class Told(NamedTuple):
    """A match, its reasons told in both languages."""

    sector: str
    score: float
    certainty: str
    reasons: list[dict[str, object]]


class Answer(NamedTuple):
    """What was found in a text, which sectors it touches, our texts: as far as asked.

    Findings are given as plain tuples, which go cheaply from process to process.
    """

    findings: list[Found] | None
    matches: list[Told] | None
    texts: Texts | None = None


def answer(
    questions: Iterable[Question], definitions: Definitions | None
) -> list[Answer]:
    """Tag the texts that are not, and match them all if there are definitions."""
    return [answer_one(question, definitions) for question in questions]


def answer_one(question: Question, definitions: Definitions | None) -> Answer:
    """The same for one text."""
    text, known, paper = question
    found = tag(text) if known is None else known
    tuples = [as_tuple(one) for one in found] if known is None else None
    if definitions is None:
        return Answer(tuples, None)
    made = consider(found, text, definitions)
    texts = write_texts(paper, found, made, definitions.names) if paper else None
    return Answer(tuples, [as_match(one) for one in made], texts)


def as_match(one: SectorMatch) -> Told:
    """A match with its reasons as the database holds them."""
    reasons = [as_told(why) for why in one.reasons]
    return Told(one.sector, one.score, one.certainty, reasons)


def as_told(reason: Reason) -> dict[str, object]:
    """A reason for the database: its parts, and its sentence in both languages."""
    zh, en = render(reason)
    return {
        "kind": reason.kind,
        "code": reason.code,
        "words": reason.words,
        "field": reason.field,
        "weight": round(reason.weight, 3),
        "zh": zh,
        "en": en,
    }


def answer_batches(
    batches: Iterable[tuple[Key, list[Question]]], rows: Rows | None
) -> Iterator[tuple[Key, list[Answer]]]:
    """The answers to each batch in its order, from processes of their own."""
    with processes(rows) as pool:
        waiting: deque[tuple[Key, list[Question], Future[list[Answer]]]] = deque()
        for key, questions in batches:
            waiting.append((key, questions, hand_on(pool, questions)))
            if len(waiting) > AHEAD * workers():
                yield heard(*waiting.popleft(), rows)
        while waiting:
            yield heard(*waiting.popleft(), rows)


def heard(
    key: Key, questions: list[Question], future: Future[list[Answer]], rows: Rows | None
) -> tuple[Key, list[Answer]]:
    """The answer of another process, or our own if that was lost."""
    try:
        return key, future.result()
    except BrokenProcessPool as error:
        structlog.get_logger().warning("crew_lost", error=str(error))
    return key, answer(questions, define(*rows) if rows else None)


def hand_on(
    pool: ProcessPoolExecutor, questions: list[Question]
) -> Future[list[Answer]]:
    """Ask another process; where all are lost, the answer is that."""
    try:
        return pool.submit(answer_apart, questions)
    except BrokenProcessPool as error:
        lost: Future[list[Answer]] = Future()
        lost.set_exception(error)
        return lost


@contextmanager
def processes(rows: Rows | None) -> Iterator[ProcessPoolExecutor]:
    """As many processes as there are cores; none is left behind."""
    pool = ProcessPoolExecutor(
        workers(),
        mp_context=get_context("spawn"),
        initializer=begin,
        initargs=(rows, words_in_use()),
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def workers() -> int:
    """How many processes may read at once."""
    return min(MOST, os.cpu_count() or 1)


class Desk:
    """What a process of the crew holds."""

    definitions: Definitions | None = None


def begin(rows: Rows | None, words: Sequence[OfficersWord] = ()) -> None:
    """Make a process of the crew ready; without the first process there is none."""
    use_words(words)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=follow_parent, daemon=True).start()
    Desk.definitions = define(*rows) if rows else None


def answer_apart(questions: list[Question]) -> list[Answer]:
    """The work of a process of the crew."""
    return answer(questions, Desk.definitions)


def follow_parent() -> None:
    """End this process as soon as the one that began it has ended."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
