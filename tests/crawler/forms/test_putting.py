"""Readings in the database: what is taken from a form, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.documents.blocks import Block
from crawler.faults import FAULTS
from crawler.forms.putting import RULES, outdated, put_reading
from crawler.store import store
from models.alert import Alert
from models.content import content_hash
from models.measure import Event
from models.notice import Document, Notice
from models.official import Body, Reading
from tests.crawler.forms.written import Written, case, lines
from tests.crawler.stored import LATER, item, put
from tests.web import small_world

NOW = datetime(2026, 6, 5, 8, tzinfo=UTC)
URL = "https://docs.wto.org/x/TBT/N/VNM301.docx"
FIELDS = {
    "title": "Draft national technical regulation on mercury in household batteries",
    "description": "The draft limits mercury in household batteries.\n"
    "1. Scope: button cells are included.",
    "products": "Primary cells and batteries",
    "objectives": "Protection of the environment (TBT); Quality requirements (TBT)",
    "links": {"en": URL},
    "documents": "",
}
PHL = {
    "symbol": "G/TBT/N/PHL/316/Add.1",
    "member": "Philippines",
    "type": "Addendum to Regular Notification",
    "comments_close": "",
    "title": "Supplemental regulations on the certification of vapour products",
    "hs": "",
    "objectives": "",
    "products": "",
    "documents": "",
    "links": {"en": "https://docs.wto.org/x/TBT/N/PHL316A1.docx"},
}


def stored(session: Session, **changes: Any) -> Notice:
    """A notice with the address of its form."""
    put(session, item(**{**FIELDS, **changes}))
    return session.scalars(select(Notice)).one()


def read(session: Session, notice: Notice, written: Written, place: int = 0) -> Reading:
    """Hand a form on as the reader of documents does."""
    document = notice.documents[place]
    document.sha256 = document.sha256 or f"{place}" * 64
    put_reading(session, document, written.blocks(), NOW)
    query = select(Reading).where(Reading.document_id == document.id)
    return session.scalars(query).one()


def events(session: Session) -> dict[str, Event]:
    query = select(Event).order_by(Event.id)
    return {f"{one.kind} {one.key}".strip(): one for one in session.scalars(query)}


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


def test_an_addendum_without_a_deadline_in_the_record(session: Session) -> None:
    eu = {**PHL, "symbol": "G/SPS/N/EU/808/Add.1", "member": "European Union"}
    notice = stored(
        session, **eu, keywords="Modification of final date for comments (SPS)"
    )
    assert notice.deadline_basis == "none"
    read(session, notice, case("sps_addendum_en"))
    assert (notice.deadline, notice.deadline_basis) == (date(2026, 8, 1), "form")
    moved = events(session)["extended"]
    assert (moved.day, moved.origin) == (date(2026, 8, 1), "form")
    assert moved.change["comments_close"]["after"] == "2026-08-01"


def test_a_deadline_of_the_form_goes_with_it(session: Session) -> None:
    notice = stored(session, comments_close="")
    read(session, notice, case("tbt_regular_en"))
    written = case("tbt_regular_en")
    rows = [row for row in written.rows if row[0] != "10."]
    read(session, notice, Written("", "", written.head, rows))
    assert notice.deadline_basis == "estimated"


def test_events_that_the_record_does_not_tell(session: Session) -> None:
    notice = stored(session, **PHL, description="See the form.")
    assert set(events(session)) == {"other"}
    read(session, notice, case("tbt_addendum_en"))
    told = events(session)
    assert set(told) == {"other", "published form", "final_text form"}
    published = told["published form"]
    assert (published.day, published.origin) == (date(2026, 6, 8), "form")
    assert (published.baseline, published.day_basis) == (notice.baseline, "stated")
    assert "Notified measure published" in published.words


def test_an_event_that_the_text_told_is_told_once(session: Session) -> None:
    words = "The order was published on 8 June 2026."
    notice = stored(session, **PHL, description=words)
    assert events(session)["published"].day == date(2026, 6, 8)
    read(session, notice, case("tbt_addendum_en"))
    told = events(session)
    assert set(told) == {"published", "final_text form"}
    assert told["published"].origin == "description"


def test_a_day_that_only_the_form_has(session: Session) -> None:
    notice = stored(session, **PHL, description="The order has been published.")
    assert events(session)["published"].day_basis == "distributed"
    read(session, notice, case("tbt_addendum_en"))
    told = events(session)["published"]
    assert (told.day, told.day_basis, told.origin) == (
        date(2026, 6, 8), "stated", "form",
    )  # fmt: skip


def test_another_day_than_the_text_told_is_told_too(session: Session) -> None:
    words = "The order was published on 1 June 2026."
    notice = stored(session, **PHL, description=words)
    read(session, notice, case("tbt_addendum_en"))
    told = events(session)
    assert told["published"].day == date(2026, 6, 1)
    assert told["published form"].day == date(2026, 6, 8)


def test_an_event_that_is_no_longer_told_goes_unless_alerted(session: Session) -> None:
    notice = stored(session, **PHL, description="See the form.")
    read(session, notice, case("tbt_addendum_en"))
    event = events(session)["published form"]
    user = small_world.add_user(session)
    subscription = small_world.subscribe(session, user, hs=["8506"])
    session.add(alert_of(event, notice, user.id, subscription.id))
    session.flush()
    written = case("tbt_addendum_en")
    empty = [one.replace("[X]", "[ ]") for one in written.letter]
    read(session, notice, Written("", "", written.head, letter=empty))
    assert set(events(session)) == {"other", "published form"}


def alert_of(event: Event, notice: Notice, user: int, subscription: int) -> Alert:
    return Alert(
        subscription_id=subscription,
        user_id=user,
        measure_id=event.measure_id,
        event_id=event.id,
        notice_id=notice.id,
        level="blue",
        reason={},
        snapshot={},
        created_at=NOW,
    )


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


def test_of_three_languages_the_first_tells(session: Session) -> None:
    links = {tongue: f"https://docs.wto.org/{tongue}.docx" for tongue in ("en", "fr")}
    notice = stored(session, **{**PHL, "links": links}, description="See the form.")
    french = case("tbt_addendum_fr")
    read(session, notice, french, 1)
    assert "published form" in events(session)
    read(session, notice, case("tbt_addendum_en"), 0)
    words = events(session)["published form"].words
    assert words.startswith("Notified measure published")
    empty = [one.replace("[X]", "[ ]") for one in french.letter]
    read(session, notice, Written("", "", french.head, letter=empty), 1)
    assert "published form" in events(session)
    assert len(list(session.scalars(select(Reading)))) == 2


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
    assert notice.deadline_basis == "estimated"
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
