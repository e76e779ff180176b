from __future__ import annotations

from datetime import UTC, date, datetime
from time import process_time

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from models.base import Base
from models.database import migrate
from models.reference import read_rows
from models.reference.load import HASH, load_reference
from models.reference_facts import (
    HsCode,
    IcsCode,
    Member,
    MemberGroup,
    MemberGroupSeat,
    Objective,
    Setting,
)
from models.sector import Sector, SectorTerm

TABLES: dict[type[Base], int] = {
    Member: 189,
    MemberGroup: 8,
    MemberGroupSeat: 221,
    HsCode: 6936,
    IcsCode: 1381,
    Objective: 19,
    Sector: 28,
    SectorTerm: len(read_rows("sector_terms")),
}
LONGEST = {"sqlite": 1, "postgresql": 3}


def counts(session: Session) -> dict[type[Base], int | None]:
    return {t: session.scalar(select(func.count()).select_from(t)) for t in TABLES}


def forget(session: Session) -> None:
    """Let the next load look at every row again."""
    session.merge(Setting(key=HASH, value="older"))
    session.commit()


def test_a_first_load_takes_less_than_a_second(empty_database: Engine) -> None:
    migrate(empty_database)
    with Session(empty_database) as session:
        start = process_time()
        assert load_reference(session)
        assert process_time() - start < LONGEST[empty_database.dialect.name]
        assert counts(session) == TABLES


def test_facts_keep_their_shape(session: Session) -> None:
    china = session.get_one(Member, "CHN")
    assert china.zh == "中国"
    assert session.get_one(Member, "EU").aliases[:1] != []
    assert session.get_one(HsCode, "010121").zh is None
    assert session.get_one(MemberGroup, "eu27").as_of.year == 2020
    tea = session.get_one(Sector, "tea")
    assert tea.domains == ["SPS", "TBT"]
    assert tea.cities[0] == "宜昌"
    assert session.get_one(Sector, "circular-economy").horizontal


def test_nothing_changed_is_no_work(session: Session) -> None:
    assert not load_reference(session)


def test_a_second_load_changes_nothing(session: Session) -> None:
    before = session.scalars(select(SectorTerm.id).order_by(SectorTerm.id)).all()
    forget(session)
    assert load_reference(session)
    assert counts(session) == TABLES
    after = session.scalars(select(SectorTerm.id).order_by(SectorTerm.id)).all()
    assert after == before


def test_what_an_officer_edited_survives(session: Session) -> None:
    session.get_one(Sector, "tea").name_zh = "湖北茶"
    session.get_one(Sector, "tea").edited_by = "officer@example.org"
    session.get_one(Sector, "mushrooms").name_zh = "蘑菇"
    kept, lost = session.scalars(
        select(SectorTerm).where(SectorTerm.sector_id == "tea").limit(2)
    )
    kept.weight, kept.edited_by = 0.25, "officer@example.org"
    kept.removed, kept.edited_at = True, datetime(2025, 6, 1, tzinfo=UTC)
    weight, lost.weight = lost.weight, 0.25
    forget(session)
    load_reference(session)
    session.expire_all()
    assert session.get_one(Sector, "tea").name_zh == "湖北茶"
    assert session.get_one(Sector, "mushrooms").name_zh == "食用菌（香菇）"
    assert (kept.weight, kept.removed) == (0.25, True)
    assert lost.weight == weight
    assert counts(session) == TABLES


@pytest.mark.parametrize("author", [None, "officer@example.org"])
def test_a_term_that_left_the_files_goes_unless_edited(
    session: Session, author: str | None
) -> None:
    term = SectorTerm(sector_id="tea", kind="word", language="en", term="camellia brew")
    term.edited_by = author
    session.add(term)
    forget(session)
    load_reference(session)
    query = select(SectorTerm.term).where(SectorTerm.term == "camellia brew")
    assert session.scalars(query).all() == ["camellia brew"] * (author is not None)


def test_seats_are_those_of_the_file(session: Session) -> None:
    session.add(
        MemberGroup(
            id="old",
            name_zh="旧",
            name_en="Old",
            source="-",
            as_of=date(2020, 1, 1),
        )
    )
    session.flush()
    session.add(MemberGroupSeat(group_id="old", member_code="CHN"))
    forget(session)
    load_reference(session)
    assert counts(session) == TABLES
