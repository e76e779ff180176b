"""How shipment days, their working and what is missing are said."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.shipment import DayOrigin, Lack, Mode, Shipment
from models.transit import Line
from web.language import named
from web.shipment.service import Answer

MODES = {Mode.SEA: _("海运"), Mode.RAIL: _("铁路"), Mode.AIR: _("空运")}
ORIGINS = {
    DayOrigin.STATED: _("通报或后续文件载明"),
    DayOrigin.NATIONAL: _("发布机构公布"),
    DayOrigin.ESTIMATED: _("估算"),
}
LACKS = {
    Lack.IN_FORCE: _("生效日期未载明，不能推算最晚安全发运日。"),
    Lack.TRANSIT: _("在途天数表中没有这个市场，不能推算最晚安全发运日。"),
    Lack.START: _("批准和公布日期均未载明，不能判断过渡期是否不足6个月。"),
}


def mode_words(mode: str) -> str:
    """How goods travel."""
    return str(MODES[Mode(mode)])


def origin_words(origin: str) -> str:
    """How a day is known."""
    return str(ORIGINS[DayOrigin(origin)])


def working(one: Shipment) -> str:
    """The computation in one line."""
    return str(
        gettext(
            "%(force)s 生效 − %(days)d 天%(mode)s − %(buffer)d 天余量 = %(last)s",
            force=one.in_force.day,
            days=one.transit.days,
            mode=mode_words(one.transit.mode),
            buffer=one.transit.buffer,
            last=one.last,
        )
    )


def lack_words(lack: str) -> str:
    """Which day or row is missing."""
    return str(LACKS[Lack(lack)])


def ship_left(one: Shipment, today: date) -> str:
    """How long is left to ship."""
    left = one.left(today)
    if left > 0:
        return str(gettext("还有 %(n)d 天", n=left))
    if left == 0:
        return str(gettext("今天是最后一天"))
    return str(gettext("已过"))


def transition_words(answer: Answer) -> str:
    """Whether the transition is short, or why that cannot be told; '' if it is not."""
    short, start, force = answer.short, answer.days.start, answer.days.in_force
    if short is Lack.START:
        return lack_words(short)
    if short is not True or start is None or force is None:
        return ""
    if start.day > force.day:
        return str(
            gettext(
                "%(force)s 生效，早于批准或公布（%(start)s），没有过渡期。",
                start=start.day,
                force=force.day,
            )
        )
    return str(
        gettext(
            "过渡期不足6个月：%(start)s 批准或公布，%(force)s 生效，共 %(n)d 天。",
            start=start.day,
            force=force.day,
            n=(force.day - start.day).days,
        )
    )


def source_words(line: Line) -> str:
    """Where the days of a row come from."""
    return named(line.source, line.source_en)


SPOKEN = (
    mode_words,
    origin_words,
    working,
    lack_words,
    ship_left,
    transition_words,
    source_words,
)
