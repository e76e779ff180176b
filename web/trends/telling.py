"""How cells and choices are said, in either language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from models import reference
from web.notices.filters import Filters
from web.trends.choice import Choice
from web.trends.names import measure_type_names, objective_names
from web.trends.view import Cell, Column, Sort, Words, one_of

UNKNOWN = "—"
TEN_THOUSAND, HUNDRED_MILLION, MILLION = 1e4, 1e8, 1e6


def write_cell(cell: Cell, column: Column, language: str) -> str:
    """A cell as a page and a paper show it."""
    if cell is None:
        return UNKNOWN
    if isinstance(cell, Words):
        return cell.told(language)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return cell
    return write_number(cell, column.sort, language)


def write_number(value: float, sort: Sort, language: str) -> str:
    """A number by what it is."""
    if sort is Sort.SHARE:
        return f"{value:.1%}"
    if sort is Sort.MONEY:
        return write_money(value, language)
    if isinstance(value, int) or (sort is Sort.DAYS and value.is_integer()):
        return f"{value:,.0f}"
    return f"{value:,.1f}" if abs(value) >= 1 else f"{value:,.2f}".removesuffix("0")


def write_money(value: float, language: str) -> str:
    """A sum in the units that people think in: 亿 and 万, or million."""
    if not value:
        return "0"
    if language == "en":
        return f"{plain(value / MILLION)} million"
    if abs(value) >= HUNDRED_MILLION:
        return f"{value / HUNDRED_MILLION:,.2f}亿"
    return f"{plain(value / TEN_THOUSAND)}万"


def plain(value: float) -> str:
    """A number with one digit behind the point, if that is not 0."""
    return f"{value:,.1f}".removesuffix(".0")


UNITS = {"CNY": "元", "USD": "美元", "EUR": "欧元"}


def unit_zh(currency: str) -> str:
    """What a currency is called after a sum in Chinese; its code where unknown."""
    return UNITS.get(currency, currency)


def say_choice(choice: Choice, language: str, most: int | None = None) -> str:
    """What a view is narrowed to, in one line; of many values the first ``most``."""
    asked = choice.filters
    parts = [say_period(choice, language)]
    parts += [
        f"{head.told(language)}{colon(language)}"
        + say_names(values, name, language, most)
        for head, values, name in named_parts(asked)
        if values
    ]
    unit = one_of(language, "按措施计", "by measure") if choice.by_measure else ""
    return one_of(language, "；", "; ").join([*parts, unit] if unit else parts)


def colon(language: str) -> str:
    """Between a name and its values."""
    return one_of(language, "：", ": ")


def say_period(choice: Choice, language: str) -> str:
    """The days, as far as they are bounded."""
    since, until = choice.since, choice.until
    if since is None and until is None:
        return one_of(language, "全部时间", "all time")
    first = since.isoformat() if since else one_of(language, "最早", "the beginning")
    last = until.isoformat() if until else one_of(language, "今天", "today")
    return one_of(language, f"{first}至{last}", f"{first} to {last}")


Namer = Callable[[str], Words]


def named_parts(asked: Filters) -> Sequence[tuple[Words, tuple[str, ...], Namer]]:
    """Each filter: its name, its values, and how a value is called."""
    return (
        (
            Words("协定", "Agreement"),
            (asked.agreement,) * bool(asked.agreement),
            itself,
        ),
        (Words("成员", "Members"), asked.market, market_name),
        (Words("行业", "Sectors"), asked.sector, sector_name),
        (Words("HS", "HS"), asked.hs, itself),
        (Words("ICS", "ICS"), asked.ics, itself),
        (Words("目标", "Objectives"), asked.objective, objective_name),
        (Words("措施类型", "Kinds of measure"), asked.measure, measure_type_name),
        (Words("通报类型", "Types"), asked.type, itself),
        (Words("文件种类", "Kinds of document"), asked.kind, itself),
        (Words("检索词", "Words"), (asked.q,) if asked.q else (), itself),
    )


def say_names(
    values: Sequence[str], name: Namer, language: str, most: int | None = None
) -> str:
    """Some values, told; how many there are where only the first are."""
    told = one_of(language, "、", ", ").join(
        name(one).told(language) for one in values[:most]
    )
    rest = len(values) - len(values[:most])
    if not rest:
        return told
    return one_of(language, f"{told}等{len(values)}个", f"{told} and {rest} more")


def itself(value: str) -> Words:
    """A value that is its own name."""
    return Words(value, value)


def market_name(code: str) -> Words:
    """A Member or a group."""
    return market_names().get(code) or itself(code)


@lru_cache(maxsize=1)
def market_names() -> dict[str, Words]:
    """Of Members by code, and of groups by ``g:`` and their name."""
    members = {one.code: Words(one.zh, one.en) for one in reference.members()}
    groups = {
        f"g:{one.id}": Words(one.name_zh, one.name_en) for one in reference.groups()
    }
    return members | groups


def sector_name(one: str) -> Words:
    """A sector, as it is shipped."""
    return shipped_sectors().get(one) or itself(one)


@lru_cache(maxsize=1)
def shipped_sectors() -> dict[str, Words]:
    """Names of sectors by id."""
    rows = reference.read_rows("sectors")
    return {row["id"]: Words(row["name_zh"], row["name_en"]) for row in rows}


def objective_name(key: str) -> Words:
    """An objective."""
    return objective_names().get(key) or itself(key)


def measure_type_name(key: str) -> Words:
    """A kind of measure."""
    return measure_type_names().get(key) or itself(key)
