"""Coverage to the yuan, and the hours to alerts that are stored, by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from models.alert import Alert
from models.notice import Notice
from models.sector import Sector, SectorTerm
from tests.models.archive import add_source
from tests.models.test_notice_exposure import load
from tests.web.exposing import CARS, cars
from tests.web.small_world import add_event, add_user, subscribe
from tests.web.trending import add_family, count, finding, table

STORED = datetime(2025, 6, 2, 4, tzinfo=UTC)
YUAN = {
    ("870380", "EU"): 300_000_001.0,
    ("850760", "EU"): 500_000_003.0,
    ("870899", "EU"): 200_000_007.0,
    ("870380", "GBR"): 50_000_009.0,
}


def test_coverage_is_right_to_the_yuan(session: Session) -> None:
    """Of 1,000,000,011 yuan to the Union the measure on 8703 and on ICS 43.120 covers
    300,000,001 + 500,000,003; of 50,000,009 to Britain nothing."""
    add_source(session)
    load(session, YUAN)
    sector = Sector(id="ev", position=0, name_zh="电动汽车", name_en="Electric cars")
    sector.terms = [SectorTerm(kind="hs", term=one, weight=1.0) for one in CARS]
    session.add(sector)
    cars(session, "G/TBT/N/EU/1", "EU")
    rows = {row[0]: row[3:5] for row in table(count(session, "coverage"))}
    assert rows["电动汽车→欧盟"] == (1_000_000_011.0, 800_000_004.0)
    assert rows["电动汽车→英国"] == (50_000_009.0, 0.0)
    assert "覆盖率80%" in finding(session, "coverage")


def add_alert(session: Session, notice: Notice, hours: float) -> None:
    """Somebody was alerted of a notice so many hours after it was stored."""
    user = add_user(session, f"{notice.id}-{hours}@firm.example")
    event = add_event(session, notice, key=str(hours))
    alert = Alert(
        subscription_id=subscribe(session, user, markets=["KEN"]).id,
        user_id=user.id,
        measure_id=notice.measure_id,
        event_id=event.id,
        notice_id=notice.id,
        level="yellow",
        reason={},
        snapshot={},
        created_at=notice.created_at + timedelta(hours=hours),
    )
    session.add(alert)


def test_hours_to_alert_are_those_of_stored_alerts(session: Session) -> None:
    """Of four notices three were first told of after 0.5, 2 and 12 hours: the median
    is 2, nine in ten within 12; a later alert of one changes nothing."""
    add_source(session)
    notices = [
        add_family(
            session,
            f"G/TBT/N/KEN/{number}",
            members=["KEN"],
            distributed=date(2025, 6, 2),
        )
        for number in range(4)
    ]
    for one in notices:
        one.created_at = STORED
    session.flush()
    for place, hours in ((0, 0.5), (1, 2.0), (1, 30.0), (2, 12.0)):
        add_alert(session, notices[place], hours)
    session.flush()
    rows = table(count(session, "health"))
    assert rows[0][1] == 4
    assert rows[0][5:8] == (3, 2.0, 12.0)
