"""How the parts of a signed paper are called."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

TEXTS = {
    "text_zh": _("中文文本"),
    "text_en": _("英文文本"),
    "text_es": _("西班牙文文本"),
    "stance_zh": _("中文立场"),
    "stance_en": _("英文立场"),
}


def part_name(name: str) -> str:
    """The name of a part as a reader knows it: a text, or an argument's number."""
    kind, _colon, number = name.partition(":")
    if kind == "item":
        return str(gettext("意见条目第%(n)s条", n=number))
    return str(TEXTS[name])
