"""Notified texts against earlier ones: found by their hashes, told once."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session, sessionmaker

from crawler.text_changes import changes_pending, make_changes
from models.change import Change
from models.database import session_factory
from models.measure import Event
from models.notice import Document
from tests.crawler.changed import (
    DRAFT,
    REVISED,
    body,
    changes,
    lay,
    notice,
    put_family,
    told,
)
from tests.crawler.stored import LATER

WHEN = LATER.now + timedelta(days=2)


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    made = session_factory(database)
    with made.begin() as session:
        put_family(session)
        lay(session, "", DRAFT)
        lay(session, "/Rev.1", REVISED)
    return made


LESS = DRAFT.replace("40 mg/kg", "20 mg/kg")


def make_with(sessions: sessionmaker[Session], text: str) -> int:
    """Compare all there is, then once more with another text of the first draft."""
    make_changes(sessions, 100, WHEN)
    with sessions.begin() as session:
        lay(session, "", text)
    return make_changes(sessions, 100, WHEN)


def of_text(session: Session) -> list[Event]:
    """The events of texts that changed at their addresses."""
    query = select(Event).where(Event.kind == "text_changed")
    return list(session.scalars(query))


def test_a_revised_draft_is_compared_clause_by_clause(
    sessions: sessionmaker[Session],
) -> None:
    assert make_changes(sessions, 100, WHEN) == 1
    assert make_changes(sessions, 100, WHEN) == 0
    with sessions() as session:
        change = changes(session, "/Rev.1")["text draft"]
        assert change.against_id == notice(session).id
        assert [(one["kind"], one["number"]) for one in change.clauses] == [
            ("changed", "Article 1"),
            ("added", "Article 2"),
            ("moved", "Article 3"),
            ("changed", "Article 3 · 1"),
            ("moved", "Article 4"),
            ("removed", "Article 3 · (b)"),
        ]
        text, limits = change.fields
        assert text["counts"]["changed"] == 2
        assert limits["pairs"][0]["after"] == "1 mg/kg"
        event = told(session, "/Rev.1", "revised")
        assert event["text"]["counts"]["added"] == 1
        assert event["limits"]["pairs"][0]["way"] == "lower"
        assert event["hs"]["added"] == ["8507"]


def test_a_file_that_changed_at_its_address_is_an_event(
    sessions: sessionmaker[Session],
) -> None:
    make_changes(sessions, 100, WHEN)
    with sessions.begin() as session:
        first = notice(session).documents[0].sha256
        second = lay(session, "", DRAFT.replace("40 mg/kg", "20 mg/kg"))
    assert make_changes(sessions, 100, WHEN) == 2
    with sessions() as session:
        key = f"file {notice(session).documents[0].id}"
        change = changes(session)[f"text {key}"]
        assert change.basis.endswith(f"{first}>{second}")
        event = told(session, "", "text_changed", f"{key} {second[:12]}")
        assert event["limits"]["pairs"][0]["after"] == "20 mg/kg"
        draft = changes(session, "/Rev.1")["text draft"]
        assert draft.basis.split(":")[1].startswith(second)
    assert make_changes(sessions, 100, WHEN) == 0


def test_the_same_words_in_other_bytes_are_no_event(
    sessions: sessionmaker[Session],
) -> None:
    make_with(sessions, DRAFT.replace("\n", "\n\n") + "- 2 -\n")
    with sessions() as session:
        assert of_text(session) == []


def test_texts_with_nothing_in_common_are_not_two_states_of_one(
    sessions: sessionmaker[Session],
) -> None:
    other = "Sanitary certificates for live bees.\n\nA form of two pages follows."
    with sessions.begin() as session:
        lay(session, "/Rev.1", other)
    make_changes(sessions, 100, WHEN)
    with sessions() as session:
        change = changes(session, "/Rev.1")["text draft"]
        assert (change.fields, change.clauses) == ([], [])
        assert "text" not in told(session, "/Rev.1", "revised")
        assert changes_pending(session, 100, WHEN) == []


def test_a_rule_is_compared_with_the_draft_that_it_was(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        notice(session).type, notice(session, "/Rev.1").type = "draft", "rule"
    make_changes(sessions, 100, WHEN)
    with sessions() as session:
        assert changes(session, "/Rev.1")["text draft"].against_id == notice(session).id
        assert "text draft" not in changes(session)


def test_work_that_is_cut_short_goes_on_where_it_was(
    sessions: sessionmaker[Session],
) -> None:
    make_changes(sessions, 0, WHEN)
    with sessions.begin() as session:
        lay(session, "", DRAFT.replace("40 mg/kg", "20 mg/kg"))
    assert [make_changes(sessions, 1, WHEN) for _ in range(3)] == [1, 1, 0]


def test_other_rules_compare_the_same_files_again(
    sessions: sessionmaker[Session],
) -> None:
    make_with(sessions, LESS)
    with sessions.begin() as session:
        for change in session.scalars(select(Change).where(Change.kind == "text")):
            change.basis = "0" + change.basis[1:]
        session.execute(update(Event).where(Event.key != "").values(change={}))
    assert make_changes(sessions, 100, WHEN) == 2
    with sessions() as session:
        (event,) = of_text(session)
        assert event.change["text"]["counts"]["changed"] == 1


def test_what_only_other_rules_find_in_old_files_is_no_news(
    sessions: sessionmaker[Session],
) -> None:
    make_with(sessions, LESS)
    with sessions.begin() as session:
        session.execute(delete(Event).where(Event.kind == "text_changed"))
        for change in session.scalars(select(Change).where(Change.kind == "text")):
            change.basis, change.clauses = "0" + change.basis[1:], []
    assert make_changes(sessions, 100, WHEN) == 2
    with sessions() as session:
        document = notice(session).documents[0]
        assert changes(session)[f"text file {document.id}"].clauses
        assert of_text(session) == []


def test_of_several_texts_in_one_language_the_longest_is_compared(
    sessions: sessionmaker[Session],
) -> None:
    short = "Cover note: see the other file."
    name = hashlib.sha256(short.encode()).hexdigest()
    with sessions.begin() as session:
        first = notice(session).documents[0]
        session.add(body(name, short))
        url = "https://members.wto.org/crnattachments/2026/TBT/VNM/note_e.pdf"
        added = Document(notice_id=first.notice_id, url=url, role=first.role)
        added.sha256, added.state = name, first.state
        session.add(added)
    make_changes(sessions, 100, WHEN)
    with sessions() as session:
        first = notice(session).documents[0]
        basis = changes(session, "/Rev.1")["text draft"].basis
        assert basis.split(":")[1].startswith(f"{first.sha256}>")
