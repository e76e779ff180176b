"""Earlier cases and trade concerns beside an argument, and their import."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.concern import Concern
from models.database import session_factory
from models.user import User
from tests.models.archive import AT, TODAY
from tests.web.argued import ACTOR, add_battery_notice, argue, open_argued
from tests.web.centre import enter, make_app
from web.arguments import concerns
from web.arguments.concern_head import find_head
from web.arguments.concern_lines import read_line
from web.arguments.precedents import precedents
from web.cases.beginning import begin_case
from web.concerns.service import change
from web.consultations.sheets import Bounds, read_plain, read_sheet
from web.refused import RefusedError

HEAD = [
    "STC No",
    "Title",
    "Maintaining Member",
    "HS4",
    "Raising Members",
    "Dates raised",
]
ROW = ["267", "Labels of batteries", "European Union", "8507; 854", "China; USA", ""]


@pytest.fixture
def case(session: Session) -> Case:
    return open_argued(session)[0]


def earlier(session: Session, symbol: str, **values: object) -> CaseItem:
    """An argument of an earlier case, with its outcome."""
    notice = add_battery_notice(session, symbol=symbol, **values)
    case = begin_case(session, notice.id, actor=ACTOR, at=AT, today=TODAY)
    for item in case.items:
        item.removed_at = AT
    item = argue(session, case, quote="")
    item.outcome, item.outcome_quote = "partly", "Reports will be accepted."
    session.flush()
    return item


def test_the_most_alike_comes_first(session: Session, case: Case) -> None:
    same = earlier(session, "G/TBT/N/EU/900")
    product = earlier(session, "G/TBT/N/USA/901", members=["USA"])
    product.ground_id = "tbt-2.2"
    ground = earlier(session, "G/TBT/N/USA/902", members=["USA"], tags=[("hs", "0902")])
    member = earlier(session, "G/TBT/N/EU/903", tags=[("hs", "0902")])
    member.ground_id = "tbt-2.2"
    session.flush()
    found = precedents(session, case, "tbt-5.2")
    assert found[0].item is same
    assert found[0].alike == {
        "ground": ["tbt-5.2"],
        "product": ["8507"],
        "member": ["EU"],
    }
    assert {one.item for one in found} == {same, product, ground}
    assert {one.score for one in found} == {8, 3}


def test_concerns_stand_among_them(session: Session, case: Case) -> None:
    bring(session, HEAD, ROW, ["268", *ROW[1:3], "0902", *ROW[4:]])
    session.add(
        Concern(member_code="EU", hs=["0902"], edited_by="甲", edited_at=AT, number="9")
    )
    session.flush()
    (one,) = precedents(session, case, "tbt-5.2")
    assert one.concern
    assert one.alike["product"] == ["8507"]


def bring(session: Session, *rows: list[str]) -> concerns.Brought:
    return concerns.bring_in(session, rows, actor=ACTOR, at=AT)


def test_a_table_of_the_datasets_shape_is_read() -> None:
    names = find_head([HEAD]).names
    line = read_line(names, [*ROW[:5], "2011-03-24; 2010/11/03 00:00:00"])
    assert (line.number, line.member_code, line.hs) == ("267", "EU", ["8507", "0854"])
    assert line.raised_by == ["CHN", "USA"]
    assert line.meetings == [date(2011, 3, 24), date(2010, 11, 3)]


BAD = [
    ({0: ""}, "没有编号"),
    ({1: ""}, "没有标题"),
    ({2: "Atlantis"}, "不认识成员"),
]


@pytest.mark.parametrize(("cells", "said"), BAD)
def test_a_bad_line_says_why(cells: dict[int, str], said: str) -> None:
    row = [cells.get(place, cell) for place, cell in enumerate(ROW)]
    with pytest.raises(RefusedError, match=said):
        read_line(find_head([HEAD]).names, row)


def test_what_else_cannot_be_read_is_left_out_and_told() -> None:
    left: list[RefusedError] = []
    row = [*ROW[:3], "8507; battery", "China, Atlantis", "spring 2011; 24 March 2011"]
    line = read_line(find_head([HEAD]).names, row, left)
    assert (line.hs, line.raised_by) == (["8507"], ["CHN"])
    assert line.meetings == [date(2011, 3, 24)]
    assert [one.values["word"] for one in left] == [
        "battery",
        "Atlantis",
        "spring 2011",
    ]


EXPORT = [
    ["Specific trade concerns"],
    [],
    [
        "STC IMS ID",
        "Title",
        "Member(s) subject to concern",
        "Member(s) raising the concern",
        "Supported by",
        "First date raised",
        "Last date raised",
        "Keywords",
    ],
    [
        "630",
        "Batteries",
        "European Union",
        "China, Korea, Republic of, United States of America",
        "Hong Kong, China; Japan",
        "2019-11-14",
        "20 May 2020",
        "labelling",
    ],
]


def test_the_headings_of_an_export_are_known_wherever_they_stand() -> None:
    head = find_head(EXPORT)
    assert (head.row, head.unread) == (2, ["Keywords"])
    left: list[RefusedError] = []
    line = read_line(head.names, EXPORT[3], left)
    assert left == []
    assert (line.number, line.member_code) == ("630", "EU")
    assert line.raised_by == ["CHN", "KOR", "USA"]
    assert line.supporters == ["HKG", "JPN"]
    assert line.meetings == [date(2019, 11, 14), date(2020, 5, 20)]


def test_what_is_known_of_the_own_export_of_the_wto_is_read() -> None:
    head = ["IMS ID", "Title", "Member(s) subject to STC", "First time raised"]
    names = find_head([head]).names
    left: list[RefusedError] = []
    told = ["345", "Labels of batteries", "European Union; France", "04/05/2011"]
    line = read_line(names, told, left)
    assert (line.number, line.member_code) == ("345", "EU")
    assert line.meetings == [date(2011, 5, 4)]
    assert [str(one) for one in left] == [
        "措施成员只记EU，“European Union; France”没有另记"
    ]
    with pytest.raises(RefusedError, match="不认识成员“Atlantis”"):
        read_line(names, ["346", "Tea", "Atlantis", ""])


def test_the_lines_of_an_export_are_counted_as_the_reader_sees_them(
    session: Session,
) -> None:
    bad = ["631", "", "Japan", "", "", "", "", ""]
    odd = ["632", "Tyres", "Japan", "", "", "spring", "", ""]
    brought = bring(session, *EXPORT, bad, odd)
    assert brought.new == 2
    assert [(one.line, one.text) for one in brought.refused] == [(5, "没有标题")]
    assert [one.line for one in brought.left] == [6]
    assert brought.unread == ["Keywords"]


def test_a_table_in_plain_text_is_read_as_well() -> None:
    lines = "编号;标题;措施成员\n1;电池；标签;欧盟\n"
    for coding in ("utf-8-sig", "gb18030"):
        rows = read_plain("stc.csv", lines.encode(coding))
        assert rows[1] == ["1", "电池；标签", "欧盟"]
    with pytest.raises(RefusedError, match="超过1行"):
        read_plain("stc.csv", lines.encode() * 2, Bounds(lines=1))


def test_good_lines_come_in_and_bad_ones_are_told(session: Session, case: Case) -> None:
    session.add(Concern(number="5", member_code="EU", edited_by="甲", edited_at=AT))
    session.flush()
    bad = [["", *ROW[1:]], ["5", *ROW[1:]]]
    brought = bring(session, HEAD, ROW, *bad)
    assert (brought.new, [one.line for one in brought.refused]) == (1, [3, 4])
    again = bring(session, HEAD, ROW)
    assert (again.new, again.same) == (0, 1)
    dated = bring(session, HEAD, [*ROW[:5], "2011-03-24"])
    assert dated.changed == 1
    concern = session.scalars(select(Concern).where(Concern.number == "267")).one()
    assert [one.meeting for one in concern.raisings] == [date(2011, 3, 24)]
    assert concern.origin == "imported"
    with pytest.raises(RefusedError, match="措施成员"):
        bring(session, ["编号", "标题"], ["1", "x"])


def test_a_table_takes_no_words_away_and_none_of_a_persons(
    session: Session, case: Case
) -> None:
    bring(session, [*HEAD, "问题（英文）"], [*ROW, "Two labels are asked for."])
    concern = session.scalars(select(Concern).where(Concern.number == "267")).one()
    bring(session, HEAD, [*ROW[:1], "Labels of all batteries", *ROW[2:]])
    assert concern.problem_en == "Two labels are asked for."
    assert concern.title_en == "Labels of all batteries"
    session.flush()
    form = {"title_zh": "电池标签", "title_en": "Battery labels", "state": "raised"}
    seen = concern.edited_at.isoformat()
    change(session, concern, form, seen=seen, actor=ACTOR, now=AT)
    assert bring(session, [*HEAD, "产品"], [*ROW, "Batteries"]).changed == 1
    assert (concern.title_zh, concern.title_en) == ("电池标签", "Battery labels")
    assert concern.product == "Batteries"


def table(*rows: list[str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_file_is_brought_in_over_the_page(
    database: Engine, database_url: str, tmp_path: Path
) -> None:
    with session_factory(database)() as session:
        open_argued(session)
        session.commit()
        officer = session.scalars(select(User.id).where(User.role == "officer")).one()
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    client = enter(app, officer)
    template = client.get("/precedents/template.xlsx").data
    assert "措施成员" in read_sheet("t.xlsx", template)[0]
    sent = table(HEAD, ROW, ["", *ROW[1:]])
    answer = client.post("/precedents", data={"file": (io.BytesIO(sent), "stc.xlsx")})
    assert "第3行：没有编号" in answer.text
    assert "Labels of batteries" in answer.text
    wrong = client.post("/precedents", data={"file": (io.BytesIO(b"MZ"), "stc.xlsx")})
    assert wrong.status_code == 422
    page = client.get("/cases/1/items/new?ground=tbt-5.2").text
    assert "特别贸易关注 <span" in page
