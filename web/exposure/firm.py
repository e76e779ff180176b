"""What a firm says it sells: seen by the firm itself and the centre, by nobody else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.exposure import FirmExport
from models.exposure_clues import Clues, read_clues
from models.exposures import HIGH, weigh
from models.notice import Notice
from models.notice_exposure import expanded
from models.organisation import Organisation
from models.reference import hs_codes
from models.reference_facts import Member
from web.refused import RefusedError

WAN = 10_000
RANGES: dict[str, tuple[float, float | None]] = {
    "a": (0, 100 * WAN),
    "b": (100 * WAN, 500 * WAN),
    "c": (500 * WAN, 1000 * WAN),
    "d": (1000 * WAN, 5000 * WAN),
    "e": (5000 * WAN, 10_000 * WAN),
    "f": (10_000 * WAN, None),
}
"""The ranges to choose from, in yuan; the last has no upper end."""
FREE = "free"
LENGTHS = (4, 6)
MOST = 200
"""So many figures a firm may keep."""
LARGEST = 1e8
"""No firm sells more, in 万元."""


@dataclass(frozen=True)
class Stated:
    """A figure as its form gives it; the bounds are in 万元."""

    hs: str
    market: str
    year: str
    span: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Told:
    """A figure of a firm that goes with a notice."""

    row: FirmExport
    firm: str


def own_figures(session: Session, organisation_id: int) -> Sequence[FirmExport]:
    """What one firm has stated, by product and market."""
    query = select(FirmExport).where(FirmExport.organisation_id == organisation_id)
    order = (FirmExport.year.desc(), FirmExport.hs, FirmExport.market)
    return session.scalars(query.order_by(*order)).all()


def put_figure(
    session: Session,
    organisation_id: int,
    stated: Stated,
    *,
    author: str,
    now: datetime,
) -> FirmExport:
    """Keep a figure; a former one of the same product, market and year gives way."""
    hs, market, year = read_code(stated.hs), stated.market or None, read_year(stated)
    if market and session.get(Member, market) is None:
        raise RefusedError("请从列表中选择市场。")
    if year > now.year:
        raise RefusedError("年份不能晚于今年。")
    low, high = read_span(stated)
    held = own_figures(session, organisation_id)
    same = [o for o in held if (o.hs, o.market, o.year) == (hs, market, year)]
    if not same and len(held) >= MOST:
        raise RefusedError("最多保存 %(most)d 条，请先删除不用的。", most=MOST)
    row = same[0] if same else FirmExport(organisation_id=organisation_id)
    row.hs, row.market, row.year = hs, market, year
    row.low, row.high, row.author, row.at = low, high, author, now
    session.add(row)
    session.flush()
    return row


def drop_figure(session: Session, organisation_id: int, figure_id: int) -> None:
    """Take one's own figure away; refused if it is not there, or another firm's."""
    row = session.get(FirmExport, figure_id)
    if row is None or row.organisation_id != organisation_id:
        raise RefusedError("没有这条记录，请刷新页面后再试。")
    session.delete(row)


def read_code(words: str) -> str:
    """The HS code of a product."""
    code = "".join(letter for letter in words if letter not in " .")
    if len(code) not in LENGTHS or code not in hs_codes():
        raise RefusedError("请填写4位或6位HS编码，例如 8507 或 850760。")
    return code


def read_year(stated: Stated) -> int:
    """The year of a figure."""
    words = stated.year.strip()
    if not words.isdecimal() or not words.isascii() or len(words) != len("2026"):
        raise RefusedError("请填写四位数的年份，例如 2025。")
    return int(words)


def read_span(stated: Stated) -> tuple[float, float | None]:
    """The bounds of a figure in yuan."""
    if stated.span in RANGES:
        return RANGES[stated.span]
    if stated.span != FREE:
        raise RefusedError("请选择年出口额区间。")
    low = read_wan(stated.low or "0")
    high = read_wan(stated.high) if stated.high.strip() else None
    if high is not None and high < low:
        raise RefusedError("区间上限不能小于下限。")
    if high is None and not low:
        raise RefusedError("请填写区间的下限或上限。")
    return low, high


def read_wan(words: str) -> float:
    """A number of 万元, in yuan."""
    try:
        value = float(words.replace(",", "").strip())
    except ValueError as error:
        raise RefusedError("区间应为数字，单位为万元。") from error
    if not 0 <= value <= LARGEST:
        raise RefusedError("区间应为数字，单位为万元。")
    return value * WAN


def touched_figures(
    session: Session, notice: Notice, organisation_id: int | None = None
) -> Sequence[Told]:
    """The figures that go with a notice: of one firm, or (for the centre) of all."""
    query = select(FirmExport, Organisation.name).join(
        Organisation, Organisation.id == FirmExport.organisation_id
    )
    if organisation_id is not None:
        query = query.where(FirmExport.organisation_id == organisation_id)
    rows = session.execute(query.order_by(Organisation.name, FirmExport.hs)).all()
    if not rows:
        return []
    clues = read_clues(session, [notice.id])[notice.id]
    return latest(Told(row, firm) for row, firm in rows if goes_with(row, clues))


def goes_with(row: FirmExport, clues: Clues) -> bool:
    """Whether a notice is about this product and market."""
    if row.market is not None and row.market not in expanded(clues.markets):
        return False
    weight = weigh(row.hs, clues.hints, clues.by_ics)
    return clues.horizontal or bool(weight and weight.value > HIGH)


def latest(told: Iterable[Told]) -> list[Told]:
    """Of each firm, product and market only the latest year."""
    found: dict[tuple[object, ...], Told] = {}
    for one in sorted(told, key=lambda one: one.row.year):
        found[one.row.organisation_id, one.row.hs, one.row.market] = one
    return sorted(found.values(), key=lambda one: (one.firm, one.row.hs))
