"""Families: documents that share a base symbol are one measure."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.case import Case
from models.measure import Event, Measure, MeasureSymbol
from models.notice import Notice
from models.subscription import Subscription
from models.user import User
from tests.crawler.stored import LATER, NOW, item, joint, kinds, only, put


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


def test_an_unreadable_symbol_is_a_family_of_its_own(session: Session) -> None:
    put(session, item(symbol="G/TBT/Notif.98.123", member="Canada"))
    notice = only(session)
    assert notice.source_key == "G/TBT/Notif.98.123"
    assert session.get_one(Measure, notice.measure_id).slug.startswith("wto_eping:")


def test_measures_are_joined_within_one_batch_too(session: Session) -> None:
    put(
        session,
        item(symbol="G/TBT/N/KEN/1800", member="Kenya"),
        item(symbol="G/TBT/N/TZA/1340", member="Tanzania"),
        joint("Kenya"),
        item(symbol="G/TBT/N/TZA/1340/Add.1", member="Tanzania"),
    )
    older, later = session.scalars(select(Measure).order_by(Measure.id))
    assert (older.redirect_id, later.redirect_id) == (None, older.id)
    assert set(session.scalars(select(Notice.measure_id))) == {older.id}
    assert set(session.scalars(select(Event.measure_id))) == {older.id}
