"""How outcomes, replies and fates are called, and the words of asking again."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _

from models.case import Outcome
from models.correspondence import ReplyKind
from web.cases.facts import CaseFacts
from web.cases.findings import en_day, zh_day

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
CHASE_ZH = (
    "关于{member}{symbol}号通报的评议意见已于{sent}提交，至今未收到答复。"
    "请予考虑并书面答复；如措施文本已有变动，请提供最新文本。"
)
CHASE_EN = (
    "China's comments on notification {symbol} of {member} were submitted on {sent}."
    " We have not yet received a reply and would be grateful for one in writing."
    " If the text of the measure has changed, please provide the latest version."
)


def chase_texts(facts: CaseFacts, sent: date) -> tuple[str, str]:
    """What may be written to ask for a reply, in Chinese and English."""
    zh = CHASE_ZH.format(
        member=facts.member, symbol=facts.symbol.replace(",", "、"), sent=zh_day(sent)
    )
    en = CHASE_EN.format(
        member=facts.member_en,
        symbol=facts.symbol.replace(",", ", "),
        sent=en_day(sent),
    )
    return zh, en
