"""How money, grounds, editions and ranges of exports are said."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.exposure import ExportTable
from models.exposures import Ground, Weight
from models.reference import code_names, members
from web.exposure.firm import FREE
from web.language import language, named

WAN, YI = 1e4, 1e8
CURRENCIES = {"CNY": _("元"), "USD": _("美元"), "EUR": _("欧元")}
RANGE_WORDS = {
    "a": _("100万元以下"),
    "b": _("100万–500万元"),
    "c": _("500万–1000万元"),
    "d": _("1000万–5000万元"),
    "e": _("5000万–1亿元"),
    "f": _("1亿元以上"),
    FREE: _("自行填写"),
}
GROUNDS = {
    Ground.LINE: _("通报载明该子目"),
    Ground.NAMED_HEADING: _("通报载明该品目，标题或产品栏写明产品名"),
    Ground.HEADING: _("通报载明该品目"),
    Ground.TERM: _("标题或产品栏写明产品名"),
    Ground.ICS: _("ICS与品目的人工对照"),
    Ground.CHAPTER: _("通报载明或写明的只是该章"),
    Ground.PROSE: _("仅在内容说明中提及"),
}


def money(value: float, currency: str = "CNY") -> str:
    """A sum in words that can be compared at a glance: 2.7亿元, CNY 270 million."""
    if language() == "en":
        return f"{currency} {english(value)}"
    name = str(CURRENCIES.get(currency, currency))
    if value >= YI:
        return f"{short(value / YI)}亿{name}"
    if value >= WAN:
        return f"{short(value / WAN)}万{name}"
    return f"{value:,.0f}{name}"


def english(value: float) -> str:
    """A number with its size in English."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{short(value / size)} {name}"
    return f"{value:,.0f}"


def short(value: float) -> str:
    """Three digits that count, or all before the point."""
    places = 2 if value < 10 else 1 if value < 100 else 0
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ground_words(weight: Weight) -> str:
    """Why a product counts, with the code and the words that say so."""
    said = str(GROUNDS[weight.ground])
    code = weight.words if weight.ground is Ground.ICS else weight.code
    return f"{said} {code}"


def product_name(code: str) -> str:
    """The name of an HS code."""
    zh, en = code_names("hs").get(code, ("", ""))
    return named(zh, en)


def market_name(code: str) -> str:
    """The name of a Member."""
    zh, en = next(((m.zh, m.en) for m in members() if m.code == code), (code, code))
    return named(zh, en)


def span(table: ExportTable, year: int, latest: int | None = None) -> str:
    """The year of a figure, or the twelve months that stand for it."""
    if table.until and (latest is None or year == latest):
        return str(gettext("截至%(month)s的12个月", month=month_words(table.until)))
    return str(gettext("%(year)d年", year=year))


def month_words(day: date) -> str:
    """A month: 2025年6月, June 2025."""
    if language() == "en":
        return f"{day:%B %Y}"
    return f"{day.year}年{day.month}月"


def range_words(low: float, high: float | None, currency: str = "CNY") -> str:
    """A range of money."""
    if high is None:
        return str(gettext("%(low)s以上", low=money(low, currency)))
    if not low:
        return str(gettext("%(high)s以下", high=money(high, currency)))
    if language() == "en":
        return f"{money(low, currency)}–{english(high)}"
    return f"{money(low, currency)}–{money(high, currency)}"


SPOKEN = (money, range_words, ground_words, product_name, market_name, span)
