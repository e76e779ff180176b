"""Warnings that went out: letters, receipts, answers, files, and what failed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.alert import MessageState
from models.kept import path_of
from models.warning import Receipt
from tests.web.desk import LINKS, Desk, set_desk
from tests.web.small_world import NOW, TODAY, add_user
from web.refused import RefusedError
from web.uploads.keeping import Upload
from web.warnings import deliveries, receiving, sending, service

PDF = b"%PDF-1.7 a short paper"


@pytest.fixture
def desk(session: Session) -> Desk:
    return set_desk(session)


def test_the_letter_speaks_the_readers_language_and_escapes(desk: Desk) -> None:
    desk.people["far"].language = "en"
    warning = desk.sent(
        title_zh="标题<b>粗",
        title_en="Labels\tof cells",
        body_en="Check <stock>.",
        cities=[],
        expires="2026-06-30",
    )
    zh, en = desk.messages()
    assert zh.subject == "【橙】预警：标题<b>粗"
    assert "标题&lt;b&gt;粗" in zh.body_html
    assert "有效期至：2026年6月30日" in zh.body
    assert en.subject == "[Orange] Warning: Labels of cells"
    assert "Check &lt;stock&gt;." in en.body_html
    assert en.warning_id == warning.id
    assert "<img" not in zh.body_html + en.body_html


def test_without_an_english_text_everybody_reads_chinese(desk: Desk) -> None:
    desk.people["cells"].language = "en"
    desk.sent()
    assert desk.messages()[0].subject.startswith("【橙】预警")


def test_a_receiver_says_that_they_read_it_and_answers(desk: Desk) -> None:
    warning = desk.sent()
    user = desk.people["cells"]
    assert receiving.count_unread(desk.session, user, TODAY) == 1
    token = desk.messages()[0].body.split("/w/")[1].split()[0]
    receipt = receiving.by_token(desk.session, LINKS.key, token)
    assert receipt.read_at is None
    receiving.say_read(desk.session, receipt, NOW)
    receiving.say_read(desk.session, receipt, NOW.replace(hour=9), "受影响，约10万元\n")
    assert receipt.read_at == NOW
    assert receipt.answer == "受影响，约10万元"
    assert receiving.count_unread(desk.session, user, TODAY) == 0
    with pytest.raises(RefusedError, match="回复请不超过"):
        receiving.say_read(desk.session, receipt, NOW, "长" * 2001)
    assert receiving.find_own(desk.session, desk.people["far"], warning.id) is None


@pytest.mark.parametrize(
    "token",
    ["", "x.y.z", sending.make_token("another key", 1)],
    ids=["empty", "no token", "another key"],
)
def test_a_forged_link_opens_nothing(desk: Desk, token: str) -> None:
    desk.sent()
    with pytest.raises(RefusedError, match="不完整或已过期"):
        receiving.by_token(desk.session, LINKS.key, token)


def test_an_expired_link_opens_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sending.make_token(LINKS.key, 1)
    assert sending.read_token(LINKS.key, token) == 1
    monkeypatch.setattr(sending, "LASTS", -1)
    assert sending.read_token(LINKS.key, token) is None


def test_one_receiver_is_sent_it_again_under_a_new_key(desk: Desk) -> None:
    warning, user = desk.sent(), desk.people["cells"]
    sending.send_again(desk.session, warning, user.id, desk.officer, LINKS, NOW)
    first, second = desk.messages()
    assert second.key == f"{first.key}:2"
    assert warning.history[-1]["act"] == "resent"
    line = sending.lines_of(desk.session, warning)[0]
    assert line.message is second
    with pytest.raises(RefusedError, match="没有收过"):
        sending.send_again(
            desk.session, warning, desk.people["far"].id, desk.officer, LINKS, NOW
        )
    for _ in range(3):
        sending.send_again(desk.session, warning, user.id, desk.officer, LINKS, NOW)
    with pytest.raises(RefusedError, match="最多发送"):
        sending.send_again(desk.session, warning, user.id, desk.officer, LINKS, NOW)


def test_what_is_withdrawn_does_not_leave_and_takes_no_answer(desk: Desk) -> None:
    warning = desk.sent()
    service.withdraw(desk.session, warning, desk.officer, "写错了日期", NOW)
    desk.session.flush()
    desk.session.expire_all()
    message = desk.messages()[0]
    assert (message.state, message.error) == (MessageState.FAILED, service.WITHDRAWN)
    assert receiving.count_unread(desk.session, desk.people["cells"], TODAY) == 0
    receipt = receiving.find_own(desk.session, desk.people["cells"], warning.id)
    assert receipt is not None
    with pytest.raises(RefusedError, match="已撤回"):
        receiving.say_read(desk.session, receipt, NOW)
    with pytest.raises(RefusedError, match="已撤回"):
        deliveries.retry(desk.session, message.id, "officer@centre.cn")


def test_files_are_taken_by_content_and_only_into_drafts(
    desk: Desk, tmp_path: Path
) -> None:
    warning = desk.create()
    upload = Upload("../公告.exe", PDF)
    service.attach(desk.session, warning, desk.officer, tmp_path, upload, NOW)
    held = warning.files[0]
    assert held["name"] == "公告.pdf"
    assert path_of(tmp_path, held["sha256"]).read_bytes() == PDF
    program = Upload("a.pdf", b"MZ")
    with pytest.raises(RefusedError, match="不是可接受的文件"):
        service.attach(desk.session, warning, desk.officer, tmp_path, program, NOW)
    service.detach(desk.session, warning, desk.officer, held["sha256"], NOW)
    assert warning.files == []
    desk.submit(warning)
    with pytest.raises(RefusedError, match="只有草稿"):
        service.attach(desk.session, warning, desk.officer, tmp_path, upload, NOW)


def test_deliveries_tell_states_and_reasons_and_retry_one(desk: Desk) -> None:
    desk.sent(cities=[])
    failed, other = desk.messages()
    failed.state, failed.error, failed.attempts = (
        MessageState.FAILED,
        "The address was refused: [550].",
        6,
    )
    other.state = MessageState.SENT
    desk.session.flush()
    found = deliveries.read_deliveries(desk.session)
    assert found.counts == {"failed": 1, "sent": 1}
    assert found.faults == [("The address was refused: [550].", 1)]
    assert deliveries.read_deliveries(desk.session, state="failed").messages == [failed]
    assert deliveries.read_deliveries(desk.session, fault="none").total == 0
    again = deliveries.retry(desk.session, failed.id, "officer@centre.cn")
    assert (again.state, again.attempts, again.error) == (MessageState.PENDING, 0, None)
    with pytest.raises(RefusedError, match="只有发送失败"):
        deliveries.retry(desk.session, other.id, "officer@centre.cn")
    with pytest.raises(RefusedError, match="没有这条"):
        deliveries.retry(desk.session, 999, "officer@centre.cn")


def test_many_are_sent_one_each(desk: Desk) -> None:
    for number in range(30):
        add_user(
            desk.session, f"p{number}@firm.cn", organisation_id=desk.firms["cells"].id
        )
    desk.sent()
    count = desk.session.scalar(select(func.count()).select_from(Receipt))
    assert count == len(desk.messages()) == 31
