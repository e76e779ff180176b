"""Names of a case's kinds and states, and of what an argument asks for."""

from flask_babel import lazy_gettext as _

from web.cases.kinds import CaseKind

STATES = {
    "candidate": _("拟评议"),
    "screened_out": _("不评议"),
    "soliciting": _("征集中"),
    "drafting": _("起草中"),
    "reviewing": _("审核中"),
    "returned": _("退回修改"),
    "approved": _("已审定"),
    "submitted": _("已报送"),
    "sent": _("已提交通报成员"),
    "replied": _("已答复"),
    "escalated": _("转特别贸易关注"),
    "closed": _("已办结"),
}
ASKS = {
    "clarify": _("澄清"),
    "amend": _("修改"),
    "withdraw": _("废止"),
    "postpone": _("推迟实施"),
    "extend": _("延长评议期"),
    "supply_text": _("提供文本"),
    "accept_results": _("承认结果"),
}
KINDS = {
    CaseKind.COMMENT: _("通报评议"),
    CaseKind.REMARKS: _("对法规草案的意见"),
    CaseKind.CONCERN: _("特别贸易关注"),
}
