"""Names of those who are asked, of how far they have come, and of their answers."""

from datetime import date

from flask_babel import lazy_gettext as _

from models.consultation import Asked, AskedKind
from web.consultations.standing import Standing, standing_of

KINDS = {
    AskedKind.FIRM: _("企业"),
    AskedKind.ASSOCIATION: _("行业协会"),
    AskedKind.LABORATORY: _("检测机构"),
    AskedKind.EXPERT: _("专家"),
    AskedKind.DEPARTMENT: _("成员单位"),
}
STANDINGS = {
    Standing.WITHDRAWN: _("已撤回"),
    Standing.NO_OPINION: _("无意见"),
    Standing.ANSWERED: _("已答复"),
    Standing.LATE: _("迟到"),
    Standing.WRITING: _("填写中"),
    Standing.RECEIVED: _("已签收"),
    Standing.SILENT: _("未答复"),
    Standing.OVERDUE: _("逾期未复"),
}
ORIGINS = {"link": _("邮件链接"), "page": _("登录填写"), "import": _("表格导入")}


def state_of(asked: Asked, today: date) -> str:
    """How far a party has come, in words."""
    return str(STANDINGS[standing_of(asked, today)])
