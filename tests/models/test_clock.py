from __future__ import annotations

from datetime import UTC, date, datetime

import time_machine
from sqlalchemy.orm import Session

from models.clock import fix_day, fixed_day, now, now_in, now_on, today

LATE = datetime(2025, 6, 1, 17, 30, tzinfo=UTC)


@time_machine.travel(LATE, tick=False)
def test_the_day_is_that_of_wuhan(session: Session) -> None:
    assert now() == LATE
    assert today(session) == date(2025, 6, 2)
    assert now_in(session) == LATE
    assert now_on(None) == LATE


@time_machine.travel(LATE, tick=False)
def test_a_demonstration_stands_still_at_its_day(session: Session) -> None:
    fix_day(session, date(2025, 6, 12))
    session.commit()
    assert fixed_day(session) == date(2025, 6, 12)
    assert today(session) == date(2025, 6, 12)
    assert now_in(session) == datetime(2025, 6, 11, 17, 30, tzinfo=UTC)
    assert now() == LATE


@time_machine.travel(LATE, tick=False)
def test_time_may_run_again(session: Session) -> None:
    fix_day(session, date(2025, 6, 12))
    fix_day(session, date(2025, 6, 13))
    fix_day(session, None)
    fix_day(session, None)
    assert today(session) == date(2025, 6, 2)
