"""Each figure: the sentence that says what it shows, its chart, table and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from web.trends.counting import Row, data_cut

GREY, HIGHLIGHT, INK = "#98A2B3", "#14497B", "#4A5565"
TYPES = {
    "regular": ("常规通报", "Regular"),
    "emergency": ("紧急通报", "Emergency"),
    "revision": ("修订", "Revision"),
    "addendum": ("补遗", "Addendum"),
    "corrigendum": ("勘误", "Corrigendum"),
    "supplement": ("补充", "Supplement"),
    "equivalence": ("等效认可通报", "Recognition of equivalence"),
}
CONFIG: dict[str, Any] = {
    "background": "white",
    "font": "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif",
    "axis": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "grid": False},
    "view": {"stroke": None},
    "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13},
}


@dataclass(frozen=True)
class Figure:
    """A finding with everything that is needed to check it."""

    key: str
    finding: str
    formula: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    spec: dict[str, Any]
    cut: str


def speak(language: str, zh: str, en: str) -> str:
    """One of two texts."""
    return en if language == "en" else zh


def spec(
    mark: dict[str, Any] | str, records: list[dict[str, Any]], **rest: Any
) -> dict[str, Any]:
    """A Vega-Lite specification in the house's dress."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": CONFIG,
        "width": 620,
        "data": {"values": records},
        "mark": mark,
        **rest,
    }


def months_figure(rows: Sequence[Row], language: str) -> Figure:
    """Documents by month and type."""
    zh = language != "en"
    named = [(month, TYPES[str(kind)][not zh], number) for month, kind, number in rows]
    totals: dict[str, int] = {}
    for month, _, number in rows:
        totals[str(month)] = totals.get(str(month), 0) + int(number)
    records = [{"m": m, "t": t, "n": n} for m, t, n in named]
    return Figure(
        "months",
        months_finding(totals, language),
        speak(
            language,
            "通报文件数，联合通报计一次；按分发日期归月",
            "Documents, a joint one counted once; month of distribution",
        ),
        ("月份", "类型", "通报文件") if zh else ("Month", "Type", "Documents"),
        tuple(named),
        spec(
            {"type": "bar"},
            records,
            height=240,
            encoding={
                "x": {"field": "m", "type": "ordinal", "title": None},
                "y": {
                    "field": "n",
                    "type": "quantitative",
                    "title": speak(language, "通报文件", "Documents"),
                    "axis": {"tickMinStep": 1},
                },
                "color": {
                    "field": "t",
                    "title": None,
                    "scale": {
                        "range": [HIGHLIGHT, "#7A8CA3", GREY, "#C3CAD5", "#5B6B82"]
                    },
                },
            },
        ),
        data_cut(rows),
    )


def months_finding(totals: dict[str, int], language: str) -> str:
    """The sentence over the months."""
    if not totals:
        return speak(language, "所选期间没有通报文件", "No documents in this period")
    peak = max(totals, key=lambda month: totals[month])
    return speak(
        language,
        f"{peak}最多，{totals[peak]}件；所示{len(totals)}个月共{sum(totals.values())}件",
        f"{peak} had the most, {totals[peak]}; {sum(totals.values())} documents in the"
        f" {len(totals)} months shown",
    )


def members_figure(rows: Sequence[Row], language: str) -> Figure:
    """The league of notifying Members."""
    zh = language != "en"
    named = [(row[1] if zh else row[2], row[3], row[4]) for row in rows]
    records = [
        {"m": member, "n": number, "top": place == 0}
        for place, (member, number, _) in enumerate(named)
    ]
    finding = speak(language, "所选期间没有通报文件", "No documents in this period")
    if named:
        member, number, touching = named[0]
        finding = speak(
            language,
            f"{member}通报最多，{number}件，其中{touching}件涉及湖北行业",
            f"{member} notified most: {number}; {touching} touch Hubei sectors",
        )
    return Figure(
        "members",
        finding,
        speak(
            language,
            "通报文件数，联合通报按每个成员各计一次；按分发日期",
            "Documents, a joint one counted for each Member; by distribution",
        ),
        ("通报成员", "通报文件", "涉及湖北行业")
        if zh
        else ("Member", "Documents", "Touching Hubei"),
        tuple(named),
        bar_spec(records, language),
        data_cut(rows),
    )


def bar_spec(records: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """Horizontal bars with their numbers, the first in the highlight colour."""
    base = {
        "y": {"field": "m", "type": "nominal", "sort": None, "title": None},
        "x": {
            "field": "n",
            "type": "quantitative",
            "title": speak(language, "通报文件", "Documents"),
            "axis": {"tickMinStep": 1},
        },
    }
    colour = {
        "field": "top",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": [True, False], "range": [HIGHLIGHT, GREY]},
    }
    whole = spec("bar", records, height={"step": 24})
    del whole["mark"]
    whole["layer"] = [
        {"mark": {"type": "bar"}, "encoding": {**base, "color": colour}},
        {
            "mark": {"type": "text", "align": "left", "dx": 4, "color": INK},
            "encoding": {**base, "text": {"field": "n"}},
        },
    ]
    return whole


def heat_figure(rows: Sequence[Row], language: str) -> Figure:
    """Sectors against Members."""
    zh = language != "en"
    named = [
        (row[1] if zh else row[2], row[4] if zh else row[5], int(row[6]))
        for row in rows
    ]
    records = [{"s": s, "m": m, "n": n} for s, m, n in named]
    finding = speak(
        language, "所选期间没有行业匹配", "No sector matches in this period"
    )
    if named:
        sector, member, number = max(named, key=lambda row: row[2])
        finding = speak(
            language,
            f"{sector}受{member}影响最多，{number}件",
            f"{sector} is touched most by {member}: {number}",
        )
    return Figure(
        "sectors",
        finding,
        speak(
            language,
            "匹配程度为“确定”或“较可能”的通报文件数；一件可涉及多个行业",
            "Documents with a sure or likely match; one may touch several sectors",
        ),
        ("行业", "通报成员", "通报文件") if zh else ("Sector", "Member", "Documents"),
        tuple(named),
        spec(
            "rect",
            records,
            height={"step": 24},
            encoding={
                "y": {"field": "s", "type": "nominal", "sort": None, "title": None},
                "x": {
                    "field": "m",
                    "type": "nominal",
                    "title": None,
                    "axis": {"labelAngle": -45},
                },
                "color": {
                    "field": "n",
                    "type": "quantitative",
                    "title": speak(language, "通报文件", "Documents"),
                    "scale": {"range": ["#E8F0F8", HIGHLIGHT]},
                    "legend": {"tickMinStep": 1},
                },
            },
        ),
        data_cut(rows),
    )
