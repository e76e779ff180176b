"""The worklist: who is on it, in which order, and what a decision brings about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from models.correspondence import Dispatch, Reply
from models.exposure import ExportTable, Exposure
from models.measure import Measure
from models.notice import Notice
from models.triage import Triage, TriageFigure
from models.user import AuditEntry, Role, User
from models.voice import Voice
from tests.web.planned import open_case
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_tag,
    add_user,
)
from web.cases.record import Actor
from web.refused import RefusedError
from web.triage.deciding import Decision, decide, last_decision, undo
from web.triage.keeping import keep_figures
from web.triage.returning import take_up_changed
from web.triage.scoring import SHIPPED, Figures, PartName, parts_of, total
from web.triage.service import Ranked, Show, counts, progress, rank
from web.triage.weights import read_form, read_weights, save_weights

DAY = timedelta(days=1)
NOTHING = Figures(None, False, {}, {}, None, 0, 0, 0, 0, 0)


@pytest.fixture
def officer(session: Session) -> User:
    return add_user(session, "wang@centre.cn", name="王建国", role=Role.OFFICER)


@pytest.fixture
def actor(officer: User) -> Actor:
    return Actor(officer.id, officer.name)


def settle(
    session: Session,
    notice: Notice | list[Notice],
    choice: str,
    actor: Actor,
    *,
    reason: str = "",
    note: str = "",
    now: datetime = NOW,
) -> int:
    notices = notice if isinstance(notice, list) else [notice]
    decision = Decision(choice, reason, note)
    ids = [one.id for one in notices]
    return decide(session, ids, decision, actor=actor, now=now, today=TODAY)


def listed(session: Session, show: Show = Show.NOW) -> list[str]:
    return [one.candidate.symbol for one in rank(session, TODAY) if one.show == show]


def only(session: Session) -> Ranked:
    (one,) = rank(session, TODAY)
    return one


def part(known: Figures, name: PartName) -> float:
    return next(one.points for one in parts_of(known, SHIPPED) if one.name == name)


@pytest.mark.parametrize(
    ("changes", "name", "points"),
    [
        ({"exports": 0.0}, PartName.EXPOSURE, 0.0),
        ({"exports": 1e5}, PartName.EXPOSURE, 0.0),
        ({"exports": 1e7}, PartName.EXPOSURE, 15.6),  # 2 of 4.5 powers of 35
        ({"exports": 1e12}, PartName.EXPOSURE, 35.0),
        ({"exports": 1e8, "horizontal": True}, PartName.EXPOSURE, 15.6),
        ({"sectors": {"a": "sure"}}, PartName.EXPOSURE, 28.0),
        ({"sectors": {"a": "sure", "b": "possible"}}, PartName.EXPOSURE, 29.8),
        ({"sectors": {"a": "possible"}}, PartName.EXPOSURE, 7.0),
        ({"strengths": {"x": "core", "y": "rare"}}, PartName.GROUNDS, 8.8),
        ({"strengths": dict.fromkeys("abcd", "core")}, PartName.GROUNDS, 25.0),
        ({"left": 14}, PartName.TIME, 7.5),
        ({"left": 60}, PartName.TIME, 15.0),
        ({"left": -3}, PartName.TIME, 0.0),
        ({}, PartName.TIME, 7.5),
        ({}, PartName.RESPONSE, 5.0),
        ({"sent": 2, "replied": 0}, PartName.RESPONSE, 5.0),
        ({"sent": 4, "replied": 3}, PartName.RESPONSE, 7.5),
        ({"voices": 1, "taps": 1, "alerts": 1}, PartName.INTEREST, 7.5),
        ({"voices": 9}, PartName.INTEREST, 15.0),
    ],
)
def test_each_part_is_what_it_is_by_hand(
    changes: dict[str, object], name: PartName, points: float
) -> None:
    known = Figures(**{**vars(NOTHING), **changes})
    assert part(known, name) == pytest.approx(points)


def test_the_score_is_the_sum_of_what_is_printed() -> None:
    parts = parts_of(Figures(**{**vars(NOTHING), "left": 9, "exports": 3e6}), SHIPPED)
    assert total(parts) == pytest.approx(sum(one.points for one in parts))
    assert sum(SHIPPED.values()) == 100


def test_what_may_be_commented_on_is_listed_and_nothing_else(session: Session) -> None:
    add_notice(session, "G/TBT/N/USA/1")
    add_notice(session, "G/SPS/N/EU/2", members=("EU",), agreement="SPS")
    add_notice(session, "G/TBT/N/USA/3", deadline=TODAY - DAY)
    add_notice(session, "G/TBT/N/CHN/4", members=("CHN",))
    add_notice(session, "G/TBT/N/USA/5/Add.1", type="addendum")
    add_notice(session, "draft-6", kind="draft")
    void = add_notice(session, "G/TBT/N/USA/7")
    add_event(session, void, "void", key="G/TBT/N/USA/7")
    gone = add_notice(session, "G/TBT/N/USA/8")
    add_event(session, gone, "withdrawn", day=TODAY)
    add_notice(session, "G/TBT/N/USA/9", deadline=None, deadline_basis="none")
    old = TODAY - 61 * DAY
    add_notice(session, "G/TBT/N/USA/10", deadline=None, distributed=old)
    assert sorted(listed(session, Show.OTHER)) == [
        "G/SPS/N/EU/2",
        "G/TBT/N/USA/1",
        "G/TBT/N/USA/9",
    ]


def test_a_revision_stands_for_its_measure_and_an_addendum_moves_the_day(
    session: Session,
) -> None:
    first = add_notice(session, "G/TBT/N/USA/1", distributed=TODAY - 9 * DAY)
    measure = session.get_one(Measure, first.measure_id)
    add_notice(session, "G/TBT/N/USA/1/Rev.1", type="revision", measure=measure)
    late = add_notice(session, "G/TBT/N/USA/2", deadline=TODAY - DAY)
    other = session.get_one(Measure, late.measure_id)
    day = TODAY + 30 * DAY
    add_notice(
        session, "G/TBT/N/USA/2/Add.1", type="addendum", measure=other, deadline=day
    )
    found = {
        one.candidate.symbol: one.candidate.deadline for one in rank(session, TODAY)
    }
    assert found == {"G/TBT/N/USA/1/Rev.1": date(2026, 4, 20), "G/TBT/N/USA/2": day}


def test_the_order_is_that_of_the_printed_sums(session: Session) -> None:
    for number in range(1, 7):
        day = TODAY + timedelta(days=15 + 9 * number)
        notice = add_notice(session, f"G/TBT/N/USA/{number}", deadline=day)
        for sector in ("tea", "lithium-batteries")[: number % 3]:
            add_match(session, notice, sector, "sure" if number % 2 else "possible")
    ranked = rank(session, TODAY)
    sums = [round(sum(part.points for part in one.parts), 1) for one in ranked]
    assert [one.score for one in ranked] == sums
    assert sums == sorted(sums, reverse=True)
    assert len(set(sums)) > 3


def test_of_equal_sums_the_soonest_comes_first(session: Session) -> None:
    add_notice(session, "G/TBT/N/USA/1", deadline=TODAY + 100 * DAY)
    add_notice(session, "G/TBT/N/USA/2", deadline=TODAY + 90 * DAY)
    assert listed(session, Show.OTHER) == ["G/TBT/N/USA/2", "G/TBT/N/USA/1"]


def test_exports_count_where_there_is_a_table(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_tag(session, notice, "850760")
    table = ExportTable(
        name="t",
        sha256="t",
        source="s",
        currency="CNY",
        hs_edition="HS2022",
        imported_by="x",
        imported_at=NOW,
    )
    row = {"hs": "850760", "stated_hs": "850760", "market": "USA"}
    table.rows.append(Exposure(year=2025, value=2e8, **row))
    session.add(table)
    session.flush()
    one = only(session)
    assert one.figures.exports == pytest.approx(2e8)
    assert one.parts[0].figure == "exports"
    assert one.show == Show.NOW


def test_a_member_is_known_by_what_it_answered(session: Session) -> None:
    for number in range(3):
        sent = add_notice(session, f"G/TBT/N/USA/{number + 10}", deadline=BEFORE.date())
        case = open_case(session, sent, state="sent")
        given = {"addressee": "x", "channel": "mail", "noted_by": "x", "noted_at": NOW}
        session.add(Dispatch(case_id=case.id, stage="abroad", at=NOW, **given))
        if number:
            words = {"noted_by": "x", "noted_at": NOW, "day": TODAY}
            kinds = ("reply", "acknowledgement")
            session.add(Reply(case_id=case.id, kind=kinds[number - 1], **words))
    add_notice(session, "G/TBT/N/USA/1")
    known = only(session).figures
    assert (known.sent, known.replied) == (3, 1)


def test_firms_that_spoke_bring_a_notice_to_the_fore(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    firm = add_user(session)
    given = {"product": "电池", "contact": "李", "created_at": NOW, "changed_at": NOW}
    session.add(Voice(notice_id=notice.id, user_id=firm.id, **given))
    session.flush()
    one = only(session)
    assert one.figures.voices == 1
    assert one.show == Show.NOW


def test_figures_that_a_pass_kept_are_those_worked_out(session: Session) -> None:
    content = {
        "title": "Draft",
        "products": "",
        "description": "short",
        "documents": [],
    }
    notice = add_notice(session, "G/TBT/N/USA/1", content=content)
    notice.comments_close = TODAY + 20 * DAY
    session.flush()
    fresh = only(session).figures
    assert fresh.strengths
    assert keep_figures(session, TODAY) == 1
    assert keep_figures(session, TODAY) == 0
    assert only(session).figures == fresh
    kept = session.get_one(TriageFigure, notice.id)
    kept.mark = "stale"
    kept.strengths = {}
    session.flush()
    assert only(session).figures == fresh
    notice.deadline = notice.comments_close = TODAY - DAY
    session.flush()
    keep_figures(session, TODAY)
    assert session.scalar(select(func.count(TriageFigure.notice_id))) == 0


def test_the_number_of_questions_does_not_grow_with_the_list(session: Session) -> None:
    engine = session.get_bind()
    asked = [0]

    def listen(*_: object) -> None:
        asked[-1] += 1

    event.listen(engine, "before_cursor_execute", listen)
    try:
        for size in (2, 40):
            held = session.scalar(select(func.count(Notice.id))) or 0
            for number in range(held, size):
                add_match(
                    session, add_notice(session, f"G/TBT/N/USA/{number + 1}"), "tea"
                )
            session.expire_all()
            asked.append(0)
            assert len(rank(session, TODAY)) == size
            asked.append(0)
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    assert asked[1] == asked[3] <= 25


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


def test_weights_are_kept_only_where_they_differ(session: Session) -> None:
    form = {name: f"{value:g}" for name, value in SHIPPED.items()}
    given = read_form({**form, "exposure": "50.04"})
    save_weights(session, given, actor="王建国", now=datetime(2026, 3, 2, tzinfo=UTC))
    assert read_weights(session) == {**SHIPPED, "exposure": 50.0}
    save_weights(session, dict(SHIPPED), actor="王建国", now=NOW)
    assert read_weights(session) == dict(SHIPPED)


@pytest.mark.parametrize("bad", ["", "很多", "-1", "101", "nan", "inf"])
def test_a_weight_that_is_no_number_is_refused(bad: str) -> None:
    form = dict.fromkeys(SHIPPED, "10")
    with pytest.raises(RefusedError):
        read_form({**form, "time": bad})
    with pytest.raises(RefusedError, match="全部为 0"):
        read_form(dict.fromkeys(SHIPPED, "0"))
