"""What the views of exposure share: the table that counts, sectors, notes, money."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.export_tables import Counted as Table
from models.export_tables import counted
from models.exposure_facts import EDGES, Touched
from models.exposure_grid import Floats, Grid
from models.exposures import CENTRAL
from models.facts.columns import Mask
from models.notice_exposure import UNION, union
from models.notice_filter import members_of
from models.sector import SectorTerm
from web.trends.basis import JointBasis, NoticeBasis, rows_basis
from web.trends.telling import unit_zh
from web.trends.view import Basis, Column, Need, Scene, Sort, Words

MOST_MARKETS = 15
HALF = 0.5
"""No band may hold more of the lines: an index that does calls everything alike."""
AREAS = ("exports",)
NEED = Need(
    Words("武汉海关出口数据", "Export figures of Wuhan Customs"),
    Words(
        "缺少武汉海关数据。请由咨询中心按模板导入湖北出口额（商品编码×市场×年份）。",
        "The figures of Wuhan Customs are missing: the centre imports Hubei's exports"
        " (HS code by market and year) with the template.",
    ),
    "exposure.index",
)


def need_exports(session: Session) -> Need | None:
    """What lacks where no table of exports counts."""
    return NEED if counted(session) is None else None


def money_column(key: str, zh: str, en: str, table: Table) -> Column:
    """A column of sums, under the currency of the table."""
    currency = table.table.currency
    return Column(
        key, Words(f"{zh}（{unit_zh(currency)}）", f"{en} ({currency})"), Sort.MONEY
    )


def source_note(table: Table) -> Words:
    """Whose figures they are, of which year, in what, and whether they are real."""
    own, year = table.table, table.year
    zh = "虚构数据，仅供演示，与实际出口无关" if own.invented else own.source
    en = "invented for the demonstration" if own.invented else own.source
    zh = f"出口额：{zh}，{year}年，以{unit_zh(own.currency)}计，不作汇率换算。"
    en = f"Exports: {en}, {year}, {own.currency}, not converted."
    if own.hs_edition != "HS2022":
        zh += f"原表为{own.hs_edition}编码，已换算为HS2022，拆分的编码均分其出口额。"
        en += f" Codes of {own.hs_edition} are converted to HS2022, split ones evenly."
    return Words(zh, en)


def exports_basis(scene: Scene, mask: Mask, found: Touched) -> Basis:
    """The notices and the rows of exports that an answer was counted from."""
    key = (
        "exports basis",
        data_version(scene.session, *AREAS),
        len(found.grid.products),
    )
    rows = scene.facts.once(key, lambda: rows_basis(read_rows(found)))
    return JointBasis((NoticeBasis(scene.facts, mask), rows))


def read_rows(found: Touched) -> Iterator[tuple[str, tuple[float]]]:
    """The rows of exports, each under a name, with its value."""
    grid, year = found.grid, found.found.year
    for product, market in np.argwhere(grid.held):
        name = f"exports:{year}:{grid.products[product]}:{grid.markets[market]}"
        yield name, (float(grid.values[product, market]),)


def sector_products(scene: Scene, grid: Grid) -> dict[str, Mask]:
    """The products of each sector, among those that a choice names, in their order.

    The longest code of its definition decides; one that weighs little is no product
    of the sector, but a neighbour.
    """
    key = ("sector products", grid.products)
    found = scene.facts.once(key, lambda: read_products(scene.session, grid))
    wanted = scene.choice.filters.sector
    return {key: mask for key, mask in found.items() if not wanted or key in wanted}


def read_products(session: Session, grid: Grid) -> dict[str, Mask]:
    """The same of all sectors, read."""
    one = SectorTerm
    query = select(one.sector_id, one.kind, one.term, one.weight)
    kept = one.kind.in_(("hs", "hs_exclude")), ~one.removed
    terms: dict[str, dict[str, float]] = {}
    for sector, kind, term, weight in session.execute(query.where(*kept)):
        terms.setdefault(sector, {})[term] = weight if kind == "hs" else 0.0
    return {one: in_sector(grid.products, codes) for one, codes in terms.items()}


def in_sector(products: Sequence[str], codes: dict[str, float]) -> Mask:
    """Which products a sector's codes mean."""
    return np.array([weight_in(one, codes) >= CENTRAL for one in products], np.bool_)


def weight_in(product: str, codes: dict[str, float]) -> float:
    """How much a product is of a sector: by the longest code that it lies in."""
    lengths = range(len(product), 1, -1)
    return next((codes[product[:n]] for n in lengths if product[:n] in codes), 0.0)


@dataclass(frozen=True)
class Market:
    """A market as it is shown, and the columns of the grid that it means."""

    code: str
    members: tuple[str, ...]


def shown_markets(scene: Scene, grid: Grid) -> list[Market]:
    """The chosen markets, or the largest, the European Union as one."""
    inside = set(union())
    europe = tuple(one for one in grid.markets if one in inside)
    found = [Market(one, (one,)) for one in grid.markets if one not in inside]
    found += [Market(UNION, europe)] if europe else []
    wanted = set(members_of(scene.choice.filters.market))
    if wanted:
        return [one for one in found if wanted & {one.code, *one.members}]
    found.sort(key=lambda one: (-float(exports_to(grid, one).sum()), one.code))
    return found[:MOST_MARKETS]


def exports_to(grid: Grid, market: Market) -> Floats:
    """Exports of each product to a market as it is shown."""
    found = grid.once[:, grid.mask_of(market.members)].sum(axis=1)
    return np.asarray(found, dtype=np.float64)


BANDS = (
    Words("权重不低于0.9", "weight 0.9 and over"),
    Words("0.5至0.9", "0.5 to 0.9"),
    Words("0.1至0.5", "0.1 to 0.5"),
    Words("未涉及", "not touched"),
)


def spread_of(grid: Grid, weights: Floats) -> list[int]:
    """How many export lines (product and market) lie in each band of weight."""
    best = weights[grid.once > 0]
    low, central, high = EDGES
    touched = best > high
    return [
        int((best >= low).sum()),
        int(((best >= central) & (best < low)).sum()),
        int((touched & (best < central)).sum()),
        int((~touched).sum()),
    ]


def saturated(spread: Collection[int]) -> bool:
    """Whether one band of touched lines holds more than half of all."""
    *touched, _ = spread
    return max(touched, default=0) > HALF * sum(spread)


def spread_notes(grid: Grid, best: Floats) -> Iterator[Words]:
    """The distribution of the lines by their greatest weight, and a warning where it
    tells nothing apart."""
    spread = spread_of(grid, best)
    pairs = list(zip(BANDS, spread, strict=True))
    zh = "，".join(f"{name.zh}的{many}行" for name, many in pairs)
    en = ", ".join(f"{name.en}: {many}" for name, many in pairs)
    yield Words(
        f"出口数据{sum(spread)}行（商品×市场）按最高相关权重的分布：{zh}。",
        f"The {sum(spread)} export lines (product by market) by their greatest"
        f" weight: {en}.",
    )
    if saturated(spread):
        yield Words(
            "超过一半的出口数据行落在同一档，本指标区分度不足，请缩小范围后再用。",
            "More than half of the export lines lie in one band: the measure tells"
            " little apart; narrow the selection before using it.",
        )
