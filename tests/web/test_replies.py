"""What the Member answers, asking again where it does not, and the outcomes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.case import Case, Flag
from models.correspondence import ReplyKind
from tests.web.bench import Bench, set_bench
from tests.web.sent_papers import (
    LATER,
    hear,
    sent,
)
from tests.web.small_world import NOW, TODAY
from web.cases.flags import standing_flag
from web.correspondence import ledger, replies
from web.refused import RefusedError


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def test_replies_move_or_mark_a_case(bench: Bench, tmp_path: Path) -> None:
    case = sent(bench, tmp_path)
    hear(bench, case, kind=ReplyKind.ACKNOWLEDGEMENT)
    assert case.state == "sent"
    assert standing_flag(case, Flag.ACKNOWLEDGED)
    hear(bench, case, kind=ReplyKind.INTERIM)
    assert case.state == "sent"
    hear(bench, case)
    assert case.state == "replied"
    assert len(replies.replies_of(bench.session, case.id)) == 3


def test_an_odd_day_of_a_reply_is_asked_about(bench: Bench, tmp_path: Path) -> None:
    case = sent(bench, tmp_path)
    early = TODAY - timedelta(days=2)
    with pytest.raises(RefusedError, match="勾选确认"):
        hear(bench, case, day=early)
    with pytest.raises(RefusedError, match="还没有到"):
        hear(bench, case, day=TODAY + timedelta(days=40))
    with pytest.raises(RefusedError, match="填写答复内容"):
        hear(bench, case, text=" ")
    with pytest.raises(RefusedError, match="选择答复的种类"):
        hear(bench, case, kind="rumour")
    with pytest.raises(RefusedError, match="超过 20000 字"):
        hear(bench, case, text="长" * 20_001)
    with pytest.raises(RefusedError, match="还没有提交"):
        hear(bench, bench.case())
    assert hear(bench, case, day=early, is_sure=True).day == early


def test_silence_is_told_after_sixty_days_and_again_after_asking(
    session: Session, bench: Bench, tmp_path: Path
) -> None:
    case = sent(bench, tmp_path)

    def waits(days: int) -> bool:
        return replies.silent_cases(session, TODAY + timedelta(days=days))[0].is_due

    assert not waits(60)
    assert waits(61)
    asked = TODAY + timedelta(days=61)
    now = NOW + timedelta(days=61)
    assert replies.mark_overdue(session, now=now, today=asked) == 1
    assert replies.mark_overdue(session, now=now, today=asked) == 0
    actor = bench.actor(bench.officer)
    replies.note_chase(
        session, case, day=asked, channel="", text="请答复", actor=actor, now=now
    )
    assert not waits(62)
    assert waits(122)
    hear(bench, case)
    assert standing_flag(case, Flag.OVERDUE) is None
    assert replies.silent_cases(session, asked) == []
    with pytest.raises(RefusedError, match="未答复的案件"):
        replies.note_chase(
            session, case, day=asked, channel="", text="", actor=actor, now=now
        )


def test_who_has_written_meanwhile_is_not_overdue_again_the_next_day(
    session: Session, bench: Bench, tmp_path: Path
) -> None:
    case = sent(bench, tmp_path)
    late = NOW + timedelta(days=61)
    assert replies.mark_overdue(session, now=late, today=TODAY + timedelta(days=61))
    interim = TODAY + timedelta(days=9)
    hear(bench, case, kind=ReplyKind.INTERIM, day=interim)
    for days, marked in ((62, 0), (9 + 61, 1)):
        day = TODAY + timedelta(days=days)
        assert replies.mark_overdue(session, now=late, today=day) == marked


def judge(bench: Bench, case: Case, place: int, outcome: str, quote: str = "") -> None:
    item = case.items[place]
    ledger.set_outcome(
        bench.session,
        case,
        item.id,
        outcome=outcome,
        quote=quote,
        seen=ledger.mark(item),
        actor=bench.actor(bench.officer),
        now=LATER,
    )


def test_of_two_who_quote_the_same_outcome_the_second_is_told(
    bench: Bench, tmp_path: Path
) -> None:
    case = sent(bench, tmp_path)
    hear(bench, case)
    shown = ledger.mark(case.items[0])
    judge(bench, case, 0, "accepted", "We will allow 24 months.")
    with pytest.raises(RefusedError, match="1 条意见没有结果，请先逐条登记"):
        ledger.refuse_unjudged(case)
    judge(bench, case, 1, "unknown")
    ledger.refuse_unjudged(case)
    with pytest.raises(RefusedError, match="刚刚登记了这条结果"):
        ledger.set_outcome(
            bench.session,
            case,
            case.items[0].id,
            outcome="accepted",
            quote="Accepted.",
            seen=shown,
            actor=bench.actor(bench.reviewer),
            now=LATER,
        )
    assert case.items[0].outcome_quote == "We will allow 24 months."


def test_each_argument_has_its_outcome_before_a_case_is_closed(
    bench: Bench, tmp_path: Path
) -> None:
    case = sent(bench, tmp_path)
    hear(bench, case)
    judge(bench, case, 0, "accepted", "We will allow 24 months.")
    with pytest.raises(RefusedError, match="1 条意见没有结果"):
        bench.go(case, "closed")
    judge(bench, case, 1, "unknown")
    bench.go(case, "closed")
    assert case.state == "closed"
    assert [item.outcome for item in case.items] == ["accepted", "unknown"]


def test_unfit_outcomes_are_refused(bench: Bench, tmp_path: Path) -> None:
    case = sent(bench, tmp_path)
    for outcome, quote, words in (
        ("won", "x", "从列表中选择"),
        ("accepted", " ", "摘录对方"),
        ("refused", "长" * 5001, "超过 5000 字"),
    ):
        with pytest.raises(RefusedError, match=words):
            judge(bench, case, 0, outcome, quote)
    with pytest.raises(RefusedError, match="还没有报送"):
        judge(bench, bench.case(), 0, "unknown")
    item = case.items[0]
    judge(bench, case, 0, "unanswered")
    with pytest.raises(RefusedError, match="王专员刚刚登记"):
        ledger.set_outcome(
            bench.session,
            case,
            item.id,
            outcome="unknown",
            quote="",
            seen="",
            actor=bench.actor(bench.reviewer),
            now=LATER,
        )
