"""The board, a person's tasks, what is due when, and marks on cases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from models.case import Case, Flag
from models.correspondence import Chase, Dispatch, Reply, ReplyKind, Stage
from models.user import Role
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW, TODAY, add_user
from web.cases import board, flags, history
from web.cases.due import around, due_of, is_estimated
from web.cases.owning import hand_over
from web.cases.tasks import tasks_for
from web.refused import RefusedError


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def cards(session: Session, owner_id: int | None = None) -> list[board.Card]:
    cases = board.open_cases(session, owner_id)
    return board.cards_of(session, cases, "zh", TODAY)


def due(session: Session, case: Case) -> date | None:
    session.flush()
    return due_of(case, around(session, [case]))


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def add_sent(session: Session, case: Case, at: datetime) -> None:
    row = Dispatch(
        case_id=case.id,
        stage=Stage.ABROAD,
        addressee="USA",
        channel="x",
        at=at,
        noted_by="x",
        noted_at=at,
    )
    session.add(row)


def test_what_is_due_follows_the_plan(session: Session, bench: Bench) -> None:
    plan = {
        "replies_close": ahead(3),
        "draft_due": ahead(5),
        "sign_off_due": ahead(7),
        "national": ahead(9),
    }
    told = {
        "soliciting": ahead(3),
        "drafting": ahead(5),
        "returned": ahead(7),
        "reviewing": ahead(7),
        "approved": ahead(9),
        "submitted": ahead(30),
        "closed": None,
    }
    for state, day in told.items():
        case = bench.case(state=state)
        bench.plan(case, ahead(30), **plan)
        assert due(session, case) == day, state


def test_without_a_plan_only_the_deadline_is_known(
    session: Session, bench: Bench
) -> None:
    deadline = {"deadline": ahead(40), "deadline_basis": "estimated"}
    sent = bench.case(state="submitted", notice=dict(deadline))
    writing = bench.case(state="drafting", notice=dict(deadline))
    assert due(session, sent) == ahead(40)
    assert due(session, writing) is None
    assert is_estimated(sent, around(session, [sent]))


def test_a_candidate_waits_two_days_and_a_reply_a_week(
    session: Session, bench: Bench
) -> None:
    assert due(session, bench.case(state="candidate")) == ahead(1)
    replied = bench.case(state="replied")
    reply = Reply(
        case_id=replied.id,
        kind=ReplyKind.REPLY,
        day=TODAY,
        noted_by="x",
        noted_at=NOW,
    )
    session.add(reply)
    assert due(session, replied) == ahead(7)


def test_silence_is_counted_from_the_sending_or_the_last_asking(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="sent")
    assert due(session, case) is None
    add_sent(session, case, NOW)
    assert due(session, case) == ahead(60)
    session.add(Chase(case_id=case.id, day=ahead(61), noted_by="x", noted_at=NOW))
    assert due(session, case) == ahead(121)


def test_cards_stand_in_the_columns_of_the_work(session: Session, bench: Bench) -> None:
    for state in ("returned", "drafting", "closed", "screened_out", "escalated"):
        bench.case(state=state)
    columns = board.by_state(cards(session))
    assert [len(one.cards) for one in columns] == [0, 0, 2, 0, 0, 1]
    assert {state for one in columns for state in one.states} == {
        *board.count_states(session),
        *(state for column in board.COLUMNS for state in column),
    } - {"closed", "screened_out"}
    assert board.count_states(session)["closed"] == 1
    listed = board.cases_in(session, "closed", 1)
    assert [one.state for one in listed] == ["closed"]


def test_a_long_column_shows_the_soonest_and_says_how_many_more(
    session: Session, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "MOST", 2)
    for days in (9, 3, 5):
        bench.plan(bench.case(), ahead(500), draft_due=ahead(days))
    column = board.by_state(cards(session))[2]
    assert [card.left for card in column.shown] == [3, 5]
    assert column.more == 1


def test_cards_stand_in_the_week_of_their_day(session: Session, bench: Bench) -> None:
    for days in (-9, 0, 6, 7, 400):
        bench.plan(bench.case(), ahead(500), draft_due=ahead(days))
    bench.case()
    columns = board.by_week(cards(session), TODAY)
    this = board.monday(TODAY)
    assert [(one.week, len(one.cards)) for one in columns] == [
        (this - board.WEEK, 1),
        (this, 2),
        (this + board.WEEK, 1),
        (this + board.WEEKS * board.WEEK, 1),
        (None, 1),
    ]


def test_the_soonest_comes_first_and_without_a_day_last(
    session: Session, bench: Bench
) -> None:
    for days in (9, 2):
        bench.plan(bench.case(), ahead(40), draft_due=ahead(days))
    bench.case()
    assert [one.left for one in cards(session)] == [2, 9, None]


def test_a_hundred_cases_take_no_more_questions_than_two(
    session: Session, bench: Bench
) -> None:
    first = questions(session, bench, 2)
    assert questions(session, bench, 28) == first


def questions(session: Session, bench: Bench, more: int) -> int:
    """How many questions the cards ask once there are so many more cases."""
    engine, asked = session.get_bind(), []

    def listen(*given: object) -> None:
        asked.append(given[2])

    for _ in range(more):
        bench.case()
    session.flush()
    session.expire_all()
    event.listen(engine, "before_cursor_execute", listen)
    cards(session)
    event.remove(engine, "before_cursor_execute", listen)
    return len(asked)


def tasks(session: Session, bench: Bench, who: str) -> list[tuple[str, bool]]:
    user = getattr(bench, who)
    return [
        (one.card.case.state, one.is_shared)
        for one in tasks_for(user.id, user.role, cards(session))
    ]


def test_each_sees_what_waits_for_them(session: Session, bench: Bench) -> None:
    other = add_user(session, "zhao@centre.cn", role=Role.OFFICER)
    bench.case(state="drafting")
    bench.case(state="reviewing")
    bench.case(state="candidate", owner_id=None)
    bench.case(state="approved", owner_id=other.id)
    assert tasks(session, bench, "officer") == [
        ("candidate", True),
        ("drafting", False),
    ]
    assert tasks(session, bench, "reviewer") == [("reviewing", True)]


def test_a_case_is_handed_over_within_the_centre(
    session: Session, bench: Bench
) -> None:
    case, firm = bench.case(), add_user(session)
    actor = bench.actor(bench.officer)
    hand_over(session, case, bench.reviewer.id, actor=actor, now=NOW)
    assert case.owner_id == bench.reviewer.id
    for wrong in (firm.id, None, 99):
        with pytest.raises(RefusedError, match="没有这位经办人"):
            hand_over(session, case, wrong, actor=actor, now=NOW)
    assert len(cards(session, bench.reviewer.id)) == 1
    assert cards(session, bench.officer.id) == []


def test_marks_have_a_first_and_a_last_day(session: Session, bench: Bench) -> None:
    case, actor = bench.case(), bench.actor(bench.officer)
    made = flags.set_flag(case, Flag.JOINED, note=" 与日本 ", actor=actor, now=NOW)
    session.flush()
    assert (made.note, made.actor, made.ended_at) == ("与日本", "王专员", None)
    assert cards(session)[0].flags == ("joined",)
    with pytest.raises(RefusedError, match="已经有了"):
        flags.set_flag(case, Flag.JOINED, actor=actor, now=NOW)
    with pytest.raises(RefusedError, match="没有这种标记"):
        flags.set_flag(case, "lucky", actor=actor, now=NOW)
    with pytest.raises(RefusedError, match="超过 500 字"):
        flags.set_flag(case, Flag.LATE, note="长" * 501, actor=actor, now=NOW)
    later = NOW + timedelta(days=2)
    flags.end_flag(session, case, Flag.JOINED, actor=actor, now=later)
    assert made.ended_at == later
    with pytest.raises(RefusedError, match="已经结束"):
        flags.end_flag(session, case, Flag.JOINED, actor=actor, now=later)
    flags.ensure_flag(case, Flag.JOINED, actor=actor, now=later)
    assert len(case.flags) == 2


def test_moves_are_told_the_latest_first(session: Session, bench: Bench) -> None:
    case = bench.case()
    bench.go(case, "screened_out", reason="重复")
    found = history.moves_of(session, "", 7)
    assert [one.to_state for one in found.moves] == ["screened_out", "drafting"]
    by_id = str(bench.officer.id)
    assert (found.page, found.people) == (1, [(by_id, "王专员"), ("王专员", "王专员")])
    assert [one.to_state for one in history.moves_of(session, by_id, 1).moves] == [
        "screened_out"
    ]
    assert len(history.moves_of(session, "王专员", 1).moves) == 1
    assert history.moves_of(session, "李审核", 1).moves == []
