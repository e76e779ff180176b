"""Names of standings, papers and cases of national measures."""

from flask_babel import lazy_gettext as _

from web.cases.kinds import CaseKind
from web.radar.service import Standing

STANDINGS = {
    Standing.ABSENT: _("未见通报"),
    Standing.UNCERTAIN: _("不能确定"),
    Standing.SOUGHT: _("未满30天"),
    Standing.FOUND: _("已通报"),
    Standing.ASKED: _("已询问"),
    Standing.DISMISSED: _("不需询问"),
}
MARKS = {
    Standing.ABSENT: _("未见通报"),
    Standing.UNCERTAIN: _("未查到，但尚不能确定没有通报"),
    Standing.SOUGHT: _("公布未满30天，通报可能随后发出"),
    Standing.ASKED: _("未见通报，已询问该成员"),
    Standing.DISMISSED: _("未见通报，经判断不需询问"),
}
"""What the page of a national measure says of its notification."""
OFFERS = {
    CaseKind.REMARKS: _("立案：就草案提意见"),
    CaseKind.CONCERN: _("立案：特别贸易关注"),
}
"""The cases that may be opened on a national measure."""
PAPERS = {"enquiry": _("询问函"), "concern": _("特别贸易关注")}
