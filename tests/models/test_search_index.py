from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.notice import Notice
from models.search_index import matches_search
from models.search_text import reindex
from models.search_words import Beside, search_text_of
from tests.models.archive import add_notice, fill, make_match, make_tag

BATTERY, HEATER = "G/TBT/N/EU/1100", "G/TBT/N/USA/2200"
TEA, LABEL, PAINT = "G/SPS/N/JPN/1300", "G/TBT/N/VNM/300/Add.1", "G/TBT/N/KWT/683/Rev.1"
TWIN = "G/TBT/N/BHR/704/Rev.1"


def find(session: Session, query: str) -> set[str]:
    condition = matches_search(session.get_bind().dialect.name, query)
    assert condition is not None
    return set(session.scalars(select(Notice.symbol).where(condition)))


ASKED = {
    "电池": {BATTERY},
    "电池标签": {BATTERY},
    "茶": {TEA},
    "battery": {BATTERY},
    "batteries": {BATTERY},
    "baterías": {LABEL},
    "HS 85": {BATTERY, HEATER, LABEL},
    "hs8507": {BATTERY},
    "8507.60": {BATTERY},
    "0902": {TEA},
    "ICS 87.040": {PAINT, TWIN},
    "residue tea": {TEA},
    '"limits are revised"': {TEA},
    '"revised limits"': set(),
    "tea batteries": set(),
    BATTERY: {BATTERY},
    "G/TBT/N/KWT/683": {PAINT},
    "越南": {LABEL},
    "Viet Nam": {LABEL},
    "锂离子电池": {BATTERY},
    "标签标识": {BATTERY, LABEL},
    "?!": set(),
    "' OR 1=1 --": set(),
    "zebra": set(),
}


def test_both_databases_find_the_same(session: Session) -> None:
    fill(session)
    assert {query: find(session, query) for query in ASKED} == ASKED


def test_nothing_asked_is_no_condition() -> None:
    assert matches_search("sqlite", "  ") is None
    assert matches_search("postgresql", "") is None


def test_a_possible_sector_finds_nothing(session: Session) -> None:
    fill(session)
    assert BATTERY not in find(session, "家电")
    assert HEATER in find(session, "家电")


def test_the_index_follows_every_change(session: Session) -> None:
    notice = fill(session)[TEA]
    session.add(make_tag(notice.id, "measure", "packaging"))
    session.add(make_match(notice.id, "mushrooms", "sure"))
    assert find(session, "packaging") == set()
    assert reindex(session, [notice.id]) == 1
    assert find(session, "packaging") == {TEA}
    assert find(session, "香菇") == {TEA}
    assert reindex(session, [notice.id]) == 0
    session.delete(notice)
    session.flush()
    assert find(session, "tea") == set()


def test_a_loaded_notice_reads_its_new_text(session: Session) -> None:
    notice = fill(session)[TEA]
    notice.content = {"title": "Coffee"}
    reindex(session, [notice.id])
    assert "coffee" in notice.search_text.split()
    assert notice not in session.dirty


def test_a_title_of_ours_outlives_its_version(session: Session) -> None:
    notice = fill(session)[BATTERY]
    notice.version_number = 2
    reindex(session, [notice.id])
    assert find(session, "法规草案") == {BATTERY}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_sqlite_keeps_its_index_whole(session: Session) -> None:
    fill(session)
    check = (
        "INSERT INTO notice_search(notice_search, rank) VALUES ('integrity-check', 1)"
    )
    session.execute(text(check))


@pytest.mark.parametrize("database_kind", ["postgres"], indirect=True)
def test_postgres_uses_its_index(session: Session) -> None:
    fill(session)
    for way in ("seqscan", "indexscan"):  # leaves it what serves such an index
        session.execute(text(f"SET LOCAL enable_{way} = off"))
    condition = matches_search("postgresql", "电池标签")
    assert condition is not None
    query = select(Notice.id).where(condition)
    whole = {"literal_binds": True}
    asked = query.compile(session.get_bind(), compile_kwargs=whole)
    plan = session.execute(text(f"EXPLAIN {asked}"))
    assert "ix_notice_search_words" in "\n".join(row[0] for row in plan)


def test_a_huge_text_is_cut(session: Session) -> None:
    content = {"description": " ".join(f"word{k}" for k in range(25_000))}
    assert len(search_text_of(content, "en", [], Beside())) <= 200_000
    fill(session)
    notice = add_notice(session, "G/TBT/N/USA/1", content=content)
    assert reindex(session, [notice.id]) == 1
