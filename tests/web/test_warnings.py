"""Warnings written by hand: composed, reviewed, sent once, read and answered."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.alert import Message, MessageState
from models.organisation import Organisation, Product
from models.user import AuditEntry, Role, User
from models.warning import OfficerWarning, Receipt, WarningState
from tests.web.small_world import NOW, TODAY, add_notice, add_user
from web.alerts.links import Links
from web.inbox.files import path_of
from web.refused import RefusedError
from web.warnings import deliveries, receiving, sending, service
from web.warnings.audience import Aim, aim_of, audience_of
from web.warnings.text import Draft

LINKS = Links("https://chutong.example", "a key")
DRAFT = Draft(
    level="orange",
    title_zh="欧盟电池标签要求提前适用",
    body_zh="自3月起按新标签验货。\n请核对库存。",
    hs="8507.60",
    cities=["武汉"],
)
PDF = b"%PDF-1.7 a short paper"


def add_firm(
    session: Session, name: str, city: str, hs: str = "", **columns: object
) -> Organisation:
    firm = Organisation(kind="firm", name=name, city=city, created_at=NOW, **columns)
    if hs:
        sold = Product(hs=hs, name="", added_by="x@example.org", added_at=NOW)
        firm.products.append(sold)
    session.add(firm)
    session.flush()
    return firm


@dataclasses.dataclass
class Desk:
    """Officers, and firms with people."""

    session: Session
    officer: User
    reviewer: User
    firms: dict[str, Organisation]
    people: dict[str, User]

    def create(self, **changes: object) -> OfficerWarning:
        draft = dataclasses.replace(DRAFT, **changes)  # type: ignore[arg-type]
        return service.create(self.session, self.officer, draft, NOW, TODAY)

    def submit(self, warning: OfficerWarning) -> None:
        service.submit(self.session, warning, self.officer, NOW, TODAY)

    def review(
        self,
        warning: OfficerWarning,
        who: User | None = None,
        *,
        approve: bool = True,
        reason: str = "",
    ) -> None:
        seen = warning.updated_at.isoformat()
        service.review(
            self.session,
            warning,
            who or self.reviewer,
            approve=approve,
            reason=reason,
            seen=seen,
            now=NOW,
        )

    def send(self, warning: OfficerWarning) -> int:
        return sending.send(self.session, warning, self.officer, LINKS, NOW, TODAY)

    def sent(self, **changes: object) -> OfficerWarning:
        warning = self.create(**changes)
        self.submit(warning)
        self.review(warning)
        self.send(warning)
        return warning

    def messages(self) -> list[Message]:
        return list(self.session.scalars(select(Message).order_by(Message.id)))


@pytest.fixture
def desk(session: Session) -> Desk:
    firms = {
        "cells": add_firm(session, "武汉电池", "武汉", "850760"),
        "tea": add_firm(session, "武汉茶业", "武汉", "090210", sectors=["tea"]),
        "far": add_firm(
            session, "荆门电池", "荆门", "850760", credit_code="914403001922038216"
        ),
        "mute": add_firm(session, "无人电池", "武汉", "850760"),
    }
    people = {
        key: add_user(session, f"{key}@firm.cn", organisation_id=firms[key].id)
        for key in ("cells", "tea", "far")
    }
    return Desk(
        session,
        add_user(session, "officer@centre.cn", role=Role.OFFICER),
        add_user(session, "reviewer@centre.cn", role=Role.REVIEWER),
        firms,
        people,
    )


def names(desk: Desk, **aim: object) -> list[str]:
    given = {
        "sectors": frozenset(),
        "hs": (),
        "cities": frozenset(),
        "firms": frozenset(),
        **aim,
    }
    found = audience_of(desk.session, Aim(**given))  # type: ignore[arg-type]
    return sorted(one.firm.name for one in found.firms)


def test_firms_are_met_by_goods_and_city_or_by_name(desk: Desk) -> None:
    assert names(desk) == []
    assert names(desk, hs=("8507",)) == ["无人电池", "武汉电池", "荆门电池"]
    assert names(desk, hs=("8507",), cities=frozenset({"荆门"})) == ["荆门电池"]
    assert names(desk, cities=frozenset({"武汉"})) == [
        "无人电池",
        "武汉电池",
        "武汉茶业",
    ]
    assert names(desk, sectors=frozenset({"tea"})) == ["武汉茶业"]
    only = frozenset({desk.firms["tea"].id})
    assert names(desk, firms=only) == ["武汉茶业"]
    assert "武汉茶业" in names(desk, hs=("85",), cities=frozenset({"荆门"}), firms=only)


def test_a_firm_is_of_the_sector_whose_goods_it_sells(desk: Desk) -> None:
    desk.firms["tea"].sectors = []
    assert names(desk, sectors=frozenset({"tea"})) == ["武汉茶业"]


def test_the_preview_counts_firms_without_people(desk: Desk) -> None:
    found = audience_of(desk.session, aim_of(desk.create()))
    assert [one.email for one in found.people] == ["cells@firm.cn"]
    assert [one.firm.name for one in found.mute] == ["无人电池"]
    desk.people["cells"].disabled = True
    assert audience_of(desk.session, aim_of(desk.create())).people == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"level": "unknown"}, "级别"),
        ({"title_zh": " "}, "中文标题"),
        ({"title_en": "Only a title"}, "英文标题和正文"),
        ({"title_zh": "长" * 121}, "标题请不超过"),
        ({"body_zh": "长" * 5001}, "正文请不超过"),
        ({"symbol": "G/TBT/N/XXX/1"}, "G/TBT/N/XXX/1"),
        ({"expires": "2026-02-30"}, "2026-12-31"),
        ({"expires": "2026-03-01"}, "不能早于今天"),
        ({"sectors": ["none"]}, "从列表中选择"),
        ({"cities": ["上海"]}, "从列表中选择"),
        ({"hs": "8507 9999.99"}, "9999.99"),
        ({"firms": "武汉电池\n没有这家"}, "没有这家"),
    ],
)
def test_what_is_unfit_is_refused_by_name(
    desk: Desk, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        desk.create(**changes)


def test_a_warning_names_its_notice_and_firms(desk: Desk) -> None:
    notice = add_notice(desk.session, "G/TBT/N/EU/1100", members=("EU",))
    made = desk.create(symbol=" G/TBT/N/EU/1100 ", firms="914403001922038216\n武汉茶业")
    assert made.notice_id == notice.id
    again = service.draft_of(desk.session, made)
    assert again.firms.splitlines() == ["武汉茶业", "荆门电池"]
    assert again.hs == "850760"
    assert again.symbol == "G/TBT/N/EU/1100"


def test_a_second_person_approves_and_then_it_is_sent_once(desk: Desk) -> None:
    warning = desk.create()
    with pytest.raises(RefusedError, match="状态已变化"):
        desk.send(warning)
    desk.submit(warning)
    with pytest.raises(RefusedError, match="只有草稿"):
        service.change(desk.session, warning, desk.officer, DRAFT, NOW, TODAY)
    with pytest.raises(RefusedError, match="状态已变化"):
        desk.send(warning)
    desk.review(warning)
    assert desk.send(warning) == 1
    with pytest.raises(RefusedError, match="状态已变化"):
        desk.send(warning)
    assert [one.key for one in desk.messages()] == [
        f"warning:{warning.id}:{desk.people['cells'].id}"
    ]
    assert [one["act"] for one in warning.history] == [
        "created",
        "submitted",
        "approved",
        "sent",
    ]
    noted = select(AuditEntry.action).where(AuditEntry.subject_type == "warning")
    assert "warning.approved" in set(desk.session.scalars(noted))


def test_whoever_wrote_a_part_may_not_approve(desk: Desk) -> None:
    warning = desk.create()
    service.change(desk.session, warning, desk.reviewer, DRAFT, NOW, TODAY)
    desk.submit(warning)
    with pytest.raises(RefusedError, match="不能审核"):
        desk.review(warning)
    assert warning.state == WarningState.SUBMITTED
    other = add_user(desk.session, "second@centre.cn", role=Role.REVIEWER)
    desk.review(warning, other)
    assert warning.state == WarningState.APPROVED


def test_a_return_has_a_reason_and_opens_the_text_again(desk: Desk) -> None:
    warning = desk.create()
    desk.submit(warning)
    with pytest.raises(RefusedError, match="写明理由"):
        desk.review(warning, approve=False)
    desk.review(warning, approve=False, reason="日期有误")
    assert warning.history[-1]["reason"] == "日期有误"
    service.change(desk.session, warning, desk.officer, DRAFT, NOW, TODAY)
    desk.submit(warning)
    with pytest.raises(RefusedError, match="状态已变化"):
        service.review(
            desk.session,
            warning,
            desk.reviewer,
            approve=True,
            reason="",
            seen="",
            now=NOW,
        )


def test_nobody_and_nothing_left_are_refused(desk: Desk) -> None:
    nobody = desk.create(hs="", cities=[])
    with pytest.raises(RefusedError, match="发给谁"):
        desk.submit(nobody)
    late = desk.create(expires=TODAY.isoformat())
    with pytest.raises(RefusedError, match="有效期"):
        service.submit(desk.session, late, desk.officer, NOW, date(2026, 3, 3))
    mute = desk.create(hs="", cities=[], firms="无人电池")
    desk.submit(mute)
    desk.review(mute)
    with pytest.raises(RefusedError, match="无人可发"):
        desk.send(mute)


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


@pytest.mark.parametrize("token", ["", "x.y.z", sending.make_token("another key", 1)])
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
    upload = ("../公告.exe", PDF)
    service.attach(desk.session, warning, desk.officer, tmp_path, upload, NOW)
    held = warning.files[0]
    assert held["name"] == "公告.pdf"
    assert path_of(tmp_path, held["sha256"]).read_bytes() == PDF
    with pytest.raises(RefusedError, match="只收"):
        service.attach(
            desk.session, warning, desk.officer, tmp_path, ("a.pdf", b"MZ"), NOW
        )
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
