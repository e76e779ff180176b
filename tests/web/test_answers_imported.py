"""Answers taken from a workbook: every line proposed, refused ones with the reason."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.consultation import Answer, Asked
from tests.web.asking import CLOSES, OFFICER, add_body, add_case, add_round, ask, reply
from tests.web.small_world import NOW, TODAY
from web.consultations import answer_table
from web.consultations.answer_table import COLUMNS
from web.consultations.importing import propose, store
from web.refused import RefusedError

HEAD = [heading for heading, _ in COLUMNS.values()]


def table(*rows: dict[str, object], head: list[str] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(head or HEAD)
    for row in rows:
        sheet.append([row.get(key) for key in COLUMNS])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def row(name: str, **cells: object) -> dict[str, object]:
    return {"name": name, "product": "锂电池", "contact": "李工", **cells}


def test_good_lines_are_stored_and_others_say_why(session: Session) -> None:
    body = add_body(session, "甲公司")
    one = add_round(session, add_case(session))
    asked = ask(session, one, "甲公司", organisation_id=body.id)
    reply(session, ask(session, one, "乙公司"))
    content = table(
        row("甲公司", affected="是", cost="10万-50万元", months="6至12个月", models=12),
        row("丙公司", exports="1亿元以上", opinion='=HYPERLINK("http://x","y")'),
        row("乙公司"),
        row("丙公司"),
        row("丁公司", affected="可能"),
        row("戊公司", product=""),
        row("", affected="是"),
        row("己公司", models="=1+1"),
    )
    found = propose(session, one, "答复.xlsx", content)
    told = {line.number: str(line.error) for line in found.lines if line.error}
    assert set(told) == {4, 5, 6, 7, 8, 9}
    assert "已于2026-03-02答复" in told[4]
    assert "与第3行" in told[5]
    assert "“受影响”填的是“可能”" in told[6]
    assert "涉及的产品" in told[7]
    assert "没有单位名称" in told[8]
    assert "整数" in told[9]
    assert found.formulas == 2
    assert session.scalars(select(Answer)).all() == [one.asked[1].answer]
    count = store(
        session, one, found, in_time=False, actor=OFFICER, now=NOW, today=TODAY
    )
    assert count == 2
    kept = asked.answer
    assert kept is not None
    assert (kept.affected, kept.cost, kept.months, kept.models) == (
        "yes",
        "to50",
        12,
        12,
    )
    assert (kept.origin, kept.late) == ("import", False)
    other = session.scalars(select(Asked).where(Asked.name == "丙公司")).one()
    assert other.answer is not None
    assert other.answer.opinion == '=HYPERLINK("http://x","y")'
    assert other.organisation_id is None


def test_nothing_that_is_too_long_is_cut_off(session: Session) -> None:
    one = add_round(session, add_case(session))
    rows = [row("甲公司", product="锂" * 201), row("乙公司", opinion="长" * 3001)]
    lines = propose(session, one, "答复.xlsx", table(*rows)).lines
    assert "涉及的产品超过200字" in str(lines[0].error)
    assert "意见超过3000字" in str(lines[1].error)


def test_an_answer_of_after_midnight_is_of_that_day_here(session: Session) -> None:
    one = add_round(session, add_case(session))
    held = ask(session, one, "乙公司")
    reply(session, held)
    held.answered_at = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    (line,) = propose(session, one, "答复.xlsx", table(row("乙公司"))).lines
    assert "已于2026-03-03答复" in str(line.error)


@pytest.mark.parametrize("in_time", [True, False])
def test_after_the_day_the_officer_says_whether_they_came_in_time(
    session: Session, in_time: bool
) -> None:
    one = add_round(session, add_case(session))
    found = propose(session, one, "x.xlsx", table(row("甲公司")))
    after = CLOSES.replace(day=CLOSES.day + 1)
    store(session, one, found, in_time=in_time, actor=OFFICER, now=NOW, today=after)
    assert session.scalars(select(Answer)).one().late is not in_time


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "请选择填好的表格"),
        (b"MZ\x90\x00", "不是XLSX表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版或加密"),
        (b"x" * (11 << 20), "超过10 MB"),
        (table(head=["单位", "意见"]), "缺少：单位名称"),
        (table(), "请从第2行起填写"),
        (table(*[row(f"企业{n}") for n in range(501)]), "超过500行"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_a_sentence(
    session: Session, content: bytes, sentence: str
) -> None:
    one = add_round(session, add_case(session))
    with pytest.raises(RefusedError, match=sentence):
        propose(session, one, "答复.pdf.xlsx", content)


def test_the_template_is_such_a_table(session: Session) -> None:
    one = add_round(session, add_case(session))
    with pytest.raises(RefusedError, match="请从第2行起填写"):
        propose(session, one, "x.xlsx", answer_table.template())
