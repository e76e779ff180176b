"""The league of notifying Members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from web.trends.counting import Period, Row, data_cut
from web.trends.figure import (
    GREY_2,
    HIGHLIGHT,
    MOST_MEMBERS,
    NOTHING,
    Figure,
    bar_end,
    speak,
    spec,
)
from web.trends.periods import link_of


def members_figure(rows: Sequence[Row], period: Period, language: str) -> Figure:
    """The league of notifying Members."""
    shown = rows[:MOST_MEMBERS]
    named = [(speak(language, str(row[1]), str(row[2])), *row[3:5]) for row in shown]
    return Figure(
        key="members",
        finding=members_finding(named, language),
        formula=speak(
            language,
            "通报文件数，联合通报按每个成员各计一次；按通报日期",
            "Documents, a joint one counted for each Member; by distribution date",
        ),
        note=members_note(rows, language),
        columns=(
            speak(language, "通报成员", "Member"),
            speak(language, "通报文件", "Documents"),
            speak(language, "其中涉及湖北行业", "Touching Hubei sectors"),
        ),
        rows=tuple(named),
        links=tuple(link_of(period, market=str(row[0])) for row in shown),
        spec=members_spec(named, language),
        cut=data_cut(shown),
    )


def members_note(rows: Sequence[Row], language: str) -> str:
    """Say it when only the leading Members are shown."""
    if len(rows) <= MOST_MEMBERS:
        return ""
    return speak(
        language,
        f"共{len(rows)}个成员有通报，只列文件最多的{MOST_MEMBERS}个。",
        f"Of {len(rows)} Members, the {MOST_MEMBERS} with the most are shown.",
    )


def members_finding(named: Sequence[Row], language: str) -> str:
    """The sentence over the Members."""
    if not named:
        return speak(language, *NOTHING)
    member, number, touching = named[0]
    return speak(
        language,
        f"{member}通报最多，{number}件，其中{touching}件涉及湖北行业",
        f"{member} notified most: {number}, of which {touching} touch Hubei sectors",
    )


def members_spec(named: Sequence[Row], language: str) -> dict[str, Any]:
    """Horizontal bars: all documents in grey, those that touch Hubei in blue."""
    records = [{"m": m, "n": n, "h": h} for m, n, h in named]
    place = {"field": "m", "type": "nominal", "sort": None, "title": None}

    def across(field: str) -> dict[str, Any]:
        title = speak(
            language,
            "通报文件（蓝色：涉及湖北行业）",
            "Documents (blue: touching Hubei sectors)",
        )
        axis = {"tickMinStep": 1, "tickCount": 5}
        return {"field": field, "type": "quantitative", "title": title, "axis": axis}

    grey = {"type": "bar", "color": GREY_2}
    dark = {"type": "bar", "color": HIGHLIGHT}
    return spec(
        width=330,
        height={"step": 24},
        data={"values": records},
        layer=[
            {"mark": grey, "encoding": {"y": place, "x": across("n")}},
            {"mark": dark, "encoding": {"y": place, "x": across("h")}},
            bar_end("n", y=place, x=across("n")),
        ],
    )
