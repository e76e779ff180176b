"""What rises is found, noise is not, copies count once, and the first is named."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from math import log

import pytest
from sqlalchemy.orm import Session

from models.tag import Tag
from tests.models.archive import TODAY, add_source
from tests.web.trending import add_family, count, finding, table
from web.trends.catalogue import VIEWS
from web.trends.figures.themes import KINDS, told_apart
from web.trends.themes.rising import CRITICAL, Rise
from web.trends.themes.words import title_terms
from web.trends.view import Line, Words, names_of

KETTLES = ("kettle", "tyre", "drill", "lamp", "fridge")
VALVES = ("cable", "valve", "helmet", "ladder", "oven", "fan", "pump")


def test_the_test_by_hand() -> None:
    """12 of 200 now, 10 of 1,000 before: 22 of 1,200 in all, so that 3.67 and 18.33
    are expected; 2 (12 ln(12 / 3.67) + 10 ln(10 / 18.33)) = 16.33."""
    rise = Rise(12, 200, 10, 1000)
    by_hand = 2 * (12 * log(12 / (22 / 6)) + 10 * log(10 / (110 / 6)))
    assert rise.surprise == pytest.approx(by_hand) == pytest.approx(16.33, abs=0.01)
    assert rise.expected == 2
    assert rise.factor == pytest.approx((12 + 5) / (2 + 5))
    assert rise.rises


@pytest.mark.parametrize(
    "rise",
    [
        Rise(3, 100, 0, 1000),
        Rise(4, 20, 0, 100_000),
        Rise(8, 200, 20, 1000),
        Rise(2, 200, 40, 1000),
        Rise(9, 10, 0, 0),
        Rise(0, 0, 5, 10),
    ],
    ids=["few", "few beside many", "chance", "falls", "no past", "no present"],
)
def test_small_counts_and_chance_do_not_rise(rise: Rise) -> None:
    assert not rise.rises
    assert rise.surprise < CRITICAL or rise.now < 5


def test_titles_give_words_and_neighbours() -> None:
    found = title_terms("Draft regulation on lithium batteries; toys, kettles", "en")
    assert {"lithium", "battery", "lithium battery", "toy", "kettle"} <= found
    assert "battery toy" not in found, "a pair never reaches over a stop"
    assert not {"draft", "regulation", "draft regulation"} & found


def plant(session: Session, *, rise: bool) -> None:
    """A year of noise and ninety days; with a substance that rises in the last."""
    add_source(session)
    for number in range(160):
        noise = sha256(str(number).encode()).digest()
        day = TODAY - timedelta(days=int.from_bytes(noise[:2], "big") % 454)
        first = KETTLES[noise[2] % len(KETTLES)]
        second = VALVES[noise[3] % len(VALVES)]
        add_family(
            session,
            f"G/TBT/N/KEN/{number}",
            members=["KEN"],
            title=f"{first} and {second}",
            distributed=day,
        )
    for number in range(8 if rise else 0):
        code = ["UGA", "EU", "BRA", "IND"][number % 4]
        day = TODAY - timedelta(days=40 - number)
        symbol = f"G/TBT/N/{code}/{900 + number}"
        notice = add_family(
            session,
            symbol,
            members=[code],
            title="Restriction of bisphenol plasticizers",
            distributed=day,
            twin_key="copy" if number in {6, 7} else None,
        )
        session.flush()
        session.add(
            Tag(
                notice_id=notice.id,
                version_number=1,
                scheme="substance",
                code="cadmium",
                score=1.0,
                origin="found",
                field="title",
                rules="1",
            )
        )
    session.flush()


def test_noise_shows_no_rise(session: Session) -> None:
    plant(session, rise=False)
    assert table(count(session, "themes")) == []
    assert finding(session, "themes") == "没有明显上升的主题"


def test_a_planted_rise_is_found_and_copies_count_once(session: Session) -> None:
    plant(session, rise=True)
    counted = count(session, "themes")
    rows = {line.key: line.cells for line in counted.lines}
    assert set(rows) == {
        "substance:cadmium",
        "word:bisphenol plasticizers",
        "word:restriction",
    }
    cadmium = rows["substance:cadmium"]
    assert cadmium[2] == 7, "two copies of one text are one"
    assert cadmium[4] == 0
    assert cadmium[7] == 4
    assert str(getattr(cadmium[8], "zh", "")).startswith("乌干达、欧盟、巴西")
    assert cadmium[9] == TODAY - timedelta(days=40)
    behind = next(one for one in counted.lines if one.key == "substance:cadmium")
    assert len(behind.behind()) == 8
    assert "镉" in finding(session, "themes")


def test_a_substance_and_a_word_of_one_name_have_bars_of_their_own() -> None:
    cells = [
        (Words("双酚", "bisphenol"), KINDS["substance"]),
        ("bisphenol", "词"),
        ("x",),
    ]
    lines = [Line(str(place), told) for place, told in enumerate(cells)]
    assert names_of(told_apart(lines, "en"), "en") == [
        "bisphenol · Substance",
        "bisphenol · 词",
        "x",
    ]
    assert names_of(told_apart(lines, "zh"), "zh") == ["双酚", "bisphenol", "x"]


def test_without_a_past_nothing_is_compared(session: Session) -> None:
    add_source(session)
    add_family(session, "G/TBT/N/KEN/1", members=["KEN"], distributed=date(2025, 6, 1))
    assert finding(session, "themes") == "此前一年没有数据，无从比较"


def test_members_follow_each_other(session: Session) -> None:
    add_source(session)
    for symbol, members, day in (
        ("G/TBT/N/UGA/1", ["UGA"], date(2025, 1, 1)),
        ("G/TBT/N/KEN/1", ["KEN", "TZA"], date(2025, 1, 31)),
        ("G/TBT/N/EU/1", ["EU"], date(2025, 4, 11)),
        ("G/TBT/N/EU/2", ["EU"], date(2025, 5, 1)),
    ):
        add_family(
            session,
            symbol,
            members=members,
            distributed=day,
            tags=[("hs", "850760")],
        )
    session.flush()
    rows = table(count(session, "diffusion", hs="8507"))
    assert [(row[0], row[2], row[4], row[5]) for row in rows] == [
        ("乌干达", 0, 1, 0),
        ("肯尼亚", 30, 1, 1),
        ("坦桑尼亚", 30, 1, 1),
        ("欧盟", 100, 2, 0),
    ]
    assert finding(session, "diffusion", hs="8507") == (
        "乌干达最早，2025年1月1日首次通报；此后100天内另有3个成员跟进"
    )
    assert "以涉及成员最多的“8507" in count(session, "diffusion").notes[0].zh


def test_texts_of_several_members_stand_as_one(session: Session) -> None:
    """Two texts: one of a joint notification, one that two Members filed apart, in
    three documents; what one Member alone filed twice, and what is old, stand out."""
    add_source(session)
    for symbol, members, twin, day in (
        ("G/TBT/N/SAU/1", ["SAU"], "a", date(2025, 6, 1)),
        ("G/TBT/N/ARE/2", ["ARE"], "a", date(2025, 6, 3)),
        ("G/TBT/N/ARE/3", ["ARE"], "a", date(2025, 6, 4)),
        ("G/TBT/N/KEN/1", ["KEN", "TZA", "UGA"], None, date(2025, 5, 1)),
        ("G/TBT/N/EU/1", ["EU"], "b", date(2025, 6, 2)),
        ("G/TBT/N/EU/2", ["EU"], "b", date(2025, 6, 2)),
        ("G/TBT/N/OMN/9", ["OMN", "QAT"], None, date(2024, 1, 9)),
    ):
        add_family(session, symbol, members=members, twin_key=twin, distributed=day)
    session.flush()
    counted = count(session, "twins")
    may, june = date(2025, 5, 1), (date(2025, 6, 1), date(2025, 6, 4))
    kenya = ("G/TBT/N/KEN/1", "A draft", 3, "肯尼亚、坦桑尼亚、乌干达", 1, 1)
    gulf = ("G/TBT/N/SAU/1", "A draft", 2, "沙特阿拉伯、阿联酋", 3, 0)
    assert table(counted) == [(*kenya, may, may), (*gulf, *june)]
    assert len(counted.lines[1].behind()) == 3
    assert finding(session, "twins") == (
        "2个文本由多个成员联合或分别通报，共4件文件；成员最多的是G/TBT/N/KEN/1，3个成员"
    )
    old = count(session, "twins", since="2024-01", until="2024-01")
    assert [line.key for line in old.lines] == ["G/TBT/N/OMN/9"]


def test_one_member_alone_makes_no_chart(session: Session) -> None:
    """A bar of no days tells nothing: the sentence and the row say it."""
    add_source(session)
    add_family(
        session,
        "G/TBT/N/UGA/1",
        members=["UGA"],
        distributed=date(2025, 1, 1),
        tags=[("hs", "850760")],
    )
    session.flush()
    alone = count(session, "diffusion", hs="8507")
    assert VIEWS["diffusion"].chart(alone, "zh") is None
    assert finding(session, "diffusion", hs="8507") == (
        "只有乌干达通报过，首次是2025年1月1日"
    )
