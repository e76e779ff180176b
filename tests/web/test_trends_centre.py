"""The views of the centre's own work equal the ledger, and open its rows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models.case import Case
from models.correspondence import Dispatch, Reply, ReplyKind, Stage
from models.deadlines import HERE
from models.triage import Choice, Triage
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW, TODAY, add_match, add_notice
from tests.web.trending import table
from web.outcomes.figures import count as count_figures
from web.outcomes.lines import Period, lines_of
from web.rights import Right
from web.trends.casework import lines_behind
from web.trends.catalogue import VIEWS, ask
from web.trends.choice import read_choice
from web.trends.view import Counted

KEYS = ("funnel", "commented", "responses", "acceptance")
OUTCOMES = ["accepted", "partly", "refused", "unanswered", "unknown", ""]
GROUNDS = ["tbt-2.9.4", "tbt-2.12", "tbt-2.2"]
ALL_TIME = Period(date(1995, 1, 1), TODAY)


def counted(session: Session, key: str, **asked: str) -> Counted:
    """The answer of a view on the day of the bench."""
    return ask(session, VIEWS[key], read_choice(MultiDict(asked), TODAY), TODAY)


def dispatch(session: Session, case: Case, day: date) -> None:
    at = datetime.combine(day, time(12), HERE)
    row = Dispatch(
        case_id=case.id,
        stage=Stage.ABROAD,
        addressee="x",
        channel="x",
        at=at,
        noted_by="x",
        noted_at=at,
    )
    session.add(row)


@pytest.fixture
def bench(session: Session) -> Bench:
    """Eight cases of TODAY less 40 days: six sent 30 days ago, four of them answered
    after 5, 10, 15 and 20 days, three points each; and three measures without a case,
    one of them triaged, one that touches no sector."""
    bench = set_bench(session)
    sent, asked = TODAY - timedelta(days=30), {"distributed": TODAY - timedelta(40)}
    for place in range(8):
        case = bench.case(
            state="sent",
            items=3,
            proven=place < 5,
            member="USA" if place % 2 else "IND",
            notice=asked,
        )
        if place < 6:
            dispatch(session, case, sent)
        if place < 4:
            row = Reply(
                case_id=case.id,
                kind=ReplyKind.REPLY,
                day=sent + timedelta(days=5 * (place + 1)),
                noted_by="x",
                noted_at=NOW,
            )
            session.add(row)
        for number, item in enumerate(case.items):
            item.outcome = OUTCOMES[(place + number) % 6] if place < 4 else ""
            item.ground_id = GROUNDS[number]
    for number in range(3):
        notice = add_notice(
            session, f"G/TBT/N/KEN/{number + 1}", members=("KEN",), **asked
        )
        notice.deadline = TODAY + timedelta(days=20)
        if number < 2:
            add_match(session, notice, "tea")
        if number == 1:
            row = Triage(
                notice_id=notice.id,
                choice=Choice.WATCH,
                decided_by="x",
                decided_at=NOW,
            )
            session.add(row)
    session.flush()
    return bench


def test_the_funnel_equals_the_ledger(session: Session, bench: Bench) -> None:
    """Ten relevant: eight cases, one triaged, one only matched; outcomes of the first
    four cases begin at place 0..3, so that the first two hold a taken point."""
    found = counted(session, "funnel")
    whole = found.lines[0].cells
    assert whole[1:8] == (10, 9, 5, 8, 6, 4, 2)
    lines = lines_of(session, ALL_TIME)
    assert whole[3:7] == (
        sum(one.proven for one in lines),
        sum(one.drafted for one in lines),
        sum(one.sent is not None for one in lines),
        sum(one.replied is not None for one in lines),
    )
    rates = [9 / 10, 5 / 9, 1.0, 6 / 8, 4 / 6, None]
    assert list(whole[8:]) == [pytest.approx(one) if one else one for one in rates]
    assert len(found.lines[0].behind()) == 10
    for place in range(1, 8):
        months = [line.cells[place] for line in found.lines[1:]]
        assert sum(one for one in months if isinstance(one, int)) == whole[place]


def test_the_funnel_narrows_by_member_and_by_days(
    session: Session, bench: Bench
) -> None:
    assert counted(session, "funnel", market="USA").lines[0].cells[1:8] == (
        *(4, 4, 2, 4, 3, 2, 1),
    )
    assert counted(session, "funnel", since=TODAY.isoformat()).lines[0:1] == ()
    assert "没有可以统计" in VIEWS["funnel"].say(
        counted(session, "funnel", since=TODAY.isoformat()), "zh"
    )


def test_replies_by_member(session: Session, bench: Bench) -> None:
    """India: sent 0 2 4, answered after 5 and 15 days; USA: 1 3 5, after 10 and 20."""
    found = counted(session, "responses")
    assert table(found) == [
        ("全部成员", 6, 4, 4 / 6, 12.5, 2, 30),
        ("印度", 3, 2, None, 10.0, 1, 30),
        ("美国", 3, 2, None, 15.0, 1, 30),
    ]
    assert VIEWS["responses"].say(found, "zh") == (
        "提交6件评议意见，4件获答复，答复天数中位数12.5天；2件仍在等待，最长已等30天"
    )
    assert [(one.why.en, one.many) for one in found.left_out] == [
        ("Cases not sent to the Member", 2)
    ]
    figures = count_figures(lines_of(session, ALL_TIME), set(), set())
    assert figures.days == found.lines[0].cells[4]
    behind = lines_behind(session, found.lines[1].behind(), TODAY)
    assert [one.members for one in behind] == [("IND",)] * 3


def test_acceptance_refusal_and_unknown_are_all(session: Session, bench: Bench) -> None:
    """Eighteen points: 1 accepted, 2 partly, 3 refused in the first four cases."""
    found = counted(session, "acceptance")
    whole = found.lines[0].cells
    assert whole[1:7] == (18, 1, 2, 3, 12, 6)
    assert whole[7] == 3 / 6
    for line in found.lines:
        taken, refused, unknown = line.cells[8:]
        if taken is not None:
            assert taken + refused + unknown == pytest.approx(1)
        assert line.cells[1] == sum(line.cells[2:6])
    assert sum(line.cells[1] for line in found.lines[1:]) == 18
    assert "12条未答复或未知（66.7%）" in VIEWS["acceptance"].say(found, "zh")
    assert set(found.lines[0].behind()) == set(
        session.scalars(select(Dispatch.case_id))
    )


def test_what_weighs_without_exports_is_what_surely_touches(
    session: Session, bench: Bench
) -> None:
    """Of the measures that touch tea for sure, one gets a comment."""
    case = session.scalars(select(Case).order_by(Case.id)).first()
    assert case is not None
    add_match(session, case.notice, "tea")
    case.notice.deadline = TODAY
    session.flush()
    found = counted(session, "commented")
    assert table(found) == [("全部行业", 3, 1, None), ("茶叶", 3, 1, None)]
    assert "尚无出口数据" in found.notes[0].zh


def test_they_are_the_centres_and_bear_nothing(session: Session) -> None:
    for key in KEYS:
        view = VIEWS[key]
        assert view.right is Right.CENTRE
        for language in ("zh", "en"):
            assert view.say(counted(session, key), language)


def test_charts_are_drawn(session: Session, bench: Bench) -> None:
    for key in KEYS:
        draw = VIEWS[key].draw
        assert draw is not None
        assert draw(counted(session, key), "en")["data"]["values"], key


def test_an_outcome_changes_the_cut(session: Session, bench: Bench) -> None:
    before = {key: counted(session, key).basis.cut for key in KEYS[2:]}
    case = session.scalars(select(Case).order_by(Case.id)).first()
    assert case is not None
    case.items[0].outcome = "refused"
    session.flush()
    after = {key: counted(session, key).basis.cut for key in KEYS[2:]}
    assert all(before[key] != after[key] for key in after)
