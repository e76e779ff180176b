"""Warnings reach robots and webhooks too: once to each place, and while they stand."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message, MessageState
from models.endpoint import Endpoint, EndpointState
from tests.web.desk import LINKS, Desk, set_desk
from tests.web.small_world import BEFORE, NOW, TODAY
from web.warnings import sending, service
from web.warnings.pushing import push_warnings

ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef"
HOOK = "https://hooks.example/in"


@pytest.fixture
def desk(session: Session) -> Desk:
    return set_desk(session)


def add(desk: Desk, who: str, kind: str, url: str, **columns: Any) -> Endpoint:
    given = {"name": f"{who} {kind}", "created_at": BEFORE, **columns}
    made = Endpoint(user_id=desk.people[who].id, kind=kind, url=url, **given)
    desk.session.add(made)
    desk.session.flush()
    return made


def pushed(desk: Desk) -> list[Message]:
    query = select(Message).where(Message.endpoint_id.is_not(None))
    return list(desk.session.scalars(query.order_by(Message.id)))


def again(desk: Desk) -> int:
    return push_warnings(desk.session, LINKS, NOW, TODAY)


def test_it_goes_to_robots_and_webhooks_once(desk: Desk) -> None:
    add(desk, "cells", "wecom", ROBOT)
    add(desk, "cells", "webhook", HOOK, secret="s")
    warning = desk.sent(body_zh="查<b>库存</b>。\n[点](http://x)", expires="2026-06-30")
    chat, hook = pushed(desk)
    assert chat.subject == "【橙】咨询中心预警：欧盟电池标签要求提前适用"
    assert "有效期至2026年6月30日" in chat.body
    assert (
        f"[查看全文并回复](https://chutong.example/received/{warning.id})" in chat.body
    )
    assert "<b>" not in chat.body
    assert "[点]" not in chat.body, "an officer's text marks nothing up either"
    assert "/w/" not in chat.body, "a chat has many readers: no personal link"
    told = json.loads(hook.body)
    assert (told["type"], told["level"], told["id"]) == ("warning", "orange", hook.key)
    assert told["expires"] == "2026-06-30"
    assert again(desk) == 0
    (line,) = sending.lines_of(desk.session, warning)
    assert list(line.pushes) == [chat, hook]
    assert line.message is not None
    assert line.message.channel == "mail"


def test_it_goes_again_to_the_places_of_one_receiver(desk: Desk) -> None:
    add(desk, "cells", "webhook", HOOK, secret="s")
    off = add(desk, "cells", "wecom", ROBOT, state=EndpointState.DISABLED)
    warning, user = desk.sent(), desk.people["cells"]
    sending.send_again(desk.session, warning, user.id, desk.officer, LINKS, NOW)
    first, second = pushed(desk)
    assert second.key == f"{first.key}:2"
    assert json.loads(second.body)["id"] == second.key, "so that it is not passed over"
    (line,) = sending.lines_of(desk.session, warning)
    assert list(line.pushes) == [second], "of each place the last"
    off.state = EndpointState.ACTIVE
    desk.session.flush()
    assert again(desk) == 1, "what was off hears it as if it had gone once"


def test_one_chat_of_two_colleagues_hears_it_once(desk: Desk) -> None:
    desk.people["far"].organisation_id = desk.people["cells"].organisation_id
    desk.session.flush()
    for who in ("cells", "far"):
        add(desk, who, "wecom", ROBOT)
    desk.sent()
    assert len(pushed(desk)) == 1


def test_what_was_off_hears_it_later_and_what_is_new_does_not(desk: Desk) -> None:
    off = add(desk, "cells", "webhook", HOOK, state=EndpointState.DISABLED)
    desk.sent()
    add(desk, "cells", "wecom", ROBOT, created_at=NOW + timedelta(hours=1))
    assert again(desk) == 0
    off.state = EndpointState.ACTIVE
    desk.session.flush()
    assert again(desk) == 1
    assert [one.endpoint_id for one in pushed(desk)] == [off.id]


def test_what_is_withdrawn_or_over_is_not_pushed(desk: Desk) -> None:
    off = add(desk, "cells", "webhook", HOOK, state=EndpointState.DISABLED)
    over = desk.sent(expires=TODAY.isoformat())
    gone = desk.sent()
    service.withdraw(desk.session, gone, desk.officer, "有误", NOW)
    off.state = EndpointState.ACTIVE
    desk.session.flush()
    assert push_warnings(desk.session, LINKS, NOW, TODAY + timedelta(days=1)) == 0
    assert again(desk) == 1, "the one that still stands today"
    service.withdraw(desk.session, over, desk.officer, "有误", NOW)
    desk.session.expire_all()
    assert [one.state for one in pushed(desk)] == [MessageState.FAILED]


def test_a_long_text_is_cut_and_leads_to_the_rest(desk: Desk) -> None:
    add(desk, "cells", "wecom", ROBOT)
    desk.sent(body_zh="\n".join(["长" * 300] * 15))
    (chat,) = pushed(desk)
    assert len(chat.body.encode()) < 4096
    assert chat.body.count("…") == 1
    assert chat.body.endswith(")")
