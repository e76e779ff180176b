"""How outcomes, replies and fates are called."""

from flask_babel import lazy_gettext as _

from models.case import Outcome
from models.correspondence import ReplyKind

OUTCOMES = {
    Outcome.ACCEPTED: _("采纳"),
    Outcome.PARTLY: _("部分采纳"),
    Outcome.REFUSED: _("未采纳"),
    Outcome.UNANSWERED: _("未答复"),
    Outcome.UNKNOWN: _("未知"),
}
REPLIES = {
    ReplyKind.ACKNOWLEDGEMENT: _("签收确认"),
    ReplyKind.INTERIM: _("阶段性答复"),
    ReplyKind.REPLY: _("正式答复"),
}
FATES = {
    "same": _("与草案相同"),
    "changed": _("已改动"),
    "gone": _("已删除"),
    "unplaced": _("没有指向草案条款"),
}
