"""How the indicators are called, and how each is counted."""

from flask_babel import lazy_gettext as _

SHARES = {
    "coverage": (
        _("评议覆盖率"),
        _(
            "已提交通报成员的案件 ÷ 决定评议的措施"
            "（立案的，和筛选时定为评议而未立案的）"
        ),
    ),
    "reach": (
        _("湖北相关通报的评议率"),
        _("已提交的案件 ÷ 期间分发、载明评议期且匹配湖北行业（确定或很可能）的措施"),
    ),
    "on_time": (
        _("按时率"),
        _("评议截止日当天或之前提交的案件 ÷ 已提交或已报送的案件"),
    ),
    "response": (_("答复率"), _("收到正式答复的案件 ÷ 已提交通报成员的案件")),
}
