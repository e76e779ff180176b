"""How views are drawn, written into files, and asked for in addresses."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from sqlalchemy.orm import Session

from models.reference_facts import Member
from tests.models.archive import TODAY, fill
from tests.web.trending import choice_of, count
from web.refused import RefusedError
from web.trends import tables
from web.trends.catalogue import VIEWS
from web.trends.drawing import DARK, whole_ticks
from web.trends.figures.heat import short_names
from web.trends.pictures import draw_svg, size_of
from web.trends.telling import unit_zh, write_money


@pytest.fixture
def filled(session: Session) -> Session:
    """The archive."""
    fill(session)
    session.flush()
    return session


def test_labels_are_short_unless_they_would_be_alike() -> None:
    assert short_names(["轻工（玩具、箱包）"]) == {"轻工（玩具、箱包）": "轻工"}
    alike = ["Tea - green", "Tea - black"]
    assert list(short_names(alike).values()) == alike


def root_of(svg: str) -> Element:
    root: Element = ElementTree.fromstring(svg)
    return root


@pytest.mark.parametrize("key", [key for key, view in VIEWS.items() if view.draw])
def test_pictures_are_sound_and_keep_their_place(filled: Session, key: str) -> None:
    counted, draw = count(filled, key), VIEWS[key].draw
    assert draw
    if not counted.lines:
        return
    svg = draw_svg(draw(counted, "zh"))
    assert root_of(svg).tag.endswith("svg")
    assert min(size_of(svg)) > 20
    assert "<script" not in svg
    night = draw_svg(draw(counted, "zh"), dark=True)
    assert "#FFFFFF" not in night
    assert any(colour in night for colour in DARK.values())


def test_rows_go_to_a_spreadsheet_defused(filled: Session) -> None:
    member = filled.get(Member, "EU")
    assert member
    member.zh = "\x0b=HYPERLINK(1)"
    filled.flush()
    counted = count(filled, "members")
    choice, view = choice_of(), VIEWS["members"]
    assert tables.write_xlsx(view, counted, choice, "zh").startswith(b"PK")
    lines = tables.write_csv(counted, "zh").decode("utf-8-sig").splitlines()
    assert lines[0] == "通报成员,代码,通报文件,其中涉及湖北行业"
    assert "'=HYPERLINK(1),EU,1,1" in lines


def test_days_are_read_and_bounded_by_today() -> None:
    chosen = choice_of(since="2024-02", until="2024-02")
    assert (chosen.since, chosen.until) == (date(2024, 2, 1), date(2024, 2, 29))
    assert choice_of(until="2025-06").until == TODAY
    assert choice_of(since="2025-06-03").since == date(2025, 6, 3)
    with pytest.raises(RefusedError, match="无法识别"):
        choice_of(since="2025-13")
    with pytest.raises(RefusedError, match="晚于截止日期"):
        choice_of(since="2025-05", until="2025-02")
    with pytest.raises(RefusedError, match="一次最多选择400项"):
        choice_of(market=[str(number) for number in range(401)])


def test_a_choice_comes_back_from_its_address() -> None:
    asked = {"market": ["EU", "g:asean"], "unit": "measures", "grain": "year"}
    chosen = choice_of(**asked)
    assert choice_of(**tables.dict_of(chosen.pairs())) == chosen
    assert "kind=notification" in chosen.listed(sector="tea")


def test_short_bars_are_ticked_in_whole_numbers() -> None:
    assert whole_ticks([{"n": 2}, {"n": 1}], "n") == 2
    assert whole_ticks([{"n": 20}], "n") == 5
    assert whole_ticks([{"n": 0.4}], "n") == 5
    assert whole_ticks([{"n": 0}], "n") == whole_ticks([], "n") == 1


def test_sums_are_said_in_their_currency() -> None:
    assert [unit_zh(one) for one in ("CNY", "USD", "JPY")] == ["元", "美元", "JPY"]
    assert write_money(0, "zh") == write_money(0, "en") == "0"
    assert write_money(277_000_000, "zh") == "2.77亿"


def test_every_view_has_a_number_of_its_own() -> None:
    numbers = [one.number for one in VIEWS.values()]
    assert numbers == sorted(set(numbers))
