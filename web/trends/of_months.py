"""Documents by month and type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from typing import Any

from web.trends.counting import Period, Row, data_cut
from web.trends.figure import GREY, GREY_2, HIGHLIGHT, NOTHING, Figure, speak, spec
from web.trends.periods import month_link, months_between

TYPES = {
    "regular": ("常规通报", "Regular"),
    "emergency": ("紧急通报", "Emergency"),
    "revision": ("修订", "Revision"),
    "addendum": ("补遗", "Addendum"),
    "corrigendum": ("勘误", "Corrigendum"),
    "supplement": ("补充", "Supplement"),
    "equivalence": ("等效认可", "Equivalence"),
}
SHADES = (HIGHLIGHT, "#B3261E", "#5B87B5", GREY, GREY_2, "#7A5B00", "#067647")
MOST_MONTHS = 18
WIDE_UNTIL = 9


def months_figure(rows: Sequence[Row], period: Period, language: str) -> Figure:
    """Documents by month and type, the last eighteen months."""
    shown = calendar(rows, period)
    kept = [row for row in rows if row[0] in shown]
    kinds = [kind for kind in TYPES if any(row[1] == kind for row in kept)]
    counts = {(str(row[0]), str(row[1])): int(row[2]) for row in kept}
    table = [pivot(month, kinds, counts) for month in shown]
    names = [speak(language, *TYPES[kind]) for kind in kinds]
    return Figure(
        key="months",
        finding=months_finding(table, language),
        formula=speak(
            language,
            "通报文件数，联合通报计一次；按通报日期归月",
            "Documents, a joint one counted once; by month of distribution",
        ),
        note=months_note(rows, table, language),
        columns=(
            speak(language, "月份", "Month"),
            *names,
            speak(language, "合计", "Total"),
        ),
        rows=tuple(table),
        links=tuple(month_link(str(row[0]), period) for row in table),
        spec=months_spec(kept, shown, kinds, language),
        cut=data_cut(kept),
    )


def calendar(rows: Sequence[Row], period: Period) -> list[str]:
    """The last 18 months to the end of the period, from the first with documents."""
    if not rows:
        return []
    first, last = str(rows[0][0]), str(rows[-1][0])
    if period.until:
        last = f"{period.until:%Y-%m}"
    months = months_between(first, last)[-MOST_MONTHS:]
    filled = {str(row[0]) for row in rows}
    return list(dropwhile(lambda month: month not in filled, months))


def pivot(month: str, kinds: list[str], counts: dict[tuple[str, str], int]) -> Row:
    """A month's line: its documents of each type, and all of them."""
    numbers = [counts.get((month, kind), 0) for kind in kinds]
    return (month, *numbers, sum(numbers))


def months_note(rows: Sequence[Row], table: Sequence[Row], language: str) -> str:
    """Say what is not shown, and that an empty month may be one not collected."""
    left_out = sum(int(row[2]) for row in rows) - sum(int(row[-1]) for row in table)
    said = []
    if left_out:
        said.append(
            speak(
                language,
                f"只列最近{MOST_MONTHS}个月，更早的{left_out}件未列。",
                f"The last {MOST_MONTHS} months; {left_out} earlier documents are not"
                " shown.",
            )
        )
    if any(row[-1] == 0 for row in table):
        said.append(
            speak(
                language,
                "空白的月份没有记录，可能是尚未采集。",
                "A blank month has no records; they may not have been collected yet.",
            )
        )
    return speak(language, "", " ").join(said)


def months_finding(table: Sequence[Row], language: str) -> str:
    """The sentence over the months."""
    if not table:
        return speak(language, *NOTHING)
    total = sum(int(row[-1]) for row in table)
    peak = max(table, key=lambda row: int(row[-1]))
    if len(table) == 1:
        return speak(
            language,
            f"{say_month(peak[0])}有通报文件{total}件",
            f"{total} documents in {peak[0]}",
        )
    return speak(
        language,
        f"{say_month(peak[0])}最多，{peak[-1]}件；所列{len(table)}个月共{total}件",
        f"{peak[0]} had the most, {peak[-1]}; {total} in the {len(table)} months shown",
    )


def say_month(month: object) -> str:
    """A month in a Chinese sentence: 2025年6月."""
    year, _, number = str(month).partition("-")
    return f"{year}年{int(number)}月"


def months_spec(
    rows: Sequence[Row], shown: Sequence[str], kinds: Sequence[str], language: str
) -> dict[str, Any]:
    """Stacked bars."""
    names = {kind: speak(language, *TYPES[kind]) for kind in kinds}
    order = list(TYPES)
    records = [
        {"m": m, "t": names[str(t)], "n": n, "o": order.index(str(t))}
        for m, t, n in rows
    ]
    colours = [SHADES[order.index(kind)] for kind in kinds]
    return spec(
        width={"step": 22 if len(shown) > WIDE_UNTIL else 40},
        height=220,
        data={"values": records},
        mark={"type": "bar"},
        encoding={
            "x": {
                "field": "m",
                "type": "ordinal",
                "title": None,
                "axis": {"labelAngle": -45},
                "scale": {"domain": list(shown)},
            },
            "y": {
                "field": "n",
                "type": "quantitative",
                "title": speak(language, "通报文件", "Documents"),
                "axis": {"tickMinStep": 1, "tickCount": 5},
            },
            "color": {
                "field": "t",
                "title": None,
                "legend": {"orient": "bottom", "columns": 4},
                "scale": {"domain": list(names.values()), "range": colours},
            },
            "order": {"field": "o"},
        },
    )
