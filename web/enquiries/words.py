"""How states and posts of the desk are said."""

from flask_babel import lazy_gettext as _

from models.enquiry import EnquiryState, PostKind
from web.alerts.links import TESTING

OPENINGS = {
    TESTING: (
        _("找检测机构：%(symbol)s"),
        _(
            "我们的产品涉及通报 %(symbol)s，想找能按其要求检测的机构。请告知：\n"
            "1. 湖北或国内哪些机构能做，出具的报告对方是否认可；\n"
            "2. 依据哪些标准，周期和费用大致多少；\n"
            "3. 已有的检测报告能否继续使用。"
        ),
    )
}
"""How a question of a subject begins: its title and its words."""
STATES = {
    EnquiryState.OPEN: _("待答复"),
    EnquiryState.ANSWERED: _("已答复"),
    EnquiryState.CLOSED: _("已关闭"),
}
POSTS = {
    PostKind.QUESTION: _("企业提问"),
    PostKind.ANSWER: _("咨询中心答复"),
    PostKind.NOTE: _("内部备注"),
}
