"""How a subscription is said: its sentence, its rates, kinds and ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.kinds import RISK
from models.subscription import Subscription
from web.alerts.rates import Rate
from web.language import named
from web.notices.words import SORTS
from web.subscriptions.service import Choice, Choices
from web.subscriptions.wish import KINDS as ALL_KINDS
from web.subscriptions.wish import USUAL_SORTS, Wish

KINDS = {
    "new": _("新发布：通报、修订通报、草案、风险信息"),
    "dates": _("评议期或拟议日期变更"),
    "text": _("内容变更、勘误、译文和指南"),
    "final": _("批准、公布、生效"),
    "ended": _("撤销、作废"),
}
SHORT_KINDS = {
    "new": _("新发布"),
    "dates": _("日期变更"),
    "text": _("内容变更"),
    "final": _("批准或生效"),
    "ended": _("撤销"),
}
OFFERED = {
    **SORTS,
    RISK: _("边境与市场风险：进口警示、拒绝入境、市场风险通报"),
}
RATES = {
    Rate.IMMEDIATE.value: _("立即"),
    Rate.DAILY.value: _("每天一次"),
    Rate.WEEKLY.value: _("每周一次"),
}
DAYS = (
    _("星期一"),
    _("星期二"),
    _("星期三"),
    _("星期四"),
    _("星期五"),
    _("星期六"),
    _("星期日"),
)
LEVELS = {
    "": _("不限"),
    "red": _("只要红色"),
    "orange": _("橙色及以上"),
    "yellow": _("黄色及以上"),
    "blue": _("蓝色及以上（不含待核验）"),
}
WAYS = {"hs": _("HS编码"), "sector": _("行业"), "ics": _("ICS号"), "word": _("关键词")}
FEW = 3


@dataclass(frozen=True)
class Said:
    """The parts of the sentence of a subscription, each ready to be shown."""

    goods: str
    where: str
    what: str
    when: str
    how: str
    out: str


def say(wish: Wish, choices: Choices) -> Said:
    """A subscription as one says it; long lists are cut short."""
    names = names_of(choices)
    codes = [f"HS {code}" for code in wish.hs] + [f"ICS {code}" for code in wish.ics]
    words = [gettext("“%(word)s”", word=word) for word in wish.words]
    goods = [*(names.get(one, one) for one in wish.sectors), *codes, *words]
    where = [names.get(one, one) for one in wish.markets]
    out = [
        *(gettext("“%(word)s”", word=word) for word in wish.excluded),
        *(names.get(one, one) for one in wish.excluded_members),
        *(f"HS {code}" for code in wish.excluded_hs),
    ]
    return Said(
        goods=few(goods) or gettext("任何产品"),
        where=few(where) or gettext("任何市场"),
        what=what_of(wish),
        when=when_of(wish.rate, wish.weekday, wish.at),
        how=how_of(wish, choices),
        out=few(out),
    )


def how_of(wish: Wish, choices: Choices) -> str:
    """The ways that tell; the alerts of the site are always one."""
    names = {one.value: named(one.zh, one.en) for one in choices.ways}
    told = [names[key] for one in wish.endpoints if (key := str(one)) in names]
    if wish.mail:
        told = [gettext("电子邮件"), *told]
    if not told:
        return str(gettext("“我的预警”"))
    return str(gettext("%(ways)s和“我的预警”", ways=few(told)))


def names_of(choices: Choices) -> dict[str, str]:
    """Each value that may be chosen, in the language of the page."""
    every: list[Choice] = [
        *choices.sectors,
        *choices.groups,
        *choices.markets,
        *choices.others,
    ]
    return {one.value: named(one.zh, one.en) for one in every}


def what_of(wish: Wish) -> str:
    """The kinds of change and of documents, and the level."""
    parts = []
    if set(wish.kinds) >= set(ALL_KINDS):
        parts.append(gettext("任何变化"))
    else:
        parts.append(few([str(SHORT_KINDS[name]) for name in wish.kinds], len(KINDS)))
    if set(wish.documents) != set(USUAL_SORTS):
        parts.append(few([str(SORTS[name]) for name in wish.documents], len(SORTS)))
    if wish.least_level:
        parts.append(str(LEVELS[wish.least_level]))
    return str(gettext("，").join(part for part in parts if part))


def when_of(rate: str, weekday: int, at: int) -> str:
    """How soon: at once, or the hour in Wuhan."""
    hour = hour_of(at)
    if rate == Rate.WEEKLY:
        return str(gettext("每%(day)s %(hour)s", day=DAYS[weekday], hour=hour))
    if rate == Rate.DAILY:
        return str(gettext("每天 %(hour)s", hour=hour))
    return str(RATES[Rate.IMMEDIATE])


def hour_of(minutes: int) -> str:
    """Minutes after midnight as an hour: 08:15."""
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}"


def few(names: Sequence[str], most: int = FEW) -> str:
    """The first of some names, and how many there are."""
    told = gettext("、").join(names[:most])
    if len(names) > most:
        return str(gettext("%(names)s等 %(n)d 项", names=told, n=len(names)))
    return str(told)


def said_cut(cut: Iterable[tuple[str, str]]) -> str:
    """Which codes were longer than six digits, and what became of them."""
    pairs = [f"{typed} → {six}" for typed, six in cut]
    return few(pairs)


def is_resting(one: Subscription, today: date) -> bool:
    """Whether a subscription tells nothing at present."""
    return one.paused or (one.paused_until is not None and one.paused_until > today)
