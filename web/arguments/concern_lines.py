"""One line of a table of trade concerns: read field by field, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from models import reference
from models.days import read_day
from models.fold import fold
from web.arguments.wording import ASKS_ZH
from web.marks import N_
from web.refused import RefusedError

Value = TypeVar("Value")
BETWEEN = re.compile(r"[;；|\n]+")
YEAR_FIRST = re.compile(r"^(\d{4})/(\d{2})/(\d{2})\b.*")
UNION = "EU"
COMMAS = re.compile(r"[,，、]")
SEVERAL = {"symbols", "hs", "grounds", "raised_by", "meetings", "supporters"}
"""Columns that hold several entries."""
CODES_BETWEEN = re.compile(r"[;；|,，、\s]+")
NO_TITLE = N_("没有标题")
NO_NUMBER = N_("没有编号")
NO_MEMBER = N_("不认识成员“%(word)s”")
ONE_MEMBER = N_("措施成员只记%(kept)s，“%(word)s”没有另记")
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


def read_line(
    names: Sequence[str], row: Sequence[str], left: list[RefusedError] | None = None
) -> Line:
    """A concern out of a row; RefusedError says why it cannot be taken.

    Number, title and Member must be there. What else cannot be read is left out and
    told in ``left``.
    """
    cells = cells_of(names, row)
    if not cells.get("number"):
        raise RefusedError(NO_NUMBER)
    if not (cells.get("title_zh") or cells.get("title_en")):
        raise RefusedError(NO_TITLE)
    out = [] if left is None else left
    asks = each([cells.get("ask", "")], read_ask, out)
    return Line(
        number=cells["number"][:40],
        title_zh=cells.get("title_zh", ""),
        title_en=cells.get("title_en", ""),
        member_code=read_one_member(cells.get("member", ""), out),
        symbols=parts(cells, "symbols", CODES_BETWEEN),
        product=cells.get("product", ""),
        hs=each(parts(cells, "hs", CODES_BETWEEN), read_code, out),
        grounds=each(parts(cells, "grounds", CODES_BETWEEN), read_ground, out),
        problem_zh=cells.get("problem_zh", ""),
        problem_en=cells.get("problem_en", ""),
        ask=asks[0] if asks else "",
        raised_by=read_members(cells.get("raised_by", ""), out),
        answer=cells.get("answer", ""),
        meetings=each(parts(cells, "meetings"), read_meeting, out),
        supporters=read_members(cells.get("supporters", ""), out),
    )


def cells_of(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """The cells of a row by column; several columns of one name are put together."""
    found: dict[str, str] = {}
    for name, cell in zip(names, row, strict=False):
        words = cell.strip()
        if not name or not words:
            continue
        if name in found and name in SEVERAL:
            found[name] = f"{found[name]};{words}"
        found.setdefault(name, words)
    return found


def each(
    words: Sequence[str], read: Callable[[str], Value], left: list[RefusedError]
) -> list[Value]:
    """What can be read of some entries; the others are told in ``left``."""
    found = []
    for word in words:
        try:
            found.append(read(word))
        except RefusedError as error:
            left.append(error)
    return found


def read_members(cell: str, left: list[RefusedError]) -> list[str]:
    """The codes of the Members of a cell, parted by semicolons or by commas.

    A name may itself hold a comma: the longest name that is known counts.
    """
    codes = []
    for entry in BETWEEN.split(cell):
        words = [one.strip() for one in COMMAS.split(entry) if one.strip()]
        while words:
            many = next((n for n in range(len(words), 0, -1) if known(words[:n])), 0)
            if many:
                codes.append(read_member(", ".join(words[:many])))
            else:
                left.append(RefusedError(NO_MEMBER, word=words[0][:40]))
            words = words[max(many, 1) :]
    return list(dict.fromkeys(codes))


def read_one_member(cell: str, left: list[RefusedError]) -> str:
    """The Member whose measure it is; the Union where its members stand beside it.

    RefusedError if none is known. What else the cell names is told in ``left``.
    """
    unknown: list[RefusedError] = []
    codes = read_members(cell, unknown)
    if not codes:
        return read_member(cell)
    kept = UNION if UNION in codes else codes[0]
    if unknown or len(codes) > 1:
        left.append(RefusedError(ONE_MEMBER, kept=kept, word=cell[:80]))
    return kept


def known(words: Sequence[str]) -> bool:
    """Whether these words together are a Member's name."""
    return fold(", ".join(words)) in member_codes()


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
        day = read_day(YEAR_FIRST.sub(r"\1-\2-\3", word))
    except ValueError as error:
        raise RefusedError(NO_DAY, word=word[:20]) from error
    if day is None:
        raise RefusedError(NO_DAY, word=word[:20])
    return day
