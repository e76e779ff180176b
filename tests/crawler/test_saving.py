"""What is written past the session is what the session would have written."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.card import WTO_EPING, put_source
from crawler.drafts import draft, is_draft, part_of
from crawler.items import NoticeItem
from crawler.saving import save_notices, values_of, write
from crawler.texts import new_notice
from models.measure import Event
from models.notice import Document, DocumentState, Notice, NoticeMember
from models.search_text import reindex
from tests.crawler.stored import FIRST, LATER, item, joint, kinds, put


def addendum(**changes: str) -> NoticeItem:
    return item(
        symbol="G/TBT/N/VNM/301/Add.1",
        type="Addendum to Regular Notification",
        comments_close="2026-09-15",
        **changes,
    )


def test_the_index_is_told_the_same_at_first_and_later(session: Session) -> None:
    put(session, item(ics="43.040.10 - Electrics"), joint("Tanzania"), addendum())
    ids = session.scalars(select(Notice.id)).all()
    assert len(ids) == 3
    assert reindex(session, ids) == 0


def test_a_draft_is_written_with_the_defaults_of_its_table(session: Session) -> None:
    put_source(session, WTO_EPING)
    notice = new_notice(item(), FIRST)
    assert is_draft(notice)
    assert all(map(is_draft, [*notice.members, *notice.versions, *notice.documents]))
    save_notices(session, [notice])
    held = session.scalars(select(Document)).one()
    assert (held.notice_id, held.state) == (notice.id, DocumentState.WAITING)
    assert (held.fault, held.tries, held.sha256) == ({}, 0, None)
    save_notices(session, [])
    write(session, [])


def test_a_draft_knows_the_fields_of_its_table_only() -> None:
    copy = draft(NoticeMember, member_code="VNM")
    assert (copy.member_code, copy.symbol) == ("VNM", None)
    assert values_of(copy)["member_code"] == "VNM"
    with pytest.raises(AttributeError, match="NoticeMember has no field colour"):
        _ = copy.colour  # type: ignore[attr-defined]
    assert not is_draft(part_of(Notice(), NoticeMember))


def test_a_document_may_come_twice_in_one_batch(session: Session) -> None:
    longer = item(comments_close="2026-09-01")
    assert put(session, item(), longer, longer) == ["new", "changed", "unchanged"]
    notice = session.scalars(select(Notice)).one()
    assert [one.number for one in notice.versions] == [1, 2]
    assert set(kinds(session, notice)) == {"circulated", "extended version 2"}
    assert str(notice.comments_close) == "2026-09-01"


def test_what_comes_after_a_join_in_the_same_batch_joins_the_first(
    session: Session,
) -> None:
    one, other = (
        item(symbol=f"G/TBT/N/KEN/1800/Add.{k}", member="Kenya") for k in (1, 2)
    )
    third = item(symbol="G/TBT/N/TZA/1340/Add.1", member="Tanzania")
    last = item(symbol="G/TBT/N/TZA/1340/Add.2", member="Tanzania")
    put(session, one, third, joint("Kenya"), other, last, third)
    measures = set(session.scalars(select(Notice.measure_id)))
    assert len(measures) == 1
    assert set(session.scalars(select(Event.measure_id))) == measures


def test_an_extension_tells_the_latest_deadline_before_it(session: Session) -> None:
    put(session, item(), addendum(distributed="2026-07-01"))
    later = item(
        symbol="G/TBT/N/VNM/301/Add.2",
        type="Addendum to Regular Notification",
        distributed="2026-08-20",
        comments_close="2026-10-01",
    )
    put(session, later, moment=LATER)
    query = select(Event.change).where(Event.kind == "extended").order_by(Event.day)
    told = [change["comments_close"] for change in session.scalars(query)]
    assert [(one["before"], one["after"]) for one in told] == [
        ("2026-08-01", "2026-09-15"),
        ("2026-09-15", "2026-10-01"),
    ]
