"""A row of a table read as a refusal, or the one sentence why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.codes import clean_hs
from models.fold import fold
from models.reference import hs_codes
from web.arguments.concern_lines import member_codes
from web.marks import N_
from web.refusals.headings import Layout, source_of
from web.refused import RefusedError

CHINA = "CHN"
LONGEST = {"source": 60, "key": 120, "product": 1000, "reason": 2000, "url": 500}
"""Characters of each field."""
YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
SHAPES = {"ymd": "2026-11-24", "dmy": "24-11-2026", "mdy": "11/24/2026"}
EMPTY = N_("“%(field)s”是空的，请填写。")
LONG = N_("“%(field)s”超过%(most)d字，请缩短。")
NO_DAY = N_("日期“%(word)s”无法识别，应形如%(shape)s。")
LATER = N_("日期“%(word)s”晚于今天，请核对。")
NO_MARKET = N_("市场“%(word)s”不是已知成员，请填成员名称或代码，如：欧盟、USA。")
NO_ORIGIN = N_(
    "原产地“%(word)s”不是已知成员，请填一个成员的名称或代码，如：中国、CHN。"
)
NO_HS = N_("HS编码“%(word)s”不存在，请填2、4或6位编码，不知道的留空。")
NO_URL = N_("链接“%(word)s”不是网址，应以https://开头，没有的留空。")
NAMES = {
    "source": N_("来源"),
    "key": N_("编号"),
    "product": N_("产品"),
    "reason": N_("原因"),
    "url": N_("链接"),
}


@dataclass(frozen=True)
class Read:
    """What a row says, in our codes."""

    source: str
    key: str
    day: date
    market: str
    origin: str
    product: str
    hs: str
    reason: str
    url: str


def read_line(layout: Layout, row: Sequence[str], today: date) -> Read:
    """A row as a refusal; RefusedError says in one sentence what is wrong with it."""
    publisher = layout.publisher
    return Read(
        source=publisher.source or source_of(words(layout, row, "source")),
        key=words(layout, row, "key"),
        day=read_day(layout.cell(row, "day"), publisher.order, today),
        market=publisher.market or read_market(layout.cell(row, "market")),
        origin=read_origin(layout.cell(row, "origin")),
        product=words(layout, row, "product"),
        hs=read_hs(layout.cell(row, "hs")),
        reason=words(layout, row, "reason", needed=False),
        url=read_url(words(layout, row, "url", needed=False)),
    )


def words(
    layout: Layout, row: Sequence[str], field: str, *, needed: bool = True
) -> str:
    """The words of a field, neither missing nor too long."""
    found = layout.cell(row, field)
    if needed and not found:
        raise RefusedError(EMPTY, field=NAMES[field])
    if len(found) > LONGEST[field]:
        raise RefusedError(LONG, field=NAMES[field], most=LONGEST[field])
    return found


def read_day(word: str, order: str, today: date) -> date:
    """A day; where the year stands last, in the order its publisher writes it."""
    first, last = YEAR_FIRST.match(word), YEAR_LAST.match(word)
    if first:
        year, month, day = (int(one) for one in first.groups())
    elif last and order != "ymd":
        one, two, year = (int(part) for part in last.groups())
        day, month = (one, two) if order == "dmy" else (two, one)
    else:
        raise RefusedError(NO_DAY, word=word[:40], shape=SHAPES[order])
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise RefusedError(NO_DAY, word=word[:40], shape=SHAPES[order]) from error
    if found > today:
        raise RefusedError(LATER, word=word[:40])
    return found


def read_market(word: str) -> str:
    """The code of the Member at whose border goods were refused."""
    code = member_codes().get(fold(word))
    if code is None:
        raise RefusedError(NO_MARKET, word=word[:40])
    return code


def read_origin(word: str) -> str:
    """The code of the origin; of several, China if it is among them.

    A refusal has one origin, and it is goods of China that are counted.
    """
    whole = member_codes().get(fold(word))
    if whole:
        return whole
    parts = {
        member_codes().get(fold(one.strip())) for one in re.split("[,;，；、|/]", word)
    }
    if CHINA in parts:
        return CHINA
    raise RefusedError(NO_ORIGIN, word=word[:40])


def read_hs(word: str) -> str:
    """The HS code to six digits at most; empty where none is stated."""
    if not word:
        return ""
    code, _ = clean_hs(word, hs_codes())
    if code is None:
        raise RefusedError(NO_HS, word=word[:40])
    return code


def read_url(word: str) -> str:
    """An address of the web; empty where none is stated."""
    if word and not re.match(r"https?://\S+$", word):
        raise RefusedError(NO_URL, word=word[:60])
    return word
