"""The one way to change a state: who, with what reason, what stands in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.case import Case
from models.consultation import AskedKind
from models.database import session_factory
from tests.web.asking import CLOSES, LINKS
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW, TODAY
from web.cases import guards
from web.cases.flow import LOCKED, steps, steps_from
from web.cases.lock import refuse_if_locked
from web.cases.moves import UNDO_WINDOW, move, offers, undo, undoable
from web.cases.record import Actor
from web.cases.service import find_case
from web.cases.words import STATES
from web.consultations import rounds
from web.consultations.choosing import Party
from web.consultations.rounds import Wish
from web.refused import RefusedError
from web.rights import Right


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def test_the_table_speaks_of_known_states_guards_and_rights() -> None:
    for step in steps().values():
        assert {step.from_state, step.to_state} <= set(STATES)
        assert not step.guard or step.guard in guards.GUARDS
        assert step.who in {Right.CENTRE, Right.REVIEW}
    assert {step.guard for step in steps().values()} - {""} == set(guards.GUARDS)
    assert all(steps_from(state) for state in STATES)


def test_every_state_can_be_reached_and_left_for_the_end() -> None:
    reached, edge = {"candidate"}, ["candidate"]
    while edge:
        found = [step.to_state for step in steps_from(edge.pop())]
        edge += [state for state in found if state not in reached]
        reached.update(found)
    assert reached == set(STATES)


def test_a_move_keeps_who_when_why_and_the_case_as_it_stood(bench: Bench) -> None:
    case = bench.case()
    made = bench.go(case, "screened_out", reason="无湖北产品")
    assert (case.state, made.from_state, made.to_state) == (
        "screened_out",
        "drafting",
        "screened_out",
    )
    assert (made.actor, made.reason, made.at) == ("王专员", "无湖北产品", NOW)
    assert made.snapshot["text_zh"] == "意见"
    assert [one["ground_id"] for one in made.snapshot["items"]] == ["tbt-2.9.4"]
    assert case.updated_at == NOW


def test_what_is_not_in_the_table_cannot_be_done(bench: Bench) -> None:
    case = bench.case()
    with pytest.raises(RefusedError, match="不能这样流转"):
        bench.go(case, "sent")
    with pytest.raises(RefusedError, match="要写明理由"):
        bench.go(case, "screened_out", reason="  ")
    with pytest.raises(RefusedError, match="超过 1000 字"):
        bench.go(case, "screened_out", reason="长" * 1001)
    assert case.state == "drafting"
    assert [one.to_state for one in case.moves] == ["drafting"]


def test_only_a_reviewer_returns(bench: Bench) -> None:
    case = bench.case(state="reviewing")
    with pytest.raises(RefusedError, match="由审核人操作"):
        bench.go(case, "returned", reason="补证据")
    bench.go(case, "returned", who=bench.reviewer, reason="补证据")
    assert case.state == "returned"


def test_the_system_moves_only_what_it_may(session: Session, bench: Bench) -> None:
    case = bench.case(state="screened_out")
    nobody = bench.system
    move(session, case, "candidate", actor=nobody, reason="补遗改了截止日", now=NOW)
    assert case.state == "candidate"
    with pytest.raises(RefusedError, match="不能做"):
        move(session, case, "screened_out", actor=nobody, reason="x", now=NOW)


def test_an_incomplete_case_does_not_go_to_review(bench: Bench) -> None:
    case = bench.case(proven=False)
    with pytest.raises(RefusedError, match="不能送审"):
        bench.go(case, "reviewing")
    bench.prove(case)
    bench.go(case, "reviewing")
    assert case.state == "reviewing"


def test_each_guard_says_what_lacks(session: Session, bench: Bench) -> None:
    case = bench.case(items=0)
    told = {name: guard(session, case) for name, guard in guards.GUARDS.items()}
    free = {name for name, refusal in told.items() if refusal is None}
    assert free == {"reopened", "recalled", "finished"}
    assert all(str(one).endswith("。") for one in told.values() if one)


def test_offers_are_for_those_who_may(session: Session, bench: Bench) -> None:
    case = bench.case(state="reviewing")
    mine = [one.step.to_state for one in offers(session, case, bench.officer)]
    theirs = [one.step.to_state for one in offers(session, case, bench.reviewer)]
    assert mine == ["drafting"]
    assert theirs == ["approved", "returned", "drafting"]
    blocked = offers(session, case, bench.reviewer)[0]
    assert "尚未审定" in str(blocked.refusal)


def test_of_two_who_move_at_once_one_is_told(session: Session, bench: Bench) -> None:
    case = bench.case()
    session.commit()
    with session_factory(session.get_bind())() as other:  # type: ignore[arg-type]
        late = find_case(other, case.id)
        assert late.state == "drafting"
        bench.go(case, "screened_out", reason="重复")
        session.commit()
        with pytest.raises(RefusedError, match="王专员刚刚改变了案件状态"):
            move(
                other,
                late,
                "screened_out",
                actor=bench.actor(bench.reviewer),
                reason="无湖北产品",
                now=NOW,
            )
        other.rollback()
    assert [one.to_state for one in case.moves] == ["drafting", "screened_out"]


def test_a_move_from_a_state_that_was_seen_earlier_is_refused(bench: Bench) -> None:
    case = bench.case()
    bench.go(case, "screened_out", reason="重复")
    with pytest.raises(RefusedError, match="刚刚改变了案件状态"):
        bench.go(case, "candidate", reason="恢复", seen="drafting")


def test_ones_own_last_move_can_be_taken_back_for_ten_minutes(
    session: Session, bench: Bench
) -> None:
    case = bench.case()
    made = bench.go(case, "screened_out", reason="重复")
    actor = bench.actor(bench.officer)
    assert undoable(session, case, bench.actor(bench.reviewer), NOW) is None
    assert undoable(session, case, actor, NOW + UNDO_WINDOW * 1.1) is None
    assert undoable(session, case, Actor(999, actor.name), NOW) is None
    assert undoable(session, case, Actor(actor.id, "王改名"), NOW) == case.moves[-1]
    soon = NOW + timedelta(minutes=3)
    back = undo(session, case, made.id, actor=actor, now=soon)
    assert case.state == "drafting"
    assert back.snapshot["undoes"] == made.id
    assert [one.to_state for one in case.moves] == [
        "drafting",
        "screened_out",
        "drafting",
    ]
    with pytest.raises(RefusedError, match="不能撤销"):
        undo(session, case, back.id, actor=actor, now=soon)


def test_work_after_a_move_keeps_it(session: Session, bench: Bench) -> None:
    case = bench.case(state="reviewing")
    made = bench.go(case, "returned", who=bench.reviewer, reason="补证据")
    bench.draft(case, "新稿", at=NOW + timedelta(minutes=1))
    actor = bench.actor(bench.reviewer)
    with pytest.raises(RefusedError, match="不能撤销"):
        undo(session, case, made.id, actor=actor, now=NOW + timedelta(minutes=2))


@pytest.mark.parametrize("state", sorted(LOCKED | {"reviewing", "screened_out"}))
def test_words_are_locked_outside_the_writing(state: str) -> None:
    with pytest.raises(RefusedError, match="不能改动"):
        refuse_if_locked(Case(state=state))


@pytest.mark.parametrize("state", ["candidate", "soliciting", "drafting", "returned"])
def test_words_are_free_while_writing(state: str) -> None:
    refuse_if_locked(Case(state=state))


@pytest.mark.parametrize(
    ("before", "after"),
    [("candidate", "soliciting"), ("drafting", "drafting"), ("returned", "returned")],
)
def test_a_round_takes_a_case_that_waits_to_collecting_and_no_other(
    session: Session, bench: Bench, before: str, after: str
) -> None:
    case = bench.case(state=before)
    party = Party("x", AskedKind.FIRM, "甲公司", email="a@firm.example")
    wish = Wish("受影响吗？", "", CLOSES, [party])
    officer = bench.actor(bench.officer)
    rounds.begin(session, case, wish, LINKS, actor=officer, now=NOW, today=TODAY)
    assert case.state == after
    if before == "candidate":
        assert case.moves[-1].reason == "第1轮征求意见"
        undo(session, case, case.moves[-1].id, actor=officer, now=NOW)
        assert case.state == "candidate"
