"""Objectives, articles and codes: shares by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.judgement import Judgement
from models.sector import Match, Sector
from models.tag import Tag
from tests.models.archive import AT, add_notice, add_source
from tests.web.trending import count, finding, table

MAY, JUNE = date(2025, 5, 5), date(2025, 6, 5)


def add(session: Session, symbol: str, tags: list[tuple[str, str]], **more: Any) -> int:
    """A notice of a Member with tags; its id."""
    values = {"members": ["KEN"], "distributed": JUNE, **more}
    notice = add_notice(session, symbol, **values)
    session.flush()
    for scheme, code in tags:
        session.add(
            Tag(
                notice_id=notice.id,
                version_number=1,
                scheme=scheme,
                code=code,
                score=1.0,
                origin="stated",
                field=scheme,
                rules="1",
            )
        )
    return notice.id


def test_objectives_by_hand(session: Session) -> None:
    """June: six documents name any; five of them health, two of them quality."""
    add_source(session)
    health, quality = ("objective", "health_safety"), ("objective", "quality")
    add(session, "G/TBT/N/KEN/1", [health], distributed=MAY)
    for number in range(4):
        add(session, f"G/TBT/N/KEN/1{number}", [health])
    add(session, "G/TBT/N/KEN/20", [health, quality])
    add(session, "G/TBT/N/KEN/21", [quality])
    add(session, "G/TBT/N/KEN/22", [])
    session.flush()
    counted = count(session, "objectives")
    assert [one.key for one in counted.columns[2:]] == ["health_safety", "quality"]
    assert table(counted) == [
        ("2025年5月", 1, None, None),
        ("2025年6月", 6, 5 / 6, 2 / 6),
    ]
    assert [out.many for out in counted.left_out] == [1]
    assert "超过100%" in counted.notes[0].zh
    assert "7件文件中有6件（86%）" in finding(session, "objectives")


def test_articles_by_hand(session: Session) -> None:
    add_source(session)
    for number, articles in enumerate((["2.9.2"], ["2.9.2", "5.6.2"], ["2.10.1"])):
        tags = [("article", one) for one in articles]
        add(session, f"G/TBT/N/KEN/{number}", tags)
    add(session, "G/TBT/N/KEN/8", [("article", "15.2"), ("article", "10.7")])
    add(session, "G/SPS/N/KEN/9", [])
    session.flush()
    counted = count(session, "articles")
    assert table(counted) == [
        ("2.9.2 技术法规", 2, None),
        ("2.10.1 紧急技术法规", 1, None),
        ("5.6.2 合格评定程序", 1, None),
        ("其他条款", 1, None),
    ]
    assert [out.many for out in counted.left_out] == [1]
    said = finding(session, "articles", "en")
    assert said.startswith("2 of 4 documents are notified under 2.9.2 technical")
    assert said.endswith("; 1 are urgent")


def test_the_finest_stated_code_counts(session: Session) -> None:
    add_source(session)
    codes: tuple[list[tuple[str, str]], ...] = (
        [("hs", "850760"), ("hs", "85"), ("ics", "29.220")],
        [("hs", "8507")],
        [("hs", "85"), ("ics", "29.220")],
        [("ics", "29.220")],
        [],
        [("hs", "8703")],
    )
    for number, tags in enumerate(codes):
        add(session, f"G/TBT/N/KEN/{number}", tags)
    add(session, "G/TBT/N/KEN/9/Add.1", [], type="addendum")
    session.flush()
    counted = count(session, "code-quality")
    assert table(counted)[0] == ("全部成员", 6, 1, 2, 1, 1, 1, 4 / 6, 0, None)
    assert table(counted)[1][0] == "肯尼亚"
    assert finding(session, "code-quality").startswith("6件新通报与修订中，1件写明六位")


def test_verdicts_on_matches_stand_beside_the_codes(session: Session) -> None:
    """Twenty verdicts on matches of Kenya, fifteen right; one of a mere possibility."""
    add_source(session)
    names = {"name_zh": "行业", "name_en": "Sector"}
    sectors = [Sector(id=f"s{n}", position=n, **names) for n in range(21)]
    session.add_all(sectors)
    notice = add(session, "G/TBT/N/KEN/1", [])
    for number, sector in enumerate(sectors):
        verdict = "confirmed" if number < 15 else "refused"
        machine = "possible" if number == 20 else "likely"
        match = {"notice_id": notice, "sector_id": sector.id, "machine": machine}
        rules = {"score": 0.6, "certainty": "sure", "reasons": [], "rules": "1"}
        session.add(Match(**match, **rules, created_at=AT))
        said = {"author": "officer@centre.example", "at": AT, "version_number": 1}
        one = {"notice_id": notice, "sector_id": sector.id, "verdict": verdict}
        session.add(Judgement(**one, **said))
    session.commit()
    counted = count(session, "code-quality")
    assert [row[-2:] for row in table(counted)] == [(20, 0.75), (20, 0.75)]
    assert counted.basis.used == 21, "a notice and twenty verdicts"
    session.delete(session.scalars(select(Judgement)).first())
    session.commit()
    again = count(session, "code-quality")
    assert [row[-2:] for row in table(again)] == [(19, None), (19, None)]
    assert again.basis.cut != counted.basis.cut
