"""The three first figures, their pictures and their rows as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import vl_convert
from sqlalchemy.orm import Session

from web.marks import N_
from web.refused import RefusedError
from web.trends import counting, of_members, of_months, of_sectors
from web.trends.counting import Period, Row
from web.trends.figure import DARK, Figure

Count = Callable[[Session, Period], Sequence[Row]]
Draw = Callable[[Sequence[Row], Period, str], Figure]
KINDS: dict[str, tuple[Count, Draw]] = {
    "months": (counting.by_month_and_type, of_months.months_figure),
    "members": (counting.by_member, of_members.members_figure),
    "sectors": (counting.by_sector_and_member, of_sectors.heat_figure),
}
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')


def make_figure(session: Session, key: str, period: Period, language: str) -> Figure:
    """Count and describe one figure."""
    if key not in KINDS:
        raise RefusedError(
            N_("没有名为 %(key)s 的图表，请从趋势页选择。"), key=key[:40]
        )
    count, draw = KINDS[key]
    return draw(count(session, period), period, language)


def make_figures(session: Session, period: Period, language: str) -> list[Figure]:
    """All figures in their order."""
    return [make_figure(session, key, period, language) for key in KINDS]


def draw_svg(figure: Figure, *, dark: bool = False) -> str:
    """The figure's picture as SVG; equal figures are drawn once."""
    text = json.dumps(figure.spec, ensure_ascii=False, sort_keys=True)
    for light, night in DARK.items() if dark else ():
        text = text.replace(f'"{light}"', f'"{night}"')
    return render(text)


@lru_cache(maxsize=64)
def render(spec: str) -> str:
    """A specification as SVG: half a second for the first, some 30 ms for others."""
    return str(vl_convert.vegalite_to_svg(spec))


def size_of(svg: str) -> tuple[int, int]:
    """Width and height of a picture, so that its place can be kept."""
    found = SIZE.search(svg)
    return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)


def write_csv(figure: Figure) -> str:
    """The figure's rows; a cell that a spreadsheet would run is defused."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([defuse(cell) for cell in figure.columns])
    writer.writerows([[defuse(cell) for cell in row] for row in figure.rows])
    return stream.getvalue()


def defuse(cell: str | int) -> str | int:
    """Put a quote before text that begins like a formula."""
    if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{cell}"
    return cell
