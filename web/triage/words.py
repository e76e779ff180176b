"""How the parts of a score and decisions are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.events import EventKind
from models.triage import Choice
from web.exposure.words import money
from web.triage.scoring import Part
from web.triage.service import Show

CHOICES = {
    Choice.COMMENT: _("评议"),
    Choice.WATCH: _("关注"),
    Choice.ARCHIVE: _("存档"),
}
SHOWS = {
    Show.NOW: _("待定"),
    Show.OTHER: _("待定（未见湖北产品）"),
    Show.COMMENT: _("已立案"),
    Show.WATCH: _("关注"),
    Show.ARCHIVE: _("存档"),
}
BACK = {
    EventKind.EXTENDED: _("评议期变更"),
    EventKind.CHANGED: _("内容变更"),
    EventKind.DATES_CHANGED: _("日期变更"),
    EventKind.CORRECTED: _("勘误"),
    EventKind.TEXT_CHANGED: _("文本变更"),
}


def exports(values: Mapping[str, Any]) -> str:
    """What Hubei sells of it."""
    return str(gettext("相关出口 %(sum)s", sum=money(values["value"])))


def wide(values: Mapping[str, Any]) -> str:
    """What Hubei sells to the markets of a measure on goods of any kind."""
    return str(
        gettext(
            "横向措施，对该市场出口共 %(sum)s，按一成计", sum=money(values["value"])
        )
    )


def sectors(values: Mapping[str, Any]) -> str:
    """The sectors it touches, where no table tells more."""
    return str(gettext("涉及 %(n)d 个行业（无出口数据，按行业计）", n=values["n"]))


def no_sector(_values: Mapping[str, Any]) -> str:
    """No sector is touched."""
    return str(gettext("未见涉及湖北行业（无出口数据）"))


def fired(values: Mapping[str, Any]) -> str:
    """How many grounds the checks propose."""
    words = gettext(
        "机器检查 %(n)d 条，其中核心 %(core)d 条", n=values["n"], core=values["core"]
    )
    return str(words) if values["n"] else str(gettext("机器检查没有发现"))


def no_day(_values: Mapping[str, Any]) -> str:
    """Nobody knows how long is left."""
    return str(gettext("截止日未载明，按一半计"))


def days(values: Mapping[str, Any]) -> str:
    """Days left against the work needed."""
    return str(
        gettext(
            "距报送 %(left)d 天，一般需 %(work)d 天",
            left=values["left"],
            work=values["work"],
        )
    )


def unknown_rate(values: Mapping[str, Any]) -> str:
    """Too few papers went there to tell."""
    return str(gettext("仅提交过 %(n)d 件，答复率未知，按一半计", n=values["sent"]))


def rate(values: Mapping[str, Any]) -> str:
    """How often the Member answered."""
    return str(
        gettext(
            "提交 %(sent)d 件，答复 %(replied)d 件",
            sent=values["sent"],
            replied=values["replied"],
        )
    )


def heard(values: Mapping[str, Any]) -> str:
    """What firms said, tapped and were told."""
    return str(
        gettext(
            "企业意见 %(voices)d 条，标为相关 %(taps)d 人，收到预警 %(alerts)d 人",
            voices=values["voices"],
            taps=values["taps"],
            alerts=values["alerts"],
        )
    )


SAY: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "exports": exports,
    "wide": wide,
    "sectors": sectors,
    "no_sector": no_sector,
    "fired": fired,
    "no_day": no_day,
    "days": days,
    "unknown_rate": unknown_rate,
    "rate": rate,
    "heard": heard,
}


def figure(part: Part) -> str:
    """The figure behind a part, in the language of the page."""
    return SAY[part.figure](part.values)


def points(value: float) -> str:
    """A number of points, always to one decimal."""
    return f"{value:.1f}"


__all__ = ["BACK", "CHOICES", "SHOWS", "figure", "points"]
