"""Views count what they say they count, and every number leads to its rows."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.facts import facts_of, read_facts
from models.measure import Event
from models.notice import Notice, NoticeMember
from models.reference import notice_types
from tests.models.archive import AT, TODAY, add_notice, fill
from tests.web.trending import AGE, add_family, choice_of, count, finding, table
from web.refused import RefusedError
from web.trends import tables
from web.trends.behind import find_line, newest_first
from web.trends.catalogue import VIEWS, find_view
from web.trends.choice import choose
from web.trends.figures.notifications import TYPES
from web.trends.headline import headline, same_days_before
from web.trends.ordering import ordered
from web.trends.telling import say_choice


@pytest.fixture
def filled(session: Session) -> Session:
    """The archive, and a national draft that is no WTO document."""
    fill(session)
    add_notice(session, "2025-00001", kind="draft", agreement=None, members=["USA"])
    session.flush()
    return session


def test_types_are_those_that_are_stored() -> None:
    assert {one.key for one in notice_types()} <= set(TYPES)


def test_months_are_counted_by_type_and_a_joint_document_once(filled: Session) -> None:
    counted = count(filled, "notifications")
    assert [one.key for one in counted.columns] == [
        "step",
        "regular",
        "revision",
        "addendum",
        "documents",
        "opened",
    ]
    assert table(counted) == [
        ("2025年5月", 1, 0, 0, 1, 0),
        ("2025年6月", 2, 2, 1, 5, 0),
    ]
    assert finding(filled, "notifications") == "共6件通报文件，2025年6月最多，5件"
    direct = select(func.count()).where(Notice.kind == "notification")
    assert filled.scalar(direct) == counted.basis.used == 6


def test_members_count_a_joint_document_each(filled: Session) -> None:
    counted = count(filled, "members")
    assert table(counted)[0] == ("巴林", "BHR", 2, 0)
    assert ("欧盟", "EU", 1, 1) in table(counted)
    query = (
        select(NoticeMember.member_code, func.count())
        .join(Notice)
        .where(Notice.kind == "notification")
        .group_by(NoticeMember.member_code)
    )
    found = filled.execute(query).all()
    direct = {row[0]: row[1] for row in found}
    assert {row[1]: row[2] for row in table(counted)} == direct
    assert "合计7件；按文件计共6件" in counted.notes[0].zh


def test_members_stand_beside_the_year_before(filled: Session) -> None:
    add_notice(filled, "G/TBT/N/EU/900", members=["EU"], distributed=date(2024, 6, 1))
    add_notice(filled, "G/TBT/N/EU/901", members=["EU"], distributed=date(2024, 6, 13))
    rows = table(count(filled, "members", since="2025-06"))
    assert ("欧盟", "EU", 1, 1, 1) in rows, "13 June 2024 is beyond the same days"


def test_only_sure_and_likely_matches_make_the_map(filled: Session) -> None:
    rows = table(count(filled, "sectors"))
    assert sum(int(str(row[2])) for row in rows) == 4
    assert {row[1] for row in rows} == {"美国", "欧盟", "日本"}


def test_measures_are_counted_by_their_first_document(session: Session) -> None:
    fill(session)
    add_family(session, "G/TBT/N/EU/1200", members=["EU"])
    add_family(session, "G/TBT/N/EU/1200/Add.1", type="addendum", members=["EU"])
    add_family(session, "G/TBT/N/EU/1201/Add.4", type="addendum", members=["EU"])
    session.flush()
    counted = count(session, "members", unit="measures", market="EU")
    assert table(counted) == [("欧盟", "EU", 1, 0)]
    assert [(out.why.zh, out.many) for out in counted.left_out] == [
        ("后续文件（不新开措施）", 3)
    ]


@pytest.mark.parametrize(
    ("asked", "symbols"),
    [
        ({"market": "g:gcc"}, {"KWT/683", "BHR/704"}),
        ({"hs": "85"}, {"EU/1100", "USA/2200", "VNM/300"}),
        ({"ics": "87.040"}, {"KWT/683", "BHR/704"}),
        ({"agreement": "SPS"}, {"JPN/1300"}),
        ({"measure": "labelling", "type": "addendum"}, {"VNM/300"}),
        ({"sector": "tea"}, {"JPN/1300"}),
        ({"since": "2025-05", "until": "2025-05"}, {"USA/2200"}),
        ({"kind": "draft"}, {"2025-00001"}),
        ({"q": "茶叶"}, {"JPN/1300"}),
    ],
)
def test_filters_are_those_of_the_list(
    filled: Session, asked: dict[str, str], symbols: set[str]
) -> None:
    facts = facts_of(filled)
    chosen = choose(filled, facts, choice_of(**asked), TODAY)
    found = {facts.symbols[place] for place in chosen.mask.nonzero()[0]}
    assert {
        symbol.removeprefix("G/TBT/N/")
        .removeprefix("G/SPS/N/")
        .split("/R")[0]
        .split("/A")[0]
        for symbol in found
    } == symbols


def test_what_lies_behind_a_row_is_what_was_counted(filled: Session) -> None:
    for key in ("notifications", "members", "sectors"):
        counted = count(filled, key)
        place = [one.key for one in counted.columns].index("documents")
        for line in counted.lines:
            assert len(line.behind()) == line.cells[place], (key, line.key)
    facts = facts_of(filled)
    june = find_line(count(filled, "notifications"), "2025-06")
    days = [
        facts.distributed[facts.place[one]]
        for one in newest_first(facts, june.behind())
    ]
    assert days == sorted(days, reverse=True)
    with pytest.raises(RefusedError, match="没有“2031”这一行"):
        find_line(count(filled, "members"), "2031")


@pytest.mark.parametrize("key", VIEWS)
@pytest.mark.parametrize("asked", AGE)
def test_every_view_bears_every_choice(
    filled: Session, key: str, asked: dict[str, str]
) -> None:
    counted = count(filled, key, **asked)
    for language in ("zh", "en"):
        assert VIEWS[key].say(counted, language)
        assert say_choice(choice_of(**asked), language)
    assert json.dumps(tables.to_json(VIEWS[key], counted, choice_of(**asked)))
    assert all(len(line.cells) == len(counted.columns) for line in counted.lines)


@pytest.mark.parametrize("key", VIEWS)
def test_every_view_bears_an_empty_database(session: Session, key: str) -> None:
    counted = count(session, key)
    for language in ("zh", "en"):
        assert VIEWS[key].say(counted, language)


@pytest.mark.parametrize("key", VIEWS)
def test_english_is_english(filled: Session, key: str) -> None:
    view, counted = VIEWS[key], count(filled, key)
    texts = [view.name, view.question, view.formula, view.by, *counted.notes]
    texts += [one.name for one in counted.columns]
    told = [one.told("en") for one in texts] + [view.say(counted, "en")]
    assert not re.search(r"[\u4e00-\u9fff，。；：]", " ".join(told)), told


def test_a_document_declared_void_is_left_out_and_told(filled: Session) -> None:
    symbol = "G/TBT/N/KWT/900"
    notice = add_family(filled, symbol, members=["KWT"])
    void = Event(
        measure_id=notice.measure_id,
        notice_id=notice.id,
        kind="void",
        key=symbol,
        day=TODAY,
        origin="phrase",
        created_at=AT,
    )
    filled.flush()
    void.notice_id = notice.id
    filled.add(void)
    filled.flush()
    counted = count(filled, "notifications")
    assert counted.basis.used == 6
    assert [(out.why.en, out.many) for out in counted.left_out] == [
        ("Documents declared void", 1)
    ]


def test_a_step_without_any_notice_is_a_gap_and_no_zero(filled: Session) -> None:
    add_notice(filled, "G/TBT/N/EU/1000", distributed=date(2025, 3, 3), members=["EU"])
    counted = count(filled, "notifications")
    assert [row[0] for row in table(counted)][:3] == [
        "2025年3月",
        "2025年4月",
        "2025年5月",
    ]
    assert table(counted)[1][1:] == (None,) * 5
    assert "1个时段没有采集到任何通报" in counted.notes[0].zh
    narrowed = table(count(filled, "notifications", market="EU"))
    assert narrowed[2][-2] == 0, "others notified in May: none of the EU is a zero"


def test_drafts_and_rules_of_others_are_counted_where_they_are_asked_for(
    filled: Session,
) -> None:
    add_notice(filled, "FR-1", type="rule", kind="rule", distributed=TODAY)
    counted = count(filled, "notifications", kind=["rule", "notification"])
    (june,) = (line for line in counted.lines if line.key == "2025-06")
    row = dict(zip((one.key for one in counted.columns), june.cells, strict=True))
    assert (row["other"], row["documents"]) == (1, 6)
    assert len(june.behind()) == row["documents"]


def test_steps_are_as_long_as_asked(filled: Session) -> None:
    quarters = table(count(filled, "notifications", grain="quarter"))
    assert [(row[0], row[-2]) for row in quarters] == [("2025年第2季度", 6)]
    years = table(count(filled, "notifications", grain="year", since="2024-01"))
    assert [row[0] for row in years] == ["2024年", "2025年"]


def test_the_cut_names_what_the_rows_say(filled: Session) -> None:
    before = count(filled, "members").basis
    assert count(filled, "members").basis.cut == before.cut
    notice = filled.scalars(select(Notice).where(Notice.symbol.contains("EU"))).one()
    notice.deadline = date(2025, 8, 2)
    filled.flush()
    after = count(filled, "members").basis
    assert after.cut != before.cut
    changed = {
        key for key, mark in after.marks().items() if before.marks()[key] != mark
    }
    assert changed == {notice.source_key}


def test_a_session_that_writes_shares_its_facts_with_nobody(filled: Session) -> None:
    filled.commit()
    kept = facts_of(filled)
    assert facts_of(filled) is kept
    add_notice(filled, "G/TBT/N/EU/1101", members=["EU"])
    assert len(facts_of(filled)) == len(kept) + 1
    filled.rollback()
    assert facts_of(filled) is kept
    assert read_facts(filled).marks.tolist() == kept.marks.tolist()


def test_rows_are_ordered_by_any_column(filled: Session) -> None:
    counted = count(filled, "members")
    up = [line.cells[1] for line in ordered(counted, "code")]
    assert up == sorted(map(str, up))
    assert ordered(counted, "-documents")[0].key == "BHR"
    assert ordered(counted, "nothing") == counted.lines


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(RefusedError, match="没有名为 nothing 的图表"):
        find_view("nothing")


def test_the_headline_compares_equal_days(filled: Session) -> None:
    first, second, third = headline(filled, facts_of(filled), TODAY, "zh")
    assert first == "本月截至6月12日收到通报文件5件；上月同期没有数据，不作比较。"
    assert second.startswith("其中2件确定或很可能涉及湖北行业，最多的是")
    assert third == "涉及湖北行业、仍可评议的有2件，其中1件在14天内截止。"
    add_notice(filled, "G/TBT/N/EU/1099", distributed=date(2025, 5, 2))
    facts = facts_of(filled)
    assert "上月同期1件" in headline(filled, facts, TODAY, "zh")[0]
    assert "against 1 on the same days" in headline(filled, facts, TODAY, "en")[0]


def test_a_shorter_month_before_ends_with_itself() -> None:
    days = same_days_before(date(2025, 3, 31))
    assert days == (date(2025, 2, 1), date(2025, 2, 28))
