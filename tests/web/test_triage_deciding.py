"""Decisions on notices: one or many, with a reason, taken back, come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from models.triage import Triage
from models.user import AuditEntry, Role
from tests.web.small_world import NOW, TODAY, add_event, add_match, add_notice, add_user
from tests.web.triaged import DAY, add_actor, listed, only, settle
from web.cases.moves import move
from web.cases.record import Actor
from web.refused import RefusedError
from web.triage.deciding import Decision, decide
from web.triage.returning import take_up_changed
from web.triage.service import Show, counts, progress, rank
from web.triage.undoing import last_decision, undo


@pytest.fixture
def actor(session: Session) -> Actor:
    return add_actor(session)


def test_to_comment_opens_the_case_and_undoing_leaves_it_waiting(
    session: Session, actor: Actor
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, "tea")
    assert settle(session, notice, "comment", actor) == 1
    assert listed(session, Show.COMMENT) == ["G/TBT/N/USA/1"]
    case = session.scalars(select(Case)).one()
    assert case.owner_id == actor.id
    assert undo(session, actor=actor, now=NOW + timedelta(minutes=1)) == 1
    assert case.state == "candidate"
    assert listed(session) == ["G/TBT/N/USA/1"]
    settle(session, notice, "archive", actor, reason="no_product", now=NOW + DAY)
    assert case.state == "screened_out"
    settle(session, notice, "comment", actor, now=NOW + 2 * DAY)
    assert case.state == "drafting"
    assert listed(session, Show.COMMENT) == ["G/TBT/N/USA/1"]
    soon = NOW + 2 * DAY + timedelta(minutes=50)
    undo(session, actor=actor, now=soon)
    assert (case.state, len(case.moves)) == ("screened_out", 6)
    assert listed(session, Show.ARCHIVE) == ["G/TBT/N/USA/1"]


def test_to_comment_again_after_undoing_is_to_comment(
    session: Session, actor: Actor
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    later = NOW + timedelta(minutes=1)
    settle(session, notice, "comment", actor)
    undo(session, actor=actor, now=later)
    case = session.scalars(select(Case)).one()
    namesake = Actor(add_user(session, "x@hb.cn", role=Role.OFFICER).id, actor.name)
    assert last_decision(session, namesake, later) is None
    settle(session, notice, "comment", actor, now=later)
    assert case.state == "drafting"
    assert listed(session, Show.COMMENT) == ["G/TBT/N/USA/1"]
    undo(session, actor=actor, now=later + timedelta(minutes=1))
    assert case.state == "candidate"


def test_a_case_that_went_on_cannot_be_undone_here(
    session: Session, actor: Actor
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    settle(session, notice, "comment", actor)
    case = session.scalars(select(Case)).one()
    later = NOW + timedelta(minutes=2)
    texts = {"text_zh": "a", "text_en": "b", "origin": "editor", "author": "王建国"}
    case.drafts.append(CaseDraft(number=2, created_at=later, **texts))
    session.flush()
    with pytest.raises(RefusedError, match="已有后续内容"):
        undo(session, actor=actor, now=NOW + timedelta(minutes=5))
    with pytest.raises(RefusedError, match="案件已在办理中"):
        settle(session, notice, "archive", actor, reason="no_product")


def test_many_are_decided_at_once_all_or_none(session: Session, actor: Actor) -> None:
    notices = [add_notice(session, f"G/TBT/N/USA/{n}") for n in range(1, 4)]
    assert settle(session, notices, "archive", actor, reason="duplicate") == 3
    assert len(listed(session, Show.ARCHIVE)) == 3
    assert undo(session, actor=actor, now=NOW) == 3
    assert len(listed(session, Show.OTHER)) == 3
    with pytest.raises(RefusedError, match="不在系统中"):
        decide(
            session,
            [notices[0].id, 99999],
            Decision("watch"),
            actor=actor,
            now=NOW,
            today=TODAY,
        )


@pytest.mark.parametrize(
    ("choice", "reason", "note", "told"),
    [
        ("maybe", "", "", "请选择评议、关注或存档"),
        ("archive", "", "", "存档须选择理由"),
        ("archive", "因为", "", "存档须选择理由"),
        ("archive", "other", "  ", "请写明原因"),
        ("watch", "", "长" * 501, "超过 500 字"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(
    session: Session, actor: Actor, choice: str, reason: str, note: str, told: str
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    with pytest.raises(RefusedError, match=told):
        settle(session, notice, choice, actor, reason=reason, note=note)
    assert session.scalar(select(func.count(Triage.id))) == 0


def test_undoing_brings_back_what_was_decided_before(
    session: Session, actor: Actor
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    settle(session, notice, "watch", actor, note="等文本")
    settle(session, notice, "archive", actor, reason="other", note="已并入部委意见")
    undo(session, actor=actor, now=NOW)
    row = session.scalars(select(Triage)).one()
    assert (row.choice, row.reason, row.note) == ("watch", "", "等文本")
    undo(session, actor=actor, now=NOW)
    assert listed(session, Show.OTHER) == ["G/TBT/N/USA/1"]
    with pytest.raises(RefusedError, match="没有可以撤销的决定"):
        undo(session, actor=actor, now=NOW)
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == [
        "triage.decided",
        "triage.decided",
        "triage.undone",
        "triage.undone",
    ]


def test_nobody_undoes_anothers_decision_or_one_of_yesterday(
    session: Session, actor: Actor
) -> None:
    settle(session, add_notice(session, "G/TBT/N/USA/1"), "watch", actor)
    other = add_user(session, "li@centre.cn", name="李敏", role=Role.OFFICER)
    assert last_decision(session, Actor(other.id, other.name), NOW) is None
    namesake = add_user(session, "w2@centre.cn", name="王建国", role=Role.OFFICER)
    assert last_decision(session, Actor(namesake.id, namesake.name), NOW) is None
    assert last_decision(session, actor, NOW + DAY) is None


def test_what_a_colleague_decided_meanwhile_stands(
    session: Session, actor: Actor
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    colleague = add_user(session, "li@centre.cn", name="李敏", role=Role.OFFICER)
    other, later = Actor(colleague.id, colleague.name), NOW + timedelta(minutes=1)
    settle(session, notice, "watch", actor)
    with pytest.raises(RefusedError, match="另一位同事刚刚决定了"):
        settle(session, notice, "comment", other, now=later, seen=NOW - DAY)
    settle(session, notice, "archive", other, reason="closed", now=later, seen=NOW)
    with pytest.raises(RefusedError, match="后来另有决定，不能撤销"):
        undo(session, actor=actor, now=later)
    assert only(session).decided.reason == "closed"  # type: ignore[union-attr]


def test_an_undone_decision_stands_as_of_its_own_day(
    session: Session, actor: Actor
) -> None:
    """What changed the notice between the two still brings it back."""
    notice = add_notice(session, "G/TBT/N/USA/1")
    settle(session, notice, "archive", actor, reason="closed")
    add_event(session, notice, "extended", created_at=NOW + DAY)
    settle(session, notice, "watch", actor, now=NOW + 2 * DAY)
    assert listed(session, Show.WATCH) == ["G/TBT/N/USA/1"]
    undo(session, actor=actor, now=NOW + 2 * DAY)
    assert only(session).back == "extended"


@pytest.mark.parametrize(("kind", "comes"), [("extended", True), ("adopted", False)])
def test_a_notice_comes_back_when_an_addendum_changes_it(
    session: Session, actor: Actor, kind: str, comes: bool
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    settle(session, notice, "archive", actor, reason="no_product")
    add_event(session, notice, kind, created_at=NOW - DAY)
    assert listed(session, Show.ARCHIVE) == ["G/TBT/N/USA/1"]
    add_event(session, notice, kind, key="again", created_at=NOW + DAY)
    one = only(session)
    assert (one.show == Show.OTHER) is comes
    assert one.back == (kind if comes else "")


def test_a_case_given_up_on_its_own_page_is_not_asked_about_again(
    session: Session, actor: Actor
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    settle(session, notice, "comment", actor)
    case = session.scalars(select(Case)).one()
    move(session, case, "screened_out", actor=actor, reason="重复", now=NOW + DAY)
    assert listed(session, Show.ARCHIVE) == ["G/TBT/N/USA/1"]
    add_event(session, notice, "changed", created_at=NOW + 2 * DAY)
    assert only(session).show == Show.OTHER


def test_a_case_left_is_taken_up_again_once(session: Session, actor: Actor) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    settle(session, notice, "comment", actor)
    undo(session, actor=actor, now=NOW)
    settle(session, notice, "archive", actor, reason="closed", now=NOW)
    add_event(session, notice, "changed", created_at=NOW + DAY)
    assert take_up_changed(session, NOW + 2 * DAY) == 1
    assert take_up_changed(session, NOW + 2 * DAY) == 0
    case = session.scalars(select(Case)).one()
    assert case.state == "candidate"
    assert case.moves[-1].actor == "系统"


def test_the_week_is_counted(session: Session, actor: Actor) -> None:
    """2 March 2026 is a Monday."""
    monday = add_notice(session, "G/TBT/N/USA/1")
    add_notice(session, "G/TBT/N/USA/2", distributed=TODAY + 6 * DAY)
    add_notice(session, "G/TBT/N/USA/3", distributed=TODAY - DAY)
    add_notice(session, "G/TBT/N/CHN/4", members=("CHN",))
    add_notice(session, "G/TBT/N/USA/5/Add.1", type="addendum")
    settle(session, monday, "watch", actor)
    found = progress(session, TODAY)
    assert (found.came, found.decided) == (2, 1)
    assert counts(rank(session, TODAY))[Show.WATCH] == 1
