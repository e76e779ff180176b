"""A list of goods as firms keep it, pasted or as a file, read line by line.

Customs lists give a 商品编码 of eight, ten or thirteen digits and a name, among
columns of quantities and prices, in any order, with or without a line of headings.
Nothing is dropped: a line that cannot be read says why, with its number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from models.codes import clean_hs
from models.fold import fold
from models.reference import hs_codes
from web.marks import N_
from web.organisations.goods_index import Goods, goods_of, suggest
from web.refused import RefusedError

MOST_LINES = 500
MOST_CELLS = 30
MOST_BYTES = 1_000_000
LONGEST = 200
OFFERED = 3
SIX = 6
CODE = re.compile(r"(?<![\d.])(?:\d{4}(?:[.\s]?\d{2}){0,3}|\d{13})(?![\d.]*\d)")
IS_CODE = re.compile(r"\d{4}\.?(?:\d{2}\.?(?:\d{2,4}\.?)?(?:\d{2,5})?)?")
LENGTHS = (4, 6, 8, 10, 13)
BETWEEN = re.compile(r"\t|[;；]|,(?!\d{3}\b)|，|、|\s{2,}")
CODE_HEADS = ("编码", "hs", "税号", "code", "税则")
NAME_HEADS = ("品名", "名称", "商品", "产品", "货物", "name", "product", "description")


class Fault(StrEnum):
    """Why a line gives no product yet."""

    UNKNOWN_CODE = "unknown_code"
    """The code is in no edition that we know, nor what it begins with."""
    NO_CODE = "no_code"
    """There is no code, and its name leads to none."""
    CHOOSE = "choose"
    """There is no code, but its name leads to some: a person must choose."""


@dataclass(frozen=True)
class Line:
    """A line of the list: what it says, and the goods that it means."""

    number: int
    code: str
    name: str
    hs: str = ""
    cut: bool = False
    fault: Fault | None = None
    offers: Sequence[Goods] = field(default=())

    @property
    def goods(self) -> Goods | None:
        """The goods of a line that is clear."""
        return goods_of(self.hs) if self.hs else None


def read_pasted(words: str) -> list[Line]:
    """The lines of a pasted list."""
    if len(words.encode()) > MOST_BYTES:
        raise RefusedError(N_("清单太长，请分几次提交，每次不超过 500 行。"))
    return read_rows([row_of(line) for line in words.splitlines()])


def row_of(line: str) -> list[str]:
    """The cells of a line: parted by tabs, semicolons, commas or wide gaps.

    A code in front of a name needs no more than a blank between.
    """
    cells = [cell.strip() for cell in BETWEEN.split(line)]
    if len(cells) == 1 and (found := CODE.match(cells[0])):
        cells = [found[0], cells[0][found.end() :].strip()]
    return [cell for cell in cells if cell]


def read_rows(rows: Sequence[Sequence[str]]) -> list[Line]:
    """The lines of a table, numbered as they stand; blank ones are none."""
    if len(rows) > MOST_LINES + 1:
        raise RefusedError(N_("清单太长，请分几次提交，每次不超过 500 行。"))
    heads = headings(rows)
    found = []
    for number, row in enumerate(rows, 1):
        cells = [fold_width(cell)[:LONGEST] for cell in row[:MOST_CELLS]]
        if any(cells) and number != heads.number:
            line = read_line(number, *pick(cells, heads))
            found.append(name_the_number(line, cells))
    if not found:
        raise RefusedError(N_("清单里没有可读的行，请粘贴编码和品名。"))
    return found


def name_the_number(line: Line, cells: Sequence[str]) -> Line:
    """A line that leads nowhere: is there a number in it that was meant as a code?"""
    if line.fault != Fault.NO_CODE:
        return line
    long = (cell for cell in cells if len(plain(cell)) >= SIX)
    meant = next((cell for cell in long if is_written_as_code(cell)), "")
    fault = Fault.UNKNOWN_CODE if meant else line.fault
    return replace(line, code=meant, fault=fault)


def fold_width(cell: str) -> str:
    """A cell without marks of full width among its digits."""
    return "".join(fold(one) if "！" <= one <= "～" else one for one in cell).strip()


@dataclass(frozen=True)
class Heads:
    """Which line holds the headings, and under which place stand code and name."""

    number: int = 0
    code: int = -1
    name: int = -1


def headings(rows: Sequence[Sequence[str]]) -> Heads:
    """The line of headings among the first ones, if there is one."""
    for number, row in enumerate(rows[:5], 1):
        cells = [fold(cell) for cell in row]
        if any(IS_CODE.fullmatch(cell.replace(" ", "")) for cell in cells):
            break
        code = place(cells, CODE_HEADS)
        rest = [cell if i != code else "" for i, cell in enumerate(cells)]
        name = place(rest, NAME_HEADS)
        if code >= 0 or (name >= 0 and len(cells) > 1):
            return Heads(number, code, name)
    return Heads()


def place(cells: Sequence[str], words: Sequence[str]) -> int:
    """The first place whose heading holds one of some words; -1 if none does."""
    hits = (i for i, cell in enumerate(cells) if any(word in cell for word in words))
    return next(hits, -1)


def pick(cells: Sequence[str], heads: Heads) -> tuple[str, str]:
    """The code and the name of a row: by the headings, else by their looks."""
    code = at(cells, heads.code)
    if not is_amount(code) or not code:
        code = next((cell for cell in cells if looks_like_code(cell)), "")
    name = at(cells, heads.name)
    if not name or name == code:
        others = [one for one in cells if one != code and not is_amount(one)]
        name = max(others, key=len, default="")
    return code, name


def at(cells: Sequence[str], place: int) -> str:
    """The cell of a place; '' where there is no such place."""
    return cells[place] if 0 <= place < len(cells) else ""


def looks_like_code(cell: str) -> bool:
    """Whether a cell is written as a commodity code and begins like one."""
    return is_written_as_code(cell) and plain(cell)[:4] in hs_codes()


def is_written_as_code(cell: str) -> bool:
    """Whether a cell has the digits of a commodity code, whatever they say."""
    is_code = IS_CODE.fullmatch(cell.replace(" ", ""))
    return bool(is_code) and len(plain(cell)) in LENGTHS


def plain(code: str) -> str:
    """The digits of a code."""
    return re.sub(r"[.\s]", "", code)


def is_amount(cell: str) -> bool:
    """Whether a cell holds a number and no name."""
    return not any(letter.isalpha() for letter in cell)


def read_line(number: int, code: str, name: str) -> Line:
    """What one line means."""
    digits = plain(code)
    if digits:
        hs, _ = clean_hs(digits[:10], hs_codes())
        if hs is None or len(hs) < 4:
            return Line(number, code, name, fault=Fault.UNKNOWN_CODE)
        return Line(number, code, name, hs, cut=hs != digits)
    offers = suggest(name, OFFERED)
    if not offers:
        return Line(number, code, name, fault=Fault.NO_CODE)
    return Line(number, code, name, fault=Fault.CHOOSE, offers=offers)
