"""The closed lists of an answer, and how each value is said."""

from flask_babel import lazy_gettext as _

AFFECTED = {"yes": _("是"), "no": _("否"), "unsure": _("不确定")}
COSTS = {
    "none": _("没有"),
    "to1": _("不到1万元"),
    "to10": _("1万–10万元"),
    "to50": _("10万–50万元"),
    "to100": _("50万–100万元"),
    "to500": _("100万–500万元"),
    "over500": _("500万元以上"),
}
"""Ranges of yuan a year; an answer never holds an exact sum."""
MONTHS = {
    0: _("不需要"),
    3: _("3个月以内"),
    6: _("3–6个月"),
    12: _("6–12个月"),
    18: _("12–18个月"),
    24: _("18个月以上"),
}
"""The most months that adapting takes; the last is open."""
UNSAID = _("未填")
