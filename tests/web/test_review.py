"""Remarks and sign-off: four eyes, a lock, and a hash that tells of tampering."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Update, update
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft, CaseItem
from models.evidence import Evidence
from models.review import Signature
from models.user import User
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW
from web.cases.contents import contents_of, fingerprint
from web.cases.lock import refuse_if_locked
from web.cases.service import find_case
from web.refused import RefusedError
from web.review import checking, remarks, signing
from web.review.drafters import drafters_of


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def seen(session: Session, case: Case) -> str:
    return fingerprint(contents_of(session, case, case.drafts[-1]))


def sign(bench: Bench, case: Case, who: User | None = None) -> Signature:
    fresh = seen(bench.session, case)
    return signing.sign(bench.session, case, who or bench.reviewer, seen=fresh, now=NOW)


def test_a_remark_is_answered_and_resolved_and_stays(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="reviewing")
    item = case.items[0]
    first = remarks.add_remark(
        session, case, bench.reviewer, " 缺数据 ", item_id=item.id, now=NOW
    )
    remarks.add_remark(
        session, case, bench.officer, "已补", parent_id=first.id, now=NOW
    )
    assert remarks.open_remarks(session, [case.id]) == {case.id: 1}
    actor = bench.actor(bench.reviewer)
    remarks.resolve(session, case, first.id, done=True, actor=actor, now=NOW)
    assert remarks.open_remarks(session, [case.id]) == {}
    thread = remarks.threads_of(session, case.id)[item.id][0]
    assert (thread.remark.text, thread.remark.resolved_by) == ("缺数据", "李审核")
    assert [(one.text, one.item_id) for one in thread.answers] == [("已补", item.id)]
    remarks.resolve(session, case, first.id, done=False, actor=actor, now=NOW)
    assert remarks.open_remarks(session, [case.id]) == {case.id: 1}


def test_unfit_remarks_are_refused(session: Session, bench: Bench) -> None:
    case, other = bench.case(), bench.case()
    with pytest.raises(RefusedError, match="批注为空"):
        remarks.add_remark(session, case, bench.reviewer, " \n", now=NOW)
    with pytest.raises(RefusedError, match="超过 3000 字"):
        remarks.add_remark(session, case, bench.reviewer, "长" * 3001, now=NOW)
    foreign = other.items[0].id
    with pytest.raises(RefusedError, match="意见条目已不在"):
        remarks.add_remark(
            session, case, bench.reviewer, "甲", item_id=foreign, now=NOW
        )
    theirs = remarks.add_remark(session, other, bench.reviewer, "甲", now=NOW)
    with pytest.raises(RefusedError, match="没有这条批注"):
        remarks.add_remark(
            session, case, bench.reviewer, "乙", parent_id=theirs.id, now=NOW
        )


def test_a_sign_off_keeps_every_word_and_locks(session: Session, bench: Bench) -> None:
    case = bench.case(state="reviewing", items=2)
    made = sign(bench, case)
    assert case.state == "approved"
    assert (made.number, made.draft_number, made.drafters) == (1, 1, ["王专员"])
    assert made.signed["text_zh"] == "意见"
    assert [len(one["evidence"]) for one in made.signed["items"]] == [1, 1]
    assert len(made.sha256) == 64
    with pytest.raises(RefusedError, match="已审定锁定"):
        refuse_if_locked(case)


@pytest.mark.parametrize("state", ["drafting", "returned", "approved", "candidate"])
def test_only_what_is_under_review_is_signed(
    session: Session, bench: Bench, state: str
) -> None:
    with pytest.raises(RefusedError, match="不在审核中"):
        sign(bench, bench.case(state=state))


def test_what_changed_since_it_was_read_is_not_signed(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="reviewing")
    read = seen(session, case)
    case.items[0].request_en = "Another request"
    with pytest.raises(RefusedError, match="内容有改动"):
        signing.sign(session, case, bench.reviewer, seen=read, now=NOW)


def test_open_remarks_and_gaps_hold_up_a_sign_off(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="reviewing", proven=False)
    with pytest.raises(RefusedError, match="不能送审"):
        sign(bench, case)
    bench.prove(case)
    remarks.add_remark(session, case, bench.reviewer, "再核对", now=NOW)
    with pytest.raises(RefusedError, match="1 条批注没有处理"):
        sign(bench, case)


def test_of_an_officer_nobody_signs(session: Session, bench: Bench) -> None:
    case = bench.case(state="reviewing")
    case.items[0].edited_by = case.drafts[0].author = "别人"
    with pytest.raises(RefusedError, match="由审核人操作"):
        sign(bench, case, bench.officer)


def tamper(session: Session, what: str) -> None:
    """Change the database behind the program's back."""
    changes: dict[str, Update] = {
        "texts": update(CaseDraft).values(text_en="Comments"),
        "items": update(CaseItem).values(request_zh="请求0"),
        "evidence": update(Evidence).values(removed_at=NOW),
    }
    session.execute(changes[what])
    session.commit()
    session.expire_all()


@pytest.mark.parametrize(
    ("what", "differs"),
    [("texts", ("text_en",)), ("items", ("item:1",)), ("evidence", ("item:1",))],
)
def test_tampering_behind_a_sign_off_is_seen(
    session: Session, bench: Bench, what: str, differs: tuple[str, ...]
) -> None:
    case = bench.case(state="reviewing")
    sign(bench, case)
    session.commit()
    verdict = checking.verdict_of_case(session, find_case(session, case.id))
    assert verdict is not None
    assert verdict.holds
    tamper(session, what)
    verdict = checking.verdict_of_case(session, find_case(session, case.id))
    assert verdict is not None
    assert not verdict.holds
    assert (verdict.record_holds, verdict.differs) == (True, differs)


@pytest.mark.parametrize("rehashed", [False, True])
def test_a_forged_record_is_seen_even_with_a_hash_of_its_own(
    session: Session, bench: Bench, rehashed: bool
) -> None:
    case = bench.case(state="reviewing")
    made = sign(bench, case)
    made.signed = made.signed | {"text_zh": "伪造"}
    if rehashed:
        made.sha256 = fingerprint(made.signed)
    session.commit()
    session.expire_all()
    verdict = checking.verdict_of_case(session, find_case(session, case.id))
    assert verdict is not None
    assert not verdict.record_holds


def test_outcomes_written_later_do_not_break_the_seal(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="reviewing")
    sign(bench, case)
    case.items[0].outcome, case.items[0].outcome_quote = "accepted", "We agree."
    case.items[0].standing = "changed"
    verdict = checking.verdict_of_case(session, case)
    assert verdict is not None
    assert verdict.holds


def test_reopening_makes_a_version_and_the_next_sign_off_the_next_number(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="reviewing")
    first = sign(bench, case)
    actor = bench.actor(bench.reviewer)
    with pytest.raises(RefusedError, match="要写明理由"):
        signing.reopen(session, case, actor=actor, reason=" ", now=NOW)
    later = NOW + timedelta(hours=1)
    draft = signing.reopen(session, case, actor=actor, reason="补遗改了条款", now=later)
    assert (case.state, draft.number, draft.text_zh) == ("drafting", 2, "意见")
    assert (first.reopened_by, first.reason) == ("李审核", "补遗改了条款")
    assert not drafters_of(bench.session, case).include(bench.reviewer)
    bench.draft(case, "意见，第二稿", at=later)
    case.items[0].request_zh = "新的请求"
    bench.go(case, "reviewing")
    second = sign(bench, case)
    assert (second.number, second.draft_number) == (2, 3)
    parts = checking.compare_signed(first.signed, second.signed)
    assert [part.name for part in parts] == ["text_zh", "item:1"]
    assert any(run.kind == "added" for part in parts for run in part.runs)
    assert checking.verdict_on(session, case, first).holds


def test_nothing_is_reopened_where_nothing_is_signed_or_it_is_out(
    session: Session, bench: Bench
) -> None:
    actor = bench.actor(bench.reviewer)
    with pytest.raises(RefusedError, match="没有有效的审定"):
        signing.reopen(session, bench.case(), actor=actor, reason="因", now=NOW)
    case = bench.case(state="reviewing")
    sign(bench, case)
    case.state = "submitted"
    with pytest.raises(RefusedError, match="不能这样流转"):
        signing.reopen(session, case, actor=actor, reason="因", now=NOW)


def test_a_signed_paper_left_and_taken_up_again_is_signed_anew(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="reviewing")
    first = sign(bench, case)
    bench.go(case, "screened_out", reason="重复")
    assert first.reopened_at is None
    bench.go(case, "candidate", reason="补遗改了条款")
    assert (first.reopened_by, first.reason) == ("王专员", "补遗改了条款")
    bench.go(case, "drafting")
    bench.go(case, "reviewing")
    with pytest.raises(RefusedError, match="尚未审定"):
        bench.go(case, "approved", bench.reviewer)
    assert sign(bench, case).number == 2


def test_a_sign_off_that_is_not_there_is_refused(
    session: Session, bench: Bench
) -> None:
    with pytest.raises(RefusedError, match="没有第3次审定"):
        signing.find_signature(session, bench.case(), 3)
