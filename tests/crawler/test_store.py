"""What is stored: each document once, its versions, families, events and copies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.card import WTO_EPING, put_source
from crawler.items import NoticeItem
from crawler.moments import Moment
from crawler.normalise import read_notice
from crawler.store import Outcome, store
from models.alert import Alert
from models.case import Case
from models.measure import Event, Measure, MeasureSymbol
from models.notice import Notice
from models.subscription import Subscription
from models.user import User

NOW = datetime(2026, 6, 3, 8, tzinfo=UTC)
LATER = Moment(datetime(2026, 6, 4, 8, tzinfo=UTC))
FIRST = Moment(NOW)
EAC = "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"


def item(**changes: Any) -> NoticeItem:
    raw = {
        "symbol": "G/TBT/N/VNM/301",
        "member": "Viet Nam",
        "type": "Regular notification",
        "distributed": "2026-06-02",
        "comments_close": "2026-08-01",
        "title": "Household batteries: mercury",
        "description": "Sets limits for mercury.",
        "products": "Primary cells",
        "hs": "8506 - Primary cells",
        "objectives": "Protection of the environment (TBT)",
        "documents": "https://members.wto.org/crnattachments/2026/TBT/VNM/1_e.pdf",
    }
    return read_notice({**raw, **changes}, "row 2")


def joint(member: str, **changes: Any) -> NoticeItem:
    return item(symbol=EAC, member=member, **changes)


def put(session: Session, *items: NoticeItem, moment: Moment = FIRST) -> list[Outcome]:
    put_source(session, WTO_EPING)
    return [outcome for _, outcome in store(session, items, moment)]


def only(session: Session) -> Notice:
    session.flush()
    session.expire_all()
    return session.scalars(select(Notice)).one()


def kinds(session: Session, notice: Notice) -> dict[str, Event]:
    events = select(Event).where(Event.notice_id == notice.id)
    return {f"{one.kind} {one.key}".strip(): one for one in session.scalars(events)}


def test_a_new_notice_is_stored_with_version_copy_attachment_and_event(
    session: Session,
) -> None:
    assert put(session, item()) == [Outcome.NEW]
    notice = only(session)
    assert notice.source_key == "G/TBT/N/VNM/301"
    assert (notice.deadline, notice.deadline_basis) == (date(2026, 8, 1), "stated")
    assert [one.number for one in notice.versions] == [1]
    assert notice.versions[0].difference == {}
    assert [one.member_code for one in notice.members] == ["VNM"]
    assert [(one.role, one.language) for one in notice.documents] == [("draft", "en")]
    circulated = kinds(session, notice)["circulated"]
    assert (circulated.day, circulated.baseline) == (date(2026, 6, 2), False)
    assert circulated.measure_id == notice.measure_id
    assert "batter" in notice.search_text


def test_storing_again_changes_nothing(session: Session) -> None:
    put(session, item())
    before = only(session).updated_at
    assert put(session, item(), moment=LATER) == [Outcome.UNCHANGED]
    notice = only(session)
    assert notice.updated_at == before
    assert len(notice.versions) == 1
    assert session.scalar(select(func.count(Event.id))) == 1


def test_rows_of_a_joint_document_fold_in_any_order(session: Session) -> None:
    outcomes = put(
        session,
        joint("Tanzania", objectives="Quality requirements (TBT); Harmonization (TBT)"),
        joint("Kenya", objectives="Harmonization (TBT); Quality requirements (TBT)"),
    )
    assert outcomes == [Outcome.NEW, Outcome.UNCHANGED]
    notice = only(session)
    assert notice.source_key == "G/TBT/N/KEN/1800,G/TBT/N/TZA/1340"
    assert {one.member_code: one.symbol for one in notice.members} == {
        "TZA": "G/TBT/N/TZA/1340",
        "KEN": "G/TBT/N/KEN/1800",
    }
    again = put(session, joint("Kenya"), joint("Tanzania"), moment=LATER)
    assert again[0] == Outcome.UNCHANGED


def test_another_members_row_is_no_new_version(session: Session) -> None:
    put(session, joint("Tanzania"))
    own = "https://members.wto.org/crnattachments/2026/TBT/KEN/2_e.pdf"
    other = joint("Kenya", products="Primary  cells (HS 8506)", documents=own)
    assert put(session, other, moment=LATER) == [Outcome.UNCHANGED]
    notice = only(session)
    assert notice.version_number == 1
    assert own in {one.url for one in notice.documents}


def test_a_changed_text_is_a_version_with_its_difference(session: Session) -> None:
    put(session, item())
    notice = only(session)
    notice.tagged_hash = notice.matched_hash = "done"
    changed = item(description="Sets limits for mercury and cadmium.")
    assert put(session, changed, moment=LATER) == [Outcome.CHANGED]
    notice = only(session)
    assert (notice.version_number, notice.tagged_hash, notice.matched_hash) == (
        2,
        None,
        None,
    )
    first, second = notice.versions
    assert first.content["description"] == "Sets limits for mercury."
    assert second.content_hash == notice.content_hash
    words = second.difference["description"]["words"]
    assert ["added", "mercury and cadmium."] in words
    event = kinds(session, notice)["text_changed version 2"]
    assert event.change["description"]["after"].endswith("cadmium.")
    assert event.baseline is False


def test_a_moved_deadline_is_an_extension_with_before_and_after(
    session: Session,
) -> None:
    put(session, item())
    moved = item(comments_close="2026-09-01")
    assert put(session, moved, moment=LATER) == [Outcome.CHANGED]
    notice = only(session)
    assert notice.deadline == date(2026, 9, 1)
    event = kinds(session, notice)["extended version 2"]
    assert event.day == date(2026, 9, 1)
    assert event.change == {
        "comments_close": {"before": "2026-08-01", "after": "2026-09-01"}
    }
    assert "text_changed version 2" not in kinds(session, notice)


def test_a_way_that_knows_less_takes_nothing_away(session: Session) -> None:
    put(session, item(adoption="2026-12-01", links={"fr": "https://docs.wto.org/u"}))
    assert put(session, item(), moment=LATER) == [Outcome.UNCHANGED]
    notice = only(session)
    assert notice.content["adoption"] == "2026-12-01"
    assert notice.content["links"] == {"fr": "https://docs.wto.org/u"}


def test_to_learn_more_of_a_text_is_no_change_of_it(session: Session) -> None:
    put(session, item())
    fuller = item(adoption="2026-12-01", conforms="Yes")
    assert put(session, fuller, moment=LATER) == [Outcome.UNCHANGED]
    notice = only(session)
    assert notice.content["conforms"] == "Yes"
    assert notice.version_number == 1
    assert notice.versions[0].content_hash == notice.content_hash
    assert put(session, fuller, moment=LATER) == [Outcome.UNCHANGED]


@pytest.mark.parametrize("field", ["title", "description", "products"])
def test_blanks_alone_are_no_change(session: Session, field: str) -> None:
    put(session, item())
    words = only(session).content[field].replace(" ", "\n ")
    assert put(session, item(**{field: words}), moment=LATER) == [Outcome.UNCHANGED]


def test_the_joint_original_and_one_members_addendum_are_one_measure(
    session: Session,
) -> None:
    addendum = item(
        symbol="G/TBT/N/TZA/1340/Add.1",
        member="Tanzania",
        type="Addendum to Regular Notification",
        distributed="2026-09-02",
        comments_close="2026-10-02",
        products="",
        description="The comment period has been extended.",
    )
    put(session, joint("Kenya"), addendum)
    first, second = session.scalars(select(Notice).order_by(Notice.id))
    assert first.measure_id == second.measure_id
    symbols = set(session.scalars(select(MeasureSymbol.base_symbol)))
    assert symbols == {"G/TBT/N/KEN/1800", "G/TBT/N/TZA/1340"}
    extended = kinds(session, second)["extended"]
    assert extended.change["comments_close"]["before"] == "2026-08-01"
    assert "products" not in second.content


def test_two_measures_become_one_and_all_that_hangs_on_them_moves(
    session: Session,
) -> None:
    put(
        session,
        item(symbol="G/TBT/N/KEN/1800", member="Kenya"),
        item(symbol="G/TBT/N/TZA/1340", member="Tanzania"),
    )
    older, later = session.scalars(select(Measure).order_by(Measure.id))
    hang_on(session, later)
    revised = joint("Kenya", type="Revision to Regular Notification")
    put(session, revised, moment=LATER)
    session.expire_all()
    assert later.redirect_id == older.id
    for table in (Notice, Event, MeasureSymbol, Case, Alert):
        assert set(session.scalars(select(table.measure_id))) == {older.id}


def hang_on(session: Session, measure: Measure) -> None:
    """A case and an alert on a measure."""
    notice = session.scalars(
        select(Notice).where(Notice.measure_id == measure.id)
    ).one()
    event = session.scalars(select(Event).where(Event.notice_id == notice.id)).one()
    user = User(email="a@example.org", name="A", role="exporter", created_at=NOW)
    wish = Subscription(user=user, created_at=NOW, updated_at=NOW)
    session.add_all([user, wish])
    session.add(
        Case(measure_id=measure.id, notice_id=notice.id, created_at=NOW, updated_at=NOW)
    )
    session.flush()
    session.add(
        Alert(
            subscription_id=wish.id,
            user_id=user.id,
            measure_id=measure.id,
            event_id=event.id,
            notice_id=notice.id,
            level="medium",
            reason={},
            snapshot={},
            created_at=NOW,
        )
    )
    session.flush()


def test_a_late_original_makes_its_follow_up_be_tagged_again(session: Session) -> None:
    addendum = item(
        symbol="G/TBT/N/VNM/301/Add.1",
        type="Addendum to Regular Notification",
        products="",
        hs="",
    )
    put(session, addendum)
    only(session).tagged_hash = "done"
    put(session, item(), moment=LATER)
    query = select(Notice.tagged_hash).where(Notice.type == "addendum")
    assert session.scalar(query) is None


def test_the_first_load_alerts_nobody_and_old_news_neither(session: Session) -> None:
    old = item(symbol="G/TBT/N/VNM/1", distributed="2019-01-02", comments_close=None)
    put(session, item(), moment=Moment(NOW, baseline=True))
    later = Moment(LATER.now, backfill_before=date(2026, 4, 1))
    fresh = item(symbol="G/TBT/N/VNM/302")
    put(session, old, fresh, moment=later)
    query = select(Notice.symbol, Event.baseline).join(
        Event, Event.notice_id == Notice.id
    )
    assert {row.symbol: row.baseline for row in session.execute(query)} == {
        "G/TBT/N/VNM/301": True,
        "G/TBT/N/VNM/1": True,
        "G/TBT/N/VNM/302": False,
    }


def test_an_unreadable_symbol_is_a_family_of_its_own(session: Session) -> None:
    put(session, item(symbol="G/TBT/Notif.98.123", member="Canada"))
    notice = only(session)
    assert notice.source_key == "G/TBT/Notif.98.123"
    assert session.get_one(Measure, notice.measure_id).slug.startswith("wto_eping:")


def test_letters_that_no_database_can_hold_are_left_out(session: Session) -> None:
    put(session, item(title="Bat\x00ter\ud800ies", description="\udfff\x00Mercury"))
    notice = only(session)
    assert notice.title == "Batteries"
    assert notice.content["description"] == "Mercury"
