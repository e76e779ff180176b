"""The events and deadlines that a form tells where the record does not."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.measure import Event
from models.notice import Notice
from models.official import Reading
from tests.crawler.forms.placed import FIELDS, NOW, PHL, events, read, stored
from tests.crawler.forms.written import Written, case
from tests.crawler.stored import item, put
from tests.web import small_world


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


def test_its_deadline_stands_while_a_changed_record_waits_to_be_read(
    session: Session,
) -> None:
    open_end = {**FIELDS, "comments_close": "", "products": "Cells"}
    notice = stored(session, **open_end)
    read(session, notice, case("tbt_regular_en"))
    kept = (date(2026, 8, 1), "form")
    assert (notice.deadline, notice.deadline_basis) == kept
    put(session, item(**{**open_end, "title": "Batteries without mercury"}))
    assert notice.version_number == 2
    assert (notice.deadline, notice.deadline_basis) == kept
    stated = {**open_end, "comments_close": "2026-08-11"}
    put(session, item(**stated))
    assert (notice.deadline, notice.deadline_basis) == (date(2026, 8, 11), "stated")


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
