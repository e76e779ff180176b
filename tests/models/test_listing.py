"""A page of a list from the facts is the page that the database gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, product

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.database import session_factory
from models.facts import Facts, facts_at_hand, facts_of
from models.notice_filter import NoticeFilter
from models.notice_list import (
    Asked,
    Cursor,
    Order,
    Page,
    list_by_facts,
    list_by_query,
    list_notices,
)
from tests.models.archive import TODAY, add_notice, add_source, fill
from tests.models.test_narrowing import TOLD
from tests.models.test_notice_list import counted

DAY = timedelta(days=1)


def both(session: Session, facts: Facts, asked: Asked) -> Page:
    """The page, which is the same from the facts and from the tables."""
    page = list_by_facts(session, facts, asked)
    assert page == list_by_query(session, asked), asked
    return page


def walk(
    session: Session, facts: Facts, order: Order, limit: int, *, folded: bool
) -> list[str]:
    """All pages of a list, one behind the other."""
    found: list[str] = []
    after: Cursor | None = None
    while True:
        asked = Asked(NoticeFilter(), TODAY, order, after, limit, folded)
        page = both(session, facts, asked)
        found += [line.symbol for line in page.lines]
        after = page.after
        if after is None:
            return found


def test_every_filter_gives_the_page_of_the_database(session: Session) -> None:
    fill(session)
    facts = facts_of(session)
    ways = cycle(product(Order, (True, False)))
    for chosen, (order, folded) in zip(TOLD, ways, strict=False):
        both(session, facts, Asked(chosen, TODAY, order, None, 3, folded))


def test_pages_follow_each_other_with_twins_and_equal_days(session: Session) -> None:
    add_source(session)
    for k in range(15):
        add_notice(
            session,
            f"G/TBT/N/USA/{k}",
            distributed=TODAY - DAY * (k // 4),
            deadline=[None, TODAY - DAY, TODAY, TODAY + DAY * (k // 5)][k % 4],
            twin_key={2: "a", 5: "a", 11: "a", 6: "b", 7: "b"}.get(k),
        )
    facts = facts_of(session)
    for order, limit in product(Order, (1, 4)):
        whole = walk(session, facts, order, 50, folded=False)
        assert len(whole) == 15
        assert walk(session, facts, order, limit, folded=False) == whole
        folded = walk(session, facts, order, limit, folded=True)
        assert folded == walk(session, facts, order, 50, folded=True)
        assert len(folded) == 12
    newest = both(
        session, facts, Asked(NoticeFilter(), TODAY, Order.NEWEST, None, 4, True)
    )
    assert [line.twins for line in newest.lines] == [0, 2, 0, 0]


def test_a_cursor_of_any_day_is_a_place_in_the_list(session: Session) -> None:
    fill(session)
    facts = facts_of(session)
    for order, day in product(Order, (date.min, TODAY, date(2025, 6, 2), date.max)):
        for place in (0, 3, 10**9):
            after = Cursor(day, place)
            both(session, facts, Asked(NoticeFilter(), TODAY, order, after, 2, True))


def test_an_empty_database_has_an_empty_page(session: Session) -> None:
    facts = facts_of(session)
    for order in Order:
        asked = Asked(NoticeFilter(q="tea"), TODAY, order, None, 5, True)
        assert both(session, facts, asked) == Page((), None)


@pytest.fixture
def reader(database: Engine) -> Session:
    """A session of a database that holds the archive, its facts read."""
    with session_factory(database)() as writer:
        fill(writer)
        writer.commit()
    reader = session_factory(database)()
    facts_of(reader)
    reader.rollback()
    return reader


def test_a_list_asks_the_facts_where_they_are_at_hand(
    reader: Session, database: Engine
) -> None:
    with counted(database) as statements:
        page = list_notices(reader, NoticeFilter(), today=TODAY)
    assert len(page.lines) == 5
    assert not any("ORDER BY notice.distributed" in one for one in statements)
    possible = NoticeFilter(certainties=("possible", "sure"))
    with counted(database) as statements:
        list_notices(reader, possible, today=TODAY)
    assert any("ORDER BY notice.distributed" in one for one in statements)
    reader.close()


def test_facts_that_are_older_than_the_data_give_no_page(
    reader: Session, database: Engine
) -> None:
    with session_factory(database)() as writer:
        add_notice(writer, "G/TBT/N/EU/9", distributed=TODAY, members=["EU"])
        writer.commit()
    assert facts_at_hand(reader) is None
    page = list_notices(reader, NoticeFilter(), today=TODAY)
    assert page.lines[0].symbol == "G/TBT/N/EU/9"
    reader.close()


def test_a_notice_that_is_gone_leaves_no_hole(reader: Session) -> None:
    facts = facts_of(reader)
    gone = facts.ids.copy()
    gone[-1] += 100
    asked = Asked(NoticeFilter(), TODAY, Order.NEWEST, None, 9, False)
    before = list_by_facts(reader, facts, asked).lines
    lines = list_by_facts(reader, replace(facts, ids=gone, made={}), asked).lines
    assert {one.id for one in before} - {one.id for one in lines} == {facts.ids[-1]}
    reader.close()
