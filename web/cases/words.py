"""Names of a case's kinds and states, and of what an argument asks for."""

from flask_babel import lazy_gettext as _

from web.cases.kinds import CaseKind
from web.marks import N_

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
STEPS = {
    ("candidate", "soliciting"): _("转入征集"),
    ("candidate", "drafting"): _("转入起草"),
    ("candidate", "screened_out"): _("定为不评议"),
    ("screened_out", "candidate"): _("恢复为拟评议"),
    ("soliciting", "drafting"): _("转入起草"),
    ("soliciting", "screened_out"): _("定为不评议"),
    ("drafting", "soliciting"): _("再次征集"),
    ("drafting", "reviewing"): _("送审"),
    ("drafting", "screened_out"): _("定为不评议"),
    ("reviewing", "approved"): _("去审定"),
    ("reviewing", "returned"): _("退回修改"),
    ("reviewing", "drafting"): _("撤回修改"),
    ("returned", "reviewing"): _("再次送审"),
    ("returned", "drafting"): _("转入起草"),
    ("returned", "screened_out"): _("定为不评议"),
    ("approved", "submitted"): _("去报送"),
    ("approved", "drafting"): _("重新打开修改"),
    ("approved", "screened_out"): _("定为不评议"),
    ("submitted", "sent"): _("登记转送成员"),
    ("submitted", "approved"): _("撤回报送"),
    ("submitted", "closed"): _("办结"),
    ("sent", "replied"): _("登记答复"),
    ("sent", "escalated"): _("转特别贸易关注"),
    ("sent", "closed"): _("办结"),
    ("replied", "escalated"): _("转特别贸易关注"),
    ("replied", "closed"): _("办结"),
    ("escalated", "closed"): _("办结"),
    ("closed", "replied"): _("重新打开（收到答复）"),
}
"""What the button of a step says."""
SCREENING = {
    "no_product": N_("无湖北产品"),
    "in_force": N_("已生效且无裁量余地"),
    "closed": N_("评议期已截止"),
    "joined": N_("并入其他成员的意见"),
    "facilitating": N_("便利贸易"),
    "duplicate": N_("重复"),
    "void": N_("通报已撤销或作废"),
    "other": N_("其他（须说明）"),
}
"""Why a notice gets no comment; the list is closed."""
FLAGS = {
    "extension_requested": _("已请求延长"),
    "extension_granted": _("延长获准"),
    "extension_refused": _("延长未获准"),
    "late": _("逾期"),
    "withdrawn": _("措施已撤销"),
    "joined": _("联合其他成员"),
    "acknowledged": _("成员已签收"),
    "overdue": _("逾期未答复"),
}
DUES = {
    "candidate": _("定夺"),
    "soliciting": _("征集截止"),
    "drafting": _("成稿"),
    "returned": _("审定"),
    "reviewing": _("审定"),
    "approved": _("报送"),
    "submitted": _("评议截止"),
    "sent": _("催询"),
    "replied": _("登记结果"),
}
"""What is due in a state."""
