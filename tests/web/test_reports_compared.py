"""A measure beside other markets: days, kinds, schemes and cases by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.market_fact import MarketFact
from models.notice import Notice
from models.reference.load import load_reference
from models.report import Report
from models.tag import Tag
from tests.web.small_world import add_match, add_measure, add_notice, add_tag, add_user
from tests.web.test_reports_special import DAY, NOW, SYMBOL
from web.reports.asked_views import view_of
from web.reports.assembling import recount
from web.reports.frozen import freeze
from web.reports.printed import Drawn, print_report
from web.reports.service import start
from web.reports.verifying import differences


def battery(
    session: Session, symbol: str, member: str, days: int, **tags: str
) -> Notice:
    """A notice on batteries that leaves so many days, with further tags."""
    day = date(2026, 3, 1)
    notice = add_notice(
        session,
        symbol,
        members=(member,),
        distributed=day,
        comments_close=day + timedelta(days=days),
        deadline=day + timedelta(days=days),
    )
    add_tag(session, notice, "850760")
    for scheme, code in tags.items():
        add_tag(session, notice, code, scheme=scheme)
    return notice


@pytest.fixture
def special(session: Session) -> Report:
    """The measure leaves 40 days; Japan 60 and 30, Korea 90; one case is on Japan's."""
    load_reference(session)
    own = battery(session, SYMBOL, "USA", 40, measure="labelling")
    add_match(session, own, "lithium-batteries")
    japan = battery(
        session,
        "G/TBT/N/JPN/1",
        "JPN",
        60,
        measure="labelling",
        standard="IEC 62133",
        date="force",
    )
    query = select(Tag).where(Tag.scheme == "date")
    session.scalars(query).one().note = "2026-09-01"
    battery(session, "G/TBT/N/JPN/2", "JPN", 30)
    battery(session, "G/TBT/N/KOR/1", "KOR", 90, measure="product-safety")
    other = add_notice(session, "G/TBT/N/BRA/1", members=("BRA",), distributed=DAY)
    add_tag(session, other, "870380")
    session.add(
        Case(
            measure_id=japan.measure_id,
            notice_id=japan.id,
            created_at=NOW,
            updated_at=NOW,
        )
    )
    author = add_user(session, "a@centre.example", role="analyst")
    session.commit()
    return start(
        session, "special", DAY, symbol=SYMBOL, author_id=author.id, today=DAY, now=NOW
    )


def rows(report: Report, key: str) -> dict[str, list[object]]:
    """The cells of a figure by the Chinese name of their row."""
    figure = next(one for one in report.figures if one.key == key)
    return {
        row["cells"][0]["zh"]: [
            cell["zh"] if isinstance(cell, dict) else cell for cell in row["cells"][1:]
        ]
        for row in figure.counted["rows"]
    }


def test_times_stand_beside_those_of_other_markets(special: Report) -> None:
    found = rows(special, "times")
    first = "2026-03-01"
    assert found["本措施（美国）"] == [1, 40.0, 1, None, 0, 0, first, SYMBOL]
    assert found["日本"] == [2, 45.0, 2, 184.0, 1, 1, first, "G/TBT/N/JPN/2"]
    assert found["韩国"] == [1, 90.0, 1, None, 0, 0, first, "G/TBT/N/KOR/1"]
    assert list(found) == ["本措施（美国）", "日本", "韩国"]
    figure = next(one for one in special.figures if one.key == "times")
    assert figure.counted["finding"]["zh"] == (
        "本措施评议期40天；另有2个成员就相同品目作过通报，"
        "载明截止日的2个中，2个的评议期中位数更长"
    )


def test_requirements_stand_with_the_source_of_each(special: Report) -> None:
    found = rows(special, "rules")
    kinds, standards, schemes, source = found["日本"]
    assert (kinds, standards) == ("标签标识1", "IEC 62133")
    assert "PSE（電気用品安全法）" in str(schemes)
    assert str(source).startswith("G/TBT/N/JPN/2；meti.go.jp")
    assert "待核验" in str(source)
    assert found["韩国"][0] == "产品安全1"
    assert found["欧盟"][0] is None, "only its dossier tells of it"
    assert "CE marking" in str(found["欧盟"][2])
    assert "巴西" not in list(found)[:3]
    figure = next(one for one in special.figures if one.key == "rules")
    assert "其中1个有同类措施（标签标识）" in figure.counted["finding"]["zh"]


def test_a_changed_scheme_or_notice_is_found_again(
    session: Session, special: Report
) -> None:
    rules = next(one for one in special.figures if one.key == "rules")
    view, counted, choice = recount(rules, session)
    assert differences(rules.counted, freeze(view, counted, choice)) == []
    query = select(MarketFact).where(MarketFact.name.contains("電気用品安全法"))
    session.scalars(query).one().name = "PSE"
    session.commit()
    view, counted, choice = recount(rules, session)
    told = differences(rules.counted, freeze(view, counted, choice))
    assert [one.split(" ")[0] for one in told] == ["JPN/schemes"]
    assert counted.basis.cut != rules.cut


def test_a_measure_without_a_code_is_not_compared_with_everything(
    session: Session, special: Report
) -> None:
    add_notice(session, "G/TBT/N/USA/9", measure=add_measure(session, "m9"))
    session.commit()
    author = special.created_by_id or 0
    bare = start(
        session,
        "special",
        DAY,
        symbol="G/TBT/N/USA/9",
        author_id=author,
        today=DAY,
        now=NOW,
    )
    assert bare.figures == []
    told = {one.key: one.zh for one in bare.blocks}
    assert "没有识别出HS编码" in told["comparison"]


def test_both_languages_print_both_tables(special: Report) -> None:
    for language, name in (("zh", "本措施（美国）"), ("en", "This measure (United")):
        parts = print_report(special, language).sections[3].parts
        drawn = [one for one in parts if isinstance(one, Drawn)]
        assert [one.key for one in drawn] == ["similar", "times", "rules"]
        assert drawn[1].chart
        assert drawn[1].rows[0][0].startswith(name)
    assert view_of("compared-times:gone") is not None
    assert view_of("gone") is None
