"""Lead times and chains of documents, by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.measure import Event
from models.notice import Notice
from models.tag import Tag
from tests.models.archive import AT, add_source
from tests.web.trending import add_family, count, finding, table
from web.trends.figures.lead_times import to_day

FIRST = date(2025, 6, 2)


def add(session: Session, symbol: str, days: dict[str, str], **more: Any) -> None:
    """A notice with the days that its text states."""
    values = {"members": ["KEN"], "distributed": FIRST, **more}
    notice = add_family(session, symbol, **values)
    session.flush()
    for code, note in days.items():
        session.add(
            Tag(
                notice_id=notice.id,
                version_number=1,
                scheme="date",
                code=code,
                score=1.0,
                origin="stated",
                field="entry_into_force",
                words=note,
                note=note,
                rules="1",
            )
        )


def tell(measure_id: int | None, notice_id: int, kind: str, day: date) -> Event:
    """An event of a measure."""
    return Event(
        measure_id=measure_id,
        notice_id=notice_id,
        kind=kind,
        key="",
        day=day,
        origin="phrase",
        created_at=AT,
    )


def test_lead_times_by_hand(session: Session) -> None:
    """Force is 100, 200 and 300 days after circulation; adoption 50 days before it,
    so that 50, 150 and 250 days remain after adoption, two of them under 180."""
    add_source(session)
    for number, days in enumerate((100, 200, 300)):
        force = FIRST + timedelta(days=days)
        adoption = FIRST + timedelta(days=50)
        add(
            session,
            f"G/TBT/N/KEN/{number}",
            {"force": force.isoformat(), "adoption": adoption.isoformat()},
        )
    add(session, "G/TBT/N/KEN/8", {"force": "publication+6m"})
    add(session, "G/TBT/N/KEN/9", {})
    add(session, "G/TBT/N/KEN/0/Add.1", {"force": "2025-07-01"}, type="addendum")
    session.flush()
    rows = table(count(session, "lead-times"))
    assert rows[0] == ("全部成员", 5, 3, 200.0, 3, 150.0, 2, None, 1)
    assert finding(session, "lead-times") == (
        "从批准到生效的中位数为150天；两个日期都载明的3件中，2件不足180天"
    )


def test_days_in_words_are_unknown() -> None:
    assert to_day("force:2025-09-01", "force") == date(2025, 9, 1).toordinal()
    for name in ("adoption:2025-09-01", "force:publication+6m", "force:2025-H2", "x"):
        assert to_day(name, "force") == 0


def test_chains_by_hand(session: Session) -> None:
    """One measure adopted after 100 days, one moved and open, one stuck since 2022,
    one that the archive only knows from an addendum and that opens nothing."""
    add_source(session)
    adopted = FIRST - timedelta(days=200)
    documents: dict[str, dict[str, Any]] = {
        "G/TBT/N/KEN/1": {"distributed": adopted},
        "G/TBT/N/KEN/1/Add.1": {"type": "addendum", "distributed": FIRST},
        "G/TBT/N/KEN/2": {"distributed": FIRST},
        "G/TBT/N/KEN/2/Add.1": {"type": "addendum", "distributed": FIRST},
        "G/TBT/N/KEN/3": {"distributed": date(2022, 3, 1)},
        "G/TBT/N/KEN/4/Add.2": {"type": "addendum", "distributed": FIRST},
    }
    for symbol, values in documents.items():
        add_family(session, symbol, **{"members": ["KEN"], **values})
    session.flush()
    for symbol, kind, day in (
        ("G/TBT/N/KEN/1/Add.1", "adopted", adopted + timedelta(days=100)),
        ("G/TBT/N/KEN/2/Add.1", "extended", FIRST),
    ):
        notice = next(one for one in session.query(Notice) if one.symbol == symbol)
        session.add(tell(notice.measure_id, notice.id, kind, day))
    session.flush()
    counted = count(session, "chains", grain="year")
    known = [row for row in table(counted) if row[1]]
    assert known == [
        ("2022年", 1, 1, 1.0, 0, 0, None, None, 1),
        ("2024年", 1, 2, 2.0, 0, 1, None, 100.0, 0),
        ("2025年", 1, 2, 2.0, 1, 0, None, None, 0),
    ]
    assert finding(session, "chains") == (
        "3项措施中，1项已有最终结果；1项通报满24个月仍无后续结果"
    )
