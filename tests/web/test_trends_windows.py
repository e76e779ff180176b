"""Comment windows: days to stated deadlines, by hand."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from tests.models.archive import add_notice, add_source
from tests.web.trending import count, finding, table
from web.trends.figures.windows import VIEW, spread

FIRST = date(2025, 6, 2)


def fill(session: Session) -> None:
    """Six of the United States, two of Kenya, and what must not count."""
    add_source(session)
    for number, days in enumerate((30, 45, 60, 60, 75, 90)):
        closes = FIRST + timedelta(days=days)
        add_notice(
            session,
            f"G/TBT/N/USA/{number}",
            members=["USA"],
            distributed=FIRST,
            deadline=closes,
            deadline_basis="stated",
        )
    for symbol, values in {
        "G/TBT/N/KEN/1": {"deadline": FIRST, "deadline_basis": "stated"},
        "G/TBT/N/KEN/2": {
            "deadline": FIRST - timedelta(days=1),
            "deadline_basis": "stated",
        },
        "G/TBT/N/KEN/3": {
            "deadline": FIRST + timedelta(days=60),
            "deadline_basis": "estimated",
        },
        "G/TBT/N/KEN/1/Add.1": {
            "type": "addendum",
            "deadline": FIRST + timedelta(days=5),
            "deadline_basis": "stated",
        },
    }.items():
        add_notice(session, symbol, members=["KEN"], distributed=FIRST, **values)
    session.flush()


def test_windows_by_hand(session: Session) -> None:
    """Sorted: 0 30 45 60 60 75 90; the fourth is the median, quartiles 37.5 and 67.5;
    the one that was over before it was notified counts apart."""
    fill(session)
    counted = count(session, "windows")
    assert table(counted) == [
        ("全部成员", 9, 8, 60.0, 37.5, 67.5, 4, 4 / 7, 3, 1, 1),
        ("美国", 6, 6, 60.0, 48.75, 71.25, 4, 4 / 6, 2, 0, 0),
        ("肯尼亚", 3, 2, 0.0, None, None, 0, None, 1, 1, 1),
    ]
    assert [(out.why.en, out.many) for out in counted.left_out] == [
        ("Addenda, corrigenda and other follow-ups", 1)
    ]
    said = finding(session, "windows")
    assert said == "评议期中位数60天；8件载明截止日的文件中3件不足60天，美国最多，2件"
    assert VIEW.draw
    assert len(VIEW.draw(counted, "zh")["data"]["values"]) == 3


def test_few_have_no_quartiles() -> None:
    assert spread([]) == (None, None, None)
    assert spread([10, 20]) == (None, 15.0, None)


def test_nothing_stated_is_said(session: Session) -> None:
    add_source(session)
    add_notice(session, "G/TBT/N/UGA/1", members=["UGA"])
    assert finding(session, "windows") == "所选文件都未载明评议截止日"
