"""What is kept of a firm's decisions: the history, the ledger, files, and counts."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.handling import Handling, HandlingState
from tests.web.alerted import add_colleague, add_firm, happen, look
from tests.web.small_world import NOW, add_measure
from web.inbox import service
from web.inbox.circle import circle_of
from web.inbox.ledger import as_xlsx, entries, overview
from web.inbox.service import Decision, decide
from web.refused import RefusedError
from web.subscriptions import service as subscriptions
from web.uploads.keeping import Kept

DONE, NOT_OURS = HandlingState.DONE, HandlingState.NOT_OURS


def test_the_history_tells_each_change_once(session: Session) -> None:
    user = add_colleague(session, add_firm(session), "li@firm.cn")
    measure = happen(session, "G/TBT/N/USA/1").measure_id
    assert measure
    held = decide(session, user, measure, Decision(DONE, None, "一"), NOW)
    decide(session, user, measure, Decision(DONE, None, "一"), NOW)
    decide(session, user, measure, Decision(DONE, user.id, "一"), NOW)
    told = [one.details for one in service.history(session, held)]
    assert told == [
        {"colleague": str(user.id)},
        {"state": "waiting>done", "note": "一"},
    ]


def test_the_ledger_says_who_decided_what_when_and_why(session: Session) -> None:
    user = add_colleague(session, add_firm(session), "li@firm.cn")
    family = add_measure(session, "G/TBT/N/USA/1")
    happen(session, "G/TBT/N/USA/1", measure=family, title="=1+1")
    happen(session, "G/TBT/N/USA/1/Add.1", "withdrawn", measure=family, title="=2")
    happen(session, "G/TBT/N/USA/2")
    due = date(2026, 3, 9)
    decide(
        session, user, family.id, Decision(DONE, user.id, '=HYPERLINK("x")', due), NOW
    )
    content = as_xlsx(entries(session, circle_of(user), "zh"), "zh")
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == 3
    named = dict(zip(rows[0], rows[2], strict=True))
    assert named["措施"] == "=2"
    assert (named["状态"], named["决定人"], named["说明"]) == (
        "已完成",
        "李工",
        '=HYPERLINK("x")',
    )
    assert str(named["变化"]).split("\n")[0] == "新通报"
    assert str(named["决定时间"]) == "2026-03-02 12:00:00", "the hour of Wuhan"
    assert named["办理期限"].date() == due  # type: ignore[union-attr]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds, "no cell is a formula"
    english = load_workbook(io.BytesIO(as_xlsx([], "en"))).active
    assert english is not None
    assert english.title == "Ledger"


def test_the_ledger_outlives_the_subscription(session: Session) -> None:
    user = add_colleague(session, add_firm(session), "li@firm.cn")
    measure = happen(session, "G/TBT/N/USA/1").measure_id
    assert measure
    decide(session, user, measure, Decision(NOT_OURS, None, "不出口"), NOW)
    (own,) = subscriptions.list_own(session, user)
    subscriptions.remove(session, user, own)
    session.flush()
    assert not look(session, user).lines
    (kept,) = entries(session, circle_of(user), "zh")
    assert (kept.symbol, kept.state, kept.why) == ("G/TBT/N/USA/1", "不适用", "不出口")


def test_the_centre_sees_counts_alone(session: Session) -> None:
    firm = add_firm(session)
    user = add_colleague(session, firm, "li@firm.cn")
    ids = [happen(session, f"G/TBT/N/USA/{n}").measure_id or 0 for n in (1, 2, 3)]
    decide(session, user, ids[0], Decision(DONE, None, "秘密"), NOW)
    (row,) = overview(session)
    assert (row.firm, row.alerted, row.waiting) == (firm.name, 3, 2)
    assert row.states["done"] == 1
    assert "秘密" not in repr(row)


@pytest.mark.parametrize("text", ["2026-13-01", "next week", "20260301", "2026-W10-1"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="不是日期"):
        service.read_day(text)


def test_a_note_has_an_end(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    measure = happen(session, "G/TBT/N/USA/1").measure_id
    assert measure
    with pytest.raises(RefusedError, match="备注最多"):
        decide(session, user, measure, Decision(DONE, None, "字" * 2001), NOW)
    assert session.scalar(select(Handling)) is None


def test_alerts_may_go_and_what_hangs_on_them_goes_too(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    measure = happen(session, "G/TBT/N/USA/1").measure_id
    assert measure
    held = decide(session, user, measure, Decision(DONE), NOW)
    upload = Kept("a.pdf", "application/pdf", 3, "0" * 64)
    service.add_file(session, user, held, upload, NOW)
    with pytest.raises(RefusedError, match="已经在这里"):
        service.add_file(session, user, held, upload, NOW)
    session.execute(delete(Alert))
    assert service.find(session, circle_of(user), measure) is held
    service.remove_file(session, user, held, held.files[0], NOW)
    assert [one.action for one in service.history(session, held)][:2] == [
        "handling.file_removed",
        "handling.file_added",
    ]
