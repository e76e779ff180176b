"""How days, kinds, states and codes are said; used by pages, mail and documents."""

from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from models.deadlines import HERE
from models.events import EventKind
from models.reference.articles import article_zh
from models.states import State
from web.labels import measure_types
from web.language import language, named
from web.levels.rules import Level
from web.places import place_name

LONG_AGO = 60
"""Days after which nobody counts how long a deadline has passed."""
KINDS = {
    "regular": _("常规通报"),
    "emergency": _("紧急通报"),
    "revision": _("修订"),
    "addendum": _("补遗"),
    "corrigendum": _("勘误"),
    "supplement": _("补充"),
    "equivalence": _("等效认可通报"),
    "draft": _("法规草案"),
    "rule": _("法规"),
    "border_alert": _("进口警示"),
    "rejection": _("拒绝入境"),
    "market_alert": _("市场风险通报"),
}
STATES = {
    State.OPEN: _("征求意见中"),
    State.CLOSED: _("已截止"),
    State.ADOPTED: _("已批准"),
    State.PUBLISHED: _("已公布"),
    State.IN_FORCE: _("已生效"),
    State.WITHDRAWN: _("已撤销"),
    State.VOID: _("已作废"),
    State.REPORTED: _("已发布"),
}
EVENTS = {
    EventKind.CIRCULATED: _("发出通报"),
    EventKind.REVISED: _("修订通报"),
    EventKind.CORRECTED: _("勘误"),
    EventKind.TRANSLATED: _("译文可获得"),
    EventKind.TEXT_CHANGED: _("文本变更"),
    EventKind.EXTENDED: _("评议期变更"),
    EventKind.CHANGED: _("内容变更"),
    EventKind.DATES_CHANGED: _("日期变更"),
    EventKind.ADOPTED: _("批准"),
    EventKind.PUBLISHED: _("公布"),
    EventKind.IN_FORCE: _("生效"),
    EventKind.FINAL_TEXT: _("最终文本"),
    EventKind.WITHDRAWN: _("撤销"),
    EventKind.VOID: _("作废"),
    EventKind.GUIDANCE: _("解释性指南"),
    EventKind.OTHER: _("其他"),
}
LEVELS = {
    Level.RED: _("红"),
    Level.ORANGE: _("橙"),
    Level.YELLOW: _("黄"),
    Level.BLUE: _("蓝"),
    Level.UNKNOWN: _("待核验"),
}
CERTAINTIES = {"sure": _("确定"), "likely": _("很可能"), "possible": _("可能")}
ORIGINS = {
    "official": _("官方文本"),
    "editor": _("编辑撰写"),
    "archive": _("编辑撰写"),
    "rule": _("机器摘要"),
    "machine": _("机器译文"),
}
DOCUMENT_ROLES = {
    "notification": _("通报文件"),
    "draft": _("法规草案文本"),
    "final": _("最终文本"),
    "attachment": _("附件"),
}
LANGUAGES = {
    "en": _("英文"),
    "fr": _("法文"),
    "es": _("西班牙文"),
    "zh": _("中文"),
}
BASES = {
    "form": _("官方文本载明"),
    "docket": _("以案卷（docket）截止日为准"),
}
"""Where a deadline comes from that is neither stated in the record nor estimated."""
TAG_ORIGINS = {
    "stated": _("原文载明"),
    "found": _("从文中识别"),
    "predicted": _("推测"),
}


def said(table: dict[Any, Any], key: Any) -> str:
    """The words for a key; an unknown key stands as it is, so that it is seen."""
    return str(table.get(key, key))


def place(zh: str) -> str:
    """A place of Hubei in the language of the page."""
    return place_name(zh, language())


def translate(text: object) -> str:
    """Text that was marked where no framework is known; nothing stays nothing."""
    said = str(text)
    return str(gettext(said)) if said else ""


def day(value: date | None) -> str:
    """A day in a sentence: 2025年6月12日, 12 June 2025."""
    if value is None:
        return str(gettext("未载明"))
    if language() == "en":
        return f"{value.day} {value:%B %Y}"
    return f"{value.year}年{value.month}月{value.day}日"


def days_left(left: int | None) -> str:
    """How long is left, as one reads it in a list."""
    if left is None:
        return str(gettext("截止日未载明"))
    if left == 0:
        return str(gettext("今天截止"))
    if left < -LONG_AGO:
        return str(gettext("已截止"))
    if left < 0:
        return str(ngettext("已截止 %(num)d 天", "已截止 %(num)d 天", -left))
    return str(ngettext("还剩 %(num)d 天", "还剩 %(num)d 天", left))


def clock(value: datetime | None) -> str:
    """An instant in local time, to the minute."""
    return value.astimezone(HERE).strftime("%Y-%m-%d %H:%M") if value else "—"


def brief(name: str) -> str:
    """A name without what stands in brackets or after a dash."""
    for mark in ("（", "(", " - "):
        name = name.split(mark)[0]
    return name.strip()


def measure_type(code: str) -> str:
    """The name of a kind of measure."""
    zh, en = measure_types().get(code, (code, code))
    return named(zh, en)


def article(numbers: str) -> str:
    """Articles of an agreement, as a list names them."""
    return named(article_zh(numbers), numbers)


def register(app: Flask) -> None:
    """Teach the templates to speak."""
    app.jinja_env.filters.update(
        article=article,
        brief=brief,
        place=place,
        tr=translate,
        day=day,
        days_left=days_left,
        clock=clock,
        measure_type=measure_type,
    )
    app.jinja_env.globals.update(
        said=said,
        KINDS=KINDS,
        STATES=STATES,
        EVENTS=EVENTS,
        LEVELS=LEVELS,
        CERTAINTIES=CERTAINTIES,
        ORIGINS=ORIGINS,
        BASES=BASES,
        TAG_ORIGINS=TAG_ORIGINS,
        DOCUMENT_ROLES=DOCUMENT_ROLES,
        LANGUAGES=LANGUAGES,
    )
