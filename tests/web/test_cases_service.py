"""A case is begun once, its drafts are never overwritten, and all is recorded."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.notice import Notice
from models.user import AuditEntry, User
from tests.models.archive import AT, TODAY, add_notice, fill
from tests.web.centre import add_measures, add_people
from web.cases import service
from web.cases.beginning import begin_case
from web.cases.gathering import facts_of, listed, with_article
from web.cases.record import Actor
from web.cases.sheets import sheet_of
from web.drafts import service as drafts
from web.refused import RefusedError

SYMBOL = "G/TBT/N/USA/2200"


@pytest.fixture
def notices(session: Session) -> dict[str, Notice]:
    found = fill(session)
    found[SYMBOL].comments_close = date(2025, 6, 12)
    add_measures(session)
    return found


@pytest.fixture
def officer(session: Session) -> User:
    return add_people(session)["officer"]


def begin(session: Session, notice: Notice, officer: User) -> Case:
    actor = Actor(officer.id, officer.name)
    return begin_case(session, notice.id, actor=actor, at=AT, today=TODAY)


def save(
    session: Session, case: Case, text: str, *, based_on: int, at: datetime = AT
) -> int:
    draft = drafts.save_draft(
        session,
        case,
        text_zh=text,
        text_en="Text",
        based_on=based_on,
        actor=Actor(None, "王建国"),
        at=at,
    )
    return draft.number


def test_begun_twice_is_one_case(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    first = begin(session, notices[SYMBOL], officer)
    again = begin(session, notices[SYMBOL], officer)
    session.commit()
    assert first.id == again.id
    assert len(session.scalars(select(Case)).all()) == 1
    assert [draft.number for draft in again.drafts] == [1]


def test_a_new_case_holds_items_and_a_machines_draft(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    case = begin(session, notices[SYMBOL], officer)
    session.commit()
    found = service.find_case(session, case.id)
    assert [(move.from_state, move.to_state) for move in found.moves] == [
        ("candidate", "drafting")
    ]
    item = found.items[0]
    assert (item.ground_id, item.ask, item.position) == ("tbt-2.9.4", "extend", 1)
    assert "仅23天" in item.problem_zh
    assert item.check["lacking_zh"][0] == "通报分发日期"
    draft = found.drafts[0]
    assert (draft.origin, draft.author) == ("machine", "")
    assert "通报标题：热水器节能标准" in draft.text_zh
    assert "Title: Energy conservation standards for water heaters" in draft.text_en
    assert found.owner_id == officer.id


def test_only_foreign_wto_notices_get_a_case(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    home = add_notice(session, "G/TBT/N/CHN/2070", members=["CHN"])
    law = add_notice(session, "2025-00001", agreement=None, kind="draft")
    add_measures(session)
    with pytest.raises(RefusedError, match="中国自己的通报"):
        begin(session, home, officer)
    with pytest.raises(RefusedError, match="只有世贸组织通报"):
        begin(session, law, officer)
    law.id = 0
    with pytest.raises(RefusedError, match="没有这件通报"):
        begin_case(session, 99999, actor=Actor(None, "甲"), at=AT, today=TODAY)


def test_every_save_is_a_version(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    case = begin(session, notices[SYMBOL], officer)
    later = AT + timedelta(hours=1)
    assert save(session, case, "意见\r\n二", based_on=1, at=later) == 2
    session.commit()
    assert case.drafts[-1].text_zh == "意见\n二\n"
    assert case.drafts[-1].origin == "editor"
    assert case.drafts[-1].author == "王建国"
    assert case.drafts[0].origin == "machine"
    assert case.updated_at == later


def test_equal_text_makes_no_version(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    case = begin(session, notices[SYMBOL], officer)
    assert save(session, case, "意见", based_on=1) == 2
    assert save(session, case, "意见\r\n", based_on=2) == 2
    assert len(case.drafts) == 2


def test_a_stale_or_empty_save_is_refused(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    case = begin(session, notices[SYMBOL], officer)
    save(session, case, "意见", based_on=1)
    with pytest.raises(RefusedError, match="王建国已保存第2版"):
        save(session, case, "另一意见", based_on=1)
    with pytest.raises(RefusedError, match="文稿为空"):
        drafts.save_draft(
            session,
            case,
            text_zh=" ",
            text_en="\r\n",
            based_on=2,
            actor=Actor(None, "王建国"),
            at=AT,
        )
    assert len(case.drafts) == 2


def test_the_audit_says_who_did_what(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    case = begin(session, notices[SYMBOL], officer)
    save(session, case, "意见", based_on=1)
    session.commit()
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(one.actor, one.action, one.details) for one in entries] == [
        (officer.name, "case.begun", {"kind": "comment"}),
        (officer.name, "case.planned", {"number": 1, "why": "begun"}),
        ("王建国", "case.draft_saved", {"number": 2}),
    ]
    assert {one.subject_id for one in entries} == {str(case.id)}


def test_what_is_not_there_is_refused(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    case = begin(session, notices[SYMBOL], officer)
    with pytest.raises(RefusedError, match="没有编号为 77 的评议案件"):
        service.find_case(session, 77)
    with pytest.raises(RefusedError, match="没有第5版"):
        drafts.find_draft(case, 5)


def test_the_sheet_names_the_notice_in_both_languages(
    session: Session, notices: dict[str, Notice], officer: User
) -> None:
    case = begin(session, notices[SYMBOL], officer)
    sheet = sheet_of(session, case, case.drafts[0])
    assert sheet.machine
    assert [value for _, _, value in sheet.head] == [
        SYMBOL,
        "美国\nUnited States",
        "热水器节能标准\nEnergy conservation standards for water heaters",
        "2025年6月12日\n12 June 2025",
    ]


def test_a_spanish_title_is_kept_beside_ours(
    session: Session, notices: dict[str, Notice]
) -> None:
    facts = facts_of(session, notices["G/TBT/N/VNM/300/Add.1"])
    assert facts.title_en == "Etiquetado de baterías"
    assert facts.agreement == "TBT"
    assert not facts.opens


def test_names_stand_as_in_a_sentence() -> None:
    names = [with_article(name) for name in ("United States", "Brazil", "Philippines")]
    assert listed(names) == "the United States, Brazil and the Philippines"
    assert listed(["Brazil"]) == "Brazil"
    assert listed([]) == ""
