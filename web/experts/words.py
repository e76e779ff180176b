"""Names of those on the roster, and of their languages."""

from flask_babel import lazy_gettext as _

from models.consultation import AskedKind

KINDS = {
    AskedKind.EXPERT: _("专家"),
    AskedKind.LABORATORY: _("检测机构"),
    AskedKind.ASSOCIATION: _("行业协会"),
}
LANGUAGES = {
    "zh": _("中文"),
    "en": _("英文"),
    "fr": _("法文"),
    "es": _("西班牙文"),
    "de": _("德文"),
    "ja": _("日文"),
    "ko": _("韩文"),
    "ru": _("俄文"),
    "ar": _("阿拉伯文"),
    "pt": _("葡萄牙文"),
}
