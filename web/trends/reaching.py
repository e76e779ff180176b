"""The table of a view of reach: a row for each sector and market."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from models.facts import Facts
from models.facts.columns import Mask
from web.trends.basis import NoticeBasis
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind
from web.trends.exports import exports_basis, source_note, spread_notes
from web.trends.names import brief_names, member_names, name_in, sector_names
from web.trends.reach import Reach, read_reaches, weigh_openings
from web.trends.view import Cell, Column, Counted, LeftOut, Line, Scene, Sort, Words

FOLLOW = Words("后续文件（不新开措施）", "Follow-ups, which open no measure")
COLUMNS = (
    Column("name", Words("行业与市场", "Sector and market"), Sort.NAME),
    Column("sector", Words("行业", "Sector"), Sort.NAME),
    Column("market", Words("市场", "Market"), Sort.NAME),
)
NOTES = (
    Words(
        "相关权重不低于0.5即视为涉及。横向措施只计入“含横向措施”一栏。"
        "只到品目的出口额均分到各子目，仅用于计数。欧盟作为一个市场。",
        "A measure is on a product from weight 0.5 on. Horizontal measures count only"
        " where it says so. Exports known by heading are divided over the subheadings,"
        " for counting alone. The EU is one market.",
    ),
    Words("行业可重叠，各行不能相加。", "Sectors overlap: rows do not add up."),
)
MOST = 15
"""So many rows are drawn; the table has all."""
Teller = Callable[[Reach], tuple[Cell, ...]]


def count_reach(
    scene: Scene,
    columns: Callable[[str], Sequence[Column]],
    tell: Teller,
    rank: Callable[[Reach], float],
) -> Counted:
    """The rows, the highest rank first; ``columns`` are given the currency."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    mask = chosen.mask & facts.opening
    found = weigh_openings(scene)
    if found is None:
        return Counted((), (), NoticeBasis(facts, mask))
    best = found.best(mask)
    reaches = read_reaches(scene, found, mask, best)
    reaches.sort(key=lambda one: (-rank(one), -one.total, one.sector))
    return Counted(
        columns=(*COLUMNS, *columns(found.found.table.currency)),
        lines=tuple(write_lines(scene, reaches, tell)),
        basis=exports_basis(scene, mask, found),
        left_out=(*left_out(chosen), *followed(chosen.mask & ~facts.opening)),
        notes=(source_note(found.found), *NOTES, *spread_notes(found.grid, best)),
        facts={"measures": int(mask.sum())},
    )


def followed(mask: Mask) -> tuple[LeftOut, ...]:
    """Documents that open no measure, where documents were asked for."""
    return (LeftOut(FOLLOW, int(mask.sum())),) if mask.any() else ()


def write_lines(scene: Scene, reaches: Sequence[Reach], tell: Teller) -> Iterator[Line]:
    """A row for each."""
    sectors = sector_names(scene.session, scene.facts)
    brief = brief_names(sectors)
    members = member_names(scene.session, scene.facts)
    for one in reaches:
        sector, short = (name_in(all_of, one.sector) for all_of in (sectors, brief))
        market = name_in(members, one.side.market.code)
        both = Words(f"{short.zh}→{market.zh}", f"{short.en} → {market.en}")
        key = f"{one.sector}:{one.side.market.code}"
        cells = (both, sector, market, *tell(one))
        yield Line(key, cells, behind_of(scene.facts, one))


def first_lines(counted: Counted, key: str) -> Counted:
    """The first rows that have a value, for a chart."""
    known = zip(counted.lines, counted.column(key), strict=True)
    kept = [line for line, value in known if value]
    return replace(counted, lines=tuple(kept[:MOST]))


def behind_of(facts: Facts, one: Reach) -> Callable[[], Sequence[int]]:
    """The measures of a row, looked up when they are asked for."""
    return lambda: places_behind(facts, one.places())()
