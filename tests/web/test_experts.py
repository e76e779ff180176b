"""The roster of experts: entered, changed by one at a time, imported line by line."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from models.consultation import Expert
from models.database import open_database
from models.user import Role
from tests.web.centre import enter, make_app
from tests.web.small_world import NOW, add_user
from web.experts import importing, roster
from web.experts.importing import COLUMNS
from web.experts.roster import Profile
from web.refused import RefusedError

ZHAO = Profile(
    name="赵教授",
    employer="某大学",
    email="Zhao@Lab.example",
    languages=["zh", "en"],
    sectors=["lithium-batteries"],
    ics="29.220、13.120",
    fields="电池安全",
    conflicts="某电池公司独立董事",
)


def table(*rows: tuple[str, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([heading for heading, _ in COLUMNS])
    for row in rows:
        sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_somebody_is_entered_found_and_taken_off(session: Session) -> None:
    account = add_user(session, "zhao@lab.example", role=Role.EXPERT)
    one = roster.add(session, ZHAO, "o@centre.example", NOW)
    assert (one.email, one.user_id) == ("zhao@lab.example", account.id)
    assert one.ics == ["29.220", "13.120"]
    listed, here, total = roster.list_experts(session, "电池", 9)
    assert ([row.row.name for row in listed], here.page, total) == (["赵教授"], 1, 1)
    assert roster.list_experts(session, "化工", 1)[2] == 0
    roster.retire(session, one, out=True, actor="o", now=NOW)
    assert one.retired_at == NOW
    roster.retire(session, one, out=False, actor="o", now=NOW)
    assert one.retired_at is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"name": " "}, "请填写姓名"),
        ({"kind": "friend"}, "请选择专家"),
        ({"email": "zhao"}, "邮箱“zhao”不完整"),
        ({"ics": "99.999"}, "没有ICS号“99.999”"),
        ({"sectors": ["magic"]}, "没有名为“magic”"),
        ({"languages": ["tlh"]}, "语言“tlh”"),
        ({"conflicts": "长" * 1001}, "1000字"),
    ],
)
def test_what_cannot_be_entered_is_said(
    session: Session, words: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        roster.add(session, replace(ZHAO, **words), "o", NOW)  # type: ignore[arg-type]


def test_nobody_is_entered_twice_or_overwritten(session: Session) -> None:
    one = roster.add(session, ZHAO, "o", NOW)
    with pytest.raises(RefusedError, match="名册中已有赵教授"):
        roster.add(session, ZHAO, "o", NOW)
    seen = one.edited_at.isoformat()
    later = NOW.replace(hour=6)
    roster.change(session, one, ZHAO, based_on=seen, actor="王专员", now=later)
    with pytest.raises(RefusedError, match="王专员已改过"):
        roster.change(session, one, ZHAO, based_on=seen, actor="李", now=later)


def test_a_table_is_proposed_line_by_line(session: Session) -> None:
    roster.add(session, ZHAO, "o", NOW)
    content = table(
        ("钱工", "检测机构", "某中心", "q@lab.example", "", "中文、英文", "", "29.220"),
        ("赵教授", "", "某大学", "zhao@lab.example"),
        ("孙", "朋友"),
        ("李", "专家", "", "", "", "火星文"),
        ("=1+1", "专家"),
    )
    found = importing.propose(session, "名册.xlsx", content)
    told = {line.number: str(line.error) for line in found.lines if line.error}
    assert set(told) == {3, 4, 5}
    assert "名册中已有赵教授" in told[3]
    assert "火星文" in told[5]
    assert found.formulas == 1
    assert importing.store(session, found, "o", NOW) == 2
    names = {row.row.name for row in roster.list_experts(session, "", 1)[0]}
    assert names == {"赵教授", "钱工", "=1+1"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(table(), "请从第2行起填写"), (b"PK\x03\x04", "不是XLSX表格")],
)
def test_a_table_that_is_none_is_refused(
    session: Session, content: bytes, sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        importing.propose(session, "名册.xlsx", content)


def test_the_pages_of_the_roster(folder: Path) -> None:
    sessions = open_database(f"sqlite:///{folder / 'chutong.db'}")
    with sessions.begin() as session:
        officer = add_user(session, "o@centre.example", role=Role.OFFICER).id
    url = sessions.kw["bind"].url.render_as_string(hide_password=False)
    app = make_app(url, folder, WTF_CSRF_ENABLED=False)
    client = enter(app, officer)
    assert "名册还是空的" in client.get("/experts").text
    bad = client.post("/experts", data={"name": "", "kind": "expert", "phone": "027"})
    assert bad.status_code == 422
    assert 'value="027"' in bad.text
    good = {"name": "赵教授", "kind": "expert", "language": ["zh"], "ics": "29.220"}
    assert client.post("/experts", data=good).status_code == 303
    assert "赵教授" in client.get("/experts").text
    assert client.get("/experts/1").status_code == 200
    assert client.get("/experts/9").status_code == 404
    stale = client.post("/experts/1", data={**good, "based_on": "2020"})
    assert stale.status_code == 422
    assert client.post("/experts/1/retire").status_code == 303
    assert client.get("/experts/template.xlsx").data.startswith(b"PK")
    file = (BytesIO(table(("钱工", "专家"))), "名册.xlsx")
    shown = client.post("/experts/import", data={"file": file})
    assert "可存入1条" in shown.text
    sha256 = shown.text.partition('name="sha256" value="')[2][:64]
    assert client.post("/experts/import", data={"sha256": sha256}).status_code == 303
    with sessions() as session:
        assert session.query(Expert).count() == 2
