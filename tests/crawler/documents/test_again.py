"""Stored files read again, and what other faults a run may meet."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.documents import again, files
from crawler.documents.found import Found, UnreadableError, unreadable
from crawler.documents.reading import READER
from crawler.faults import FAULTS
from crawler.faults.documents import FAULTS as OURS
from crawler.settings import Wishes
from models.notice import Document, Notice
from models.official import Body, Reading
from tests.crawler.documents import makers
from tests.crawler.documents.stock import (
    DRAFT_URL,
    FORM_URL,
    Mirror,
    bodies,
    documents,
    draft_at,
    form_at,
    go,
    only,
    stock,
)

Sessions = sessionmaker[Session]


@pytest.fixture
def fetched(sessions: Sessions, mirror: Mirror, wishes: Wishes) -> str:
    """The name of a form that is held."""
    content = makers.form()
    mirror.give(FORM_URL, content)
    stock(sessions)
    go(sessions, wishes)
    return files.name_of(content)


def age(sessions: Sessions) -> None:
    """Let an older reader have read everything, and worse."""
    with sessions.begin() as session:
        for body in session.query(Body):
            body.reader, body.text = "0", "nonsense"


def test_what_an_older_reader_read_is_read_again_from_the_stored_bytes(
    sessions: Sessions, mirror: Mirror, wishes: Wishes, fetched: str
) -> None:
    age(sessions)
    asked = len(mirror.asked)
    tally = go(sessions, wishes)[1]
    assert (tally.became["read_again"], len(mirror.asked)) == (1, asked)
    body = bodies(sessions)[fetched]
    assert body.reader == READER
    assert "VIET NAM" in body.text
    assert go(sessions, wishes)[1].became["read_again"] == 0


def test_a_reader_that_breaks_down_takes_nothing_away_and_is_not_asked_again(
    sessions: Sessions, wishes: Wishes, fetched: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def die(path: Path, **_: object) -> Found:
        asked.append(path)
        return unreadable(UnreadableError("too_slow", seconds=60), "unknown")

    monkeypatch.setattr(again, "read_apart", die)
    age(sessions)
    with sessions.begin() as session:
        session.query(Reading).one().rules = "0"
    for _ in range(2):
        go(sessions, wishes)
    assert len(asked) == 2, "once for the text, once for the form"
    assert bodies(sessions)[fetched].text == "nonsense"
    with sessions() as session:
        [told] = session.query(Reading).one().differing
    assert told["fault"]["key"] == "too_slow"


def test_bytes_that_are_lost_are_fetched_again(
    sessions: Sessions, wishes: Wishes, fetched: str
) -> None:
    path = files.path_of(wishes.data / "documents", fetched)
    path.unlink()
    age(sessions)
    go(sessions, wishes)
    assert only(sessions).state == "waiting"
    go(sessions, wishes)
    assert path.exists()
    assert "VIET NAM" in bodies(sessions)[fetched].text


def test_a_damaged_file_is_better_than_none_and_gives_way_to_a_whole_one(
    sessions: Sessions, mirror: Mirror, wishes: Wishes
) -> None:
    whole = makers.pdf([["A draft on batteries"]])
    cut = whole[: whole.rindex(b"startxref")]
    mirror.give(DRAFT_URL, cut)
    stock(sessions, draft_at())
    go(sessions, wishes)
    document = only(sessions)
    assert (document.state, document.sha256) == ("failed", files.name_of(cut))
    assert bodies(sessions)[files.name_of(cut)].text == "A draft on batteries"
    mirror.give(DRAFT_URL, whole)
    with sessions.begin() as session:
        session.get_one(Document, document.id).state = "waiting"
    go(sessions, wishes)
    document = only(sessions)
    assert (document.state, document.sha256) == ("fetched", files.name_of(whole))


def test_a_form_is_read_by_its_labels_and_again_when_its_record_changes(
    sessions: Sessions, wishes: Wishes, fetched: str
) -> None:
    def readings() -> list[Reading]:
        with sessions() as session:
            return list(session.scalars(select(Reading)))

    [reading] = readings()
    assert (reading.sha256, reading.document_id) == (fetched, only(sessions).id)
    assert go(sessions, wishes)[1].became["forms"] == 0
    with sessions.begin() as session:
        session.query(Notice).one().content_hash = "changed"
    assert go(sessions, wishes)[1].became["forms"] == 1
    assert [one.record_hash for one in readings()] == ["changed"]


def test_what_a_killed_run_left_half_written_is_swept(
    sessions: Sessions, wishes: Wishes
) -> None:
    half = files.folder_in(wishes.data) / files.HALF / "tmpabc"
    half.write_bytes(b"half")
    stock(sessions)
    go(sessions, wishes)
    assert not half.exists()


def test_a_file_that_breaks_its_reader_stops_no_other(
    sessions: Sessions,
    mirror: Mirror,
    wishes: Wishes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from crawler.documents import apart

    command = ("/bin/sh", "-c", "kill -SEGV $$")
    monkeypatch.setattr(apart, "COMMAND", command)
    for url in (FORM_URL, DRAFT_URL):
        mirror.give(url, makers.form() if url == FORM_URL else makers.pdf([["x"]]))
    stock(sessions, form_at(), draft_at())
    go(sessions, wishes)
    assert [one.state for one in documents(sessions)] == ["fetched", "fetched"]
    faults = [body.fault["key"] for body in bodies(sessions).values()]
    assert faults == ["reader_died", "reader_died"]


def test_every_sentence_stands_in_both_languages() -> None:
    assert OURS.keys() <= FAULTS.keys()
    for english, chinese in OURS.values():
        assert english.endswith((".", "}."))
        assert chinese.endswith("。")
        assert set(fields(english)) == set(fields(chinese))


def fields(sentence: str) -> list[str]:
    return [
        piece.partition("}")[0].partition("!")[0] for piece in sentence.split("{")[1:]
    ]


def test_bytes_are_named_by_what_they_are(tmp_path: Path) -> None:
    folder = files.folder_in(tmp_path)
    with files.at_hand(folder, b"abc") as half:
        files.keep(folder, half, files.name_of(b"abc"))
    name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (folder / "ba" / name).read_bytes() == b"abc"
    assert list((folder / files.HALF).iterdir()) == []
