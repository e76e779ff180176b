"""The table of answers that officers fill in: its columns, and a line of it read."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.organisation import Organisation
from web.consultations.fields import Given
from web.consultations.ranges import key_of, names_of
from web.consultations.sheets import write_sheet
from web.marks import N_
from web.refused import RefusedError

LISTS = ("affected", "cost", "months", "exports")
COLUMNS = {
    "name": ("单位名称", "必填，用全称"),
    "product": ("涉及的产品", "企业必填"),
    "affected": ("受影响", "、".join(names_of("affected"))),
    "cost": ("每年增加的成本", "、".join(names_of("cost"))),
    "months": ("适应所需时间", "、".join(names_of("months"))),
    "exports": ("相关年出口额", "、".join(names_of("exports"))),
    "models": ("涉及型号数", "整数"),
    "certificate": ("已有认证或检测报告", "如 CE、UL、E-mark"),
    "opinion": ("意见", "哪一条、难在哪里、希望怎么改"),
    "contact": ("联系人", "必填"),
    "reach": ("电话或邮箱", ""),
}
TITLE = "答复"
NO_HEADINGS = N_("第1行应是模板的列名，缺少：%(names)s。请下载模板填写。")
NO_NAME = N_("没有单位名称。")
NOT_LISTED = N_("“%(column)s”填的是“%(value)s”，不在列表中。")


@dataclass(frozen=True)
class Line:
    """A line of the table: what it says, and why it is refused, if it is."""

    number: int
    name: str
    given: Given
    organisation: Organisation | None = None
    error: RefusedError | None = None


def template() -> bytes:
    """The workbook to be filled in."""
    return write_sheet(TITLE, list(COLUMNS.values()))


def headings(row: Sequence[str]) -> dict[str, int]:
    """Where each column stands."""
    places = {words: at for at, words in reversed(list(enumerate(row)))}
    lacking = [words for words, _ in COLUMNS.values() if words not in places]
    if lacking:
        raise RefusedError(NO_HEADINGS, names="、".join(lacking))
    return {key: places[words] for key, (words, _) in COLUMNS.items()}


def cell(row: Sequence[str], at: int) -> str:
    """A cell of a row that may end early."""
    return row[at] if at < len(row) else ""


def line_of(number: int, cells: dict[str, str]) -> Line:
    """A line with its values in our keys, or why it cannot be taken."""
    name = " ".join(cells.pop("name").split())[:200]
    try:
        keys = {column: listed(column, cells.pop(column)) for column in LISTS}
    except RefusedError as error:
        return Line(number, name, Given(), error=error)
    given = given_of({**keys, **cells})
    if not name:
        return Line(number, name, given, error=RefusedError(NO_NAME))
    return Line(number, name, given)


def given_of(cells: dict[str, str]) -> Given:
    """The cells of a line as a form would give them."""
    return Given(
        product=cells["product"],
        affected=cells["affected"],
        cost=cells["cost"],
        months=cells["months"],
        exports=cells["exports"],
        models=cells["models"],
        certificate=cells["certificate"],
        opinion=cells["opinion"],
        contact=cells["contact"],
        reach=cells["reach"],
    )


def listed(column: str, words: str) -> str:
    """The key of a value; RefusedError if the list does not have it."""
    if not words:
        return ""
    key = key_of(column, words)
    if key is None:
        heading = COLUMNS[column][0]
        raise RefusedError(NOT_LISTED, column=heading, value=words[:40])
    return key
