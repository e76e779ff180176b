"""What a firm does with its alerts: states, news, filters, many at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.measures import join
from models.handling import Handling, HandlingState
from models.measure import Measure
from tests.web.alerted import add_colleague, add_firm, happen, look
from tests.web.small_world import NOW, TODAY, add_event, add_measure, subscribe
from web.alerts.audience import make_alerts
from web.inbox import service
from web.inbox.circle import circle_of
from web.inbox.ledger import entries
from web.inbox.listing import NEWS, Inbox, count_unread
from web.inbox.service import Decision, decide, decide_all
from web.refused import RefusedError

DONE, NOT_OURS = HandlingState.DONE, HandlingState.NOT_OURS


def symbols(found: Inbox) -> list[str]:
    """What stands in an inbox, in order."""
    return [line.item.symbol for line in found.lines]


def test_colleagues_share_what_is_done_and_strangers_see_nothing(
    session: Session,
) -> None:
    firm, other = add_firm(session), add_firm(session, "别家")
    li = add_colleague(session, firm, "li@firm.cn")
    wang = add_colleague(session, firm, "wang@firm.cn")
    stranger = add_colleague(session, other, "zhao@other.cn")
    measure = happen(session, "G/TBT/N/USA/1").measure_id
    assert measure
    decision = Decision(DONE, wang.id, "已核对", date(2026, 3, 9))
    decide(session, li, measure, decision, NOW)
    (line,) = look(session, wang).lines
    assert (line.state, line.colleague, line.news) == (DONE, "李工", False)
    assert line.handling is not None
    assert (line.handling.note, line.handling.decided_by) == ("已核对", "li@firm.cn")
    (theirs,) = look(session, stranger).lines
    assert (theirs.state, theirs.handling) == (HandlingState.WAITING, None)
    assert service.find(session, circle_of(stranger), measure) is None
    with pytest.raises(RefusedError, match="同事"):
        decide(session, li, measure, Decision(DONE, stranger.id), NOW)


def test_a_later_event_is_news_and_keeps_the_state(session: Session) -> None:
    user = add_colleague(session, add_firm(session), "li@firm.cn")
    family = add_measure(session, "G/TBT/N/USA/1")
    happen(session, "G/TBT/N/USA/1", measure=family)
    decide(session, user, family.id, Decision(NOT_OURS), NOW)
    happen(session, "G/TBT/N/USA/2")
    assert symbols(look(session, user)) == ["G/TBT/N/USA/2", "G/TBT/N/USA/1"]
    happen(session, "G/TBT/N/USA/1/Add.1", "extended", measure=family)
    happen(session, "G/TBT/N/USA/3")
    found = look(session, user)
    assert symbols(found)[0] == "G/TBT/N/USA/1/Add.1", "it stands on top again"
    assert (found.lines[0].state, found.lines[0].news) == (NOT_OURS, True)
    assert symbols(look(session, user, state=NEWS)) == ["G/TBT/N/USA/1/Add.1"]
    decide(session, user, family.id, Decision(NOT_OURS), NOW)
    assert look(session, user).counts[NEWS] == 0, "it was looked at"


def test_what_is_told_twice_is_no_news(session: Session) -> None:
    user = add_colleague(session, add_firm(session), "li@firm.cn")
    notice = happen(session, "G/TBT/N/USA/1")
    assert notice.measure_id
    decide(session, user, notice.measure_id, Decision(DONE), NOW)
    subscribe(session, user, markets=["USA"])
    made = make_alerts(session, now=NOW, today=TODAY)
    assert made.alerts == 1
    assert not look(session, user).lines[0].news
    add_event(session, notice, "withdrawn")
    make_alerts(session, now=NOW, today=TODAY)
    assert look(session, user).lines[0].news


def test_the_list_is_narrowed_and_counted(session: Session) -> None:
    firm = add_firm(session)
    li = add_colleague(session, firm, "li@firm.cn")
    wang = add_colleague(session, firm, "wang@firm.cn")
    ids = [happen(session, f"G/TBT/N/USA/{n}").measure_id or 0 for n in (1, 2, 3)]
    late = TODAY - timedelta(days=1)
    working = Decision(HandlingState.WORKING, wang.id, "", late)
    decide(session, li, ids[0], working, NOW)
    decide(session, li, ids[1], Decision(DONE, li.id, "", late), NOW)
    assert symbols(look(session, li, colleague=wang.id)) == ["G/TBT/N/USA/1"]
    assert symbols(look(session, li, overdue=True)) == ["G/TBT/N/USA/1"]
    assert symbols(look(session, li, state="waiting")) == ["G/TBT/N/USA/3"]
    assert symbols(look(session, li, unread=True)) == ["G/TBT/N/USA/3"]
    level = look(session, li).lines[0].item.level
    assert len(look(session, li, level=level).lines) == 3
    assert not look(session, li, level="blue" if level != "blue" else "red").lines
    counts = look(session, li).counts
    assert (counts["waiting"], counts["done"], counts["overdue"]) == (1, 1, 1)
    assert (count_unread(session, li.id), count_unread(session, wang.id)) == (1, 3)


def test_many_are_marked_at_once_but_none_of_another_firm(session: Session) -> None:
    li = add_colleague(session, add_firm(session), "li@firm.cn")
    lone = add_colleague(session, None, "lone@firm.cn")
    first, second = (happen(session, f"G/TBT/N/USA/{n}").measure_id for n in (1, 2))
    strange = add_measure(session, "G/TBT/N/USA/9").id
    assert first
    assert second
    assert decide_all(session, li, [first, second, strange], DONE, NOW) == 2
    assert look(session, li).counts["done"] == 2
    assert look(session, lone).counts["waiting"] == 2
    assert decide_all(session, lone, [first], NOT_OURS, NOW) == 1
    assert look(session, li).counts["done"] == 2
    with pytest.raises(RefusedError, match="勾选"):
        decide_all(session, li, [strange], DONE, NOW)
    with pytest.raises(RefusedError, match="状态"):
        decide_all(session, li, [first], "lost", NOW)


def test_joined_measures_keep_what_was_decided(session: Session) -> None:
    user = add_colleague(session, add_firm(session), "li@firm.cn")
    one, two = add_measure(session, "A/1"), add_measure(session, "A/2")
    happen(session, "A/1", measure=one)
    happen(session, "A/2", measure=two)
    decide(session, user, two.id, Decision(DONE, None, "已核对"), NOW)
    join(session, one, two.id)
    session.refresh(user)
    (line,) = look(session, user).lines
    assert (line.measure_id, line.state) == (one.id, DONE)
    decide(session, user, one.id, Decision(NOT_OURS, None, "不出口"), NOW)
    (row,) = session.scalars(select(Handling)).all()
    assert (row.state, row.note) == (NOT_OURS, "不出口")
    assert session.get_one(Measure, two.id).redirect_id == one.id
    (kept,) = entries(session, circle_of(user), "zh")
    assert (kept.state, kept.why) == ("不适用", "不出口")
