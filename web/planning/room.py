"""The room of the clock: its blueprint, and what all its pages may say."""

from __future__ import annotations

from datetime import date

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.case import Flag
from web.language import language

bp = Blueprint("planning", __name__, template_folder="templates")
WEEKDAYS = (
    _("周一"),
    _("周二"),
    _("周三"),
    _("周四"),
    _("周五"),
    _("周六"),
    _("周日"),
)
EXTENSIONS = {
    Flag.EXTENSION_REQUESTED: _("已请求延期"),
    Flag.EXTENSION_GRANTED: _("已获延期"),
    Flag.EXTENSION_REFUSED: _("未获延期"),
}


@bp.app_template_global()
def weekday_name(day: date) -> str:
    """The day of the week."""
    return str(WEEKDAYS[day.weekday()])


@bp.app_template_global()
def month_name(day: date) -> str:
    """A month as the clock bar names it; January with its year."""
    if language() == "en":
        return f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"
    if day.month == 1:
        return str(gettext("%(year)d年1月", year=day.year))
    return str(gettext("%(month)d月", month=day.month))


@bp.app_template_global()
def extension_word(flag: Flag) -> str:
    """What became of asking for more time."""
    return str(EXTENSIONS[flag])
