"""One line of a table of trade concerns: read field by field, nothing guessed."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from models import reference
from models.days import read_day
from models.fold import fold
from web.arguments.wording import ASKS_ZH
from web.marks import N_
from web.refused import RefusedError

TABLE = Path(__file__).with_name("concern_columns.csv")
BETWEEN = re.compile(r"[;；|\n]+")
CODES_BETWEEN = re.compile(r"[;；|,，、\s]+")
NO_COLUMN = N_("表头中没有“%(name)s”一列，请下载模板对照。")
NO_TITLE = N_("没有标题")
NO_NUMBER = N_("没有编号")
NO_MEMBER = N_("不认识成员“%(word)s”")
NO_CODE = N_("“%(word)s”不是四位或六位HS编码")
NO_DAY = N_("“%(word)s”不是日期，应形如2011-03-24")
NO_GROUND = N_("没有编号为“%(word)s”的依据")
NO_ASK = N_("不认识请求“%(word)s”")


@dataclass(frozen=True)
class Line:
    """A trade concern as a table tells it."""

    number: str
    title_zh: str = ""
    title_en: str = ""
    member_code: str = ""
    symbols: list[str] = field(default_factory=list)
    product: str = ""
    hs: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    problem_zh: str = ""
    problem_en: str = ""
    ask: str = ""
    raised_by: list[str] = field(default_factory=list)
    answer: str = ""
    meetings: list[date] = field(default_factory=list)
    supporters: list[str] = field(default_factory=list)


@lru_cache(maxsize=1)
def columns() -> list[dict[str, str]]:
    """The columns that are read: name, heading, note, other headings."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_head(row: Sequence[str]) -> list[str]:
    """The name of each column by its heading; '' for one that is not read."""
    known = {
        plain(heading): column["name"]
        for column in columns()
        for heading in (
            column["name"],
            column["zh"],
            *filter(None, column["aliases"].split("|")),
        )
    }
    names = [known.get(plain(heading), "") for heading in row]
    for needed, heading in (("number", "编号"), ("member", "措施成员")):
        if needed not in names:
            raise RefusedError(NO_COLUMN, name=heading)
    return names


def plain(heading: str) -> str:
    """A heading as it is compared."""
    return re.sub(r"[\s_.:：()（）]+", " ", fold(heading)).strip()


def read_line(names: Sequence[str], row: Sequence[str]) -> Line:
    """A concern out of a row; RefusedError says what cannot be read."""
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
    if not cells.get("number"):
        raise RefusedError(NO_NUMBER)
    if not (cells.get("title_zh") or cells.get("title_en")):
        raise RefusedError(NO_TITLE)
    return Line(
        number=cells["number"][:40],
        title_zh=cells.get("title_zh", ""),
        title_en=cells.get("title_en", ""),
        member_code=read_member(cells.get("member", "")),
        symbols=parts(cells, "symbols", CODES_BETWEEN),
        product=cells.get("product", ""),
        hs=[read_code(one) for one in parts(cells, "hs", CODES_BETWEEN)],
        grounds=[read_ground(one) for one in parts(cells, "grounds", CODES_BETWEEN)],
        problem_zh=cells.get("problem_zh", ""),
        problem_en=cells.get("problem_en", ""),
        ask=read_ask(cells.get("ask", "")),
        raised_by=[read_member(one) for one in parts(cells, "raised_by")],
        answer=cells.get("answer", ""),
        meetings=[read_meeting(one) for one in parts(cells, "meetings")],
        supporters=[read_member(one) for one in parts(cells, "supporters")],
    )


def parts(
    cells: Mapping[str, str], name: str, between: re.Pattern[str] = BETWEEN
) -> list[str]:
    """The entries of a cell that holds several, each once."""
    found = (one.strip() for one in between.split(cells.get(name, "")))
    return list(dict.fromkeys(one for one in found if one))


@lru_cache(maxsize=1)
def member_codes() -> dict[str, str]:
    """Members by every name and code they have."""
    return {
        fold(name): one.code
        for one in reference.members()
        for name in (
            one.code,
            one.iso2,
            one.iso3,
            one.zh,
            one.en,
            one.en_wto,
            *one.aliases,
        )
        if name
    }


def read_member(word: str) -> str:
    """The code of a Member by a name or code."""
    code = member_codes().get(fold(word.strip()))
    if code is None:
        raise RefusedError(NO_MEMBER, word=word[:40])
    return code


def read_code(word: str) -> str:
    """An HS code; a spreadsheet takes the leading nought away."""
    digits = word.replace(".", "")
    digits = f"0{digits}" if len(digits) in {3, 5} else digits
    if not digits.isdecimal() or len(digits) not in {4, 6}:
        raise RefusedError(NO_CODE, word=word[:20])
    return digits


def read_ground(word: str) -> str:
    """The id of a ground."""
    known = {one.id.casefold(): one.id for one in reference.grounds()}
    if word.casefold() not in known:
        raise RefusedError(NO_GROUND, word=word[:40])
    return known[word.casefold()]


def read_ask(word: str) -> str:
    """A kind of request by its Chinese name or its key; '' where none is told."""
    known = {str(name): key for key, name in ASKS_ZH.items()}
    if word and word not in ASKS_ZH and word not in known:
        raise RefusedError(NO_ASK, word=word[:20])
    return known.get(word, word)


def read_meeting(word: str) -> date:
    """The day of a meeting; a cell with a time of day holds its day."""
    try:
        day = read_day(word.split(" ")[0].replace("/", "-"))
    except ValueError as error:
        raise RefusedError(NO_DAY, word=word[:20]) from error
    if day is None:
        raise RefusedError(NO_DAY, word=word[:20])
    return day
