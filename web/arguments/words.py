"""Names of what an argument consists of, and of how it stands."""

from flask_babel import lazy_gettext as _

from models.case import Outcome, Standing

PRIORITIES = {1: _("优先"), 2: _("一般"), 3: _("次要")}
STANDINGS = {
    Standing.UNPLACED: _("未定位"),
    Standing.VALID: _("仍然有效"),
    Standing.CHANGED: _("条款已改"),
    Standing.GONE: _("条款已删"),
}
STRENGTHS = {"core": _("常用"), "supporting": _("辅助"), "rare": _("少用")}
SIDES = {"zh": _("中文"), "en": _("英文")}
OUTCOMES = {
    Outcome.ACCEPTED: _("采纳"),
    Outcome.PARTLY: _("部分采纳"),
    Outcome.REFUSED: _("未采纳"),
    Outcome.UNANSWERED: _("未答复"),
    Outcome.UNKNOWN: _("未知"),
}
