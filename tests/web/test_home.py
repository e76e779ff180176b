"""The first page of each role: what waits for whom, in few statements."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from models.alert import Alert
from models.consultation import Asked, AskedKind, Consultation
from models.enquiry import Enquiry
from models.notice import Notice
from models.organisation import Organisation
from models.report import Report, ReportState
from models.user import User
from tests.web.bench import set_bench
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.home.analysis import Rising, read_analysis, read_theme
from web.home.desk import read_desk
from web.home.mine import read_mine
from web.trends.view import Line, Words


def alert(session: Session, user: User, notice: Notice) -> None:
    """Tell somebody of a notice."""
    one = Alert(user_id=user.id, measure_id=notice.measure_id, notice_id=notice.id)
    one.subscription_id = subscribe(session, user, hs=["8507"]).id
    one.event_id = add_event(session, notice).id
    one.level, one.reason, one.snapshot, one.created_at = "orange", {}, {}, NOW
    session.add(one)
    session.flush()


def test_an_exporters_measures_stand_with_their_last_deadline(
    session: Session,
) -> None:
    user, other = add_user(session), add_user(session, "b@firm.cn")
    late = add_notice(session, "G/TBT/N/USA/1", deadline=TODAY + timedelta(days=9))
    soon = add_notice(session, "G/TBT/N/USA/2", deadline=TODAY)
    gone = add_notice(session, "G/TBT/N/USA/3", deadline=TODAY - timedelta(days=1))
    extended = add_notice(
        session, "G/TBT/N/USA/2/Add.1", deadline=TODAY + timedelta(days=30)
    )
    extended.measure_id = soon.measure_id
    for one in (late, soon, gone):
        alert(session, user, one)
    alert(session, other, add_notice(session, "G/TBT/N/USA/4"))
    mine = read_mine(session, user, "zh", TODAY)
    assert list(mine.open) == [late.id, extended.id]
    assert (mine.open_count, mine.unread, mine.waiting, mine.overdue) == (2, 3, 3, 0)
    assert mine.rows[late.id].left == 9
    assert mine.follows
    newcomer = add_user(session, "c@firm.cn")
    empty = read_mine(session, newcomer, "zh", TODAY)
    assert (empty.open_count, empty.unread, empty.follows) == (0, 0, False)


def test_a_firm_sees_what_it_was_asked_until_it_answers(session: Session) -> None:
    firm = Organisation(kind="firm", name="江汉", created_at=NOW)
    session.add(firm)
    session.flush()
    user = add_user(session, organisation_id=firm.id)
    case = set_bench(session).case(state="soliciting")
    asked = []
    for number, days in enumerate((5, 2, -1), 1):
        closes = TODAY + timedelta(days=days)
        one = Consultation(case=case, number=number, closes=closes, created_by="x")
        one.created_at = NOW
        party = Asked(kind=AskedKind.FIRM, organisation_id=firm.id, name="江汉")
        party.consultation, party.sent_at = one, NOW
        session.add_all([one, party])
        asked.append(party)
    session.flush()
    mine = read_mine(session, user, "zh", TODAY)
    assert list(mine.asked) == [asked[1], asked[0]]
    assert case.notice.id in mine.rows
    asked[1].answered_at = NOW
    session.flush()
    assert list(read_mine(session, user, "zh", TODAY).asked) == [asked[0]]


def test_a_desk_counts_what_needs_a_decision(session: Session) -> None:
    bench = set_bench(session)
    bench.case(state="drafting")
    bench.case(state="reviewing")
    for number, days in ((1, 3), (2, 40), (3, 3)):
        deadline = TODAY + timedelta(days=days)
        one = add_notice(session, f"G/TBT/N/IND/{number}", deadline=deadline)
        if number < 3:
            add_match(session, one, "tea")
    firm = add_user(session)
    asked = Enquiry(user_id=firm.id, title="CCC", due=TODAY, created_at=NOW)
    asked.updated_at = NOW
    session.add(asked)
    session.flush()
    desk = read_desk(session, bench.officer, "zh", TODAY)
    assert (desk.triage, desk.closing) == (2, 1)
    assert (desk.reviewing, desk.enquiries, desk.barriers, desk.warnings) == (
        1,
        1,
        0,
        0,
    )
    assert [task.card.case.state for task in desk.tasks] == ["drafting"]
    reviewer = read_desk(session, bench.reviewer, "zh", TODAY)
    assert [task.card.case.state for task in reviewer.tasks] == ["reviewing"]


def test_an_analyst_reads_the_month_and_the_reports_on_their_way(
    session: Session,
) -> None:
    add_notice(session, "G/TBT/N/IND/1")
    for number, state in enumerate(ReportState):
        row = Report(kind="monthly", key=str(number), title_zh="月报", state=state)
        row.since, row.until, row.created_at = TODAY, TODAY, NOW
        session.add(row)
    session.flush()
    found = read_analysis(session, "zh", TODAY)
    assert len(found.sentences) == 3
    assert {one.state for one in found.reports} == {"draft", "review"}
    assert (found.finding, found.themes) == ("此前一年没有数据，无从比较", [])


def test_a_rising_theme_is_told_with_its_numbers() -> None:
    cells = (Words("镉", "cadmium"), Words("物质", "Substance"), 7, 0.4, 1, 2.2)
    told = read_theme(Line("substance:cadmium", cells), "zh")
    assert told == Rising("substance:cadmium", "镉", "物质", 7, 1)
