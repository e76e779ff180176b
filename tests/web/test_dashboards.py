"""The dashboards of markets and sectors: every figure reckoned by hand."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from models.case import Case
from models.correspondence import Dispatch, Reply, ReplyKind, Stage
from models.deadlines import HERE
from models.export_tables import Key, put_table
from models.exposure import ExportTable
from models.notice_filter import NoticeFilter
from tests.web.bench import set_bench
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_tag,
)
from web.dashboards import responses, stakes
from web.dashboards.changes import SPAN, all_changes, read_changes
from web.markets.board import read_board as board_of_market
from web.markets.service import read_portrait as portrait_of_market
from web.sectors.board import read_board as board_of_sector
from web.sectors.service import read_portrait as portrait_of_sector

INDIA = NoticeFilter(markets=("IND",), until=TODAY)
LONG_AGO = TODAY - timedelta(days=300)


def test_changes_go_by_the_day_of_the_document_or_of_force(session: Session) -> None:
    first = add_notice(session, "G/TBT/N/IND/1", members=("IND", "BTN"))
    add_event(session, first)
    later = add_notice(
        session, "G/TBT/N/IND/1/Add.1", members=("IND",), type="addendum"
    )
    later.measure_id = first.measure_id
    add_event(session, later, "extended", day=TODAY + timedelta(days=50))
    add_event(session, later, "adopted", day=TODAY - timedelta(days=400))
    old = add_notice(session, "G/TBT/N/IND/2", members=("IND",), distributed=LONG_AGO)
    add_event(session, old)
    add_event(session, old, "in_force", day=TODAY - SPAN)
    add_event(session, old, "in_force", key="2", day=TODAY + timedelta(days=5))
    other = add_notice(session, "G/TBT/N/USA/3")
    add_event(session, other)
    news = read_changes(session, INDIA, "zh", TODAY)
    told = {
        one.kind: [(each.notice_id, each.day) for each in one.changes] for one in news
    }
    assert told == {
        "new": [(first.id, TODAY)],
        "extended": [(later.id, TODAY)],
        "adopted": [(later.id, TODAY)],
        "in_force": [(old.id, TODAY - SPAN)],
    }
    assert news[0].changes[0].row is not None
    for one in news:
        every = all_changes(session, INDIA, one.kind, TODAY)
        assert (len(every), every) == (one.count, one.changes)


def test_a_measure_is_news_of_a_kind_once(session: Session) -> None:
    first = add_notice(session, "G/TBT/N/IND/1", members=("IND",))
    for place, kind in enumerate(("adopted", "published", "final_text")):
        add_event(session, first, kind, key=str(place))
    news = read_changes(session, INDIA, "zh", TODAY)
    assert [(one.kind, one.count) for one in news] == [("adopted", 1)]


def sent(session: Session, case: Case, replied: int | None) -> None:
    """Let a case go to the Member today, and be answered after so many days."""
    at = datetime.combine(TODAY, time(12), HERE)
    row = Dispatch(case_id=case.id, stage=Stage.ABROAD, addressee="x", channel="x")
    row.at, row.noted_by, row.noted_at = at, "x", at
    session.add(row)
    if replied is not None:
        day = TODAY + timedelta(days=replied)
        reply = Reply(case_id=case.id, kind=ReplyKind.REPLY, day=day)
        reply.noted_by, reply.noted_at = "x", at
        session.add(reply)


def test_responses_are_of_the_markets_own_cases(session: Session) -> None:
    bench = set_bench(session)
    cases = [bench.case(state="sent", items=2, member="IND") for _ in range(3)]
    bench.case(state="sent", member="USA")
    sent(session, cases[0], 20)
    sent(session, cases[1], None)
    cases[0].items[0].outcome = "accepted"
    cases[2].items[0].outcome = "refused"
    add_match(session, cases[0].notice, "tea")
    session.flush()
    found = responses.of_market(session, {"IND"}, TODAY)
    assert (len(found.cases), len(found.sent), len(found.replied)) == (3, 2, 1)
    assert found.days == 20
    assert found.outcomes == {"accepted": 1, "unknown": 3}
    of_tea = responses.of_sector(session, "tea", TODAY)
    assert [one.case_id for one in of_tea.cases] == [cases[0].id]
    assert responses.Responses().days is None


@pytest.fixture
def table(session: Session) -> ExportTable:
    """Exports of batteries and tea in two years and to three markets."""
    made = ExportTable(name="x.csv", sha256="1" * 64, source="海关", currency="CNY")
    made.hs_edition, made.imported_by, made.imported_at = "HS2022", "x", NOW
    values = {
        Key(2025, "850760", "IND"): 500.0,
        Key(2025, "090210", "IND"): 70.0,
        Key(2025, "090210", "FRA"): 30.0,
        Key(2025, "090210", "DEU"): 5.0,
        Key(2024, "090210", "IND"): 9000.0,
    }
    put_table(session, made, values)
    return made


def test_stakes_are_the_exports_of_the_year_that_counts(
    session: Session, table: ExportTable
) -> None:
    notice = add_notice(session, "G/TBT/N/IND/1", members=("IND",))
    add_tag(session, notice, "850760")
    found = stakes.of_market(session, {"IND"}, INDIA, "zh", TODAY)
    assert found is not None
    assert (found.year, found.exports) == (2025, 570.0)
    assert [one.exposed.bands.central for one in found.open] == [500.0]
    union = stakes.of_market(session, {"EU"}, INDIA, "zh", TODAY)
    assert union is not None
    assert union.exports == 35.0
    every = NoticeFilter(sectors=("tea",), until=TODAY)
    tea = stakes.of_sector(session, "tea", every, "zh", TODAY)
    assert tea is not None
    assert (tea.exports, tea.open) == (105.0, [])


def test_without_a_table_nothing_is_at_stake(session: Session) -> None:
    assert stakes.of_market(session, {"IND"}, INDIA, "zh", TODAY) is None


def test_the_boards_of_a_market_and_a_sector(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/IND/1", members=("IND",))
    add_event(session, notice)
    add_match(session, notice, "tea")
    add_tag(session, notice, "health_safety", "objective")
    market = board_of_market(session, "IND", "zh", TODAY, centre=False)
    assert market.responses is None
    assert [one.count for one in market.news] == [1]
    assert [one.value for one in market.objectives] == ["health_safety"]
    assert market.dossier.total >= 20
    sector = board_of_sector(session, "tea", "zh", TODAY, centre=True)
    assert sector.responses == responses.Responses([])
    assert sector.windows.days == [(date(2026, 4, 20) - TODAY).days]
    assert "JPN" in sector.schemes
    assert portrait_of_market(session, "IND", "zh", TODAY) is not None


def test_horizontal_measures_of_a_sector_stand_apart(session: Session) -> None:
    plain = add_notice(session, "G/TBT/N/IND/1", members=("IND",))
    wide = add_notice(session, "G/TBT/N/IND/2", members=("IND",))
    add_tag(session, wide, "horizontal", "measure")
    for one in (plain, wide):
        add_match(session, one, "tea")
    found = portrait_of_sector(session, "tea", "zh", TODAY)
    assert found is not None
    assert [row.id for row in found.open_rows] == [plain.id]
    assert [row.id for row in found.wide_rows] == [wide.id]
