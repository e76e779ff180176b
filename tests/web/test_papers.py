"""Papers say only what is known, keep every version, and open as Word and PDF."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.case_plan import Recipient
from models.consultation import Answer, Asked, Consultation
from models.correspondence import Dispatch, Stage
from models.evidence import Evidence, ItemEvidence
from models.paper import PaperKind
from tests.models.archive import AT, TODAY
from tests.web.paper_case import SYMBOL, open_case
from web.cases.record import Actor
from web.papers import service
from web.papers.fields import NAMES, fields_of
from web.papers.letters import sentences, write_letter
from web.planning.extension import span_of
from web.planning.service import replan
from web.refused import RefusedError

WHO = Actor(None, "李明")


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session)


def close_on(session: Session, case: Case, day: date | None) -> None:
    """Let comments close on another day, and plan anew."""
    case.notice.comments_close = case.notice.deadline = day
    case.notice.deadline_basis = "stated" if day else "none"
    replan(session, case, "", AT)


def letter(session: Session, case: Case, kind: PaperKind) -> tuple[str, str]:
    return write_letter(kind, fields_of(session, case, TODAY))


def test_every_letter_has_a_title_and_all_it_names_exists() -> None:
    assert set(sentences()) == {"extension", "transmittal", "chase"}
    for rows in sentences().values():
        assert "关于" in rows[0].zh
        assert all(one.zh for one in rows)


def test_a_short_window_is_told_with_its_days(session: Session, case: Case) -> None:
    close_on(session, case, case.notice.distributed + timedelta(days=30))
    zh, en = letter(session, case, PaperKind.EXTENSION)
    assert "评议期为30天，短于TBT委员会建议的60天" in zh
    assert "a period of 30 days, which is shorter than the 60 days" in en
    wanted = case.notice.distributed + timedelta(days=60)
    assert f"延长至{wanted.year}年{wanted.month}月{wanted.day}日" in zh
    assert SYMBOL in zh.splitlines()[0]


def test_without_a_last_day_none_is_made_up(session: Session, case: Case) -> None:
    close_on(session, case, None)
    zh, en = letter(session, case, PaperKind.EXTENSION)
    assert "未载明评议截止日" in zh
    assert "延长至" not in zh
    assert "states no final date" in en
    assert "extended to" not in en


def test_of_a_window_of_60_days_thirty_more_are_asked(
    session: Session, case: Case
) -> None:
    close = case.notice.distributed + timedelta(days=75)
    close_on(session, case, close)
    assert span_of(session, case).asked_until == close + timedelta(days=30)


def test_the_transmittal_names_the_recipient_or_leaves_it_open(
    session: Session, case: Case
) -> None:
    assert "【待填写：报送单位】" in letter(session, case, PaperKind.TRANSMITTAL)[0]
    held = Recipient(name="国家通报咨询中心", edited_by="x", edited_at=AT)
    session.add(held)
    session.flush()
    case.recipient_id = held.id
    zh, en = letter(session, case, PaperKind.TRANSMITTAL)
    assert "国家通报咨询中心：" in zh
    assert "尚未审定" in zh
    assert en == ""


def test_a_chasing_letter_counts_the_days_since_it_was_sent(
    session: Session, case: Case
) -> None:
    assert "[TO CHECK: no sending" in letter(session, case, PaperKind.CHASE)[1]
    sent = Dispatch(
        case_id=case.id,
        stage=Stage.ABROAD,
        addressee="USA",
        channel="mail",
        at=AT - timedelta(days=70),
        noted_by="x",
        noted_at=AT,
    )
    session.add(sent)
    session.flush()
    zh, en = letter(session, case, PaperKind.CHASE)
    waited = (TODAY - sent.at.date()).days
    assert f"至今{waited}天" in zh
    assert "We have not yet received a reply." in en


def test_the_internal_paper_tells_counts_and_proofs(
    session: Session, case: Case
) -> None:
    (first,) = case.items
    second = CaseItem(position=2, ground_id="tbt-2.2", request_zh="请说明依据。")
    case.items.append(second)
    row = Evidence(
        case_id=case.id,
        kind="cost",
        who="武汉甲公司",
        text_zh="换标签的费用",
        value="12",
        unit="万元",
        year=2025,
        internal=True,
        created_by="x",
        created_at=AT,
    )
    session.add(row)
    session.flush()
    session.add(ItemEvidence(item_id=first.id, evidence_id=row.id))
    add_round(session, case)
    text = service.text_of(session, case, PaperKind.INTERNAL, TODAY).zh
    assert "征求意见：企业2家（答复1家）" in text
    assert "证据（内部）：武汉甲公司；换标签的费用；12万元" in text
    assert second.request_zh in text


def add_round(session: Session, case: Case) -> None:
    """A round of two firms, of which one has answered."""
    asked = Consultation(
        case_id=case.id, number=1, closes=TODAY, created_by="x", created_at=AT
    )
    asked.asked = [Asked(kind="firm", name="甲"), Asked(kind="firm", name="乙")]
    asked.asked[0].answer = Answer(created_at=AT, changed_at=AT)
    session.add(asked)
    session.flush()


def test_a_concern_holds_the_arguments_in_both_languages(
    session: Session, case: Case
) -> None:
    zh, en = service.compose(
        session, case, PaperKind.CONCERN, fields_of(session, case, TODAY)
    )
    assert case.items[0].problem_zh in zh
    assert case.items[0].request_en in en
    assert "[TO COMPLETE: earlier comments" in en


def save(session: Session, case: Case, zh: str, *, based_on: int) -> int:
    return service.save_text(
        session, case, PaperKind.CHASE, (zh, ""), based_on=based_on, actor=WHO, at=AT
    )


def test_each_save_is_a_version_and_none_is_overwritten(
    session: Session, case: Case
) -> None:
    assert save(session, case, "一", based_on=0) == 1
    assert save(session, case, "一\r\n", based_on=1) == 1
    assert save(session, case, "二", based_on=1) == 2
    with pytest.raises(RefusedError, match="已保存"):
        save(session, case, "三", based_on=1)
    with pytest.raises(RefusedError, match="正文为空"):
        save(session, case, " ", based_on=2)
    with pytest.raises(RefusedError, match="正文超过"):
        save(session, case, "x" * 200_001, based_on=2)
    saved = service.versions(session, case.id, PaperKind.CHASE)
    assert [one.text_zh for one in saved] == ["二\n", "一\n"]
    text = service.text_of(session, case, PaperKind.CHASE, TODAY)
    assert (text.number, text.author) == (2, "李明")


def test_facts_are_named_alike_in_both_languages(session: Session, case: Case) -> None:
    fields = fields_of(session, case, TODAY)
    assert set(fields.zh) == set(fields.en) == set(NAMES)
