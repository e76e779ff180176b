"""A list of notices: narrowed, in order, and turned page by page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from models.notice_filter import NoticeFilter
from models.notice_list import Cursor, Order, list_notices, read_cursor
from tests.models.archive import TODAY, add_notice, add_source, fill

BATTERY, HEATER = "G/TBT/N/EU/1100", "G/TBT/N/USA/2200"
TEA, LABEL = "G/SPS/N/JPN/1300", "G/TBT/N/VNM/300/Add.1"
PAINT, TWIN = "G/TBT/N/KWT/683/Rev.1", "G/TBT/N/BHR/704/Rev.1"


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    statements: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def symbols(session: Session, chosen: NoticeFilter, **asked: object) -> list[str]:
    page = list_notices(session, chosen, today=TODAY, **asked)  # type: ignore[arg-type]
    return [line.symbol for line in page.lines]


CHOSEN: list[tuple[NoticeFilter, set[str]]] = [
    (NoticeFilter(), {PAINT, LABEL, TEA, BATTERY, HEATER}),
    (NoticeFilter(agreement="SPS"), {TEA}),
    (NoticeFilter(types=("addendum", "revision")), {LABEL, PAINT}),
    (NoticeFilter(kinds=("rule",)), set()),
    (NoticeFilter(sectors=("home-appliances-electrical",)), {HEATER}),
    (
        NoticeFilter(
            sectors=("home-appliances-electrical",), certainties=("possible", "sure")
        ),
        {HEATER, BATTERY},
    ),
    (NoticeFilter(markets=("USA", "JPN")), {HEATER, TEA}),
    (NoticeFilter(markets=("gcc",)), {PAINT}),
    (NoticeFilter(markets=("g:asean",)), {LABEL}),
    (NoticeFilter(hs=("85",)), {BATTERY, HEATER, LABEL}),
    (NoticeFilter(hs=("8507",)), {BATTERY}),
    (NoticeFilter(ics=("87",)), {PAINT}),
    (NoticeFilter(measures=("labelling",), markets=("EU",)), {BATTERY}),
    (NoticeFilter(objectives=("quality",)), set()),
    (NoticeFilter(open_on=TODAY), {PAINT, BATTERY, HEATER}),
    (
        NoticeFilter(since=date(2025, 6, 2), until=date(2025, 6, 3)),
        {TEA, BATTERY, LABEL},
    ),
    (
        NoticeFilter(closes_from=date(2025, 6, 11), closes_to=date(2025, 6, 12)),
        {TEA, HEATER},
    ),
    (NoticeFilter(q="电池", hs=("85",)), {BATTERY}),
    (NoticeFilter(q="no such thing"), set()),
]


def test_each_filter_narrows_the_list(session: Session) -> None:
    fill(session)
    for chosen, expected in CHOSEN:
        assert set(symbols(session, chosen)) == expected, chosen


def test_newest_first_or_soonest_closing_first(session: Session) -> None:
    fill(session)
    assert symbols(session, NoticeFilter()) == [PAINT, LABEL, TEA, BATTERY, HEATER]
    closing = symbols(session, NoticeFilter(), order=Order.CLOSING)
    assert closing == [HEATER, PAINT, BATTERY, LABEL, TEA]


def test_a_line_holds_all_that_a_row_shows(session: Session) -> None:
    fill(session)
    page = list_notices(session, NoticeFilter(), today=TODAY)
    assert page.after is None
    lines = {line.symbol: line for line in page.lines}
    battery = lines[BATTERY]
    assert [chip.certainty for chip in battery.sectors] == ["sure", "possible"]
    assert battery.members[0].zh == "欧盟"
    assert battery.measures == ("labelling",)
    assert [(t.language, t.field, t.origin) for t in battery.texts] == [
        ("zh", "title", "editor")
    ]
    assert battery.twins == 0
    assert [party.code for party in lines[PAINT].members] == ["KWT", "BHR"]
    assert lines[PAINT].twins == 1


def test_twins_fold_within_the_list_only(session: Session) -> None:
    fill(session)
    assert TWIN not in symbols(session, NoticeFilter())
    assert TWIN in symbols(session, NoticeFilter(), fold_twins=False)
    assert symbols(session, NoticeFilter(until=date(2025, 6, 9)))[0] == TWIN
    closing = symbols(session, NoticeFilter(), order=Order.CLOSING)
    assert TWIN not in closing


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_hold_each_notice_once(
    session: Session, order: Order, limit: int
) -> None:
    add_source(session)
    for k in range(12):
        add_notice(
            session,
            f"G/TBT/N/USA/{k}",
            distributed=TODAY - timedelta(days=k // 3),
            deadline=[None, TODAY, TODAY + timedelta(days=k // 4)][k % 3],
            twin_key="twin" if k in {2, 5, 11} else None,
        )
    whole = symbols(session, NoticeFilter(), order=order)
    assert len(whole) == 10
    found: list[str] = []
    after = None
    while True:
        page = list_notices(
            session, NoticeFilter(), today=TODAY, order=order, after=after, limit=limit
        )
        found += [line.symbol for line in page.lines]
        after = read_cursor(str(page.after)) if page.after else None
        if after is None:
            break
    assert found == whole


def test_a_cursor_goes_through_an_address() -> None:
    cursor = Cursor(date(2025, 6, 2), 12)
    assert read_cursor(str(cursor)) == cursor
    for wrong in ("", "2025-06-02", "x_1", "2025-06-02_x", "2025-06-02_-1"):
        assert read_cursor(wrong) is None
    assert read_cursor("2025-06-02_" + "9" * 30) is None


def test_a_page_takes_six_statements(session: Session, database: Engine) -> None:
    fill(session)
    with counted(database) as statements:
        page = list_notices(session, NoticeFilter(q="tea battery"), today=TODAY)
        assert len(page.lines) == 0
        full = list_notices(session, NoticeFilter(), today=TODAY)
    assert len(full.lines) == 5
    assert len(statements) <= 12
