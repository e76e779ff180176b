"""Why a message did not arrive is said in Chinese too, and every reason is known."""

from __future__ import annotations

import pytest

from web.alerts import claiming
from web.alerts.channels import pushing, robots, smtp, webhook
from web.alerts.channels.reasons import say_reason
from web.alerts.channels.wire import Answer
from web.channels import service
from web.warnings.service import WITHDRAWN

REASONS = [
    webhook.judge(410).error,
    webhook.judge(302).error,
    webhook.judge(503).error,
    robots.judge(robots.VENDORS["wecom"], Answer(500, b"")).error,
    robots.judge(robots.VENDORS["wecom"], Answer(200, b"<html>")).error,
    robots.judge(robots.VENDORS["wecom"], Answer(200, b'{"errcode": 93000}')).error,
    smtp.refused({"li@firm.cn": (550, b"5.1.1 No such user")}).error,
    smtp.NOT_PLAIN,
    claiming.STOPPED,
    claiming.NO_ENDPOINT,
    pushing.JOINED,
    service.REMOVED,
    WITHDRAWN,
]


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_chinese(reason: str) -> None:
    assert say_reason(reason, "en") == reason
    assert not say_reason(reason, "zh").isascii()


def test_the_words_of_a_server_stay() -> None:
    stopped = "Mail to this address has stopped. It came back: 5.1.1 550 No such user"
    assert (
        say_reason(stopped, "zh")
        == "这个地址已停止发信。被退回：5.1.1 550 No such user"
    )
    assert say_reason("550 {x} %(y)s", "zh") == "550 {x} %(y)s"
    assert say_reason("It came back: {x} %s", "zh") == "被退回：{x} %s"
