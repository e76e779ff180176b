"""How it is said what was read in a notice: stages, days, relations, doubts."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.codes import Note
from models.periods import DayKind
from web.language import named
from web.notices.found import ALL, Day, Spot, Written
from web.notices.official_words import said_objective, say_counted
from web.wording import day as say_day
from web.wording import said

STAGES = {
    "draft": _("草案，可提评议意见"),
    "final": _("已批准、公布或生效"),
    "withdrawn": _("已撤销或作废"),
    "extension": _("仅延长期限，内容未变"),
}
DAYS = {
    "adoption": _("拟批准日期"),
    "force": _("拟生效日期"),
    "comments": _("评议截止日"),
}
RELATIONS = {
    "idt": _("等同采用"),
    "mod": _("修改采用"),
    "related": _("同类标准，内容须核对"),
}
NOTES = {
    Note.FIVE_DIGITS: _("五位数不是HS编码，按所属品目读取"),
    Note.CUT: _("本版HS无此编码，按最长的有效部分读取"),
    Note.CHAPTER: _("HS没有这一章，未采用"),
    Note.LENGTH: _("位数不符，未采用"),
    Note.UNKNOWN: _("HS无此编码，未采用"),
    Note.YEAR: _("应为年份，未采用"),
}
LIMITS = {
    "not detectable": _("不得检出"),
    "% by weight": _("%（质量分数）"),
    "% by volume": _("%（体积分数）"),
}
"""Parts of a limit that are no unit of all languages."""


def found_stage(spot: Spot) -> str:
    """How far the measure has come."""
    return said(STAGES, spot.code)


def found_aim(spot: Spot) -> str:
    """Whose goods are meant."""
    return str(gettext("所有成员")) if spot.code == ALL else named(spot.zh, spot.en)


def found_day_name(one: Day) -> str:
    """What happens on a day."""
    return said(DAYS, one.code)


def found_day(one: Day) -> str:
    """The day that the words come to, and how; a rule alone where no day is known."""
    how = ""
    if one.rule and one.rule.kind != DayKind.PERIOD:
        how = say_counted(one.rule.kind, one.rule.days, one.rule.months)
    if one.day and how:
        return str(gettext("%(day)s（%(how)s）", day=say_day(one.day), how=how))
    if one.day:
        return say_day(one.day)
    if one.rule and one.rule.kind == DayKind.PERIOD:
        return str(gettext("只载明大致时间"))
    return how or str(gettext("未载明具体日期"))


def found_relation(relation: str) -> str:
    """How a Chinese standard relates to the one that is cited."""
    return said(RELATIONS, relation)


def found_limit(limit: str) -> str:
    """A limit as it is written in a table."""
    for part, words in LIMITS.items():
        limit = limit.replace(part, str(words))
    return limit


def found_note(one: Written) -> str:
    """What was done to a code as written."""
    return said(NOTES, one.note)


SPOKEN = (
    found_aim,
    found_day,
    found_day_name,
    found_limit,
    found_note,
    found_relation,
    found_stage,
    said_objective,
)
