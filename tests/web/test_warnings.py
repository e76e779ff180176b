"""Warnings written by hand: whom they reach, how they are composed and reviewed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.user import AuditEntry, Role
from models.warning import WarningState
from tests.web.desk import DRAFT, Desk, set_desk
from tests.web.small_world import NOW, TODAY, add_notice, add_user
from web.refused import RefusedError
from web.warnings import service
from web.warnings.audience import Aim, aim_of, audience_of


@pytest.fixture
def desk(session: Session) -> Desk:
    return set_desk(session)


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
