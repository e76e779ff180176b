"""Documents by month and type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from web.trends.counting import Period, Row, data_cut
from web.trends.figure import GREY, GREY_2, HIGHLIGHT, NOTHING, Figure, speak, spec
from web.trends.periods import month_link

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


def months_figure(rows: Sequence[Row], period: Period, language: str) -> Figure:
    """Documents by month and type, the last eighteen months."""
    all_months = sorted({str(row[0]) for row in rows})
    shown = all_months[-MOST_MONTHS:]
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
            "通报文件数，联合通报计一次；按分发日期归月",
            "Documents, a joint one counted once; by month of distribution",
        ),
        note=months_note(all_months, language),
        columns=(
            speak(language, "月份", "Month"),
            *names,
            speak(language, "合计", "Total"),
        ),
        rows=tuple(table),
        links=tuple(month_link(str(row[0]), period) for row in table),
        spec=months_spec(kept, kinds, language),
        cut=data_cut(kept),
    )


def pivot(month: str, kinds: list[str], counts: dict[tuple[str, str], int]) -> Row:
    """A month's line: its documents of each type, and all of them."""
    numbers = [counts.get((month, kind), 0) for kind in kinds]
    return (month, *numbers, sum(numbers))


def months_note(months: Sequence[str], language: str) -> str:
    """Say it when only the last months are shown."""
    if len(months) <= MOST_MONTHS:
        return ""
    return speak(
        language,
        f"共{len(months)}个月有通报，只列最近{MOST_MONTHS}个月。",
        f"Of {len(months)} months with documents, the last {MOST_MONTHS} are shown.",
    )


def months_finding(table: Sequence[Row], language: str) -> str:
    """The sentence over the months."""
    if not table:
        return speak(language, *NOTHING)
    total = sum(int(row[-1]) for row in table)
    peak = max(table, key=lambda row: int(row[-1]))
    if len(table) == 1:
        return speak(
            language,
            f"{peak[0]}有通报文件{total}件",
            f"{total} documents in {peak[0]}",
        )
    return speak(
        language,
        f"{peak[0]}最多，{peak[-1]}件；所列{len(table)}个月共{total}件",
        f"{peak[0]} had the most, {peak[-1]}; {total} in the {len(table)} months shown",
    )


def months_spec(
    rows: Sequence[Row], kinds: Sequence[str], language: str
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
        width={"step": 34},
        height=220,
        data={"values": records},
        mark={"type": "bar"},
        encoding={
            "x": {
                "field": "m",
                "type": "ordinal",
                "title": None,
                "axis": {"labelAngle": -45},
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
                "scale": {"domain": list(names.values()), "range": colours},
            },
            "order": {"field": "o"},
        },
    )
