"""How states and posts of the desk are said."""

from flask_babel import lazy_gettext as _

from models.enquiry import EnquiryState, PostKind

STATES = {
    EnquiryState.OPEN: _("待答复"),
    EnquiryState.ANSWERED: _("已答复"),
    EnquiryState.CLOSED: _("已关闭"),
}
POSTS = {
    PostKind.QUESTION: _("提问"),
    PostKind.ANSWER: _("答复"),
    PostKind.NOTE: _("内部备注"),
}
