"""The pure rules behind the pages of notices: levels, names, evidence, families."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from models.notice_lines import Chip, Party, Text
from web.home.spread import spread
from web.levels.rules import NO_RULE
from web.notices.evidence import cut
from web.notices.family import line_of
from web.notices.filters import Filters, read_filters
from web.notices.rendering import text_of
from web.notices.rows import Row
from web.notices.wechat import Lines, six_lines

DAY = date(2026, 3, 2)


def test_the_most_trusted_text_is_the_one_that_is_shown() -> None:
    texts = [
        Text("zh", "title", "machine", "a"),
        Text("zh", "title", "editor", "b, of the newest version"),
        Text("zh", "title", "editor", "c"),
        Text("en", "title", "official", "d"),
        Text("en", "title", "strange", "e"),
    ]
    assert text_of(texts, "zh", "title") == ("editor", "b, of the newest version")
    assert text_of(texts, "en", "title") == ("official", "d")
    assert text_of(texts, "en", "summary") == ("", "")


@dataclass
class Spot:
    scheme: str
    code: str
    origin: str
    field: str
    start: int
    end: int
    words: str = "words"


def test_a_text_is_cut_at_its_evidence() -> None:
    text = "Lead in paints (3209) from 1 May 2026"
    tags = [
        Spot("hs", "3209", "found", "title", 8, 14, "paints"),
        Spot("hs", "3209", "stated", "title", 16, 20, "3209"),
        Spot("hs", "32", "found", "title", 0, 14, "Lead in paints"),
        Spot("market", "CHN", "found", "title", 0, 4),
        Spot("hs", "9999", "found", "products", 0, 4),
        Spot("hs", "9999", "found", "title", 5, 400),
    ]
    pieces = cut(text, "title", tags)
    assert [(piece.text, piece.kind) for piece in pieces] == [
        ("Lead in paints", "product"),
        (" (", ""),
        ("3209", "code"),
        (") from ", ""),
        ("1 May 2026", "date"),
    ]


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6),
)
def test_cutting_loses_no_letter(text: str, places: list[tuple[int, int]]) -> None:
    tags = [Spot("hs", "1", "found", "title", start, end) for start, end in places]
    assert "".join(piece.text for piece in cut(text, "title", tags)) == text


@dataclass
class Happened:
    kind: str
    day: date
    notice_id: int = 1
    day_basis: str = "stated"


def test_a_family_runs_from_the_past_to_the_unknown() -> None:
    events = [Happened("circulated", date(2026, 1, 5)), Happened("other", DAY)]
    steps = line_of(events, date(2026, 4, 1), "estimated", DAY)
    assert [(step.kind, step.when) for step in steps] == [
        ("circulated", "past"),
        ("today", "now"),
        ("deadline", "coming"),
        ("adopted", "unknown"),
        ("in_force", "unknown"),
    ]
    assert steps[2].basis == "estimated"


def test_a_withdrawn_measure_has_nothing_before_it() -> None:
    steps = line_of([Happened("withdrawn", date(2026, 1, 5))], None, "none", DAY)
    assert [step.kind for step in steps] == ["withdrawn", "today"]


def test_filters_go_to_an_address_and_back() -> None:
    chosen = Filters(
        q="涂料", market=("USA", "g:asean"), hs=("8507",), open=True, since=DAY
    )
    again = read_filters(MultiDict(chosen.pairs()))
    assert again == chosen
    assert chosen.question(DAY).open_on == DAY
    assert chosen.question(DAY).until == DAY


def test_strange_filters_are_left_out() -> None:
    pairs = [
        ("hs", "85.07"),
        ("hs", "x"),
        ("hs", "123"),
        ("ics", "87.040"),
        ("ics", "'; drop"),
        ("since", "yesterday"),
        ("open", "yes"),
        ("sort", "random"),
        ("market", "USA,IND,USA"),
    ]
    chosen = read_filters(MultiDict(pairs))
    assert chosen.hs == ("8507",)
    assert chosen.ics == ("87.040",)
    assert chosen.since is None
    assert not chosen.open
    assert chosen.sort == ""
    assert chosen.market == ("USA", "IND")


def test_toggling_adds_and_takes_away() -> None:
    chosen = Filters(market=("USA",), after="2026-01-01_5")
    assert chosen.toggled("market", "IND") == "market=USA&market=IND"
    assert chosen.toggled("market", "USA") == ""


def row(number: int, sector: str, member: str, day: date = DAY) -> Row:
    return Row(
        id=number,
        symbol=f"G/TBT/N/{member}/{number}",
        kind="regular",
        agreement="TBT",
        title="",
        title_origin="editor",
        original="",
        original_language="en",
        distributed=day,
        deadline=day + timedelta(days=number),
        basis="stated",
        doubtful=False,
        left=number,
        measure_id=number,
        twin_key=None,
        rule=NO_RULE,
        members=[Party(member, member, member)],
        chips=[Chip(sector, sector, sector, "sure", 0.9)] if sector else [],
        twins=0,
        is_new=False,
    )


def test_the_first_page_is_varied_and_folds_what_is_alike() -> None:
    rows = [row(n, "paints", "MWI") for n in range(1, 7)] + [row(9, "tea", "JPN")]
    shown = spread(rows, 3)
    assert [one.id for one in shown] == [1, 2, 9]
    assert [one.twins for one in shown] == [0, 4, 0]
    assert shown[1].alike == (
        "market=MWI&since=2026-03-02&until=2026-03-02&sector=paints"
    )


def test_other_sectors_come_before_more_of_the_same() -> None:
    rows = [row(1, "a", "USA"), row(2, "a", "IND"), row(3, "b", "JPN"), row(4, "", "X")]
    assert [one.id for one in spread(rows, 2)] == [1, 3]


def test_chat_text_is_six_plain_lines() -> None:
    lines = Lines(
        "橙", "标题", ["美国"], "G/TBT/N/USA/1", list("abcde"), "日", "做", "址"
    )
    text = six_lines(lines, ["成员", "行业", "截止", "怎么办", "详情"])
    assert text.splitlines() == [
        "【橙】标题",
        "成员：美国（G/TBT/N/USA/1）",
        "行业：a、b、c、d等",
        "截止：日",
        "怎么办：做",
        "详情：址",
    ]
