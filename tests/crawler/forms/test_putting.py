"""Readings in the database: what stands beside the record, and when it is old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.documents.blocks import Block
from crawler.faults import FAULTS
from crawler.forms.putting import RULES, outdated, put_reading
from crawler.store import store
from models.content import content_hash
from models.measure import Event
from models.notice import Document, Notice
from models.official import Body, Reading
from tests.crawler.forms.placed import FIELDS, NOW, PHL, read, stored
from tests.crawler.forms.written import Written, case, lines
from tests.crawler.stored import LATER, item


def plain(session: Session) -> list[Any]:
    """All that a reading may change, as plain values."""
    session.flush()
    notice = session.scalars(select(Notice)).one()
    told = [
        (one.kind, one.key, one.day, one.day_basis, one.origin, one.words)
        for one in session.scalars(select(Event).order_by(Event.kind, Event.key))
    ]
    readings = [
        (one.layout, one.fields, one.differing, one.unread, one.record_hash)
        for one in session.scalars(select(Reading))
    ]
    return [notice.deadline, notice.deadline_basis, told, readings]


def test_a_form_stands_beside_the_record(session: Session) -> None:
    notice = stored(session)
    content, closes = dict(notice.content), notice.comments_close
    reading = read(session, notice, case("tbt_regular_en"))
    assert (reading.layout, reading.language) == ("tbt_regular", "en")
    assert reading.fields["agency"] == "Ministry of Science and Technology, Ha Noi"
    assert reading.differing == []
    assert reading.record_hash == content_hash(notice.content)  # type: ignore[arg-type]
    assert (dict(notice.content), notice.comments_close) == (content, closes)
    assert (notice.deadline, notice.deadline_basis) == (date(2026, 8, 1), "stated")


def test_the_record_that_says_otherwise(session: Session) -> None:
    notice = stored(session, comments_close="2026-08-11", hs="8507 - Accumulators")
    reading = read(session, notice, case("tbt_regular_en"))
    assert [one["field"] for one in reading.differing] == ["hs", "comments_close"]
    assert reading.differing[1]["form"] == "2026-08-01"
    assert notice.deadline == date(2026, 8, 11)


def test_reading_again_changes_nothing(session: Session) -> None:
    notice = stored(session, **PHL)
    read(session, notice, case("tbt_addendum_en"))
    before = plain(session)
    read(session, notice, case("tbt_addendum_en"))
    assert plain(session) == before


@pytest.mark.parametrize(
    ("name", "day"),
    [("tbt_regular_en", date(2026, 8, 1)), ("tbt_regular_en_newer", date(2026, 8, 1))],
)
def test_a_deadline_that_only_the_form_states(
    session: Session, name: str, day: date
) -> None:
    notice = stored(session, comments_close="", distributed="2026-06-04")
    assert notice.deadline_basis == "estimated"
    read(session, notice, case(name))
    assert (notice.deadline, notice.deadline_basis) == (day, "form")
    assert notice.comments_close is None


def test_a_deadline_of_the_form_goes_with_it(session: Session) -> None:
    notice = stored(session, comments_close="")
    read(session, notice, case("tbt_regular_en"))
    written = case("tbt_regular_en")
    rows = [row for row in written.rows if row[0] != "10."]
    read(session, notice, Written("", "", written.head, rows))
    assert notice.deadline_basis == "estimated"


def test_the_form_of_another_notification(session: Session) -> None:
    notice = stored(session, comments_close="", symbol="G/TBT/N/VNM/302")
    reading = read(session, notice, case("tbt_regular_en"))
    told = reading.differing[0]
    assert [one["field"] for one in reading.differing] == ["symbol"]
    assert told["fault"]["key"] == "form_of_another"
    assert "G/TBT/N/VNM/301" in told["fault"]["zh"]
    assert notice.deadline_basis == "estimated"


def test_a_form_without_a_symbol_and_a_text_that_is_none(session: Session) -> None:
    notice = stored(session, comments_close="")
    written = case("tbt_regular_en")
    reading = read(session, notice, Written("", "", written.head[1:], written.rows))
    assert reading.differing[0]["fault"]["key"] == "form_without_symbol"
    assert notice.deadline_basis == "estimated"
    put_reading(session, notice.documents[0], lines(["Article 1", "Scope"]), NOW)
    assert reading.differing[0]["fault"]["key"] == "no_form"
    assert (reading.layout, reading.fields) == ("unknown", {})


def body(session: Session, document: Document, state: str = "read") -> None:
    """A file that has come for a document."""
    document.sha256, document.state = f"{document.id:064}", "fetched"
    session.add(
        Body(
            sha256=document.sha256,
            media_type="application/pdf",
            size=1,
            state=state,
            reader="1",
            read_at=NOW,
        )
    )
    session.flush()


def test_what_is_to_be_read_again(session: Session) -> None:
    notice = stored(session, documents="https://members.wto.org/a_e.pdf")
    form, draft = notice.documents
    assert outdated(session, 10) == []
    body(session, form)
    body(session, draft)
    assert outdated(session, 10) == [form]
    reading = read(session, notice, case("tbt_regular_en"))
    assert reading.rules == RULES
    assert outdated(session, 10) == []
    reading.rules = "0"
    assert outdated(session, 10) == [form]
    read(session, notice, case("tbt_regular_en"))
    form.sha256 = draft.sha256
    assert outdated(session, 10) == [form]
    assert outdated(session, 0) == []
    form.state = "gone"
    assert outdated(session, 10) == [form]
    form.state = "waiting"
    assert outdated(session, 10) == []


def test_a_record_that_changes_is_held_against_its_form_again(session: Session) -> None:
    notice = stored(session, comments_close="")
    body(session, notice.documents[0])
    read(session, notice, case("tbt_regular_en"))
    assert notice.deadline_basis == "form"
    changed = item(
        **{**FIELDS, "comments_close": "", "title": "Rules for all batteries"}
    )
    store(session, [changed], LATER)
    session.flush()
    assert notice.deadline_basis == "form"
    assert outdated(session, 5) == [notice.documents[0]]
    reading = read(session, notice, case("tbt_regular_en"))
    assert notice.deadline_basis == "form"
    assert [one["field"] for one in reading.differing] == ["title"]


def test_a_scan_is_not_to_be_read(session: Session) -> None:
    notice = stored(session)
    body(session, notice.documents[0], "scanned")
    assert outdated(session, 10) == []


@pytest.mark.parametrize("blocks", [[], [Block(("",))], [Block(("[X]", "[ ]"))]])
def test_an_empty_document_is_stored_as_no_form(
    session: Session, blocks: Sequence[Block]
) -> None:
    notice = stored(session)
    put_reading(session, notice.documents[0], blocks, NOW)
    reading = session.scalars(select(Reading)).one()
    assert reading.differing[0]["fault"]["zh"] == FAULTS["no_form"][1].format(
        symbol="G/TBT/N/VNM/301"
    )
