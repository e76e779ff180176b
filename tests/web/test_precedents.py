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
from web.arguments.concern_lines import read_head, read_line
from web.arguments.precedents import precedents
from web.cases.beginning import begin_case
from web.consultations.sheets import read_sheet
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
    names = read_head(HEAD)
    line = read_line(names, [*ROW[:5], "2011-03-24; 2010/11/03 00:00:00"])
    assert (line.number, line.member_code, line.hs) == ("267", "EU", ["8507", "0854"])
    assert line.raised_by == ["CHN", "USA"]
    assert line.meetings == [date(2011, 3, 24), date(2010, 11, 3)]


BAD = [
    ({0: ""}, "没有编号"),
    ({1: ""}, "没有标题"),
    ({2: "Atlantis"}, "不认识成员"),
    ({3: "battery"}, "HS编码"),
    ({5: "spring 2011"}, "不是日期"),
]


@pytest.mark.parametrize(("cells", "said"), BAD)
def test_a_bad_line_says_why(cells: dict[int, str], said: str) -> None:
    row = [cells.get(place, cell) for place, cell in enumerate(ROW)]
    with pytest.raises(RefusedError, match=said):
        read_line(read_head(HEAD), row)


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
