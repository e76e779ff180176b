"""Trade concerns about Hubei's products, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.concern import Concern, ConcernRaising
from models.sector import Sector, SectorTerm
from tests.models.archive import AT, add_source
from tests.web.trending import AGE, add_family, count, finding, table
from web.trends.catalogue import VIEWS


def add(session: Session, number: str, *meetings: date, **values: Any) -> Concern:
    """A concern raised at some meetings, each supported by Japan and one more."""
    given = {"title_zh": "电池法规", "title_en": "Batteries", "member_code": "EU"}
    one = Concern(
        number=number, edited_by="li", edited_at=AT, **{**given, "hs": [], **values}
    )
    one.raisings = [
        ConcernRaising(meeting=day, supporters=["JPN", f"K{place}"])
        for place, day in enumerate(meetings)
    ]
    session.add(one)
    session.flush()
    return one


@pytest.fixture
def held(session: Session) -> Session:
    """Concerns of a code of Hubei's, of a notification, of neither, and to come."""
    add_source(session)
    session.add(
        Sector(
            id="own",
            position=0,
            name_zh="动力电池",
            name_en="Traction batteries",
            terms=[SectorTerm(kind="hs", term="987654")],
        )
    )
    add_family(session, "G/TBT/N/EU/1", members=["EU"], sectors={"own": "sure"})
    add(session, "1", date(2022, 3, 1), date(2024, 3, 1), hs=["987654"])
    add(session, "2", date(2025, 3, 4), symbols=["G/TBT/N/EU/1"], member_code="IND")
    add(session, "3", date(2025, 3, 4), hs=["010121"])
    add(session, "4", date(2026, 3, 4), hs=["9876"])
    return session


def test_concerns_that_touch_hubei_by_hand(held: Session) -> None:
    """Twice in two years with three supporters; once; and one still to be raised."""
    counted = count(held, "concerns")
    assert table(counted) == [
        (
            "2 电池法规",
            "印度",
            "动力电池",
            "新提出",
            1,
            date(2025, 3, 4),
            date(2025, 3, 4),
            0.0,
            2,
            "无",
        ),
        (
            "1 电池法规",
            "欧盟",
            "动力电池",
            "此前提出过",
            2,
            date(2022, 3, 1),
            date(2024, 3, 1),
            2.0,
            3,
            "无",
        ),
        ("4 电池法规", "欧盟", "动力电池", "待提出", 0, None, None, None, 0, "无"),
    ]
    assert [out.many for out in counted.left_out] == [1]
    assert counted.basis.used == 3
    assert finding(held, "concerns") == (
        "涉及湖北行业的特别贸易关注3项，其中新提出1项，我方有评议的0项"
    )
    assert list(counted.lines[0].behind()) == [int(counted.lines[0].key)]


def test_new_is_new_in_the_selected_period(held: Session) -> None:
    rows = table(count(held, "concerns", since="2024-01", until="2024-12"))
    assert [(row[0], row[3]) for row in rows] == [("1 电池法规", "此前提出过")]
    rows = table(count(held, "concerns", since="2022-01", until="2022-12"))
    assert [(row[3], row[4], row[8]) for row in rows] == [("新提出", 1, 2)]
    assert table(count(held, "concerns", market="IND"))[0][1] == "印度"
    assert table(count(held, "concerns", hs="9999")) == []


def test_without_concerns_it_says_what_lacks(session: Session) -> None:
    view = VIEWS["concerns"]
    need = view.need(session)
    assert need is not None
    assert need.endpoint == "concerns.index"
    for asked in AGE:
        assert view.say(count(session, "concerns", **asked), "zh").startswith(
            "所选条件"
        )
