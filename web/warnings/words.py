"""How states, moves and deliveries of warnings are said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _

from models.alert import Message, MessageState
from models.endpoint import EndpointKind
from models.warning import OfficerWarning, WarningState
from web.language import language
from web.warnings.letters import body_of, title_of

STATES = {
    WarningState.DRAFT: _("草稿"),
    WarningState.SUBMITTED: _("待审核"),
    WarningState.RETURNED: _("退回修改"),
    WarningState.APPROVED: _("已审定，待发送"),
    WarningState.SENT: _("已发出"),
    WarningState.WITHDRAWN: _("已撤回"),
}
ACTS = {
    "created": _("已起草"),
    "edited": _("已修改"),
    "submitted": _("已提交审核"),
    "returned": _("已退回"),
    "approved": _("已审定"),
    "sent": _("已发出"),
    "resent": _("已重发"),
    "withdrawn": _("已撤回"),
}
MESSAGES = {
    MessageState.PENDING: _("待发送"),
    MessageState.CLAIMED: _("发送中"),
    MessageState.SENT: _("已送出"),
    MessageState.FAILED: _("发送失败"),
}
CHANNELS = {
    "mail": _("邮件"),
    EndpointKind.WECOM: _("企业微信"),
    EndpointKind.DINGTALK: _("钉钉"),
    EndpointKind.FEISHU: _("飞书"),
    EndpointKind.WEBHOOK: _("签名接口"),
}


def warning_state(state: str) -> str:
    """How far a warning has come."""
    return str(STATES[WarningState(state)])


def warning_act(act: str) -> str:
    """What was done to a warning."""
    return str(ACTS.get(act, act))


def message_state(state: str) -> str:
    """How far a message has come."""
    return str(MESSAGES.get(MessageState(state), state))


def channel_name(channel: str) -> str:
    """Which way a message goes."""
    return str(CHANNELS.get(channel, channel))


def message_waits(message: Message) -> bool:
    """Whether a message is tried again by itself after a failure."""
    return message.state == MessageState.PENDING and bool(message.error)


def warning_title(warning: OfficerWarning) -> str:
    """The title in the language of the page."""
    return title_of(warning, language())


def warning_body(warning: OfficerWarning) -> str:
    """The text in the language of the page."""
    return body_of(warning, language())


def moved_at(entry: Mapping[str, Any]) -> datetime:
    """When a move of the history was made."""
    return datetime.fromisoformat(entry["at"])


SPOKEN = (
    warning_state,
    warning_act,
    message_state,
    channel_name,
    message_waits,
    warning_title,
    warning_body,
    moved_at,
)
