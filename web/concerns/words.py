"""How the states of a concern, and the days before a meeting, are called."""

from flask_babel import lazy_gettext as _

STATES = {
    "prepared": _("拟提出"),
    "submitted": _("已报送议题"),
    "raised": _("已提出"),
    "resolved": _("已解决"),
    "dispute": _("争端解决"),
    "dropped": _("不再提出"),
}
STEPS = {
    "topic": _("收集议题截止"),
    "report": _("报送议题"),
    "points": _("报送双语表态口径"),
}
FIELDS = {
    "title_zh": _("中文标题"),
    "title_en": _("英文标题"),
    "product": _("产品"),
    "problem_zh": _("问题所在（中文）"),
    "problem_en": _("问题所在（英文）"),
    "position_zh": _("表态口径（中文）"),
    "position_en": _("表态口径（英文）"),
    "answer": _("对方答复"),
}
