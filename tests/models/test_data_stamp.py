"""What is made of the data is good until a transaction changes them."""

from __future__ import annotations

from sqlalchemy import Engine, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from models.data_stamp import LATE, DataStamp, data_version, drop_old
from models.sector import Sector
from models.source import Source


def test_a_write_is_told_by_area(database: Engine) -> None:
    with Session(database) as session:
        before = data_version(session, "notices"), data_version(session, "runs")
        session.execute(update(Sector).values(horizontal=False))
        session.commit()
        after = data_version(session, "notices"), data_version(session, "runs")
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_words_of_sql_and_units_of_work_are_told_alike(database: Engine) -> None:
    with Session(database) as session:
        seen = [data_version(session)]
        session.execute(text("UPDATE sector SET position = position"))
        session.commit()
        seen.append(data_version(session))
        session.scalars(select(Sector)).first().name_en = "Another"  # type: ignore[union-attr]
        session.commit()
        seen.append(data_version(session))
        session.execute(delete(Source).where(Source.slug == "nobody"))
        session.commit()
        seen.append(data_version(session))
    assert len(set(seen)) == len(seen)


def test_reading_and_what_is_undone_leave_no_stamp(database: Engine) -> None:
    with Session(database) as session:
        before = data_version(session)
        session.execute(update(Sector).values(horizontal=True))
        session.rollback()
        session.scalars(select(Sector)).all()
        session.commit()
        assert data_version(session) == before


def test_one_transaction_leaves_one_stamp_an_area(database: Engine) -> None:
    with Session(database) as session:
        known = set(session.scalars(select(DataStamp.id)))
        for _ in range(3):
            session.execute(update(Sector).values(horizontal=False))
        session.commit()
        new = session.scalars(select(DataStamp).where(DataStamp.id.not_in(known)))
        assert [one.area for one in new] == ["notices"]


def test_old_stamps_go_and_the_state_keeps_its_name(database: Engine) -> None:
    with Session(database) as session:
        many = [{"area": "notices"}] * LATE + [{"area": "runs"}] * (LATE + 7)
        session.execute(insert(DataStamp), many)
        session.commit()
        asked = ((), ("notices",), ("runs", "exports"), ("notices", "runs"))
        before = [data_version(session, *areas) for areas in asked]
        assert drop_old(session) >= 7
        session.commit()
        assert [data_version(session, *areas) for areas in asked] == before
        query = select(func.count()).where(DataStamp.area == "runs")
        assert session.scalar(query) == LATE
        assert drop_old(session) == 0
        session.add(DataStamp(area="runs"))
        session.flush()
        changed = [data_version(session, *areas) for areas in asked]
    assert [one != two for one, two in zip(before, changed, strict=True)] == [
        True,
        False,
        True,
        True,
    ]
