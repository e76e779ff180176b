"""Hubei's sectors against the Members that touch them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from web.trends.counting import Period, Row, data_cut
from web.trends.figure import (
    CARD,
    HIGHLIGHT,
    INK,
    MOST_MEMBERS,
    TINT,
    Figure,
    speak,
    spec,
)
from web.trends.periods import link_of


def heat_figure(rows: Sequence[Row], period: Period, language: str) -> Figure:
    """Sectors against the leading Members."""
    leading = leading_members(rows)
    kept = [row for row in rows if row[3] in leading]
    named = [
        (
            speak(language, str(row[1]), str(row[2])),
            speak(language, str(row[4]), str(row[5])),
            int(row[6]),
        )
        for row in kept
    ]
    order = {code: place for place, code in enumerate(leading)}
    codes = [order[str(row[3])] for row in kept]
    return Figure(
        key="sectors",
        finding=heat_finding(named, language),
        formula=speak(
            language,
            "匹配程度为“确定”或“很可能”的通报文件数，联合通报按每个成员各计一次；"
            "一件可涉及多个行业",
            "Documents with a sure or likely match, a joint one counted for each"
            " Member; one may touch several sectors",
        ),
        note=heat_note(rows, leading, language),
        columns=(
            speak(language, "行业", "Sector"),
            speak(language, "通报成员", "Member"),
            speak(language, "通报文件", "Documents"),
        ),
        rows=tuple(named),
        links=tuple(
            link_of(period, sector=str(row[0]), market=str(row[3])) for row in kept
        ),
        spec=heat_spec(named, codes, language),
        cut=data_cut(kept),
    )


def leading_members(rows: Sequence[Row]) -> list[str]:
    """The codes of the Members with the most, at most fifteen."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[str(row[3])] = totals.get(str(row[3]), 0) + int(row[6])
    return sorted(totals, key=lambda code: (-totals[code], code))[:MOST_MEMBERS]


def heat_note(rows: Sequence[Row], leading: Sequence[str], language: str) -> str:
    """Say it when Members are left out."""
    members = len({row[3] for row in rows})
    if members <= len(leading):
        return ""
    return speak(
        language,
        f"共{members}个成员的通报涉及湖北行业，只列最多的{len(leading)}个。",
        f"Of {members} Members, the {len(leading)} with the most are shown.",
    )


def heat_finding(named: Sequence[Row], language: str) -> str:
    """The sentence over the heat map."""
    if not named:
        return speak(
            language, "所选期间没有行业匹配", "No sector matches in this period"
        )
    sector, member, number = max(named, key=lambda row: int(row[2]))
    return speak(
        language,
        f"{member}对{sector}的通报最多，{number}件",
        f"{member} notified most on {sector}: {number}",
    )


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Each name's first part, for a label; whole where first parts would be alike."""
    short = {name: re.split(r"（| - | \(|,", name)[0] for name in names}
    alike = len(set(short.values())) < len(short)
    return {name: name for name in names} if alike else short


def heat_spec(
    named: Sequence[Row], codes: Sequence[int], language: str
) -> dict[str, Any]:
    """A grid of tints with the numbers in them."""
    labels = short_names([str(row[0]) for row in named])
    records = [
        {"s": labels[str(s)], "m": m, "n": n, "o": o}
        for (s, m, n), o in zip(named, codes, strict=True)
    ]
    most = max((int(row[2]) for row in named), default=1)
    place = {
        "y": {
            "field": "s",
            "type": "nominal",
            "sort": None,
            "title": None,
            "axis": {"labelLimit": 200},
        },
        "x": {
            "field": "m",
            "type": "nominal",
            "sort": {"field": "o"},
            "title": None,
            "axis": {"labelAngle": -45, "orient": "top"},
        },
    }
    return spec(
        width={"step": 38},
        height={"step": 26},
        data={"values": records},
        layer=[
            {
                "mark": {"type": "rect", "stroke": CARD},
                "encoding": {**place, "color": tint(most)},
            },
            {
                "mark": {"type": "text", "fontSize": 13},
                "encoding": {**place, "text": {"field": "n"}, "color": ink_on(most)},
            },
        ],
    )


def tint(most: int) -> dict[str, Any]:
    """The ground of a cell, the darker the more."""
    return {
        "field": "n",
        "type": "quantitative",
        "scale": {"range": [TINT, HIGHLIGHT], "domain": [0, most]},
        "legend": None,
    }


def ink_on(most: int) -> dict[str, Any]:
    """The colour of a number, to be read on its ground."""
    dark = {"test": f"datum.n > {most * 0.55}", "value": CARD}
    return {"condition": dark, "value": INK}
