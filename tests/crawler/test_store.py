"""What is stored: each document once, its versions, events and copies."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.moments import Moment
from crawler.store import Outcome
from models.measure import Event
from models.notice import Notice
from tests.crawler.stored import LATER, NOW, item, joint, kinds, only, put


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
    assert ["added", "and cadmium"] in words
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
        "comments_close": {
            "kind": "moved",
            "before": "2026-08-01",
            "after": "2026-09-01",
            "days": 31,
        }
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


def test_what_only_some_ways_fill_is_not_emptied_by_another(session: Session) -> None:
    put(session, item(adoption="2026-12-01", objectives_text="Less mercury."))
    empty = item(adoption=None, objectives_text="")
    assert put(session, empty, moment=LATER) == [Outcome.UNCHANGED]
    moved = item(adoption="2027-01-01")
    assert put(session, moved, moment=LATER) == [Outcome.CHANGED]
    assert only(session).content["objectives_text"] == "Less mercury."


@pytest.mark.parametrize("field", ["title", "description", "products"])
def test_blanks_alone_are_no_change(session: Session, field: str) -> None:
    put(session, item())
    words = only(session).content[field].replace(" ", "\n ")
    assert put(session, item(**{field: words}), moment=LATER) == [Outcome.UNCHANGED]


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


def test_letters_that_no_database_can_hold_are_left_out(session: Session) -> None:
    put(session, item(title="Bat\x00ter\ud800ies", description="\udfff\x00Mercury"))
    notice = only(session)
    assert notice.title == "Batteries"
    assert notice.content["description"] == "Mercury"
