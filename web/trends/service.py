"""The three first figures, their pictures and their rows as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence

import vl_convert
from sqlalchemy.orm import Session

from web.refused import RefusedError
from web.trends import counting, figures
from web.trends.counting import Period, Row
from web.trends.figures import Figure

Count = Callable[[Session, Period], Sequence[Row]]
Draw = Callable[[Sequence[Row], str], Figure]
KINDS: dict[str, tuple[Count, Draw]] = {
    "months": (counting.by_month_and_type, figures.months_figure),
    "members": (counting.by_member, figures.members_figure),
    "sectors": (counting.by_sector_and_member, figures.heat_figure),
}


def make_figure(session: Session, key: str, period: Period, language: str) -> Figure:
    """Count and describe one figure."""
    if key not in KINDS:
        raise RefusedError("没有名为 %(key)s 的图表，请从趋势页选择。", key=key)
    count, draw = KINDS[key]
    return draw(count(session, period), language)


def make_figures(session: Session, period: Period, language: str) -> list[Figure]:
    """All figures in their order."""
    return [make_figure(session, key, period, language) for key in KINDS]


def draw_svg(figure: Figure) -> str:
    """The figure's picture as SVG."""
    return str(vl_convert.vegalite_to_svg(json.dumps(figure.spec)))


def write_csv(figure: Figure) -> str:
    """The figure's rows; a cell that a spreadsheet would run is defused."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(figure.columns)
    writer.writerows([[defuse(cell) for cell in row] for row in figure.rows])
    return stream.getvalue()


def defuse(cell: str | int) -> str | int:
    """Put a quote before text that begins like a formula."""
    if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{cell}"
    return cell
