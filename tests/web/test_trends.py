"""Figures count what they say they count, and every number leads to its rows."""

from __future__ import annotations

import json
from datetime import date
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.measure import Event, Measure
from models.notice import Notice
from models.reference import notice_types
from models.reference_facts import Member
from tests.models.archive import AT, TODAY, add_notice, fill
from web.refused import RefusedError
from web.trends import counting, service
from web.trends.counting import Period
from web.trends.figure import DARK, Figure
from web.trends.headline import headline, same_days_before
from web.trends.of_months import TYPES, months_figure
from web.trends.of_sectors import heat_figure, short_names
from web.trends.periods import months_between, read_period

NOW = Period(until=TODAY)


@pytest.fixture
def filled(session: Session) -> Session:
    """The archive, and a national draft that is no WTO document."""
    fill(session)
    add_notice(session, "2025-00001", kind="draft", agreement=None, members=["USA"])
    session.flush()
    return session


def make(
    session: Session, key: str, period: Period = NOW, language: str = "zh"
) -> Figure:
    return service.make_figure(session, key, period, language)


def test_types_are_those_that_are_stored() -> None:
    assert {one.key for one in notice_types()} <= set(TYPES)


def test_a_joint_document_counts_once_in_all_and_once_for_each_member(
    filled: Session,
) -> None:
    assert counting.documents(filled, NOW) == 6
    months = counting.by_month_and_type(filled, NOW)
    assert sum(int(row[2]) for row in months) == 6
    members = {row[0]: row[3] for row in counting.by_member(filled, NOW)}
    assert members == {"BHR": 2, "EU": 1, "JPN": 1, "KWT": 1, "USA": 1, "VNM": 1}


def test_months_are_counted_by_type(filled: Session) -> None:
    figure = make(filled, "months")
    assert figure.columns == ("月份", "常规通报", "修订", "补遗", "合计")
    assert figure.rows == (("2025-05", 1, 0, 0, 1), ("2025-06", 2, 2, 1, 5))
    assert figure.finding == "2025年6月最多，5件；所列2个月共6件"
    assert figure.links[1] == {"since": "2025-06-01", "until": "2025-06-12"}
    assert "联合通报计一次" in figure.formula


def test_members_show_how_many_touch_hubei(filled: Session) -> None:
    figure = make(filled, "members")
    assert figure.rows[0] == ("巴林", 2, 0)
    assert ("欧盟", 1, 1) in figure.rows
    place = [row[0] for row in figure.rows].index("欧盟")
    assert figure.links[place] == {"market": "EU", "until": "2025-06-12"}
    assert "各计一次" in figure.formula


def test_only_sure_and_likely_matches_make_the_map(filled: Session) -> None:
    rows = {(row[0], row[1]): row[2] for row in make(filled, "sectors").rows}
    assert sum(int(number) for number in rows.values()) == 4
    assert all("美国" in key or "欧盟" in key or "日本" in key for key in rows)


def test_a_period_narrows_every_figure(filled: Session) -> None:
    may = Period(date(2025, 5, 1), date(2025, 5, 31))
    assert counting.documents(filled, may) == 1
    assert make(filled, "months", may).rows == (("2025-05", 1, 1),)
    assert [row[0] for row in make(filled, "members", may).rows] == ["美国"]
    assert len(make(filled, "sectors", may).rows) == 1


def test_english_names_are_english(filled: Session) -> None:
    for key in service.KINDS:
        figure = make(filled, key, language="en")
        text = json.dumps([figure.finding, figure.columns, figure.rows, figure.note])
        assert text.isascii()
        assert "\\u" not in text


def test_a_document_declared_void_is_left_out_and_named(filled: Session) -> None:
    notice = filled.scalars(select(Notice).where(Notice.symbol.contains("KWT"))).one()
    measure = Measure(slug=notice.symbol, created_at=AT)
    filled.add(measure)
    filled.flush()
    void = Event(
        measure_id=measure.id,
        notice_id=notice.id,
        kind="void",
        key=notice.symbol,
        day=TODAY,
        origin="phrase",
        created_at=AT,
    )
    filled.add(void)
    filled.flush()
    assert counting.documents(filled, NOW) == 5
    assert counting.void_documents(filled, NOW) == ["G/TBT/N/KWT/683/Rev.1"]
    assert counting.void_documents(filled, Period(until=date(2025, 6, 1))) == []
    assert "KWT" not in {row[0] for row in counting.by_member(filled, NOW)}


def test_without_documents_figures_say_so(session: Session) -> None:
    for figure in service.make_figures(session, NOW, "zh"):
        assert figure.rows == ()
        assert figure.finding.startswith("所选期间没有")


def test_the_cut_names_the_rows(filled: Session) -> None:
    before = make(filled, "members")
    assert make(filled, "members") == before
    add_notice(filled, "G/TBT/N/EU/1101", members=["EU"])
    assert make(filled, "members").cut != before.cut


def test_more_than_eighteen_months_are_cut_and_said() -> None:
    rows = [(month, "regular", 1) for month in months_between("2023-01", "2025-06")]
    figure = months_figure(rows, NOW, "zh")
    assert len(figure.rows) == 18
    assert figure.rows[0][0] == "2024-01"
    assert "更早的12件未列" in figure.note


def test_a_month_without_records_is_shown_and_explained() -> None:
    rows = [("2025-03", "regular", 4), ("2025-05", "addendum", 1)]
    figure = months_figure(rows, NOW, "zh")
    assert [row[-1] for row in figure.rows] == [4, 0, 1, 0]
    assert "可能是尚未采集" in figure.note
    assert months_figure(rows, NOW, "en").note.startswith("A blank month")


def test_at_most_fifteen_members_stand_in_the_map() -> None:
    rows = [
        ("tea", "茶叶", "Tea", f"M{place:02}", f"成员{place}", f"Member {place}", place)
        for place in range(1, 21)
    ]
    figure = heat_figure(rows, NOW, "zh")
    assert len(figure.rows) == 15
    assert "共20个成员" in figure.note
    assert figure.finding == "成员20对茶叶的通报最多，20件"
    assert min(int(row[2]) for row in figure.rows) == 6


def test_labels_are_short_unless_they_would_be_alike() -> None:
    assert short_names(["轻工（玩具、箱包）"]) == {"轻工（玩具、箱包）": "轻工"}
    alike = ["Tea - green", "Tea - black"]
    assert list(short_names(alike).values()) == alike


def root_of(svg: str) -> Element:
    root: Element = ElementTree.fromstring(svg)
    return root


def test_pictures_are_sound_and_keep_their_place(filled: Session) -> None:
    for figure in service.make_figures(filled, NOW, "zh"):
        svg = service.draw_svg(figure)
        assert root_of(svg).tag.endswith("svg")
        width, height = service.size_of(svg)
        assert width > 100
        assert height > 100
        assert "<script" not in svg
        assert service.draw_svg(figure) is svg


def test_a_picture_for_the_night_has_the_nights_colours(filled: Session) -> None:
    figure = make(filled, "members")
    night = service.draw_svg(figure, dark=True)
    assert "#FFFFFF" not in night
    assert any(colour in night for colour in DARK.values())


def test_rows_go_to_a_spreadsheet_defused(filled: Session) -> None:
    member = filled.get(Member, "EU")
    assert member
    member.zh = "=HYPERLINK(1)"
    filled.flush()
    lines = service.write_csv(make(filled, "members")).splitlines()
    assert lines[0] == "通报成员,通报文件,其中涉及湖北行业"
    assert "'=HYPERLINK(1),1,1" in lines
    assert lines[1] == "巴林,2,0"


def test_an_unknown_figure_is_refused(session: Session) -> None:
    with pytest.raises(RefusedError, match="没有名为 nothing 的图表"):
        make(session, "nothing")


def test_the_headline_compares_equal_days(filled: Session) -> None:
    first, second, third = headline(filled, TODAY, "zh")
    assert first == "本月截至6月12日收到通报文件5件；上月同期没有数据，不作比较。"
    assert second.startswith("其中2件确定或很可能涉及湖北行业，最多的是")
    assert third == "涉及湖北行业、仍可评议的有2件，其中1件在14天内截止。"
    add_notice(filled, "G/TBT/N/EU/1099", distributed=date(2025, 5, 2))
    assert "上月同期1件" in headline(filled, TODAY, "zh")[0]
    assert "against 1 on the same days" in headline(filled, TODAY, "en")[0]


def test_a_shorter_month_before_ends_with_itself() -> None:
    assert same_days_before(date(2025, 3, 31)) == Period(
        date(2025, 2, 1), date(2025, 2, 28)
    )


def test_months_are_read_and_bounded_by_today() -> None:
    assert read_period("2025-02", "2025-02", TODAY) == Period(
        date(2025, 2, 1), date(2025, 2, 28)
    )
    assert read_period("", "", TODAY) == Period(None, TODAY)
    assert read_period("", "2025-06", TODAY).until == TODAY
    with pytest.raises(RefusedError, match="无法识别"):
        read_period("2025-13", "", TODAY)
    with pytest.raises(RefusedError, match="晚于截止月份"):
        read_period("2025-05", "2025-02", TODAY)
