"""Much work is shared with other processes; nothing is lost and nothing differs."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models import clock
from models.notice import Notice
from models.reference import read_rows
from models.sector import Match
from models.tag import Tag
from nlp import crew, rounds
from nlp.crew import Question, Rows, answer, answer_batches
from nlp.definitions import define, shipped
from nlp.work import to_tag
from tests.nlp.conftest import notice
from tests.nlp.test_work import add
from tests.nlp.test_work import stored as stored

Batch = tuple[str, list[Question]]
TITLES = ("Toys", "Green tea", "Lithium batteries", "绿茶", "Téléviseurs", "Steel")
FEW = 2


def batches() -> list[Batch]:
    """A batch for each title."""
    return [(title, [Question(notice(title=title))]) for title in TITLES]


def killing(rows: Iterable[Batch]) -> Iterator[Batch]:
    """The batches; in their midst the other processes are killed."""
    for place, row in enumerate(rows):
        if place == len(TITLES) // 2:
            for child in multiprocessing.active_children():
                child.kill()
        yield row


def test_a_lost_process_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "MOST", 1)
    rows = Rows(list(read_rows("sectors")), list(read_rows("sector_terms")))
    told = list(answer_batches(killing(batches()), rows))
    assert [key for key, _ in told] == list(TITLES)
    definitions = define(*rows)
    assert [found for _, found in told] == [
        answer(questions, definitions) for _, questions in batches()
    ]
    assert not multiprocessing.active_children()


def test_what_is_known_is_not_looked_for_again() -> None:
    question = Question(notice(title="Toys"), [])
    (told,) = answer([question], shipped())
    assert told.findings is None
    assert told.matches is not None
    (told,) = answer([Question(notice(title="Toys"))], None)
    assert told.findings
    assert told.matches is None


def here(rows: Iterable[Batch], sectors: Rows | None) -> Iterator[object]:
    """As other processes would answer, but in this one."""
    definitions = define(*sectors) if sectors else None
    for key, questions in rows:
        yield key, answer(questions, definitions)


def contents(session: Session) -> list[list[tuple[object, ...]]]:
    """Everything that tagging and matching write, but for the moment."""
    tags = select(Tag.notice_id, Tag.scheme, Tag.code, Tag.score, Tag.words, Tag.note)
    matches = select(Match.notice_id, Match.sector_id, Match.score, Match.certainty)
    told = select(Notice.id, Notice.matched_hash, Notice.search_text)
    queries = (tags.order_by(Tag.id), matches.order_by(Match.id), told)
    return [sorted(map(tuple, session.execute(query))) for query in queries]


@pytest.fixture
def sessions(stored: Session, monkeypatch: pytest.MonkeyPatch) -> sessionmaker[Session]:
    """A database of a few notices, in batches of two."""
    for number, title in enumerate(TITLES):
        add(stored, f"X/{number}", title=title, hs=["9503"])
    stored.commit()
    monkeypatch.setattr(rounds, "BATCH", FEW)
    monkeypatch.setattr(rounds, "answer_batches", here)
    monkeypatch.setattr(rounds, "workers", lambda: FEW)
    return sessionmaker(stored.get_bind(), expire_on_commit=False)


def test_shared_work_ends_like_work_of_one_process(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = rounds.understand_all(sessions)
    with sessions.begin() as session:
        before = contents(session)
        for one in session.scalars(select(Notice)):
            one.tagged_hash = None
    monkeypatch.setattr(rounds, "MANY", 1)
    seen: list[tuple[int, int]] = []
    shared = rounds.understand_all(sessions, lambda done, of: seen.append((done, of)))
    with sessions() as session:
        assert contents(session) == before
    assert (alone.notices, alone) == (len(TITLES), shared)
    assert seen == [(2, 6), (4, 6), (6, 6)]


def test_a_text_that_changed_meanwhile_is_done_in_the_next_round(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(rows: Iterable[Batch], sectors: Rows | None) -> Iterator[object]:
        for told in here(rows, sectors):
            with sessions.begin() as session:
                newest = session.scalars(select(Notice).order_by(Notice.id)).first()
                assert newest is not None
                newest.content_hash = "another"
            yield told

    monkeypatch.setattr(rounds, "MANY", 1)
    monkeypatch.setattr(rounds, "answer_batches", changing)
    rounds.understand_all(sessions)
    with sessions() as session:
        left = to_tag(session)
    assert len(left) == 1
    monkeypatch.setattr(rounds, "MANY", 100)
    rounds.understand_all(sessions)
    with sessions() as session:
        assert not to_tag(session)


def test_what_patience_does_not_suffice_for_waits(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "MANY", 1)
    late = clock.now() - timedelta(seconds=1)
    assert rounds.tag_all(sessions, until=late).notices == FEW
    assert rounds.tag_all(sessions).notices == len(TITLES) - FEW
