"""Changes of records and families as rows: made once, made again, told by events."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from crawler.changes import catch_up
from models.change import Change
from models.changes.fields import FieldChange
from models.notice import Notice
from tests.crawler.changed import (
    BASE,
    adoption,
    base,
    changes,
    extension,
    notice,
    paper,
    put_family,
    revision,
    told,
)
from tests.crawler.stored import LATER, item, put

WHEN = LATER.now + timedelta(days=1)


def fields(change: Change) -> dict[str, FieldChange]:
    return {one["field"]: one for one in change.fields}


def test_each_follow_up_holds_what_it_changes(session: Session) -> None:
    put_family(session)
    assert changes(session) == {}
    extended = changes(session, "/Add.1")["family"]
    assert extended.against_id == notice(session).id
    assert fields(extended)["comments_close"]["days"] == 30
    assert list(fields(extended)) == ["comments_close"]
    adopted = fields(changes(session, "/Add.2")["family"])
    assert adopted["entry_into_force"]["days"] == 59
    assert "hs" not in adopted
    revised = changes(session, "/Rev.1")["family"]
    assert revised.against_id == notice(session).id
    assert fields(revised)["hs"]["added"] == ["8507"]
    assert fields(revised)["comments_close"]["before"] == "2026-08-31"


def test_each_event_tells_its_own_part(session: Session) -> None:
    put_family(session)
    moved = told(session, "/Add.1", "extended")
    assert moved["comments_close"] == {
        "kind": "moved",
        "before": "2026-08-01",
        "after": "2026-08-31",
        "days": 30,
    }
    assert list(told(session, "/Add.2", "in_force")) == ["entry_into_force"]
    assert list(told(session, "/Add.2", "adopted")) == ["adoption"]
    revised = told(session, "/Rev.1", "revised")
    assert list(revised) == ["comments_close", "hs", "products", "description"]
    assert revised["hs"]["added_count"] == 1


def test_storing_again_makes_nothing_new(session: Session) -> None:
    put_family(session)
    before = {one.id: one.created_at for one in session.scalars(select(Change))}
    put_family(session, LATER)
    assert catch_up(session, 100, WHEN) == 0
    session.flush()
    after = {one.id: one.created_at for one in session.scalars(select(Change))}
    assert before == after
    assert told(session, "/Add.1", "extended")["comments_close"]["days"] == 30


def test_an_original_that_comes_late_is_what_follow_ups_are_compared_with(
    session: Session,
) -> None:
    put(session, revision(), extension())
    assert changes(session, "/Add.1") == {}
    put(session, base(), moment=LATER)
    assert fields(changes(session, "/Add.1")["family"])["comments_close"]["days"] == 30
    assert told(session, "/Rev.1", "revised")["hs"]["added"] == ["8507"]


def test_a_new_version_has_a_change_and_moves_what_follows(session: Session) -> None:
    put(session, base(), extension())
    put(session, base(description="Sets limits for lead."), moment=LATER)
    assert notice(session).version_number == 2
    (change,) = changes(session).values()
    assert (change.kind, change.key, list(fields(change))) == (
        "version",
        "2",
        ["description"],
    )
    put(session, extension(comments_close="2026-09-15"), moment=LATER)
    family = fields(changes(session, "/Add.1")["family"])
    assert family["comments_close"]["days"] == 45
    assert told(session, "/Add.1", "extended")["comments_close"]["days"] == 45


def test_other_rules_make_all_again_and_a_limit_leaves_the_rest(
    session: Session,
) -> None:
    put_family(session)
    put(session, base(description="Sets limits for lead."), moment=LATER)
    session.flush()
    session.execute(update(Change).values(basis="0:old", fields=[]))
    assert catch_up(session, 2, WHEN) == 2
    session.flush()
    assert catch_up(session, 100, WHEN) == 2
    session.flush()
    assert catch_up(session, 100, WHEN) == 0
    empty = select(func.count(Change.id)).where(Change.basis == "0:old")
    assert session.scalar(empty) == 0
    assert fields(changes(session, "/Rev.1")["family"])["hs"]["added"] == ["8507"]


def test_an_addendum_follows_the_revision_that_it_follows(session: Session) -> None:
    late = paper("/Add.2", "2027-01-05", comments_close="2027-02-28")
    put(session, base(), extension(), revision(), late)
    change = changes(session, "/Add.2")["family"]
    assert change.against_id == notice(session, "/Rev.1").id
    assert fields(change)["comments_close"]["before"] == "2027-01-30"


def test_a_joint_original_is_what_one_members_addendum_follows(
    session: Session,
) -> None:
    put(session, item(symbol=f"{BASE}, G/TBT/N/KHM/9"), extension())
    found = changes(session, "/Add.1")["family"]
    assert fields(found)["comments_close"]["days"] == 30


def test_a_document_alone_changes_nothing(session: Session) -> None:
    put(session, adoption())
    assert changes(session, "/Add.2") == {}


def test_a_change_makes_the_summary_be_written_again(session: Session) -> None:
    put(session, base())
    put(session, extension())
    session.execute(update(Notice).values(summarised_hash="done"))
    put(session, extension(comments_close="2026-09-15"), moment=LATER)
    assert notice(session).summarised_hash == "done"
    assert notice(session, "/Add.1").summarised_hash is None
